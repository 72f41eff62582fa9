#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace simbench::analysis {

struct Options {
  uint64_t seed = 1;                        ///< of every bootstrap
  int bootstrap = 2000;                     ///< samples
  bool controls = false;                    ///< control models count in what is taken over all models
  std::string reading = "as_published";     ///< or "cleaned", for imported SimBench data
  std::vector<std::string> arms, measures;  ///< of comparisons: only these; empty: all
};

}  // namespace simbench::analysis
