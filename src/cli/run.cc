// simbench run
#include "cli/api_index.h"
#include "cli/connections.h"
#include "cli/evaluate.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "cli/words.h"

namespace simbench::cli {
namespace {

/// Models that a run would refuse. A key that isn't set yet is told only: nothing is asked here.
Status check_models(const campaign::Settings& settings) {
  for (const std::string& model : settings.models)
    if (auto made = provider::make(model, settings.provider); !made) {
      if (made.error().code != ErrorCode::denied) return pass_on(made.error());
      say("note: " + made.error().text());
    }
  return {};
}

Result<int> dry_run(const std::vector<campaign::Settings>& runs, const fs::path& folder, bool json) {
  TRY(check_models(runs.front()));
  Json names = Json::array();
  for (const campaign::Settings& settings : runs) {
    TRY_ASSIGN(std::vector<store::CellRow> cells, campaign::plan(settings));
    const auto& instance = settings.suite->instance;
    for (const store::CellRow& cell : cells)
      names.push_back(cell.key.text() + (instance ? fmt::format(" instance {}", instance->seed) : ""));
  }
  if (json) {
    print(to_text({{"run", folder.string()}, {"cells", names}}));
  } else {
    for (const Json& name : names) print(name.get<std::string>());
    say(fmt::format("{} would be in {}", counted(names.size(), "cell"), folder.string()));
  }
  return kOk;
}

/// The suite, or the instances of it that are asked for.
Result<std::vector<suite::Suite>> load_suites(const Arguments& arguments) {
  TRY_ASSIGN(std::vector<uint64_t> seeds, instances_of(arguments));
  std::vector<suite::Suite> suites(std::max<size_t>(1, seeds.size()));
  for (size_t i = 0; i < suites.size(); ++i) {
    TRY_ASSIGN(suites[i], load_suite(arguments.text("suite"), seeds.empty() ? std::nullopt : std::optional(seeds[i])));
  }
  return suites;
}

}  // namespace

Result<int> run_run(const Arguments& arguments) {
  if (!arguments.has("suite")) return usage_error("--suite is missing: e.g. --suite mujoco");
  TRY_ASSIGN(std::vector<suite::Suite> suites, load_suites(arguments));
  std::vector<campaign::Settings> runs;
  TRY_ASSIGN(campaign::Settings settings, settings_of(arguments, suites.front()));
  for (const suite::Suite& suite : suites) {
    settings.suite = &suite;
    settings.only_drawn = !runs.empty();  // without other numbers a task would only be asked again
    runs.push_back(settings);
  }
  fs::path folder = run_folder(arguments, suites.front());
  if (arguments.flag("dry-run")) return dry_run(runs, folder, arguments.json());
  tell_of_missing_index(suites.front());
  TRY_ASSIGN(Evaluated evaluated, evaluate(arguments, runs, folder));
  if (!evaluated.json.is_null())
    print(arguments.json() ? to_text(evaluated.json) : fitted(evaluated.text, reader_width()));
  return evaluated.code;
}

}  // namespace simbench::cli
