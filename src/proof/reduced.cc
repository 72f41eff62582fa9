#include "proof/reduced.h"

namespace simbench::proof {

ReducedTrace reduced(const SuiteScript& script, const trace::Trace& whole) {
  verdict::Evidence evidence{nullptr, &whole, script.script->code};
  trace::Reduction needed = verdict::needed_of(script.turn(), evidence, script.is_compared());
  ReducedTrace out{trace::encode_packed(trace::reduce(whole, needed)), {}};
  auto read = trace::parse(out.bytes);
  check(read && !read->truncated, "a packed trace can't be read back");
  out.trace = std::move(*read);
  return out;
}

std::vector<std::string> answered_otherwise(const SuiteScript& script, const ScriptRecord& record,
                                            const trace::Trace& trace) {
  std::map<std::string, std::optional<bool>> now;
  for (const RequirementResult& r : verdict::evaluate(script.turn(), {nullptr, &trace, script.script->code}))
    now[r.id] = r.met;
  std::vector<std::string> ids;
  for (const RequirementResult& r : record.requirements)
    if (auto it = now.find(r.id); it == now.end() || it->second != r.met) ids.push_back(r.id);
  return ids;
}

std::optional<double> agreement_of(const suite::Turn& turn, const trace::Trace& candidate,
                                   const trace::Trace& reference) {
  verdict::Agreement agreement = verdict::compare(candidate, {{reference}}, turn.comparison);
  auto total = get_number(agreement.scores, "total");
  return total ? std::optional(std::round(*total * 100) / 100) : std::nullopt;
}

}  // namespace simbench::proof
