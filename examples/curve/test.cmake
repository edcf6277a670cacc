# SPDX-License-Identifier: MIT
# Runs the example CURVE: PART is what of it.
cmake_minimum_required(VERSION 3.25)

set(folder ${CMAKE_CURRENT_BINARY_DIR}/curve_${PART})
file(REMOVE_RECURSE ${folder})
file(MAKE_DIRECTORY ${folder})

# Runs curve with the words behind, which must end with this status and print this, and this error.
function(must_end status output error)
  execute_process(COMMAND ${CURVE} ${ARGN} WORKING_DIRECTORY ${folder} RESULT_VARIABLE found_status
                  OUTPUT_VARIABLE found_output ERROR_VARIABLE found_error)
  if(NOT found_status EQUAL status OR NOT found_output STREQUAL output OR NOT found_error STREQUAL error)
    message(SEND_ERROR "curve ${ARGN}\nmust end with status ${status} and\n${output}${error}"
                       "ended with status ${found_status} and\n${found_output}${found_error}")
  endif()
endfunction()

function(must_print rows)
  must_end(0 "step,lr\n${rows}" "" ${ARGN})
endfunction()

function(must_refuse message)
  must_end(2 "" "${message}\n" ${ARGN})
endfunction()

# Draws, and sets picture.
function(draw)
  must_end(0 "" "" ${ARGN} --svg picture.svg)
  file(READ ${folder}/picture.svg picture)
  if(NOT picture MATCHES "^<svg .*</svg>\n$")
    message(SEND_ERROR "curve ${ARGN} --svg: the picture is not complete")
  endif()
  string(LENGTH "${picture}" size)
  if(size GREATER 30000)
    message(SEND_ERROR "curve ${ARGN} --svg: the picture has ${size} bytes")
  endif()
  set(picture "${picture}" PARENT_SCOPE)
endfunction()

# The picture, of which a failure shows the beginning, must have all of these texts.
function(must_show)
  string(SUBSTRING "${picture}" 0 2000 beginning)
  foreach(text IN LISTS ARGN)
    string(FIND "${picture}" "${text}" place)
    if(place EQUAL -1)
      message(SEND_ERROR "The picture must have ${text}\n${beginning}")
    endif()
  endforeach()
endfunction()

set(one [[{"constant": {"value": 1}}]])
set(falls [[{"linear": {"from": 1, "to": 0, "steps": 4}}]])

if(PART STREQUAL "metrics")
  set(halves [[{"plateau": {"factor": 0.5, "patience": 0}}]])
  must_print("0,1\n1,1\n2,0.5\n3,0.25\n" ${halves} --metrics 0.9,0.8,0.8,0.9)
  must_print("0,1\n1,1\n2,0.5\n3,0.5\n" ${halves} --metrics -1,-2.5,-1,-3e0)
  must_print("0,0.5\n1,0.5\n2,0.25\n3,0.25\n4,0.125\n" ${halves} --metrics nan,1,inf,-inf,-inf)
  must_end(0 "step,lr1,lr2\n0,1,2\n1,0.5,1.5\n2,0.25,1.5\n" ""
           [[{"pytorch.ReduceLROnPlateau": {"base_lr": [1, 2], "factor": 0.5, "patience": 0, "min_lr": [0, 1.5]}}]]
           --metrics 1,1,1)
  must_print("0,0.1\n1,0.1\n2,0.05\n"
             [[{"pytorch.ReduceLROnPlateau": {"base_lr": 0.1, "factor": 0.5, "patience": 0, "mode": "max"}}]]
             --metrics 1,2,2)
  must_print("0,0.75\n1,0.25\n"
             [[{"plateau": {"factor": 0.5, "patience": 0, "schedule": {"linear": {"from": 1, "to": 0, "steps": 4}}}}]]
             --metrics=1,1)

  set(list "curve: --metrics must be numbers with commas between them, got")
  must_refuse("${list} x" ${halves} --metrics 1,x,2)
  must_refuse("${list} 0x3" ${halves} --metrics 0x3)
  must_refuse("${list} 1e999" ${halves} --metrics 1e999)
  must_refuse("${list} nothing" ${halves} --metrics 1,,2)
  must_refuse("${list} nothing" ${halves} --metrics 1,)
  must_refuse("${list} nothing" ${halves} --metrics=,)
  must_refuse("/plateau: plateau needs metrics: it is no function of the step alone" ${halves} --at 0)
  must_refuse("/plateau: plateau needs metrics: it is no function of the step alone" ${halves} --steps 5 --plot)
  must_refuse("/constant: constant takes no metrics: it is a function of the step alone"
              [[{"constant": {"value": 1}}]] --metrics 1)
  must_refuse("/plateau/factor: must be at most 1, got 2" [[{"plateau": {"factor": 2}}]] --metrics 1)
  must_refuse("/platau: there is no schedule platau, did you mean plateau?" [[{"platau": {}}]] --metrics 1)

