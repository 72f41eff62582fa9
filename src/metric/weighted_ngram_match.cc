// CodeBLEU's weighted n-gram match: n-gram *recall*, keywords counting five times as much as other words among
// unigrams.
#include <algorithm>
#include <array>

#include "metric/bleu.h"
#include "metric/pair.h"

namespace simbench::metric {
namespace {

// Keywords weigh 1, others 0.2. The list is the reference package's, soft keywords included.
constexpr std::array<std::string_view, 38> kKeywords = {
    "False",  "None",     "True",   "and", "as",   "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif", "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",   "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "type", "while",  "with",   "yield"};

double weight(std::string_view word) {
  return std::binary_search(kKeywords.begin(), kKeywords.end(), word) ? 1.0 : 0.2;
}

/// Σ weight·count over the reference's words in order of first appearance (the order decides the last bit).
double weighted_sum(const std::vector<std::string_view>& words, const std::vector<uint32_t>& counts) {
  double sum = 0;
  for (size_t k = 0; k < words.size(); ++k) sum += counts[k] * weight(words[k]);
  return sum;
}

/// The package measures the length of a pair (words, weights) instead of the words: any candidate of 3 words is long
/// enough.
constexpr size_t kReferenceSize = 2;

}  // namespace

Value weighted_ngram_match(const Pair& pair) {
  const Overlap& words = pair.words();
  const auto& names = pair.reference().words.names();
  std::array<Fraction, 4> recalls;
  recalls[0] = {weighted_sum(names, words.unigram_hits),
                std::max(1.0, weighted_sum(names, pair.tables().words.counts(1)))};
  for (size_t n = 2; n <= recalls.size(); ++n) {
    size_t total = words.reference_size >= n ? words.reference_size - n + 1 : 0;
    recalls[n - 1] = {static_cast<double>(words.hits[n - 1]), static_cast<double>(std::max<size_t>(1, total))};
  }
  return {bleu_of(recalls, words.candidate_size, kReferenceSize), ""};
}

}  // namespace simbench::metric
