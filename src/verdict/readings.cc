// What requirements read over time, for whoever draws it.
#include "base/base.h"
#include "verdict/assign.h"
#include "verdict/verdict.h"

namespace simbench::verdict {

std::vector<Reading> readings(const suite::Turn& turn, const Evidence& evidence) {
  std::vector<Reading> found;
  if (!evidence.trace) return found;
  World world(*evidence.trace);
  Assignment roles = assign(turn, world, evidence.program).roles;
  for (size_t i = 0; i < turn.requirements.size(); ++i) {
    const suite::Requirement& requirement = turn.requirements[i];
    const Kind* kind = find_kind(requirement.kind);
    if (!kind) continue;
    std::vector<std::string> needed = roles_of(*kind, requirement.parameters);
    bool played = std::all_of(needed.begin(), needed.end(), [&](const auto& role) { return roles.contains(role); });
    if (!played) continue;
    Reading reading;
    kind->check({requirement.parameters, world, roles, evidence.program, &reading});
    reading.requirement = i;
    if (!reading.t_s.empty() && reading.t_s.size() == reading.value.size()) found.push_back(std::move(reading));
  }
  return found;
}

}  // namespace simbench::verdict
