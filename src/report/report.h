#pragma once
// Room report: one self-contained HTML file from a run directory. Reads the store only; the same store gives the same
// bytes.
#include "base/base.h"
#include "store/store.h"

namespace simbench::report {

struct Options {
  std::string title;  ///< default: "simbench: <suite>"
  size_t trajectory_points = 200;
  uint64_t seed = 1;  ///< of every bootstrap in the tables
};

struct Written {
  fs::path file;
  size_t bytes = 0;
};

/// A number over time and what is asked of it. Values that aren't finite leave a gap.
struct Chart {
  struct Mark {
    double from_s = 0, until_s = 0;  ///< equal: one instant
    double low = 0, high = 0;        ///< in the chart's unit; equal: no tolerance
  };
  std::string title, note;
  std::vector<double> t_s, value;
  std::vector<Mark> marks;
};
/// An SVG picture of charts side by side, for pages that can't run scripts.
std::string chart_sheet(const std::string& title, const std::vector<Chart>& charts);

/// Writes `out` (an .html file). errors: those of the store and of the disk.
Result<Written> write(const store::Store& store, const fs::path& out, const Options& options = {});

}  // namespace simbench::report
