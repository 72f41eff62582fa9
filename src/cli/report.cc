// simbench report: the HTML page of a run.
#include "report/report.h"

#include <unistd.h>

#include "cli/run_functions.h"

namespace simbench::cli {
namespace {

/// In the run; where nobody may write there, here.
fs::path page_in_run(const fs::path& folder, const std::string& asked) {
  if (!asked.empty()) return asked;
  fs::path page = folder / "report.html";
  if (::access(folder.c_str(), W_OK) == 0) return page;
  fs::path name = fs::absolute(folder).lexically_normal();
  if (!name.has_filename()) name = name.parent_path();
  fs::path here = name.filename().string() + "-report.html";
  tell(fmt::format("{} can't be written: the page goes here ({}); --out names another place", folder.string(),
                   here.string()));
  return here;
}

}  // namespace

Result<int> run_report(const Arguments& arguments) {
  fs::path folder = arguments.positional.at(0);
  TRY_ASSIGN(auto store, store::Store::open_read_only(folder));
  fs::path out = page_in_run(folder, arguments.text("out"));
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
