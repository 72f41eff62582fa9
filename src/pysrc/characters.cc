#include "pysrc/characters.h"

#include <algorithm>
#include <iterator>

namespace simbench::pysrc {
namespace {

struct Range {
  char32_t first, last;
};

constexpr Range kWordRanges[] = {
#include "pysrc/word_ranges.inc"
};

bool is_continuation(std::string_view text, size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

}  // namespace

Character character_at(std::string_view text, size_t at) {
  auto byte = static_cast<unsigned char>(text[at]);
  uint32_t size = byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 1;
  char32_t code = size == 1 ? byte : byte & (0x7F >> size);
  for (uint32_t k = 1; k < size; ++k) {
    if (!is_continuation(text, at + k)) return {byte, 1};
    code = code << 6 | (static_cast<unsigned char>(text[at + k]) & 0x3F);
  }
  return {code, size};
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_word(char32_t c) {
  if (c < 0x80) return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  auto after = std::upper_bound(std::begin(kWordRanges), std::end(kWordRanges), c,
                                [](char32_t code, const Range& range) { return code < range.first; });
  return after != std::begin(kWordRanges) && c <= std::prev(after)->last;
}

std::string_view strip(std::string_view text) {
  size_t begin = 0, end = 0;
  bool started = false;
  for (size_t at = 0; at < text.size();) {
    Character c = character_at(text, at);
    at += c.size;
    if (is_space(c.code)) {
      if (!started) begin = at;
      continue;
    }
    started = true;
    end = at;
  }
  return started ? text.substr(begin, end - begin) : std::string_view{};
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    Character c = character_at(text, at);
    if (is_space(c.code)) {
      if (at > begin) words.push_back(text.substr(begin, at - begin));
      begin = at + c.size;
    }
    at += c.size;
  }
  if (text.size() > begin) words.push_back(text.substr(begin));
  return words;
}

}  // namespace simbench::pysrc
