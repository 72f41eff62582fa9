#pragma once
// Reading the files of a suite folder.
#include "base/base.h"
#include "base/toml.h"
#include "suite/suite.h"

namespace simbench::suite {

/// Letters, digits, '-', '_' and '.', the first a letter or digit.
bool is_plain_name(std::string_view name);
/// The text without a byte order mark before it.
std::string_view without_byte_order_mark(std::string_view content);
/// errors: those of read_file and parse_toml; invalid_input for a byte order mark
Result<TomlDocument> read_toml(const fs::path& path);
/// The text without the line that marks our files: whatever words stand around the GUID, it isn't sent.
std::string without_canary(std::string_view text, const std::string& canary);
/// errors: invalid_input if the text isn't UTF-8, is empty, or its first line isn't marked with the suite's canary
Status check_marked(std::string_view content, const std::string& canary, const fs::path& path);
/// A file of ours with its canary line. errors: as above; those of read_file
Result<std::string> read_whole(const fs::path& path, const std::string& canary);
/// A Markdown or Python file of ours without its canary line. errors: invalid_input if it isn't UTF-8, is empty, or its
/// first line isn't marked with the suite's canary
Result<std::string> read_marked(const fs::path& path, const std::string& canary);
Result<Script> read_script(const fs::path& path, const std::string& canary);

}  // namespace simbench::suite
