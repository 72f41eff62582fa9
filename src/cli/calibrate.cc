// simbench calibrate: is a judge good enough to be used?
#include "cli/calibrate.h"

#include <chrono>
#include <ctime>

#include "cli/evaluate.h"
#include "cli/judge.h"
#include "cli/run_functions.h"

namespace simbench::cli {
namespace {

std::string utc_now() {
  std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

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

/// Programs of the set; with evidence each is run, which needs the simulator.
Result<std::vector<judge::Specimen>> specimens_of(const suite::Suite& suite, bool with_evidence) {
  if (!with_evidence) return campaign::specimens(suite);
  TemporaryFolder traces;
  oracle::Oracle oracle(suite, traces.path());
  TRY_ASSIGN(oracle::Bench bench, oracle::Bench::real(oracle, suite.simulator));
  return campaign::specimens(suite, &bench);
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

/// Says how far it is, at every tenth.
class Tenths {
 public:
  void operator()(size_t done, size_t all) {
    size_t tenth = all ? 10 * done / all : 10;
    if (tenth <= said_) return;
    said_ = tenth;
    tell(fmt::format("{}/{} judgements", done, all));
  }

 private:
  size_t said_ = 0;
};

/// A judge in one mode by one rubric, and its record, if there is one that holds.
struct Trial {
  judge::Options options;
  std::unique_ptr<judge::Judge> judge;
  std::optional<Json> record;
};

/// Every judge model in every mode by every rubric; all are there before one is asked.
Result<std::vector<Trial>> trials_of(const Arguments& arguments, campaign::JudgeSettings& settings,
                                     const std::string& suite, Known known) {
  std::vector<Trial> trials;
  for (const std::string& rubric : arguments.list("rubric")) {
    TRY_ASSIGN(settings.options.rubric, judge::load_rubric(rubric));
    for (const std::string& name : settings.judges)
      for (const judge::Mode& mode : settings.modes) {
        Trial trial{.options = settings.options, .judge = nullptr, .record = std::nullopt};
        trial.options.mode = mode;
        TRY_ASSIGN(trial.judge, judge::make(name, trial.options));
        const judge::Identity& who = trial.judge->identity();
        if (!who.is_model()) continue;
        if (known == Known::keep) {
          TRY_ASSIGN(trial.record,
                     judge::latest_calibration(settings.calibrations, judge::calibration_key(who, suite)));
        }
        trials.push_back(std::move(trial));
      }
  }
  return trials;
}

Result<Json> try_judge(Trial& trial, const judge::CalibrationSetup& setup, const fs::path& folder) {
  const judge::Options& options = trial.options;
  tell(fmt::format("{}, mode {}, rubric {}@{}: {} programs × {}", trial.judge->identity().judge, options.mode.text(),
                   options.rubric.name, options.rubric.version, setup.specimens.size(), setup.repeats));
  TRY_ASSIGN(Json record, judge::calibrate(*trial.judge, options.rubric, setup, Tenths()));
  record["made_at"] = utc_now();
  TRY_ASSIGN(fs::path file, judge::save_calibration(folder, record));
  say(fmt::format("kept as {}", file.string()));
  return record;
}

}  // namespace

Result<int> no_calibration(const Error& error) {
  bool endpoint =
      error.code == ErrorCode::denied || error.code == ErrorCode::unavailable || error.code == ErrorCode::timeout;
  if (!endpoint) return pass_on(error);
  say("simbench: " + error.text());
  return kEndpoint;
}

Result<std::vector<Json>> calibrate_judges(const Arguments& arguments, const suite::Suite& suite,
                                           campaign::JudgeSettings settings, Known known) {
  TRY_ASSIGN(judge::CalibrationSetup setup, setup_of(arguments, suite));
  TRY_ASSIGN(std::vector<Trial> trials, trials_of(arguments, settings, suite.name, known));
  bool wanting = std::any_of(trials.begin(), trials.end(), [](const Trial& trial) { return !trial.record; });
  bool evidence = std::any_of(trials.begin(), trials.end(),
                              [](const Trial& trial) { return !trial.record && trial.options.mode.evidence; });
  if (wanting) {
    TRY_ASSIGN(setup.specimens, specimens_of(suite, evidence));
  }
  std::vector<Json> records;
  for (Trial& trial : trials) {
    if (!trial.record) {
      TRY_ASSIGN(trial.record, try_judge(trial, setup, settings.calibrations));
    }
    records.push_back(std::move(*trial.record));
  }
  return records;
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
  Result<std::vector<Json>> records = calibrate_judges(arguments, suite, std::move(settings), Known::again);
  if (!records) return no_calibration(records.error());
  print(arguments.json() ? to_text({{"calibrations", *records}}) : judge::calibration_text(*records));
  bool passed =
      std::all_of(records->begin(), records->end(), [](const Json& record) { return record["verdict"] == "pass"; });
  return passed ? kOk : kFailed;
}

}  // namespace simbench::cli
