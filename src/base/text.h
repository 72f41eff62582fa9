#pragma once
// Small text functions. All work on bytes unless they say UTF-8.
#include <string>
#include <string_view>
#include <vector>

namespace simbench {

/// Lines without their ends ("\n", "\r\n"); a final newline makes no empty last line.
std::vector<std::string_view> split_lines(std::string_view text);
/// Parts between separators; "a,,b" gives three.
std::vector<std::string_view> split(std::string_view text, char separator);
/// Now, as "2026-11-29T10:30:00Z".
std::string utc_now();
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string_view trim(std::string_view text);
std::string to_lower(std::string_view text);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// A letter of ASCII, a digit or an underscore.
bool is_name_char(char c);
/// True if the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);
/// The text with every malformed byte replaced by U+FFFD.
std::string to_utf8(std::string_view text);
/// The last `max_bytes` bytes, cut at a character, with a note of what is missing in front.
std::string tail(std::string_view text, size_t max_bytes);

/// Shell-style match with * and ? over the whole text.
bool glob_match(std::string_view pattern, std::string_view text);
/// Optimal string alignment distance (insert, delete, replace, swap neighbours), O(a*b).
size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate nearest to `word`, or "" if none is within a third of its length.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);
/// What stands behind "there is no 'word'": "; did you mean 'other'?" (upper case is no difference), else "; there are
/// a, b" or, of more than `most`, ""
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known, size_t most = 40);

/// & < > " ' escaped for HTML text and attributes.
std::string escape_html(std::string_view text);
/// One word of a POSIX shell's command line, quoted where needed.
std::string shell_word(std::string_view word);
/// One CSV field, quoted where needed (RFC 4180).
std::string escape_csv(std::string_view field);
/// "1 system", "3 systems"; `many` where it isn't `one` with an s.
std::string counted(size_t n, std::string_view one, std::string_view many = {});
/// "1 234 567" style counts are not used: "1,234,567".
std::string with_thousands(long long value);

}  // namespace simbench
