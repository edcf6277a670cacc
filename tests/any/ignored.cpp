// SPDX-License-Identifier: MIT

#include <string>

#include <lrsched/any/description.hpp>
#include <lrsched/any/ignored.hpp>

#include "../catch.hpp"

using lrsched::detail::ignored;

TEST_CASE("an argument without influence takes anything, and says only whether it was null", "[ignored]") {
  const ignored absent, null = nullptr, no = false, list = std::string("0.4, 0.9");
  CHECK_FALSE(absent.is_given);
  CHECK_FALSE(null.is_given);
  CHECK(no.is_given);
  CHECK(list.is_given);
}

TEST_CASE("it is not described", "[ignored]") {
  lrsched::detail::describing arguments;
  tell(arguments, "verbose", ignored(true));
  CHECK(arguments.fields().empty());
}
