#pragma once
// Code that stands in a text without a fence.
#include <cstddef>
#include <string_view>

namespace simbench::pysrc {

/// Beyond this the parser's error recovery would take minutes; no script of a task is nearly as long.
constexpr size_t kMaxParsed = size_t{256} << 10;

/// A line at the margin that can only be an import.
bool is_import(std::string_view line);
/// True if it parses and holds a statement that prose can't be: a definition, an import, a loop, an assignment or a
/// call. Tried up to 256 KiB.
bool parses_as_statements(std::string_view code);
/// An import at the margin, or it parses as statements.
bool looks_like_python(std::string_view code);

/// The text if it parses as statements, else without the sentences around it if that parses, else empty.
std::string_view parsed_code(std::string_view text);
/// Everything from the first import at the margin on, without the sentences behind it; empty if there is no import.
std::string_view code_from_first_import(std::string_view text);

}  // namespace simbench::pysrc
