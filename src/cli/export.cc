// simbench export
#include "cli/analyze.h"
#include "cli/export_harbor.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "exchange/exchange.h"

namespace simbench::cli {
namespace {

/// Tasks, not a run: the argument is a suite.
Result<int> export_tasks(const Arguments& arguments, const fs::path& out) {
  TRY_ASSIGN(suite::Suite suite, load_suite(arguments.positional.at(0)));
  TRY_ASSIGN(size_t written, write_harbor(suite, out, arguments.text("only"), arguments.text("wheel")));
  if (arguments.json())
    print(to_text({{"folder", out.string()}, {"tasks", written}}));
  else
    print(fmt::format("{} in {}\n", counted(written, "task"), out.string()));
  return kOk;
}

}  // namespace

Result<int> run_export(const Arguments& arguments) {
  std::vector<std::string> names{"harbor"};
  const exchange::Format* chosen = nullptr;
  for (const exchange::Format& format : exchange::formats()) {
    names.emplace_back(format.name);
    if (format.name == arguments.text("format")) chosen = &format;
  }
  bool tasks = arguments.text("format") == "harbor";
  if (chosen == nullptr && !tasks)
    return usage_error(fmt::format("--format: there is no '{}'{}", arguments.text("format"),
                                   did_you_mean(arguments.text("format"), names)));
  fs::path out = arguments.text("out");
  if (out.empty()) return usage_error("say with --out where the files go");
  std::error_code code;
  bool is_file = fs::exists(out, code) && !fs::is_directory(out, code);
  bool called_one = chosen != nullptr && out.extension() == chosen->ending && !fs::exists(out, code);
  if (is_file || called_one)
    return usage_error(fmt::format("--out is a folder that gets the files, not the file {}", out.filename().string()));
  if (tasks) return export_tasks(arguments, out);
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  TRY(chosen->write(*store, out, {.whole = arguments.flag("whole"), .analysis = analysis_options(arguments)}));
  if (arguments.json())
    print(to_text({{"folder", out.string()}, {"format", chosen->name}}));
  else
    tell(fmt::format("{} in {}", counted(list_files(out).size(), "file"), out.string()));
  return kOk;
}

}  // namespace simbench::cli
