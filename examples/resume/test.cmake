# SPDX-License-Identifier: MIT
# Runs the example RESUME with plans that change, and with what is no checkpoint.
cmake_minimum_required(VERSION 3.25)

set(file changed.checkpoint)
function(must expected_status expected_rows expected_error)
  execute_process(COMMAND ${RESUME} ${file} ${ARGN}
                  RESULT_VARIABLE status OUTPUT_VARIABLE rows ERROR_VARIABLE error)
  if(NOT status EQUAL expected_status OR NOT rows MATCHES "^${expected_rows}$" OR NOT error MATCHES "^${expected_error}$")
    message(SEND_ERROR "resume ${ARGN}\nmust end with status ${expected_status}, the rows\n${expected_rows}\nand the "
                       "error\n${expected_error}\nended with status ${status}, the rows\n${rows}\nand the error\n${error}")
  endif()
endfunction()

function(must_keep expected)
  file(READ ${file} after)
  if(NOT after STREQUAL expected)
    message(SEND_ERROR "${file} has changed")
  endif()
endfunction()

file(REMOVE ${file})
set(line_100 [[{"linear": {"from": 0.5, "to": 0.0, "steps": 100}}]])
set(line_200 [[{"linear": {"from": 0.5, "to": 0.0, "steps": 200}}]])
set(wave_200 [[{"cosine": {"from": 0.25, "to": 0.125, "steps": 200}}]])
set(accuracy "[0-9.]+ % of the test images are recognised\n")

# It trains to the end of its plan; asked again, or with the same plan in other words, it has nothing more to do.
must(0 "0,0\\.5\n1,0\\.495\n.*\n99,0\\.005[0-9]*\n" "${accuracy}" --plan ${line_100})
must(0 "" "${accuracy}" --plan ${line_100})
must(0 "" "${accuracy}" --plan [[{"linear": {"steps": 1e2, "from": 5e-1, "to": 0, "includes": "from"}}]])

# Another plan is shown, and changes nothing before it is meant.
file(READ ${file} before)
set(shown "the plan has changed since step 100:\n  linear/steps: 100 -> 200\n")
must(3 "" "${shown}go on with it by --change-plan\n" --plan ${line_200})
must_keep("${before}")
must(0 "100,0\\.25\n.*\n199,0\\.0025\n" "${shown}${accuracy}" --plan ${line_200} --change-plan)
must(3 "" "the plan has changed since step 200:\n  linear\\(from=0\\.5, to=0, steps=200, includes=from\\) -> cosine\\(.*"
     --plan ${wave_200})

# Another plateau is another plan.
must(3 "" "the plan has changed since step 200:\n  plateau/factor: 1 -> 0\\.5\ngo on with it by --change-plan\n"
     --plan ${line_200} --plateau [[{"plateau": {"factor": 0.5}}]])

# Where the loss spikes it goes back to the checkpoint and halves the rate, as often as it may; then it ends.
file(REMOVE ${file})
set(rise [[{"linear": {"from": 0, "to": 8, "steps": 1500}}]])
set(spike "the loss is [0-9.]+ at step [0-9]+, back to step [0-9]+\n")
must(1 "0,0\n.*" "${spike}resume: no cut is left, of 0\n" --plan ${rise} --cuts 0)
must(1 "[0-9]+[05]0,.*" "${spike}resume: no cut is left, of 0\n" --plan ${rise} --cuts 0)
must(1 "[0-9]+[05]0,.*" "${spike}${spike}resume: no cut is left, of 1\n" --plan ${rise} --cuts 1)
must(0 "[0-9]+[05]0,.*\n1499,.*" "(${spike})+${accuracy}" --plan ${rise} --cuts 9)
must(1 "" "resume: --cuts must be a whole number from 0 to 100, got 'few'\n" --cuts few)
must(1 "" "resume: --cuts must be a whole number from 0 to 100, got '101'\n" --cuts 101)

# What is no plan, and what is no checkpoint.
must(1 "" "resume: the plan must end somewhere\n" --plan [[{"constant": {"value": 1}}]])
must(1 "" "resume: /plateau: plateau needs metrics: .*" --plan [[{"plateau": {}}]])
must(1 "" "resume: /linear: the argument from is missing\n" --plan [[{"linear": {}}]])
must(1 "" "resume: cannot make anything of '--change'; --help lists all options\n" --change)
string(SUBSTRING "${before}" 0 1000 torn)
string(REPLACE "\"step\":100" "\"step\":101" flipped "${before}")
foreach(damage IN ITEMS torn flipped)
  file(WRITE ${file} "${${damage}}")
  must(1 "" "resume: changed.checkpoint: no checkpoint: its checksum is wrong\n" --plan ${line_100})
  must_keep("${${damage}}")
endforeach()

# Only where there is nothing does a training start: not in place of a folder, or of a link that leads nowhere.
file(REMOVE ${file})
file(MAKE_DIRECTORY ${file})
must(1 "" "resume: changed.checkpoint: cannot be read: Is a directory\n" --plan ${line_100})
file(REMOVE_RECURSE ${file})
file(CREATE_LINK nowhere.checkpoint ${file} SYMBOLIC)
must(1 "" "resume: changed.checkpoint: cannot be read: No such file or directory\n" --plan ${line_100})
file(REMOVE ${file} nowhere.checkpoint.lock)
file(CREATE_LINK ./${file} ${file} SYMBOLIC)
must(1 "" "resume: changed.checkpoint: cannot be locked: Too many levels of symbolic links\n" --plan ${line_100})
file(REMOVE ${file})

# A link stays; what it names is replaced.
file(WRITE elsewhere.checkpoint "${before}")
file(CREATE_LINK elsewhere.checkpoint ${file} SYMBOLIC)
must(0 "100,0\\.25\n.*\n199,0\\.0025\n" "${shown}${accuracy}" --plan ${line_200} --change-plan)
if(NOT IS_SYMLINK ${file})
  message(SEND_ERROR "The link has become a file")
endif()
must(0 "" "${accuracy}" --plan ${line_200})
file(REMOVE ${file} ${file}.lock elsewhere.checkpoint elsewhere.checkpoint.lock)
