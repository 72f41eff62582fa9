// CodeBLEU (Ren et al. 2020): the mean of its four parts.
#include "metric/pair.h"

namespace simbench::metric {
namespace {

double mean_of_parts(const Pair& pair, double dataflow) {
  return 0.25 * *ngram_match(pair).value + 0.25 * *weighted_ngram_match(pair).value + 0.25 * pair.syntax() +
         0.25 * dataflow;
}

}  // namespace

/// As the package computes it: a data-flow match of 0, absent or not, counts as 1.
Value codebleu(const Pair& pair) {
  Value dataflow = dataflow_match(pair);
  if (!dataflow.value) return dataflow;
  return {mean_of_parts(pair, *dataflow.value == 0 ? 1 : *dataflow.value), ""};
}

Value codebleu_defined(const Pair& pair) {
  Value dataflow = dataflow_defined(pair);
  if (!dataflow.value) return dataflow;
  return {mean_of_parts(pair, *dataflow.value), ""};
}

}  // namespace simbench::metric
