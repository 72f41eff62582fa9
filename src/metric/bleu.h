#pragma once
// BLEU's last step, shared by the plain and the weighted form. Private to the room.
#include <array>
#include <cstddef>

namespace simbench::metric {

struct Fraction {
  double hits = 0, total = 1;
};

/// Brevity penalty × exp(Σ ¼·log(hits/total)) over n = 1…4; 0 if no unigram matches; a numerator 0 counts as 0.1
/// (method 1 of Chen & Cherry 2014). `reference_size` is the length that the candidate is held against.
double bleu_of(const std::array<Fraction, 4>& precisions, size_t candidate_size, size_t reference_size);

}  // namespace simbench::metric
