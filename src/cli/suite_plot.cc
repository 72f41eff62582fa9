// simbench suite plot: what the requirements read in the references, drawn from the reduced traces.
#include "cli/run_functions.h"
#include "proof/proof.h"
#include "report/report.h"
#include "verdict/verdict.h"

namespace simbench::cli {

Result<int> run_suite_plot(const Arguments& arguments) {
  fs::path out = arguments.text("out");
  if (out.empty()) return usage_error("say with --out where the pictures go");
  TRY_ASSIGN(fs::path folder, suite::locate(arguments.positional.at(0)));
  TRY_ASSIGN(suite::Suite suite, suite::load(folder, verdict::check_kind));
  std::string only = arguments.text("only").empty() ? "*" : arguments.text("only");
  TRY_ASSIGN(std::vector<proof::TaskCharts> tasks, proof::reference_charts(suite, only));
  TRY(make_directories(out));
  size_t written = 0;
  for (const proof::TaskCharts& task : tasks) {
    if (task.charts.empty()) {
      say(fmt::format("{}/{}: no requirement reads a number over time", task.system->name, task.turn));
      continue;
    }
    TRY(write_file(out / fmt::format("{}-{}.svg", task.system->name, task.turn),
                   report::chart_sheet(fmt::format("{}, turn {}", task.system->title, task.turn), task.charts)));
    ++written;
  }
  if (written == 0) return fail(ErrorCode::not_found, fmt::format("nothing to draw for '{}'", only));
  print(fmt::format("{} pictures in {}", written, out.string()));
  return kOk;
}

}  // namespace simbench::cli
