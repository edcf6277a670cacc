// SPDX-License-Identifier: MIT

// The main function of every test program. With Catch2 v2 the runner is compiled here, and only here; v3 has it in its
// library.
#define CATCH_CONFIG_RUNNER
#include "catch.hpp"

int main(int count, char** arguments) { return Catch::Session().run(count, arguments); }
