#include "oracle/ensemble.h"

namespace simbench::oracle {
namespace {

constexpr int kJitterMembers = 3;

}  // namespace

std::vector<sandbox::Perturbation> ensemble(std::string_view simulator, double jitter) {
  std::vector<sandbox::Perturbation> members{{.substeps = 2}};
  for (int seed = 1; seed <= kJitterMembers; ++seed)
    members.push_back({.velocity_jitter = jitter, .seed = static_cast<uint64_t>(seed)});
  if (auto integrator = sandbox::other_integrator(simulator); !integrator.empty())
    members.push_back({.integrator = std::string(integrator)});
  return members;
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
