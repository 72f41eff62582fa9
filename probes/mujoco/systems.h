#pragma once
// Which models are the same system, and which states the same state.
#include <mujoco/mujoco.h>

#include <cstdint>
#include <map>

namespace simbench::probe {

/// Mixes `count` numbers, by their bytes, into a key that only equal ones share.
inline uint64_t mixed(const double* numbers, size_t count, uint64_t seed) {
  uint64_t key = seed ^ count * 0x9E3779B97F4A7C15;
  for (size_t i = 0; i < count; ++i) {
    uint64_t word;
    __builtin_memcpy(&word, numbers + i, sizeof word);
    auto product = static_cast<unsigned __int128>(word ^ (i + 1) * 0xD6E8FEB86659FD93) * 0xA0761D6478BD642F;
    key += static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
  return (key ^ key >> 32) * 0xE7037ED1A0B428DB;
}

/// The number in `known` of a model that is the same system as `m`, however it is stepped (a copy, with another step or
/// integrator); 0 if there is none.
uint64_t system_like(const mjModel* m, const std::map<const mjModel*, uint64_t>& known);

/// What the model holds now, step and integrator left aside.
uint64_t content_of(const mjModel* m);

}  // namespace simbench::probe
