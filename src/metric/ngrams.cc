#include "metric/ngrams.h"

#include <algorithm>

namespace simbench::metric {
namespace {

uint64_t key(uint32_t head, WordId last) {
  return uint64_t{head} << 32 | last;
}

}  // namespace

Ngrams::Ngrams(std::span<const WordId> words, size_t max_order) : levels_(max_order) {
  std::vector<uint32_t> number(words.begin(), words.end());  // of the n-gram that begins at each place
  for (size_t n = 1; n <= max_order && n <= words.size(); ++n) {
    Level& level = levels_[n - 1];
    for (size_t at = 0; at + n <= words.size(); ++at) {
      if (n > 1) {
        auto next = static_cast<uint32_t>(level.index.size());
        number[at] = level.index.try_emplace(key(number[at], words[at + n - 1]), next).first->second;
      }
      if (number[at] >= level.counts.size()) level.counts.resize(number[at] + 1);
      ++level.counts[number[at]];
    }
  }
}

std::vector<std::vector<uint32_t>> Ngrams::counts_in(std::span<const WordId> candidate) const {
  std::vector<std::vector<uint32_t>> counts;
  for (const Level& level : levels_) counts.emplace_back(level.counts.size());
  std::vector<uint32_t> number(candidate.begin(), candidate.end());
  for (size_t n = 1; n <= levels_.size() && n <= candidate.size(); ++n) {
    const auto& index = levels_[n - 1].index;
    for (size_t at = 0; at + n <= candidate.size(); ++at) {
      if (n > 1 && number[at] != kUnknown) {
        auto row = index.find(key(number[at], candidate[at + n - 1]));
        number[at] = row == index.end() ? kUnknown : row->second;
      }
      if (number[at] != kUnknown) ++counts[n - 1][number[at]];
    }
  }
  return counts;
}

Overlap overlap(std::span<const WordId> candidate, const Ngrams& reference, size_t reference_size) {
  Overlap out{.candidate_size = candidate.size(), .reference_size = reference_size};
  auto counts = reference.counts_in(candidate);
  for (size_t n = 1; n <= counts.size(); ++n) {
    uint64_t hits = 0;
    for (size_t k = 0; k < counts[n - 1].size(); ++k) {
      uint32_t both = std::min(counts[n - 1][k], reference.counts(n)[k]);
      hits += both;
      if (n == 1) out.unigram_hits.push_back(both);
    }
    out.hits.push_back(hits);
  }
  return out;
}

}  // namespace simbench::metric