elseif(PART STREQUAL "steps")
  # Steps are decimal, and none is dropped or made up.
  must_print("10,1\n" ${one} --at 010)
  must_print("-1,1\n9223372036854775807,1\n" ${one} --at=-1,9223372036854775807)
  must_print("1,1\n2,1\n3,1\n" ${one} --at 1 --at 2,3)
  must_print("0,1\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n" ${one} --steps 010)
  set(list "curve: --at must be whole numbers of 64 bits with commas between them, got")
  must_refuse("${list} 99999999999999999999" ${one} --at 99999999999999999999)
  must_refuse("${list} nothing" ${one} --at 1,,2)
  must_refuse("${list} nothing" ${one} --at 1,)
  must_refuse("${list} nothing" ${one} --at ,)
  must_refuse("${list} nothing" ${one} --at 1 --at ,)
  must_refuse("curve: --at: 1 required STEP,... missing" ${one} --at=)
  must_refuse("${list} 0x3" ${one} --at 1,0x3)
  must_refuse("${list} 1.5" ${one} --at 1.5 --plot)
  foreach(bad IN ITEMS 0 -5 1e3 1,2 100000001 99999999999999999999)
    must_refuse("curve: --steps must be a whole number from 1 to 100000000, got ${bad}" ${one} --steps ${bad})
  endforeach()
  must_refuse("curve: SPEC is required")
  must_refuse("curve: The following argument was not expected: --frob" ${one} --frob)
  must_refuse("curve: The following argument was not expected: --a?b" ${one} "--a\nb")
  must_refuse("curve: --at: 1 required STEP,... missing" ${one} --at)
  must_refuse("curve: --at excludes --steps" ${one} --steps 3 --at 1)
  must_refuse("/: cannot read \"no/such.json\"" @no/such.json --at 0)
  if(EXISTS /dev/zero)
    must_refuse("/: must not be longer than 16 MiB" @/dev/zero --at 0)
  endif()

  # Without steps they are those of the longest schedule.
  must_print("0,1\n1,0.75\n2,0.5\n3,0.25\n" ${falls})
  must_print("0,0\n" [[{"linear": {"from": 1, "to": 0, "steps": 0}}]])
  must_end(0 "step,lr1,lr2\n0,1,1\n1,0.75,1\n2,0.5,1\n3,0.25,1\n" "" ${falls} ${one})
  must_end(0 "step,lr1,lr2,lr3\n7,1,0,1\n0,1,1,1\n" "" ${one} --at 7,0 ${falls} ${one})

  # A list in the place of a number has one for each group of parameters.
  set(groups [[{"linear": {"from": [1, 2], "to": 0, "steps": 4}}]])
  must_end(0 "step,lr1,lr2\n0,1,2\n1,0.75,1.5\n2,0.5,1\n3,0.25,0.5\n" "" ${groups})
  must_end(0 "step,lr1,lr2,lr3\n2,0.5,1,1\n" "" ${groups} ${one} --at 2)
  must_end(0 "step,lr1,lr2\n1,0.75,1\n" "" [[{"groups": [{"linear": {"from": 1, "to": 0, "steps": 4}},
                                                        {"constant": {"value": 1}}]}]] --at 1)
  must_refuse("/linear/to: must have 2 numbers, as /linear/from has, got [0,0,0]"
              [[{"linear": {"from": [1, 2], "to": [0, 0, 0], "steps": 4}}]])
  foreach(of_one IN ITEMS "--summary" "--check;--steps;4" "--against;${one}")
    must_refuse("/linear/from: must be a number, got [1,2]: groups_from_json reads a list, with a number for each parameter group"
                ${groups} ${of_one})
  endforeach()

  must_refuse("curve: say which steps: --at or --steps" ${one})
  must_refuse("curve: say which steps, --at or --steps: there are 100000001"
              [[{"linear": {"from": 1, "to": 0, "steps": 100000001}}]])
  must_refuse("/linear: the argument steps is missing" ${falls} [[{"linear": {"from": 1, "to": 0}}]] --at 1)
  must_refuse("curve: --metrics takes one SPEC" ${one} ${one} --metrics 1)
  must_refuse("curve: standard input can be read once" - -)

