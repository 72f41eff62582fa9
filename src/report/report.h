#pragma once
// Room report: one self-contained HTML file from a run directory. Reads the store only; the same store gives the same
// bytes.
#include "base/base.h"
#include "store/store.h"
#include "trace/trace.h"

namespace simbench::report {

struct Options {
  std::string title;  ///< default: "simbench: <suite>"
  size_t trajectory_points = 200;
  size_t replay_bytes = 9'000'000;  ///< room in the page for replays; those that don't fit are left out, and it says so
  uint64_t seed = 1;                ///< of every bootstrap in the tables
  bool controls = false;            ///< control models count in what is taken over all models
  /// A run of more cells than this has the tables in one file and its cells in others, in the folder <name>-cells
  /// beside it: a page for each task, or several.
  size_t cells_in_one_file = 5000;
  size_t cells_on_a_page = 2000;
};

struct Written {
  fs::path file;
  size_t bytes = 0;
  size_t pages = 0;  ///< other files with the cells; 0 where they are in `file`
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

/// One script's run, for a page of its own.
struct View {
  std::string title, task;  ///< "pendulum.py", "mujoco/pendulum/2" or ""
  const trace::Trace* candidate = nullptr;
  const trace::Trace* reference = nullptr;
  std::optional<Judgement> judgement{};
  std::map<std::string, std::string> says{};  ///< requirement id → the sentence of the prompt that it serves
};
/// Writes `out` (an .html file): the motion in 3D, the requirements, plots of coordinates and energies. errors: those
/// of the disk.
Result<Written> write_view(const View& view, const fs::path& out);

}  // namespace simbench::report
