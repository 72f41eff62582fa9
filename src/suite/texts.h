#pragma once
// Reading the files of a suite folder.
#include "base/base.h"
#include "suite/suite.h"

namespace simbench::suite {

/// errors: those of read_file and parse_toml
Result<TomlDocument> read_toml(const fs::path& path);
/// A Markdown or Python file of ours without its canary line. errors: invalid_input if it isn't UTF-8, is empty, or its
/// first line isn't marked with the suite's canary
Result<std::string> read_marked(const fs::path& path, const std::string& canary);
Result<Script> read_script(const fs::path& path, const std::string& canary);

}  // namespace simbench::suite