elseif(PART STREQUAL "momentum")
  # It is lowest where the rate is highest.
  set(one_cycle [[{"pytorch.OneCycleLR": {"max_lr": 0.1, "total_steps": 100}}]])
  set(cycles [[{"pytorch.CyclicLR": {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 20}}]])
  must_end(0 "step,momentum\n0,0.95\n29,0.85\n99,0.95\n" "" ${one_cycle} --momentum --at 0,29,99)
  must_end(0 "step,momentum\n0,0.9\n20,0.8\n40,0.9\n" "" ${cycles} --momentum --at 0,20,40)
  must_end(0 "step,momentum1,momentum2\n0,0.95,0.9\n" "" ${one_cycle} ${cycles} --momentum --at 0)
  must_end(0 "equal\n" "" ${one_cycle} --momentum --against ${one_cycle})
  must_end(1 "first difference at step 0: 0.9, against 0.95
largest difference at step 0: 0.9, against 0.95
pytorch.CyclicLR/max_momentum: 0.95 -> 0.9\n" "" ${cycles} --steps 1 --momentum --against
           [[{"pytorch.CyclicLR": {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 20, "max_momentum": 0.95}}]])
  draw(${one_cycle} --momentum)
  must_show(">momentum<" ">0.8<")
  must_refuse("/: constant cycles no momentum, only pytorch.OneCycleLR, pytorch.CyclicLR, deepspeed.OneCycle, \
fastai.fit_one_cycle" ${one} --momentum --at 0)
  must_refuse("curve: --metrics excludes --momentum" ${one} --momentum --metrics 1)

elseif(PART STREQUAL "batches")
  # 0, 8, ..., 96, 104 samples are seen before the updates 0 to 13, then 16 more each: 200 after 19.
  set(in_samples [[{"linear": {"from": 1, "to": 0, "steps": 200}}]])
  must_print("0,1\n12,0.52\n13,0.48\n14,0.4\n18,0.08\n19,0\n" ${in_samples} --batches "0:8 100:16" --at 0,12,13,14,18,19)
  must_print("0,1\n1,0.5\n2,0.25\n" ${in_samples} --batches "0:0.1K 100:50")
  must_print("0,1\n1,0.5\n" ${in_samples} --batches "100 50 1K 150")
  must_print("5,1\n" ${one} --batches "0:8 1T:16" --at 5)
  must_end(0 "equal\n" "" ${in_samples} --batches "0:8 100:16" --against
           "{\"sequence\": [${in_samples}]}")
  must_end(1 "first difference at step 14: 0.4, against 0.44
largest difference at step 19: 0, against 0.24
by_samples/batches: 0:8 -> 0:8 100:16\n" ""
           "{\"by_samples\": {\"schedule\": ${in_samples}, \"batches\": \"0:8 100:16\"}}" --against
           "{\"by_samples\": {\"schedule\": ${in_samples}, \"batches\": \"0:8\"}}")
  must_end(0 "step,momentum\n0,0.95\n2,0.85\n" ""
           [[{"pytorch.OneCycleLR": {"max_lr": 0.1, "total_steps": 100}}]] --momentum --batches "0:10 10:19" --at 0,2)
  must_refuse("batches: stage 2 must be two whole numbers, FROM:BATCH, such as 250B:1536, got 1O0:16" ${one} --batches
              "0:8 1O0:16" --at 0)
  must_refuse("batches: from must rise, got 100" ${one} --batches "0:8 100:16 100:32" --at 0)
  must_refuse("batches: stages must be at least one, got 0" ${one} --batches " " --at 0)
  must_refuse("curve: --metrics excludes --batches" ${one} --metrics 1 --batches 0:8)

