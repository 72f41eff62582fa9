#pragma once
// Room report: one self-contained HTML file from a run directory. Reads the store only; the same store gives the same bytes.
#include "base/base.h"
#include "store/store.h"

namespace simbench::report {

struct Options {
  std::string title;           ///< default: "simbench: <suite>"
  size_t trajectory_points = 200;
  uint64_t seed = 1;           ///< of every bootstrap in the tables
};

struct Written {
  fs::path file;
  size_t bytes = 0;
};

/// Writes `out` (an .html file). errors: those of the store and of the disk.
Result<Written> write(const store::Store& store, const fs::path& out, const Options& options = {});

}  // namespace simbench::report
