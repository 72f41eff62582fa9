#pragma once
// TOML files as JSON values that remember their lines, so that every complaint can say file:line.
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/json.h"

namespace simbench {

struct TomlDocument {
  Json root = Json::object();
  std::string path;
  /// JSON pointer ("/requirement/2/id") → line in the file, from 1.
  std::map<std::string, int> lines;

  /// "path:line" of the value at `pointer`, of its nearest parent if it isn't there itself.
  std::string where(std::string pointer = "") const;
};

/// Dates become strings. errors: invalid_input with file:line and what was expected.
Result<TomlDocument> parse_toml(std::string_view text, std::string_view path);

/// The file of what the user names: a path (with a '/' or ".toml"), else `folder`/name.toml.
/// errors: not_found with the names that `folder` has; `what` says of what, in the singular ("rubric").
Result<std::filesystem::path> locate_toml(std::string_view what, std::string_view name_or_path,
                                          const std::filesystem::path& folder);

}  // namespace simbench
