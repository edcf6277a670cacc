// SPDX-License-Identifier: MIT
#ifndef LRSCHED_RUNTIME_ALLOWED_HPP
#define LRSCHED_RUNTIME_ALLOWED_HPP

#include <lrsched/dialect/pytorch.hpp>
#include <string>

#include <nlohmann/json.hpp>

#endif
