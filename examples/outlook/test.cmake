# SPDX-License-Identifier: MIT
# Runs the example OUTLOOK: PART is what of it.
cmake_minimum_required(VERSION 3.25)

set(folder ${CMAKE_CURRENT_BINARY_DIR}/outlook_${PART})
file(REMOVE_RECURSE ${folder})
file(MAKE_DIRECTORY ${folder}/logs)

# Runs outlook with the words behind; sets output and error.
function(must_end status)
  execute_process(COMMAND ${OUTLOOK} ${ARGN} WORKING_DIRECTORY ${folder} RESULT_VARIABLE found_status
                  OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT found_status EQUAL status)
    message(SEND_ERROR "outlook ${ARGN}\nmust end with status ${status}\nended with ${found_status} and\n"
                       "${output}${error}")
  endif()
  set(output "${output}" PARENT_SCOPE)
  set(error "${error}" PARENT_SCOPE)
endfunction()

function(must_match text pattern)
  if(NOT "${text}" MATCHES "${pattern}")
    string(SUBSTRING "${text}" 0 1000 beginning)
    message(SEND_ERROR "must match ${pattern}\n${beginning}")
  endif()
endfunction()

# Losses of 300 steps in millionths: 3, and 0.1 times the share of the rate that is in force, and 1 over the square root
# of the progress in hundreds of steps, here by its first digits at every tenth step.
set(constant "step,lr,loss\n")
set(two_stages "\"loss\",note,\"step\"\r\n")
set(early_stages "step,loss\n")
function(append_row name step share progress columns)
  # Newton's square root of 10^12 * 100 / progress.
  math(EXPR square "100000000000000 / ${progress}")
  set(root 1000000)
  foreach(round RANGE 9)
    math(EXPR root "(${root} + ${square} / ${root}) / 2")
  endforeach()
  math(EXPR loss "3000000 + 1000 * ${share} + ${root}")
  string(REGEX REPLACE "(......)$" ".\\1" loss ${loss})
  string(REPLACE "STEP" "${step}" row "${columns}")
  string(REPLACE "LOSS" "${loss}" row "${row}")
  string(APPEND ${name} "${row}")
  set(${name} "${${name}}" PARENT_SCOPE)
endfunction()
foreach(step RANGE 9 299 10)
  append_row(constant ${step} 100 "(${step} + 1)" "STEP,0.1,LOSS\n")
  if(step LESS 150)
    append_row(two_stages ${step} 100 "(${step} + 1)" "LOSS,,STEP\r\n")
  else()
    append_row(two_stages ${step} 50 "(51 + ${step} * 66 / 100)" "LOSS,,STEP\r\n")  # 0.5^0.6 = 0.66
  endif()
  if(step LESS 80)
    append_row(early_stages ${step} 100 "(${step} + 1)" "STEP,LOSS\n")
  else()
    append_row(early_stages ${step} 30 "(41 + ${step} * 486 / 1000)" "STEP,LOSS\n")  # 0.3^0.6 = 0.486
  endif()
endforeach()
file(WRITE ${folder}/logs/constant.csv "${constant}")
file(WRITE ${folder}/logs/two_stages.csv "${two_stages}\r\n,no loss here,300\r\n")
file(WRITE ${folder}/logs/early_stages.csv "${early_stages}")

set(hold [["schedule": {"constant": {"value": 0.1}}]])
set(halve [["schedule": {"piecewise_constant": {"values": [0.1, 0.05], "milestones": [150]}}]])
set(early [["schedule": {"piecewise_constant": {"values": [0.1, 0.01], "milestones": [150]}}]])
set(lower [["schedule": {"piecewise_constant": {"values": [0.1, 0.03], "milestones": [80]}}]])
set(runs "{${hold}, \"losses\": \"logs/constant.csv\"}, {${halve}, \"losses\": \"logs/two_stages.csv\"}"
         "{${lower}, \"losses\": \"logs/early_stages.csv\"}")
list(JOIN runs ", " runs)

function(ask name skip runs predict)
  file(WRITE ${folder}/${name}.json "{\"skip\": ${skip}, \"runs\": [${runs}], \"predict\": [${predict}]}\n")
endfunction()

function(must_refuse name message)
  must_end(2 ${name})
  if(NOT output STREQUAL "" OR NOT error STREQUAL "outlook: ${message}\n")
    message(SEND_ERROR "outlook ${name} must print nothing but\noutlook: ${message}\nprinted\n${output}${error}")
  endif()
