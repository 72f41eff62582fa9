#pragma once
// For the tests of this room.
#include <string>
#include <string_view>

namespace simbench::report {

inline bool has(const std::string& html, std::string_view text) {
  return html.find(text) != std::string::npos;
}

}  // namespace simbench::report
