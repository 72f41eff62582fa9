#pragma once
#include <string>
#include <string_view>

namespace simbench::pysrc {

/// A line of a program as a compiler shows it: "    5 | b.SetPoss(p)\n" and below it a row of carets under the bytes
/// `column` … `end_column` (from 1; no row where `column` is 0, one caret where `end_column` is below it). "" if the
/// program has no such line.
std::string quote_line(std::string_view program, int line, int column, int end_column);

/// The byte column `column` (from 1) of a line as people count it, in characters; what is unknown (0) or outside stays
/// as it is.
int column_in_characters(std::string_view program, int line, int column);

}  // namespace simbench::pysrc
