// simbench run
#include "cli/api_index.h"
#include "cli/budget.h"
#include "cli/connections.h"
#include "cli/evaluate.h"
#include "cli/judge.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "cli/words.h"

namespace simbench::cli {
namespace {

/// Models that a run would refuse, and recorded replies that it wouldn't ask for. A key that isn't set yet is told
/// only: nothing is asked here.
Status check_models(const std::vector<campaign::Settings>& runs) {
  provider::Options options = campaign::model_options(runs.front());
  for (const std::string& model : runs.front().models) {
    auto made = provider::make(model, options);
    if (model.starts_with("replay/")) TRY(check_recorded(made));
    if (!made && made.error().code != ErrorCode::denied) return pass_on(made.error());
    if (!made) say("note: " + made.error().text());
    for (const campaign::Settings& settings : runs) {
      TRY_ASSIGN(std::vector<store::CellRow> cells, campaign::plan(settings));
      std::string lines = made ? campaign::not_asked_for(settings, cells, **made) : "";
      if (!lines.empty()) say(fmt::format("note: {}: not asked for in this run: {}", model, lines));
    }
  }
  return {};
}

/// Judges that a run would refuse. That a key or a calibration isn't there yet is told only, as above.
Status check_judges(const Arguments& arguments, const campaign::Settings& run) {
  if (arguments.flag("no-judge") || arguments.list("judge").empty()) return {};
  TRY_ASSIGN(campaign::JudgeSettings settings, judge_settings(arguments));
  TRY(check_recorded_judges(settings));
  bool insists = std::exchange(settings.uncalibrated, true), has_keys = true;
  for (const std::string& name : arguments.list("judge")) {
    settings.judges = {name};
    auto panels = campaign::assemble(settings, run.suite->name, run.models);
    if (!panels && panels.error().code != ErrorCode::denied) return pass_on(panels.error());
    if (!panels) say("note: " + panels.error().text());
    has_keys = has_keys && panels;
  }
  settings.judges = arguments.list("judge"), settings.uncalibrated = insists;
  if (!has_keys || insists) return {};
  if (auto panels = campaign::assemble(settings, run.suite->name, run.models); !panels)
    say("note: the run would be refused: " + panels.error().text());
  return {};
}

/// A host without the simulator may well count what another one is to run.
void tell_of_missing_simulator(const suite::Suite& suite) {
  if (std::string problem = sandbox::find_simulator(suite.simulator).problem; !problem.empty())
    say("note: the run would be refused on this machine: " + problem);
}

/// Ids of the cells that have their reply in an earlier call's folder.
Result<std::set<std::string>> answered_in(const fs::path& folder) {
  std::set<std::string> answered;
  if (!fs::exists(folder / "run.db")) return answered;
  TRY_ASSIGN(auto store, store::Store::open_read_only(folder));
  TRY(store->each_digest([&](const std::string& id, const store::CellDigest& digest) -> Status {
    if (digest.reply) answered.insert(id);
    return {};
  }));
  return answered;
}

std::string usd_or_dash(const std::optional<double>& usd) {
  return usd ? usd_text(*usd) : "–";
}

/// What is asked and may be paid; "" where nobody is.
std::string estimate_text(const std::vector<campaign::EstimateRow>& rows) {
  if (rows.empty()) return "";
  size_t width = 5;
  for (const auto& row : rows) width = std::max(width, row.model.size());
  auto tokens = [](double count) { return with_thousands(std::llround(count)); };
  std::string text = fmt::format("\n      {:<{}}  {:>8} {:>13} {:>13} {:>10} {:>10}\n", "model", width, "requests",
                                 "input tokens", "output tokens", "USD", "at most");
  for (const auto& row : rows)
    text += fmt::format("{:<5} {:<{}}  {:>8} {:>13} {:>13} {:>10} {:>10}\n", row.role, row.model, width, row.requests,
                        tokens(row.input), tokens(row.output), usd_or_dash(row.usd()), usd_or_dash(row.most_usd()));
  std::set<std::string> reasons;
  for (const auto& row : rows)
    if (!row.priced.price) reasons.insert(row.priced.reason);
  for (const std::string& reason : reasons) text += reason + "\n";
  for (const std::string& how : campaign::how_estimated()) text += how + "\n";
  return text;
}

Result<std::vector<campaign::EstimateRow>> estimate_of(const Arguments& arguments,
                                                       const std::vector<campaign::Settings>& runs,
                                                       const fs::path& folder) {
  TRY_ASSIGN(provider::Prices prices, prices_of(arguments));
  campaign::JudgeSettings judging;
  if (!arguments.flag("no-judge") && !arguments.list("judge").empty()) {
    TRY_ASSIGN(judging, judge_settings(arguments));
  }
  TRY_ASSIGN(std::set<std::string> answered, answered_in(folder));
  return campaign::estimate(runs, judging, prices, answered);
}

Result<int> dry_run(const Arguments& arguments, const std::vector<campaign::Settings>& runs, const fs::path& folder) {
  TRY(check_models(runs));
  TRY(check_judges(arguments, runs.front()));
  tell_of_missing_simulator(*runs.front().suite);
  TRY_ASSIGN(std::vector<campaign::EstimateRow> estimate, estimate_of(arguments, runs, folder));
  Json names = Json::array();
  for (const campaign::Settings& settings : runs) {
    TRY_ASSIGN(std::vector<store::CellRow> cells, campaign::plan(settings));
    const auto& instance = settings.suite->instance;
    for (const store::CellRow& cell : cells)
      names.push_back(cell.key.text() + (instance ? fmt::format(" instance {}", instance->seed) : ""));
  }
  if (arguments.json()) {
    Json rows = Json::array();
    for (const campaign::EstimateRow& row : estimate) rows.push_back(row.to_json());
    print(to_text({{"run", folder.string()},
                   {"cells", names},
                   {"estimate", {{"rows", rows}, {"how", campaign::how_estimated()}}}}));
  } else {
    for (const Json& name : names) print(name.get<std::string>());
    say(fmt::format("{} would be in {}", counted(names.size(), "cell"), folder.string()) + estimate_text(estimate));
  }
  return kOk;
}

}  // namespace

Result<int> run_run(const Arguments& arguments) {
  if (!arguments.has("suite")) return usage_error("--suite is missing: e.g. --suite mujoco");
  TRY_ASSIGN(std::vector<suite::Suite> suites, load_suites(arguments));
  TRY_ASSIGN(std::vector<campaign::Settings> runs, settings_of_all(arguments, suites));
  fs::path folder = run_folder(arguments, suites.front());
  if (arguments.flag("dry-run")) return dry_run(arguments, runs, folder);
  tell_of_missing_index(suites.front());
  TRY_ASSIGN(Evaluated evaluated, evaluate(arguments, runs, folder));
  if (!evaluated.json.is_null())
    print(arguments.json() ? to_text(evaluated.json) : fitted(evaluated.text, reader_width()));
  return evaluated.code;
}

}  // namespace simbench::cli
