# SPDX-License-Identifier: MIT
# Runs the example PROGRAM. The PART to check: results or input.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/../picture.cmake)
set(data /usr/share/datasets/fashion-mnist)

function(must_refuse message)
  execute_process(COMMAND ${PROGRAM} ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT output STREQUAL "" OR NOT error STREQUAL "fashion: ${message}\n")
    message(SEND_ERROR "fashion ${ARGN}\nmust end with status 1 and: ${message}\nended with status ${status} and: "
                       "${error}${output}")
  endif()
endfunction()

if(PART STREQUAL "results")
  execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  message("${output}")
  if(NOT output MATCHES "\nconstant +[78][0-9]\\.[0-9]+ % [^\n]+\nwarm-up and cosine +8[1-9]\\.[0-9]+ %")
    message(SEND_ERROR "The warm-up and cosine must name more than 81 % of the clothes")
  endif()
  if(NOT output MATCHES "\nThe schedule gains (0\\.[5-9]|[1-9]\\.)")
    message(SEND_ERROR "The schedule must gain half a point at least")
  endif()
  must_look_like(${CMAKE_CURRENT_LIST_DIR}/fashion.svg fashion.svg)
  file(REMOVE fashion.svg)

elseif(PART STREQUAL "input")
  set(images train-images-idx3-ubyte.gz)
  string(CONCAT no_data "cannot be read, on Debian and Ubuntu: apt-get install dataset-fashion-mnist, "
                        "elsewhere: fashion FOLDER")
  must_refuse("no/such/folder/${images}: ${no_data}" no/such/folder)
  set(usage "usage: fashion [FOLDER [EPOCHS, from 1 to 1000]]")
  foreach(epochs IN ITEMS 0 1001 1.5)
    must_refuse("${usage}" ${data} ${epochs})
  endforeach()
  must_refuse("${usage}" ${data} 2 3)

  file(WRITE damaged/${images} "no images\n")
  must_refuse("damaged/${images}: is not the file of Fashion-MNIST of this name" damaged)
  if(EXISTS ${data})
    foreach(part IN ITEMS train-images-idx3 train-labels-idx1)
      file(COPY ${data}/${part}-ubyte.gz DESTINATION damaged)
      execute_process(COMMAND head -c 2000 INPUT_FILE ${data}/${part}-ubyte.gz OUTPUT_FILE damaged/${part}-ubyte.gz)
      must_refuse("damaged/${part}-ubyte.gz: ends early, or is damaged" damaged)
      file(COPY ${data}/${part}-ubyte.gz DESTINATION damaged)
    endforeach()
    # Labels of 77, which is the letter M; zlib reads a file that is not compressed as it is.
    set(labels damaged/train-labels-idx1-ubyte.gz)
    execute_process(COMMAND sh -c "printf '\\0\\0\\10\\1\\0\\0\\352\\140' && head -c 60000 /dev/zero | tr '\\0' M"
                    OUTPUT_FILE ${labels} COMMAND_ERROR_IS_FATAL ANY)
    must_refuse("${labels}: labels must be from 0 to 9, got 77" damaged)
  endif()
  file(REMOVE_RECURSE damaged)

else()
  message(FATAL_ERROR "There is no part '${PART}'")
endif()
