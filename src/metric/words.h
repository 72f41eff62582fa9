#pragma once
// A text as a sequence of numbered words.
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace simbench::metric {

using WordId = uint32_t;
inline constexpr WordId kUnknown = std::numeric_limits<WordId>::max();  ///< a word that the reference doesn't have

/// Words numbered from 0 in order of first appearance. The text must outlive it.
class Words {
 public:
  Words() = default;
  explicit Words(const std::vector<std::string_view>& words);

  const std::vector<WordId>& ids() const { return ids_; }
  const std::vector<std::string_view>& names() const { return names_; }
  WordId find(std::string_view word) const;

 private:
  std::vector<WordId> ids_;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, WordId> index_;
};

/// A candidate's words in the reference's numbers.
std::vector<WordId> translated(const Words& candidate, const Words& reference);

/// rouge-score's default tokenizer: lower case, runs of a–z and 0–9; without a stemmer.
struct RougeText {
  explicit RougeText(std::string_view text);
  RougeText(const RougeText&) = delete;
  RougeText& operator=(const RougeText&) = delete;

  std::string lowered;  ///< what the words are views of
  Words words;
  std::vector<size_t> line_ends;  ///< for each line with words: the number of words up to its end
};

}  // namespace simbench::metric
