#pragma once
// Characters as CPython 3.11's str sees them, over UTF-8 bytes: what is white space, what a regular expression's \w
// matches.
#include <cstdint>
#include <string_view>
#include <vector>

namespace simbench::pysrc {

struct Character {
  char32_t code = 0;
  uint32_t size = 1;  ///< bytes; a malformed byte is a character of its own
};

/// The character at byte `at` (< text.size()).
Character character_at(std::string_view text, size_t at);
/// str.isspace() of one character.
bool is_space(char32_t code);
/// What \w matches: str.isalnum() or "_".
bool is_word(char32_t code);

/// str.strip().
std::string_view strip(std::string_view text);
/// str.split(): runs of anything but white space.
std::vector<std::string_view> split_words(std::string_view text);

}  // namespace simbench::pysrc