endfunction()

if(PART STREQUAL "predictions")
  ask(question 20 "${runs}"
      "{\"name\": \"hold\", ${hold}, \"steps\": 300}, {\"name\": \"fall, deep\", ${early}, \"steps\": 160}")
  must_end(0 question.json)
  # The truth of the first is 3.1 + 1 / sqrt(3) = 3.677.
  set(small "0.00[0-9]+")
  set(hold_row "hold,300,3.67[67][0-9]+,${small}\n")
  set(fall_row "\"fall, deep\",160,3.8[123][0-9]+,${small}\n")
  must_match("${output}" "^name,steps,loss,error\n${hold_row}${fall_row}$")
  must_match("${error}" "^hold is better than fall, deep, by 0.1[45][0-9]+ [+]- 0.00[0-9]+\n$")

  # From another folder, with a picture; the same again.
  execute_process(COMMAND ${OUTLOOK} ${folder}/question.json --svg ${folder}/picture.svg OUTPUT_VARIABLE again
                  RESULT_VARIABLE status ERROR_QUIET)
  file(READ ${folder}/picture.svg picture)
  if(NOT status EQUAL 0 OR NOT again STREQUAL output)
    message(SEND_ERROR "outlook from another folder must print\n${output}printed\n${again}")
  endif()
  foreach(part IN ITEMS ">constant<" ">two_stages<" ">early_stages<" ">hold 3.67[67] [+]- 0.00[0-9]<"
                        ">fall, deep 3.8[123][0-9] [+]- 0.00[0-9]<")
    must_match("${picture}" "^<svg .*${part}.*</svg>\n$")
  endforeach()

  # A plan that is still on its way to the peak where the picture begins, and losses that are all alike.
  set(late [["schedule": {"warmup_linear": {"peak": 0.1, "warmup_steps": 100, "decay_steps": 200}}]])
  ask(late 20 "${runs}, {${late}, \"losses\": \"logs/constant.csv\"}" "{\"name\": \"late\", ${late}, \"steps\": 300}")
  must_end(0 late.json --svg picture.svg)
  string(REGEX REPLACE ",[0-9.]+\n" ",3\n" level "${constant}")
  string(ASCII 239 187 191 byte_order_mark)
  file(WRITE ${folder}/logs/level.csv "${byte_order_mark}${level}")
  string(REGEX REPLACE "logs/[a-z_]+.csv" "logs/level.csv" level_runs "${runs}")
  ask(level 20 "${level_runs}" "{\"name\": \"hold\", ${hold}, \"steps\": 300}")
  must_end(0 level.json --svg picture.svg)
  must_match("${output}" "^name,steps,loss,error\nhold,300,3.00000,0.00000\n$")

  # What looks alike cannot be told apart.
  ask(same 20 "${runs}" "{\"name\": \"a\", ${hold}, \"steps\": 300}, {\"name\": \"b\", ${hold}, \"steps\": 300}")
  must_end(0 same.json)
  must_match("${error}" "^a or b: cannot tell, 0.0000 [+]- 0.0[0-9]+ apart\n$")
