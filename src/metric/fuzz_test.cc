#include <gtest/gtest.h>

#include "metric/random_program_test.h"

namespace simbench::metric {

int fuzz(const uint8_t* data, size_t size);  // metric_fuzz.cc

namespace {

TEST(MetricFuzz, SeededDamageBreaksNothing) {
  for (uint64_t seed = 0; seed < 150; ++seed) {
    Rng rng(seed + 5000);
    std::string program = random_program(rng, 8);
    std::string text = mutated(program, rng, 12) + std::string(1, '\0') + program;
    if (seed % 3 == 0)
      for (int k = 0; k < 10; ++k) text[rng.below(text.size())] = static_cast<char>(rng.below(256));
    fuzz(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }
}

}  // namespace
}  // namespace simbench::metric
