// BLEU-4 (Papineni et al. 2002) over words between white space, as codebleu 0.7.0 computes it.
#include "metric/bleu.h"

#include <algorithm>
#include <cmath>

#include "metric/pair.h"

namespace simbench::metric {
namespace {

/// The sum of four numbers, correctly rounded as math.fsum does it (Shewchuk 1997: exact partial sums, added from the
/// largest).
double exact_sum(const std::array<double, 4>& numbers) {
  std::array<double, 5> partials{};
  size_t count = 0;
  for (double x : numbers) {
    size_t kept = 0;
    for (size_t k = 0; k < count; ++k) {
      double y = partials[k];
      if (std::abs(x) < std::abs(y)) std::swap(x, y);
      double high = x + y, low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials[kept] = x;
    count = kept + 1;
  }
  long double sum = 0;  // the partials don't overlap: 64 bits hold what decides the rounding of the leading two
  for (size_t k = count; k-- > 0;) sum += partials[k];
  return static_cast<double>(sum);
}

double brevity_penalty(double candidate_size, double reference_size) {
  if (candidate_size > reference_size) return 1;
  return candidate_size == 0 ? 0 : std::exp(1 - reference_size / candidate_size);
}

}  // namespace

double bleu_of(const std::array<Fraction, 4>& precisions, size_t candidate_size, size_t reference_size) {
  if (precisions[0].hits == 0) return 0;
  std::array<double, 4> logs{};
  for (size_t k = 0; k < logs.size(); ++k)
    logs[k] = 0.25 * std::log((precisions[k].hits == 0 ? 0.1 : precisions[k].hits) / precisions[k].total);
  return brevity_penalty(static_cast<double>(candidate_size), static_cast<double>(reference_size)) *
         std::exp(exact_sum(logs));
}

Value bleu(const Pair& pair) {
  const Overlap& words = pair.words();
  std::array<Fraction, 4> precisions;
  for (size_t n = 1; n <= precisions.size(); ++n) {
    size_t total = words.candidate_size >= n ? words.candidate_size - n + 1 : 0;
    precisions[n - 1] = {static_cast<double>(words.hits[n - 1]), static_cast<double>(std::max<size_t>(1, total))};
  }
  return {bleu_of(precisions, words.candidate_size, words.reference_size), ""};
}

Value ngram_match(const Pair& pair) {
  return bleu(pair);
}

}  // namespace simbench::metric
