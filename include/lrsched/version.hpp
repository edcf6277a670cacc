// SPDX-License-Identifier: MIT
#ifndef LRSCHED_VERSION_HPP
#define LRSCHED_VERSION_HPP

// The version, in the one place from which CMake and the tests read it. While the first number is 0, the second
// rises with every change of a name or of any schedule's value, the third with everything else.

#define LRSCHED_VERSION_MAJOR 0
#define LRSCHED_VERSION_MINOR 1
#define LRSCHED_VERSION_PATCH 0

#endif