elseif(PART STREQUAL "pictures")
  # Places are 70 + 700 step / steps, and 402 - 320 rate / (1.05 peak), in tenths; after the first, each is from the one
  # before. Nothing that lies on a straight line is drawn.
  draw([[{"linear": {"from": 1, "to": 0, "steps": 100}}]])
  must_show("d='M70 97.2l693 301.8'" ">linear(from=1, to=0, steps=100, includes=from)<" ">learning rate<"
            ">0<" ">0.2<" ">1<" ">100<" ">step<")
  # A jump is upright, and a rate that stands still does so to the end.
  draw([[{"pytorch.StepLR": {"base_lr": 0.1, "step_size": 30}}]] --steps 90)
  must_show("d='M70 97.2h233.3v274.3h233.4v27.5h233.3'")
  draw(${one} --steps 1)
  must_show("d='M70 97.2h700'")
  # Ticks of small rates, and of many steps.
  draw([[{"warmup_cosine": {"peak": 3e-5, "warmup_steps": 10000, "decay_steps": 90000}}]])
  must_show(">0<" ">1e-5<" ">2e-5<" ">3e-5<" ">20k<" ">100k<")
  draw([[{"constant": {"value": 0}}]])
  must_show(">0<" ">1<" ">1000<" "d='M70 402h700'")
  # A range that no double holds: from -2^1024 at 402 to 2^1024 at 82.
  draw([[{"piecewise_constant": {"values": [-1.7e308, 1.7e308], "milestones": [5]}}]] --steps 10)
  must_show(">-1e308<" ">0<" ">1e308<" "d='M70 393.3h350v-302.6h350'")
  draw([[{"piecewise_constant": {"values": [1e-299, 1e308], "milestones": [5]}}]] --steps 10 --log)
  must_show(">1e-202<" ">1e308<")
  # More waves than the picture has pixels.
  draw([[{"cyclic": {"low": 0.01, "high": 0.1, "up_steps": 3, "down_steps": 4}}]] --steps 100000)
  # A logarithmic axis.
  draw([[{"exponential": {"initial": 1e-2, "rate": 0.1, "every": 10}}]] --steps 31 --log)
  must_show(">learning rate, logarithmic<" ">0.01<" ">0.001<" ">1e-4<" ">1e-5<")
  draw([[{"warm_restarts": {"peak": 0.001, "first_cycle_steps": 1000, "growth": 2}}]] --steps 15000 --log)
  must_show(">learning rate, logarithmic\\; what is below 1e-7, as 0 is, lies at the lower edge<" ">1e-7<")
  must_refuse("curve: --log needs a rate above 0, all are 0" [[{"constant": {"value": 0}}]] --log --plot)
  must_refuse("curve: --log needs --plot or --svg" ${one} --log)
  # A legend, in which nothing is taken for a tag.
  file(WRITE ${folder}/a<&b.json "${falls}")
  draw("@a<&b.json" ${one})
  must_show(">a&lt\\;&amp\\;b.json: linear(from=1, to=0, steps=4, includes=from)<" ">constant(value=1)<")

  # What had another name before is still the old picture: it was never written into.
  file(WRITE ${folder}/picture.svg "the old picture\n")
  file(CREATE_LINK ${folder}/picture.svg ${folder}/link.svg)
  draw(${falls})
  file(READ ${folder}/link.svg old)
  if(NOT old STREQUAL "the old picture\n")
    message(SEND_ERROR "The old picture was overwritten: ${old}")
  endif()

  # In the terminal 72 characters stand for 8 steps, and 16 lines for rates from 1 to 0.
  string(REPEAT "           |\n" 6 empty)
  string(REPEAT "*" 72 stars)
  string(REPEAT "o" 72 circles)
  must_end(0 "\
         1 |${stars}\n${empty}           |\n       0.5 |\n${empty}         0 |
           ++-----------------+-----------------+----------------+-----------------+
            0                 2                 4                6                 8
" "" ${one} --steps 8 --plot)
  must_end(0 "\
* constant(value=1)
o constant(value=0.1)
         1 |${stars}\n           |\n           |\n           |\n           |
       0.5 |\n           |\n           |\n           |\n           |
       0.2 |\n           |\n           |\n           |\n           |
       0.1 |${circles}
           ++----------------------------------------------------------------------+
            0                                                                      1
" "" ${one} [[{"constant": {"value": 0.1}}]] --steps 1 --plot --log)

elseif(PART STREQUAL "against")
  must_end(0 "equal\n" "" ${falls} --against ${falls})
  must_end(0 "equal\n" "" ${one} --against ${one})
  must_end(0 "equal\n" "" ${falls} --against "{\"sequence\": [${falls}]}")
  set(ones [[{"step": {"initial": 1, "factor": 1, "every": 3}}]])
  must_end(0 "equal up to step 999999\n" "" ${one} --against ${ones})
  must_end(0 "equal up to step 9\n" "" ${one} --against ${ones} --steps 10)
  # In 4 steps or in 8: 3/4 and 7/8 at step 1, 0 and 1/2 at step 4.
  set(slower [[{"linear": {"from": 1, "to": 0, "steps": 8}}]])
  must_end(1 "first difference at step 1: 0.75, against 0.875
largest difference at step 4: 0, against 0.5
linear/steps: 8 -> 4\n" "" ${falls} --against ${slower})
  must_end(1 "first difference at step 1: 0.75, against 0.875
largest difference at step 2: 0.5, against 0.75
linear/steps: 8 -> 4\n" "" ${falls} --against ${slower} --steps 3)
  must_end(0 "equal up to step 0\n" "" ${falls} --against ${slower} --steps 1)
  must_refuse("curve: --against takes one SPEC" ${one} ${one} --against ${one})
  must_refuse("curve: --at excludes --against" ${one} --at 1 --against ${one})
  must_refuse("/: cannot read \"no/such.json\"" ${one} --against @no/such.json)
  if(EXISTS /dev/full)  # what cannot be said is no difference
    execute_process(COMMAND sh -c "exec \"$@\" >/dev/full" sh ${CURVE} ${one} --against ${falls} RESULT_VARIABLE status
                    ERROR_VARIABLE error)
    if(NOT status EQUAL 2 OR NOT error STREQUAL "curve: cannot write to standard output\n")
      message(SEND_ERROR "curve --against >/dev/full must end with status 2, ended with ${status} and ${error}")
    endif()
  endif()

elseif(PART STREQUAL "check")
  # Up to 1 in 2 steps and down to 0 in 4: 1/2, 1, 1, 3/4, 1/2, 1/4.
  set(plan [[{"warmup_linear": {"peak": 1, "warmup_steps": 2, "decay_steps": 4}}]])
  set(lengths "write lengths that add up to the steps of the run")
  must_end(0 "" "" ${plan} --check --steps 6)
  must_end(1 "cut_off at step 4, rate 0.5: the run ends before the plan; ${lengths}, or with_length(plan, 0, steps)\n" ""
           ${plan} --check --steps 5)
  must_end(1 "stays_at_0 at step 6, rate 0: the rate is 0 from here to the end; write a decay_steps that is not \
shortened by the warm-up, or a floor above 0
over_early at step 6, rate 0: the plan ends before the run, which keeps this rate; ${lengths}, or sequence{plan, \
constant({.value})} if it is meant\n" "" ${plan} --check --steps 8)
  must_end(0 "" "" ${plan} --check --steps 8 --allow stays_at_0,over_early)
  must_end(0 "" "" ${plan} --check --steps 8 --allow over_early --allow stays_at_0)
  must_end(0 "" "" ${one} --check --steps 8)
  must_end(1 "never_changes at step 0, rate 1: the rate never changes; write lengths that fit the run, or \
constant({.value}) if it is meant\n" "" [[{"optax.constant_schedule": {"value": 1}}]] --check --steps 8)

  # What is expected, met and not met.
  set(expected --expect-peak 1 --expect-end 0 --largest-jump 0.5)
  must_end(0 "" "" ${plan} --check --steps 6 ${expected})
  must_end(1 "jumps at step 1, rate 1: the rate jumps by more than may be; write a piece that starts at the rate at \
which the one before it ends
other_peak at step 1, rate 1: the highest rate is not the expected one; write the expected rate as the peak, and a \
grid of steps that includes it
other_end at step 5, rate 0.25: the last rate is not the expected one; write the expected rate as the floor, and \
lengths that add up to the steps of the run\n" ""
           ${plan} --check --steps 6 --expect-peak 2 --expect-end=-0.5 --largest-jump 0.4)

  # 8 samples are 8 updates of 1 sample, or 4 and then 2 of 2 samples.
  set(samples [[{"warmup_linear": {"peak": 1, "warmup_steps": 4, "decay_steps": 4}}]])
  must_end(0 "" "" ${samples} --check --steps 8 --batches 0:1)
  must_end(0 "" "" ${samples} --check --steps 6 --batches "0:1 4:2")
  must_end(1 "over_early at step 6, rate 0: the plan ends before the run, which keeps this rate; ${lengths}, or \
sequence{plan, constant({.value})} if it is meant\n" "" ${samples} --check --steps 7 --batches "0:1 4:2")

  # The fingerprint is 64-bit FNV-1a of the line that describes the plan.
  set(summary "steps 6\nlength 6\npeak 1 at step 1\nlast rate 0.25\nsum of rates 4\nlargest change 0.5 at step 1
fingerprint 7f8605822fcc419f\n")
  must_end(0 "${summary}" "" ${plan} --summary)
  must_end(0 "" "" ${plan} --check --steps 6 --expect-fingerprint 7f8605822fcc419f)
  must_end(1 "fingerprint 7f8605822fcc419f: the plan is not the expected one; write the old plan, or expect this one
" "" ${plan} --check --steps 6 --expect-fingerprint 0)
  must_end(0 "steps 3\nlength none\npeak 1 at step 0\nlast rate 1\nsum of rates 3\nlargest change 0 at step 0
fingerprint 21bc90e50bb9172d\n" "" ${one} --summary --steps 3)

  must_refuse("curve: --check needs --steps, the updates of the run" ${plan} --check)
  must_refuse("curve: say which steps: --at or --steps" ${one} --summary)
  must_refuse("curve: --check takes one SPEC" ${plan} ${one} --check --steps 6)
  must_refuse("curve: --summary takes one SPEC" ${plan} ${one} --summary)
  must_refuse("curve: --check excludes --summary" ${plan} --check --summary --steps 6)
  must_refuse("curve: --expect-peak requires --check" ${plan} --expect-peak 1 --steps 6)
  foreach(option IN ITEMS --expect-peak --expect-end --largest-jump)
    foreach(bad IN ITEMS x 1,2 0x3)
      must_refuse("curve: ${option} must be a number, got ${bad}" ${plan} --check --steps 6 ${option} ${bad})
    endforeach()
  endforeach()
  must_refuse("check: end must be finite, got inf" ${plan} --check --steps 6 --expect-end inf)
  must_refuse("check: largest_jump must be at least 0, got -1" ${plan} --check --steps 6 --largest-jump=-1)
  foreach(bad IN ITEMS 0x3 g 12345678123456789 -1)
    must_refuse("curve: --expect-fingerprint must be up to 16 hexadecimal digits, got ${bad}"
                ${plan} --check --steps 6 --expect-fingerprint=${bad})
  endforeach()
  must_refuse("curve: --allow must be names of findings with commas between them, got cut off"
              ${plan} --check --steps 6 --allow "jumps,cut off")
  must_refuse("/linear: the argument steps is missing" [[{"linear": {"from": 1, "to": 0}}]] --check --steps 6)
  if(EXISTS /dev/full)  # what cannot be said is no finding
    execute_process(COMMAND sh -c "exec \"$@\" >/dev/full" sh ${CURVE} ${plan} --check --steps 5
                    RESULT_VARIABLE status ERROR_VARIABLE error)
    if(NOT status EQUAL 2 OR NOT error STREQUAL "curve: cannot write to standard output\n")
      message(SEND_ERROR "curve --check >/dev/full must end with status 2, ended with ${status} and ${error}")
    endif()
  endif()

elseif(PART STREQUAL "yaml")
  # The text must be refused with this message, or must give these rows.
  function(must_refuse_yaml message text)
    file(WRITE ${folder}/plan.yaml "${text}")
    must_refuse("/${message}" @plan.yaml)
  endfunction()
  function(must_print_yaml rows text)
    file(WRITE ${folder}/plan.yaml "${text}")
    must_print("${rows}" @plan.yaml)
  endfunction()

  if(NOT YAML)
    message("skipped: YAML (curve was built without yaml-cpp; on Debian and Ubuntu: apt-get install libyaml-cpp-dev)")
    foreach(spec IN ITEMS @plan.yaml @plan.yml "---\na: 1")
      file(WRITE ${folder}/plan.yaml "constant: {value: 1}")
      file(WRITE ${folder}/plan.yml "constant: {value: 1}")
      must_refuse("/: YAML is not read here: install yaml-cpp (on Debian and Ubuntu: apt-get install libyaml-cpp-dev) \
and build again" ${spec})
    endforeach()
    return()
  endif()

  must_print_yaml("0,1e-04\n1,5e-05\n" "# a comment\nlinear:\n  from: 1e-4\n  to: 0\n  steps: 2\n")
  must_print_yaml("0,1\n1,0.75\n2,0.5\n3,0.25\n" "${falls}")
  must_print_yaml("0,0.5\n1,8.25\n" "linear: {from: +.5, to: 0x10, steps: 0o2}")
  must_print_yaml("0,10\n1,5\n" "linear: {from: 010, to: -0, steps: +2}")
  must_print_yaml("0,2\n1,1\n" "linear: {from: !!float 2, to: !!float '0', steps: 2}")
  must_print_yaml("0,3\n1,3\n" "linear: {from: &rate 3, to: *rate, steps: 2}")
  must_print_yaml("0,0\n1,1\n2,3\n" "sequence:\n- linear: &ramp\n    from: 0\n    to: 2\n    steps: 2\n- linear:\n    <<: *ramp\n    from: 3\n    steps: 1\n")
  must_print_yaml("0,1\n" "%YAML 1.2\n---\nlinear: {from: 1, to: 0, steps: 1}\n...\n")
  must_print("0,1\n" "---\nlinear: {from: 1, to: 0, steps: 1}")
  file(WRITE ${folder}/plan.yml "{constant: {value: 1}}")
  must_print("5,1\n" @plan.yml --at 5)

  set(start "linear: {to: 0, steps: 4, from: ")
  foreach(text IN ITEMS "yes" "no" "1_000" "1:30" "1e" "0x" "0o8" "0b1" "+-1" "..1")
    must_refuse_yaml("linear/from: must be a number, got \"${text}\"" "${start}${text}}")
  endforeach()
  must_refuse_yaml("linear/from: must be a number, got \"1e-4\"" "${start}'1e-4'}")
  must_refuse_yaml("linear/from: must be a number, got \"1e-4\"" "${start}!!str 1e-4}")
  must_refuse_yaml("linear/from: must be a number, got true" "${start}True}")
  must_refuse_yaml("linear/from: must be a number, got null" "${start}~}")
  must_refuse_yaml("linear/from: must be a number, got null" "${start}}")
  foreach(text IN ITEMS .inf -.Inf +.INF .nan)
    must_refuse_yaml("linear/from: must be a number, got \"${text}\"" "${start}${text}}")
  endforeach()
  must_refuse_yaml(": line 1, column 33: 1e999 is a number that no double holds" "${start}1e999}")
  must_refuse_yaml(": line 1, column 33: the tag tag:yaml.org,2002:int is not understood here" "${start}!!int 1.5}")
  must_refuse_yaml("linear/from: must be a number, got \"!mine\"" "${start}!mine 1}")
  must_refuse_yaml(": a schedule must be an object with one key, its name, got \"!mine\"" "!mine {a: 1}")
  must_print_yaml("0,1\n" "scheduler: {linear: {from: 1, to: 0, steps: 1}}\npath: !mine x\nsize: !!python/tuple [1, 2]\nclip: .inf\nrest: !mine {a: 1}\n")
  must_refuse_yaml(": line 3, column 3: the key from stands twice in one object" "linear:\n  from: 1\n  from: 1\n")
  must_refuse_yaml(": line 2, column 3: the key a stands twice in one object" "{a: 1,\n  \"a\": 1}")
  must_refuse_yaml(": line 3, column 1: a second document begins, there must be one" "---\na: 1\n---\na: 1\n")
  must_refuse_yaml("linear/3: there is no argument 3, only from, to, steps, includes" "linear: {from: &a 3, *a : 1}")
  must_refuse_yaml(": line 1, column 8: an alias must not stand in what it names" "a: &a [*a]")
  must_refuse_yaml(": line 1, column 4: the referenced anchor is not defined" "a: *b")
  must_refuse_yaml(": line 1, column 3: a key must be text" "? [a]\n: 1")
  must_refuse_yaml(": line 1, column 1: << must merge objects" "<<: 1")
  must_refuse_yaml(": line 2, column 1: end of map flow not found" "a: {b: 1\n")
  must_refuse_yaml(": the document is empty: there is no schedule in it" "# nothing\n")
  string(REPEAT "[" 401 opening)
  string(REPEAT "]" 401 closing)
  must_refuse_yaml(": line 1, column 401: must not be nested more than 400 levels deep" "${opening}${closing}")
  set(bomb "a: &a [xxxxxxxxxx, xxxxxxxxxx, xxxxxxxxxx, xxxxxxxxxx]\n")
  set(before a)
  foreach(name IN ITEMS b c d e f g h i j k l m n o p q r s t u v w x y z)
    string(APPEND bomb "${name}: &${name} [*${before}, *${before}, *${before}, *${before}]\n")
    set(before ${name})
  endforeach()
  file(WRITE ${folder}/plan.yaml "${bomb}")
  execute_process(COMMAND ${CURVE} @plan.yaml WORKING_DIRECTORY ${folder} RESULT_VARIABLE status ERROR_VARIABLE error)
  if(NOT status EQUAL 2 OR NOT error MATCHES "^/: line [0-9]+, column [0-9]+: must not be longer than 16 MiB with its")
    message(SEND_ERROR "Aliases of aliases must be refused: ${status}, ${error}")
  endif()

endif()
file(REMOVE_RECURSE ${folder})
