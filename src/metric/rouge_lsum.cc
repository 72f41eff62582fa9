// ROUGE-Lsum (Lin 2004, section 3.2): for each line of the reference the union of the words in its longest common
// subsequences with every line of the candidate; a word counts no more often than the candidate has it.
//
// Most pairs of lines needn't be aligned: equal lines are done once, a line that occurs in the candidate is covered at
// once, and otherwise only lines that hold a word not yet covered can add to the union.
#include <algorithm>
#include <map>

#include "metric/lcs.h"
#include "metric/pair.h"
#include "metric/rouge.h"

namespace simbench::metric {
namespace {

using Line = std::span<const WordId>;

/// Steps of 64 cells after which it is given up; about two seconds.
constexpr size_t kMaxLcsSteps = 400'000'000;
constexpr size_t kMaxTableBlocks = size_t{1} << 24;

bool line_less(Line a, Line b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

std::vector<Line> lines_of(const std::vector<WordId>& words, const std::vector<size_t>& line_ends) {
  std::vector<Line> lines;
  size_t begin = 0;
  for (size_t end : line_ends) {
    lines.push_back(Line(words).subspan(begin, end - begin));
    begin = end;
  }
  return lines;
}

struct Different {
  Line line;
  uint32_t count;
};

/// Each different line once, sorted, with how often it occurs.
std::vector<Different> different(std::vector<Line> lines) {
  std::sort(lines.begin(), lines.end(), line_less);
  std::vector<Different> out;
  for (Line line : lines) {
    if (!out.empty() && std::equal(line.begin(), line.end(), out.back().line.begin(), out.back().line.end()))
      ++out.back().count;
    else
      out.push_back({line, 1});
  }
  return out;
}

class Unions {
 public:
  Unions(std::vector<Line> candidate, size_t word_count)
      : lines_(different(std::move(candidate))),
        lines_with_(word_count),
        seen_(lines_.size(), 0),
        lcs_(word_count),
        hits_(word_count, 0) {
    for (uint32_t k = 0; k < lines_.size(); ++k)
      for (WordId word : lines_[k].line)
        if (word != kUnknown && (lines_with_[word].empty() || lines_with_[word].back() != k))
          lines_with_[word].push_back(k);
  }

  /// Adds the union of one reference line, `count` times. False when it takes too long.
  bool add(Line reference, uint32_t count) {
    places_.assign((reference.size() + 63) / 64, 0);
    if (occurs(reference))
      places_.assign(places_.size(), ~uint64_t{0});
    else if (!align(reference))
      return false;
    for (size_t at = 0; at < reference.size(); ++at)
      if (covered(at)) hits_[reference[at]] += count;
    return true;
  }

  /// For each word of the reference, how often it stands in the unions.
  const std::vector<uint64_t>& hits() const { return hits_; }

 private:
  bool covered(size_t at) const { return (places_[at / 64] >> (at % 64) & 1) != 0; }

  bool occurs(Line line) const {
    auto at = std::lower_bound(lines_.begin(), lines_.end(), line,
                               [](const Different& row, Line wanted) { return line_less(row.line, wanted); });
    return at != lines_.end() && std::equal(line.begin(), line.end(), at->line.begin(), at->line.end());
  }

  bool align(Line reference) {
    lcs_.set_reference(reference);
    ++now_;
    for (size_t at = 0; at < reference.size(); ++at) {
      for (uint32_t k : lines_with_[reference[at]]) {
        if (covered(at)) break;
        if (std::exchange(seen_[k], now_) == now_) continue;
        size_t blocks = lines_[k].line.size() * lcs_.blocks();
        steps_ += blocks;
        if (blocks > kMaxTableBlocks || steps_ > kMaxLcsSteps) return false;
        lcs_.pick(lines_[k].line, places_);
      }
    }
    return true;
  }

  std::vector<Different> lines_;
  std::vector<std::vector<uint32_t>> lines_with_;  ///< word → the lines that hold it
  std::vector<uint32_t> seen_;                     ///< by line: the last reference line that it was aligned with
  LineLcs lcs_;
  std::vector<uint64_t> places_, hits_;
  uint32_t now_ = 0;
  size_t steps_ = 0;
};

}  // namespace

Value rouge_lsum(const Pair& pair) {
  const RougeText& reference = pair.reference().rouge;
  Unions unions(lines_of(pair.rouge_words(), pair.candidate().rouge.line_ends), reference.words.names().size());
  for (const Different& row : different(lines_of(reference.words.ids(), reference.line_ends)))
    if (!unions.add(row.line, row.count))
      return {std::nullopt, "aligning the lines takes more than 400,000,000 steps (very long lines)"};
  std::vector<uint64_t> counts(reference.words.names().size());
  for (WordId word : pair.rouge_words())
    if (word != kUnknown) ++counts[word];
  size_t hits = 0;
  for (size_t word = 0; word < counts.size(); ++word) hits += std::min(counts[word], unions.hits()[word]);
  return {f_measure(hits, pair.rouge_words().size(), reference.words.ids().size()), ""};
}

}  // namespace simbench::metric
