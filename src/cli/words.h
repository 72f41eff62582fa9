#pragma once
// Text for a terminal: its width, and what doesn't fit.
#include <optional>
#include <string>
#include <string_view>

namespace simbench::cli {

/// Text of others' for a terminal: no control characters but line breaks and tabs, nothing that isn't UTF-8.
std::string for_terminal(std::string_view text);

/// Columns of the terminal behind `fd`; `otherwise` if it is none or has fewer than `least`.
size_t terminal_width(int fd, size_t least, size_t otherwise);
/// Columns that stdout's reader has: the terminal's, else COLUMNS from the environment, but never below 24; nullopt for
/// files and pipes.
std::optional<size_t> reader_width();
constexpr size_t kLeastForProse = 48;  ///< help and sentences in columns take that much, whatever the reader has

/// Characters, not bytes.
size_t columns(std::string_view text);
/// `text` wrapped at words, after `head`; further lines stand below its first word.
std::string wrapped(const std::string& head, std::string_view text, size_t width);
/// The lines of a table or of notes as they are, but those that are wider than `width`: they go on below, indented, and
/// break between columns where there is room for one.
std::string fitted(std::string_view text, std::optional<size_t> width);
/// A command as an example, over several lines where it is too long, so that it can still be pasted.
std::string fitted_command(std::string_view line, size_t width);

}  // namespace simbench::cli
