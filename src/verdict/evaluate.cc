#include "verdict/evaluate.h"

#include "base/base.h"
#include "verdict/assign.h"
#include "verdict/verdict.h"

namespace simbench::verdict {
namespace {

constexpr std::string_view kNoStep = "the program stopped before its first step: there is nothing to measure";

/// Mean distance over 20 instants of two motions, m; 0 where one of them is unknown.
double mean_distance(const std::vector<Vec3>& a, const std::vector<Vec3>& b) {
  if (a.empty() || b.empty()) return 0;
  double sum = 0;
  constexpr size_t kInstants = 20;
  for (size_t k = 0; k < kInstants; ++k) {
    double apart = length(a[k * (a.size() - 1) / (kInstants - 1)] - b[k * (b.size() - 1) / (kInstants - 1)]);
    sum += std::isfinite(apart) ? std::min(apart, 1e6) : 1e6;
  }
  return sum / kInstants;
}

/// How far a body or node moves from what the reference's plays the role; remembered, as the search asks again and
/// again.
Distance nearest_to(const World& world, const World& reference, const Assignment& played) {
  std::map<std::pair<std::string, Object>, double> known;
  return [&, known](const std::string& role, const Object& object) mutable -> double {
    auto model = played.find(role);
    if (model == played.end()) return 0;
    auto [at, fresh] = known.try_emplace({role, object});
    if (fresh) at->second = mean_distance(world.positions(object), reference.positions(model->second));
    return at->second;
  };
}

}  // namespace

std::vector<RequirementResult> nothing_ran(const suite::Turn& turn, const std::string& reason) {
  std::vector<RequirementResult> results;
  for (const suite::Requirement& requirement : turn.requirements)
    results.push_back({requirement.id, false, nullptr, nullptr, reason});
  return results;
}

std::vector<RequirementResult> evaluate(const suite::Turn& turn, const World& world, std::string_view program,
                                        const World* model) {
  if (world.trace().censuses.empty()) return nothing_ran(turn, std::string(kNoStep));
  if (!model) return assign(turn, world, program).results;
  Assignment played = assign(turn, *model, program).roles;
  return assign(turn, world, program, nearest_to(world, *model, played)).results;
}

std::vector<RequirementResult> evaluate(const suite::Turn& turn, const Evidence& evidence,
                                        const trace::Trace* reference) {
  if (!evidence.trace) return nothing_ran(turn, std::string(kNoStep));
  World world(*evidence.trace);
  std::optional<World> model;
  if (reference) model.emplace(*reference);
  return evaluate(turn, world, evidence.program, model ? &*model : nullptr);
}

}  // namespace simbench::verdict
