// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_EXPLORER_PASTED_HPP
#define EXAMPLES_EXPLORER_PASTED_HPP

// The document that a person pastes: JSON, or YAML as the example curve reads it.

#include <cstddef>  // std::size_t
#include <string>

#include <lrsched/json.hpp>

#include "../curve/yaml.hpp"

namespace explorer {

/// What begins with { is JSON.
inline nlohmann::json pasted(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && text[first] == '{' ? lrsched::parse_json(text) : parse_yaml(text);
}

}  // namespace explorer

#endif
