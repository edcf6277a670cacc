// SPDX-License-Identifier: MIT

// Includes everything once more, and is linked into every test program: a definition that is not inline is then there
// twice, which the linker refuses.
#include <lrsched/lrsched.hpp>
