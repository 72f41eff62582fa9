// CodeBLEU's syntax match: the share of the reference's sub-trees whose S-expression occurs anywhere in the candidate.
#include "metric/pair.h"

namespace simbench::metric {

double syntax_share(const TextForms& candidate, const ReferenceTables& reference) {
  const std::vector<ShapeId>& wanted = reference.subtrees.reference();
  std::vector<bool> has(reference.subtrees.size());
  for (ShapeId shape : reference.subtrees.shapes(candidate.nodes))
    if (shape != kNewShape) has[shape] = true;
  size_t matched = 0;
  for (ShapeId shape : wanted) matched += has[shape] ? 1 : 0;
  return static_cast<double>(matched) / static_cast<double>(wanted.size());  // the root is always wanted
}

Value syntax_match(const Pair& pair) {
  return {pair.syntax(), ""};
}

}  // namespace simbench::metric
