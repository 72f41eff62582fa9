// simbench calibrate: is a judge good enough to be used?
#include "cli/calibrate.h"

#include "cli/budget.h"
#include "cli/evaluate.h"
#include "cli/judge.h"
#include "cli/run_functions.h"
#include "cli/signals.h"

namespace simbench::cli {
namespace {

/// Records that --judge and --suite leave, oldest first.
Result<int> show_history(const Arguments& arguments) {
  TRY_ASSIGN(std::vector<Json> records, judge::calibration_history(arguments.text("calibrations")));
  std::vector<std::string> judges = arguments.list("judge");
  std::string suite = arguments.text("suite");
  std::erase_if(records, [&](const Json& record) {
    const Json& key = get(record, "key");
    bool judge_fits = judges.empty() ||
                      std::find(judges.begin(), judges.end(), get_string(key, "judge").value_or("")) != judges.end();
    return !judge_fits || (!suite.empty() && get_string(key, "suite") != suite);
  });
  if (arguments.json())
    print(to_text({{"calibrations", records}}));
  else
    print(records.empty() ? fmt::format("no calibration in {}", arguments.text("calibrations"))
                          : judge::calibration_text(records));
  return kOk;
}

Result<judge::CalibrationSetup> setup_of(const Arguments& arguments, const suite::Suite& suite) {
  judge::CalibrationSetup setup{.suite = suite.name,
                                .repeats = static_cast<int>(arguments.integer("repeats").value_or(3)),
                                .seed = static_cast<uint64_t>(arguments.integer("seed").value_or(1)),
                                .bootstrap = static_cast<int>(arguments.integer("bootstrap").value_or(2000))};
  for (const judge::Threshold& row : judge::thresholds())
    if (auto limit = arguments.number(row.setting)) setup.limits[std::string(row.setting)] = *limit;
  return setup;
}

/// Says how far a judge is, at every tenth.
class Tenths {
 public:
  void operator()(size_t done, size_t all) {
    size_t tenth = all ? 10 * done / all : 10;
    if (tenth < said_) said_ = 0;  // the next judge's
    if (tenth <= said_) return;
    said_ = tenth;
    tell(fmt::format("{}/{} judgements", done, all));
  }

 private:
  size_t said_ = 0;
};

}  // namespace

Result<int> no_calibration(const Error& error) {
  bool endpoint =
      error.code == ErrorCode::denied || error.code == ErrorCode::unavailable || error.code == ErrorCode::timeout;
  if (!endpoint) return pass_on(error);
  say("simbench: " + error.text());
  return kEndpoint;
}

Result<std::vector<Json>> calibrate_judges(const Arguments& arguments, const suite::Suite& suite,
                                           const campaign::JudgeSettings& settings, campaign::Known known) {
  TRY_ASSIGN(judge::CalibrationSetup setup, setup_of(arguments, suite));
  std::vector<judge::Rubric> rubrics;
  for (const std::string& name : arguments.list("rubric")) {
    TRY_ASSIGN(judge::Rubric rubric, judge::load_rubric(name));
    rubrics.push_back(std::move(rubric));
  }
  Tenths tenths;
  campaign::CalibrationPlan plan{
      .suite = suite, .settings = settings, .rubrics = std::move(rubrics), .setup = std::move(setup), .known = known};
  EndOnSignals at_once("interrupted: the calibration under way is lost, those before it are kept");
  return campaign::calibrate_judges(std::move(plan), {.told = tell, .kept = say, .judged = std::ref(tenths)});
}

Result<int> run_calibrate(const Arguments& arguments) {
  if (arguments.flag("history")) return show_history(arguments);
  if (!arguments.has("suite")) return usage_error("--suite is missing: whose calibration set? e.g. --suite mujoco");
  TRY_ASSIGN(campaign::JudgeSettings settings, judge_settings(arguments, Rubrics::several));
  if (settings.judges.empty()) return usage_error("--judge is missing: e.g. --judge openai/gpt-5");
  for (const std::string& name : settings.judges)
    if (judge::is_rule(name))
      return usage_error(fmt::format("{} is a fixed rule: there is nothing to calibrate", name));
  TRY_ASSIGN(fs::path folder, suite::locate(arguments.text("suite")));
  TRY_ASSIGN(suite::Suite suite, suite::load(folder, verdict::check_kind));
  TRY_ASSIGN(provider::Prices prices, prices_of(arguments));
  TRY_ASSIGN(std::optional<campaign::Budget> budget, budget_of(arguments, prices, settings.judges));
  settings.budget = budget ? &*budget : nullptr;
  Result<std::vector<Json>> records = calibrate_judges(arguments, suite, settings, campaign::Known::again);
  if (budget) tell(budget_text(budget));
  if (!records) return no_calibration(records.error());
  Json out{{"calibrations", *records}};
  if (budget) out["budget"] = budget->to_json();
  print(arguments.json() ? to_text(out) : judge::calibration_text(*records));
  bool passed =
      std::all_of(records->begin(), records->end(), [](const Json& record) { return record["verdict"] == "pass"; });
  return passed ? kOk : kFailed;
}

}  // namespace simbench::cli
