#include "probes/mujoco/systems.h"

#include <cstring>

namespace simbench::probe {
namespace {

/// Options that say what is simulated, not how.
bool same_world(const mjOption& a, const mjOption& b) {
  return std::memcmp(a.gravity, b.gravity, sizeof a.gravity) == 0 && std::memcmp(a.wind, b.wind, sizeof a.wind) == 0 &&
         a.density == b.density && a.viscosity == b.viscosity && a.disableflags == b.disableflags &&
         a.disableactuator == b.disableactuator;
}

}  // namespace

uint64_t system_like(const mjModel* m, const std::map<const mjModel*, uint64_t>& known) {
  for (const auto& [other, number] : known) {
    bool same = other->nq == m->nq && other->nv == m->nv && other->nbuffer == m->nbuffer &&
                same_world(other->opt, m->opt) &&
                std::memcmp(other->buffer, m->buffer, static_cast<size_t>(m->nbuffer)) == 0;
    if (same) return number;
  }
  return 0;
}

uint64_t content_of(const mjModel* m) {
  uint64_t key = mixed(static_cast<const double*>(m->buffer), static_cast<size_t>(m->nbuffer) / sizeof(double), 1);
  return mixed(m->opt.gravity, 3, key) + static_cast<uint64_t>(m->opt.disableflags);
}

}  // namespace simbench::probe
