// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_HEAVY_HPP
#define LRSCHED_SHAPE_HEAVY_HPP

#include <nlohmann/json.hpp>
#include <vector>

#include "beside.hpp"

#endif