else()
  set(plan "{\"name\": \"hold\", ${hold}, \"steps\": 300}")
  set(one "{${hold}, \"losses\": \"logs/constant.csv\"}")

  must_refuse(none.json "none.json: cannot be read: No such file or directory")
  file(WRITE ${folder}/broken.json "{\"skip\": 20,")
  must_end(2 broken.json)
  must_match("${output}${error}" "^outlook: broken.json: [^\n]*\n$")
  file(WRITE ${folder}/list.json "[]")
  must_refuse(list.json "list.json: /: must be an object with skip, runs, predict")
  file(WRITE ${folder}/less.json "{\"skip\": 20, \"runs\": []}")
  must_refuse(less.json "less.json: /: must have predict")
  ask(no_runs 20 "" "${plan}")
  must_refuse(no_runs.json "no_runs.json: /runs: must be a list of one or more")
  ask(no_plans 20 "${runs}" "")
  must_refuse(no_plans.json "no_plans.json: /predict: must be a list of one or more")
  ask(negative -1 "${runs}" "${plan}")
  must_refuse(negative.json "negative.json: /skip: must be a whole number from 0 to 100000000")
  ask(more 20 "${runs}" "{\"name\": \"hold\", ${hold}, \"steps\": 300, \"at\": 1}")
  must_refuse(more.json "more.json: /predict/0: has no \"at\", only name, schedule, steps")
  ask(no_name 20 "${runs}" "{\"name\": 1, ${hold}, \"steps\": 300}")
  must_refuse(no_name.json "no_name.json: /predict/0/name: must be a text, of one line")
  ask(two_lines 20 "${runs}" "{\"name\": \"a\\u0000b\", ${hold}, \"steps\": 300}")
  must_refuse(two_lines.json "two_lines.json: /predict/0/name: must be a text, of one line")
  ask(steps 20 "${runs}" "{\"name\": \"hold\", ${hold}, \"steps\": 0}")
  must_refuse(steps.json "steps.json: /predict/0/steps: must be a whole number from 1 to 100000000")
  ask(schedule 20 "${runs}" [[{"name": "a", "schedule": {"linear": {"from": 1, "to": 0, "steps": -5}}, "steps": 9}]])
  must_refuse(schedule.json "schedule.json: /predict/0/schedule/linear/steps: must be at least 0, got -5")

  ask(one 20 "${one}" "${plan}")
  must_refuse(one.json
              "one.json: /runs: loss_law: runs must be at least 2, of which the law is learnt and tried, got 1")
  ask(alike 20 "${one}, ${one}" "${plan}")
  string(CONCAT alike "alike.json: /runs: loss_law: runs must not look alike: two must differ by 1/20 of the peak or "
                      "more, got 0")
  must_refuse(alike.json "${alike}")
  ask(peak 20 "${runs}" [[{"name": "a", "schedule": {"constant": {"value": 0.2}}, "steps": 300}]])
  string(CONCAT other_peak "peak.json: /predict/0: loss_law: peak must be that of the first run, above 0: the law knows "
                           "no other, got 0.2")
  must_refuse(peak.json "${other_peak}")

  # Tables.
  ask(table 20 "${runs}" "${plan}")
  foreach(
    case IN
    ITEMS "step,los\n1,2\n|1: must name a column loss"
          "step,loss\n1\n|2: must have as many cells as the first line"
          "step,note,loss\n1,\"a, b\",3\n|2: must have as many cells as the first line"
          "step,loss\n1,2\n\n1.5,2\n|4: step must be a whole number from 0 to 100000000"
          "step,loss\n1,2\n1,2\n|3: step must be above the one before"
          "step,loss\n1,x\n|2: loss must be a finite number, got x"
          "step,loss\n1,nan\n|2: loss must be a finite number, got nan"
          "step,loss\n,1\n|2: step must be a finite number, got nothing"
          "step,loss\n1,-1\n|2: loss must be from 0 to 1e9"
          "step,loss\n1,2e9\n|2: loss must be from 0 to 1e9")
    string(REGEX MATCH "^(.*)[|](.*)$" all "${case}")
    file(WRITE ${folder}/logs/constant.csv "${CMAKE_MATCH_1}")
    must_refuse(table.json "logs/constant.csv:${CMAKE_MATCH_2}")
  endforeach()
  file(WRITE ${folder}/logs/constant.csv "")
  must_refuse(table.json "logs/constant.csv: logged_run: steps must be at least one, got 0")
  file(REMOVE ${folder}/logs/constant.csv)
  must_refuse(table.json "logs/constant.csv: cannot be read: No such file or directory")

  # What has no end is not read to its end, and a picture takes the place of nothing that was read.
  if(EXISTS /dev/zero)
    must_refuse(/dev/zero "/dev/zero: cannot be read: File too large")
  endif()
  file(WRITE ${folder}/logs/constant.csv "${constant}")
  file(CREATE_LINK constant.csv ${folder}/logs/link.csv SYMBOLIC)
  foreach(picture IN ITEMS table.json logs/constant.csv logs/link.csv)
    must_end(2 table.json --svg ${picture})
    must_match("${error}" "^outlook: --svg must not replace (table.json|logs/constant.csv)\n$")
  endforeach()
  file(READ ${folder}/logs/constant.csv left)
  must_match("${left}" "^step,lr,loss\n")

  must_end(2)
  must_match("${output}${error}" "^outlook: FILE is required\n$")
endif()
file(REMOVE_RECURSE ${folder})
