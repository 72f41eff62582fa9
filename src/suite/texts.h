#pragma once
// Reading the files of a suite folder.
#include "base/base.h"
#include "base/toml.h"
#include "suite/suite.h"

namespace simbench::suite {

/// errors: those of read_file and parse_toml
Result<TomlDocument> read_toml(const fs::path& path);
/// A Markdown or Python file of ours without its canary line. errors: invalid_input if it isn't UTF-8, is empty, or its
/// first line isn't marked with the suite's canary
Result<std::string> read_marked(const fs::path& path, const std::string& canary);
Result<Script> read_script(const fs::path& path, const std::string& canary);
/// A mutant or calibration variant: a script, or a patch against a script of `turn` of the system in `system_folder`.
/// errors: as above; invalid_input with the patch's line where it names no script of the turn or doesn't fit
Result<Script> read_variant(const fs::path& path, const fs::path& system_folder, int turn, const std::string& canary);

}  // namespace simbench::suite
