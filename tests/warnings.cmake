# SPDX-License-Identifier: MIT
# Warnings for what is compiled here, in the including folder and below; never for whoever uses the library.
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(LRSCHED_DEV_WERROR)
  add_compile_options(-Werror)
endif()
