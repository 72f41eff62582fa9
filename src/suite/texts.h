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
/// What becomes of a file's text before it is used; empty: it stays.
using TextChange = std::function<Result<std::string>(std::string_view text, const fs::path& file)>;
/// A mutant or calibration variant, `change` done to it and to what it patches: a script, or a patch against a script
/// of `turn` of the system in `system_folder`. errors: as above; invalid_input with the patch's line where it names no
/// script of the turn or doesn't fit
Result<Script> read_variant(const fs::path& path, const fs::path& system_folder, int turn, const std::string& canary,
                            const TextChange& change = {});

}  // namespace simbench::suite
