// simbench run
#include "cli/evaluate.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"

namespace simbench::cli {
namespace {

Result<int> dry_run(const campaign::Settings& settings, const fs::path& folder, bool json) {
  TRY_ASSIGN(std::vector<store::CellRow> cells, campaign::plan(settings));
  Json names = Json::array();
  for (const store::CellRow& cell : cells) names.push_back(cell.key.text());
  if (json) {
    print(to_text({{"run", folder.string()}, {"cells", names}}));
  } else {
    for (const Json& name : names) print(name.get<std::string>());
    say(fmt::format("{} cells would be in {}", names.size(), folder.string()));
  }
  return kOk;
}

}  // namespace

Result<int> run_run(const Arguments& arguments) {
  if (!arguments.has("suite")) return usage_error("--suite is missing: e.g. --suite mujoco");
  TRY_ASSIGN(suite::Suite suite, load_suite(arguments.text("suite")));
  TRY_ASSIGN(campaign::Settings settings, settings_of(arguments, suite));
  fs::path folder = run_folder(arguments, suite);
  if (arguments.flag("dry-run")) return dry_run(settings, folder, arguments.json());
  TRY_ASSIGN(Evaluated evaluated, evaluate(arguments, suite, settings, folder));
  if (!evaluated.json.is_null()) print(arguments.json() ? to_text(evaluated.json) : evaluated.text);
  return evaluated.code;
}

}  // namespace simbench::cli
