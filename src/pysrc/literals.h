#pragma once
// Where a Python literal or operator ends on its line: the patterns of CPython 3.11's tokenize module, by hand. Private
// to the room.
#include <cstddef>
#include <optional>
#include <string_view>

namespace simbench::pysrc {

/// Length of a string prefix (b, r, u, f, br, rb, fr, rf in any case) at `at` that a quote follows; else 0.
size_t string_prefix(std::string_view line, size_t at);
/// Where the string body that begins at `at` ends on this line (past the closing quotes), if it does. A backslash
/// takes one character that isn't a newline with it.
std::optional<size_t> string_end(std::string_view line, size_t at, char quote, bool triple);
/// Where the one-line string whose quote is at `open` ends: past the closing quote, or past a backslash and newline.
std::optional<size_t> line_string_end(std::string_view line, size_t open);
/// Length of the number that `text` begins with, 0 if none.
size_t number_length(std::string_view text);
/// Length of the operator or delimiter that `text` begins with (the longest), 0 if none.
size_t operator_length(std::string_view text);

}  // namespace simbench::pysrc
