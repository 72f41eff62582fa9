// CodeBLEU's data-flow match: the share of the reference's data-flow edges that the candidate has, each of its edges
// used once.
#include "metric/pair.h"

namespace simbench::metric {

FlowMatch match_flows(const DataFlow& candidate, const DataFlow& reference) {
  FlowMatch out;
  out.reference = reference.edges.size();
  out.common = common_edges(candidate, reference);
  out.too_large = candidate.too_large || reference.too_large;
  if (!reference.failure.empty())
    out.undefined = "no data flow could be read from the reference: " + reference.failure;
  else if (reference.edges.empty())
    out.undefined = "the reference has no data flow";
  else if (!candidate.failure.empty())
    out.undefined = "no data flow could be read from the candidate: " + candidate.failure;
  return out;
}

Value dataflow_match(const Pair& pair) {
  const FlowMatch& flow = pair.flow();
  if (flow.too_large) return {std::nullopt, flow.undefined};
  return {flow.reference == 0 ? 0.0 : static_cast<double>(flow.common) / static_cast<double>(flow.reference), ""};
}

Value dataflow_defined(const Pair& pair) {
  if (!pair.flow().undefined.empty()) return {std::nullopt, pair.flow().undefined};
  return dataflow_match(pair);
}

}  // namespace simbench::metric
