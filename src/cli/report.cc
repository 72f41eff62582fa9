// simbench report: the HTML page of a run.
#include "report/report.h"

#include "cli/run_functions.h"

namespace simbench::cli {

Result<int> run_report(const Arguments& arguments) {
  fs::path folder = arguments.positional.at(0);
  TRY_ASSIGN(auto store, store::Store::open_read_only(folder));
  fs::path out = arguments.text("out").empty() ? folder / "report.html" : fs::path(arguments.text("out"));
  TRY_ASSIGN(report::Written written,
             report::write(*store, out,
                           {.seed = static_cast<uint64_t>(arguments.integer("seed").value_or(1)),
                            .controls = arguments.flag("controls")}));
  if (arguments.json())
    print(
        to_text({{"report", fs::absolute(written.file).string()}, {"bytes", written.bytes}, {"pages", written.pages}}));
  else
    print(fmt::format("Report: {} ({:.1f} MB{})", fs::absolute(written.file).string(),
                      static_cast<double>(written.bytes) / 1e6,
                      written.pages > 0 ? fmt::format(" with {} pages of cells", written.pages) : ""));
  return kOk;
}

}  // namespace simbench::cli
