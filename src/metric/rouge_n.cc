// ROUGE-1 and ROUGE-2 (Lin 2004): common n-grams of words, f-measure.
#include <algorithm>

#include "metric/pair.h"
#include "metric/rouge.h"

namespace simbench::metric {

double f_measure(size_t hits, size_t candidate, size_t reference) {
  double precision = static_cast<double>(hits) / static_cast<double>(std::max<size_t>(candidate, 1));
  double recall = static_cast<double>(hits) / static_cast<double>(std::max<size_t>(reference, 1));
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0.0;
}

namespace {

Value rouge_n(const Overlap& words, size_t n) {
  auto ngrams = [n](size_t size) { return size >= n ? size - n + 1 : 0; };
  return {f_measure(words.hits[n - 1], ngrams(words.candidate_size), ngrams(words.reference_size)), ""};
}

}  // namespace

Value rouge1(const Pair& pair) {
  return rouge_n(pair.rouge(), 1);
}
Value rouge2(const Pair& pair) {
  return rouge_n(pair.rouge(), 2);
}

}  // namespace simbench::metric
