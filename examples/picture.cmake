# SPDX-License-Identifier: MIT
# To be included by the tests of examples that draw.

# A picture just drawn must look like the one that is kept beside the example, numbers aside: the same elements, colours
# and words.
function(must_look_like kept drawn)
  foreach(which IN ITEMS kept drawn)
    file(READ ${${which}} text)
    if(NOT text MATCHES "^<svg .*</svg>\n$")
      message(SEND_ERROR "The picture ${${which}} is not complete:\n${text}")
    endif()
    string(REGEX REPLACE " d='[^']*'|>[-0-9.e]+[kM]?<" "" text "${text}")
    string(REGEX REPLACE "[0-9.]+" "0" text "${text}")
    string(REPLACE ";" "," text "${text}")
    string(REPLACE "\n" ";" ${which} "${text}")
    list(REMOVE_DUPLICATES ${which})
    list(SORT ${which})
  endforeach()
  if(NOT kept STREQUAL drawn)
    list(JOIN kept "\n" kept)
    list(JOIN drawn "\n" drawn)
    message(SEND_ERROR "The picture that is kept has other parts than the one drawn:\n${kept}\n\n${drawn}")
  endif()
endfunction()
