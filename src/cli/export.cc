// simbench export
#include "cli/analyze.h"
#include "cli/run_functions.h"
#include "exchange/exchange.h"

namespace simbench::cli {

Result<int> run_export(const Arguments& arguments) {
  std::vector<std::string> names;
  const exchange::Format* chosen = nullptr;
  for (const exchange::Format& format : exchange::formats()) {
    names.emplace_back(format.name);
    if (format.name == arguments.text("format")) chosen = &format;
  }
  if (chosen == nullptr) return usage_error(fmt::format("--format is one of {}", join(names, ", ")));
  fs::path out = arguments.text("out");
  if (out.empty()) return usage_error("say with --out where the files go");
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  TRY(chosen->write(*store, out, {.whole = arguments.flag("whole"), .analysis = analysis_options(arguments)}));
  return kOk;
}

}  // namespace simbench::cli
