// ROUGE-L (Lin 2004): longest common subsequence of the two texts' words, f-measure.
#include "metric/lcs.h"
#include "metric/pair.h"
#include "metric/rouge.h"

namespace simbench::metric {

Value rouge_l(const Pair& pair) {
  const Words& reference = pair.reference().rouge.words;
  size_t common = lcs_length(pair.rouge_words(), reference.ids(), reference.names().size());
  return {f_measure(common, pair.rouge_words().size(), reference.ids().size()), ""};
}

}  // namespace simbench::metric
