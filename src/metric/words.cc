#include "metric/words.h"

#include "pysrc/pysrc.h"

namespace simbench::metric {
namespace {

bool is_rouge_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// str.lower(), as far as it gives a–z: of all other characters only the Kelvin sign and the dotted capital I do.
std::string lowered_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    pysrc::Character c = pysrc::character_at(text, at);
    if (c.code >= 'A' && c.code <= 'Z')
      out += static_cast<char>(c.code + 32);
    else if (c.code < 0x80)
      out += static_cast<char>(c.code);
    else if (c.code == 0x212A)
      out += 'k';
    else if (c.code == 0x130)
      out += "i ";
    else
      out += ' ';
    at += c.size;
  }
  return out;
}

}  // namespace

Words::Words(const std::vector<std::string_view>& words) {
  ids_.reserve(words.size());
  for (std::string_view word : words) {
    auto [row, is_new] = index_.try_emplace(word, static_cast<WordId>(names_.size()));
    if (is_new) names_.push_back(word);
    ids_.push_back(row->second);
  }
}

WordId Words::find(std::string_view word) const {
  auto row = index_.find(word);
  return row == index_.end() ? kUnknown : row->second;
}

std::vector<WordId> translated(const Words& candidate, const Words& reference) {
  std::vector<WordId> number;
  number.reserve(candidate.names().size());
  for (std::string_view word : candidate.names()) number.push_back(reference.find(word));
  std::vector<WordId> ids;
  ids.reserve(candidate.ids().size());
  for (WordId id : candidate.ids()) ids.push_back(number[id]);
  return ids;
}

RougeText::RougeText(std::string_view text) : lowered(lowered_ascii(text)) {
  std::vector<std::string_view> found;
  std::string_view all = lowered;
  auto end_line = [&] {
    if (found.size() > (line_ends.empty() ? 0 : line_ends.back())) line_ends.push_back(found.size());
  };
  for (size_t at = 0; at < all.size();) {
    size_t end = at;
    while (end < all.size() && is_rouge_word(all[end])) ++end;
    if (end > at) found.push_back(all.substr(at, end - at));
    if (end < all.size() && all[end] == '\n') end_line();
    at = end + 1;
  }
  end_line();
  words = Words(found);
}

}  // namespace simbench::metric
