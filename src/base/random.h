#pragma once
#include <cstdint>
#include <random>

namespace simbench {

/// Seeded random numbers that are the same on every platform (the standard's engine, our own ranges).
class Rng {
 public:
  explicit Rng(uint64_t seed) : engine_(seed) {}
  uint64_t bits() { return engine_(); }
  /// Uniform integer in [0, n), n ≥ 1, without modulo bias.
  uint64_t below(uint64_t n) {
    uint64_t limit = UINT64_MAX - UINT64_MAX % n;
    for (;;) {
      uint64_t x = engine_();
      if (x < limit) return x % n;
    }
  }
  /// Uniform in [0, 1) with 53 random bits.
  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace simbench
