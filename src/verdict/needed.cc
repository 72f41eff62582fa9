// What a turn's judgement reads of a trace, found by judging it.
#include "base/base.h"
#include "verdict/assign.h"
#include "verdict/verdict.h"

namespace simbench::verdict {

trace::Reduction needed_of(const suite::Turn& turn, const Evidence& evidence, bool compared) {
  trace::Reduction needed;
  if (!evidence.trace) return needed;
  World world(*evidence.trace);
  assign(turn, world, evidence.program);
  needed.keep_call = [calls = world.reads().calls, printed = world.reads().printed](const Json& call) {
    if (call.contains("event")) return printed;
    return std::any_of(calls.begin(), calls.end(), [&](const auto& asked) {
      return glob_match(asked.first, get_string(call, "class").value_or("")) &&
             glob_match(asked.second, get_string(call, "method").value_or(""));
    });
  };
  // where the motion ends in what is no number, every state says when
  bool all_states = world.diverged();
  needed.keep_block = [blocks = world.reads().blocks, all_states, compared](const trace::Block& block) {
    bool moves = compared && (block.kind == "body" || block.kind == "node");
    return moves || (all_states && is_state(block)) || blocks.contains({block.kind, block.id, block.mesh});
  };
  return needed;
}

std::vector<suite::Requirement> seen_at_first(const suite::Turn& turn, const Evidence& evidence) {
  std::vector<suite::Requirement> seen;
  if (!evidence.trace) return seen;
  for (const suite::Requirement& requirement : turn.requirements) {
    suite::Turn alone;
    alone.roles = turn.roles, alone.requirements = {requirement};
    World world(*evidence.trace);
    auto results = assign(alone, world, evidence.program).results;
    const Reads& reads = world.reads();
    bool looks_further = !reads.blocks.empty() || !reads.calls.empty() || reads.printed;
    if (!looks_further && !results.empty() && results.front().met == true) seen.push_back(requirement);
  }
  return seen;
}

}  // namespace simbench::verdict
