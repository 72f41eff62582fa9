#include "oracle/ensemble.h"

#include "oracle/oracle.h"

namespace simbench::oracle {
namespace {

constexpr int kJitterMembers = 3;

}  // namespace

std::vector<sandbox::Perturbation> ensemble(std::string_view simulator, const trace::Trace& plain, double jitter) {
  std::vector<sandbox::Perturbation> members{{.substeps = 2}};
  for (int seed = 1; seed <= kJitterMembers; ++seed)
    members.push_back({.velocity_jitter = jitter, .seed = static_cast<uint64_t>(seed)});
  std::string own = get_string(get(plain.first_census(), "system"), "integrator").value_or("");
  if (auto integrator = sandbox::other_integrator(simulator, own); !integrator.empty())
    members.push_back({.integrator = std::string(integrator)});
  return members;
}

std::vector<sandbox::Perturbation> robustness(std::string_view simulator, const suite::Turn& turn,
                                              const trace::Trace& plain) {
  auto members = ensemble(simulator, plain, get_number(turn.comparison.tolerance, "jitter").value_or(kDefaultJitter));
  if (auto solver = sandbox::other_solver(simulator); !solver.empty())
    members.push_back({.solver = std::string(solver)});
  return members;
}

std::string name_of(const sandbox::Perturbation& perturbation) {
  if (perturbation.substeps == 2) return "half the step";
  if (perturbation.velocity_jitter > 0) return fmt::format("jittered start {}", perturbation.seed);
  if (!perturbation.integrator.empty()) return "integrator " + perturbation.integrator;
  return perturbation.solver.empty() ? "as it is" : "solver " + perturbation.solver;
}

bool ended_well(const Outcome& outcome) {
  return !outcome.error && (outcome.end == End::finished || outcome.end == End::horizon);
}

std::optional<trace::Trace> trace_of(const Outcome& outcome, const fs::path& folder) {
  if (outcome.trace.empty()) return std::nullopt;
  auto trace = trace::read(trace::file(folder, outcome.trace));
  return trace ? std::optional(std::move(*trace)) : std::nullopt;
}

}  // namespace simbench::oracle
