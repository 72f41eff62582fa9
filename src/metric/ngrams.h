#pragma once
// Counted n-grams of a reference, and how many of them a candidate has.
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "metric/words.h"

namespace simbench::metric {

/// The n-grams of one order, numbered in order of first appearance, with their counts.
class Ngrams {
 public:
  Ngrams(std::span<const WordId> words, size_t max_order);

  /// How often each n-gram of order n (from 1) occurs in the reference.
  const std::vector<uint32_t>& counts(size_t n) const { return levels_[n - 1].counts; }
  /// For each order, how often each of the reference's n-grams occurs in a text in the reference's numbers.
  std::vector<std::vector<uint32_t>> counts_in(std::span<const WordId> candidate) const;
  size_t max_order() const { return levels_.size(); }

 private:
  struct Level {
    std::unordered_map<uint64_t, uint32_t>
        index;  ///< (number of its first n-1 words, last word) → number; unused for n = 1
    std::vector<uint32_t> counts;
  };
  std::vector<Level> levels_;
};

/// What n-gram metrics are made of.
struct Overlap {
  std::vector<uint64_t> hits;  ///< for n = 1, 2, …: Σ over n-grams of min(count in candidate, count in reference)
  std::vector<uint32_t> unigram_hits;  ///< for each word of the reference: min(count in candidate, count in reference)
  size_t candidate_size = 0, reference_size = 0;  ///< words
};
Overlap overlap(std::span<const WordId> candidate, const Ngrams& reference, size_t reference_size);

}  // namespace simbench::metric
