#include "campaign/calibration.h"

#include "campaign/estimate.h"
#include "campaign/on_budget.h"

namespace simbench::campaign {
namespace {

judge::Item task_item(const suite::Suite& suite, const suite::CalibrationTask& task,
                      const api_index::IndexPointer& index) {
  const suite::Turn& turn = task.system->turn(task.turn);
  judge::Item item{.key = {suite.hash, task.system->name, task.turn, Arm::given, "calibration", 0},
                   .simulator = suite.simulator,
                   .prompt = turn.prompt};
  if (turn.given) item.given = turn.given->code;
  item.reference = turn.reference.code;
  item.index = index;
  for (const suite::Requirement& r : turn.requirements) item.requirements.push_back({r.id, r.says, r.weight});
  return item;
}

Status add_evidence(const suite::CalibrationTask& task, const Bench& bench, judge::Item& item) {
  TRY_ASSIGN(const oracle::Reference* reference, bench.reference(*task.system, task.turn));
  if (reference->judgement.cell_class == CellClass::infra_fail)
    return fail(ErrorCode::unsupported, fmt::format("the reference of {}/{} can't be run here: {}", task.system->name,
                                                    task.turn, reference->judgement.reason));
  TRY_ASSIGN(oracle::Verdicted run, bench.run(*task.system, task.turn, item.candidate, {.trusted = true}));
  item.outcome = std::move(run.outcome);
  item.judgement = std::move(run.judgement);
  return {};
}

}  // namespace

Result<std::vector<judge::Specimen>> specimens(const suite::Suite& suite, const Bench* bench) {
  TRY_ASSIGN(std::vector<suite::CalibrationTask> tasks, suite::load_calibration(suite));
  if (tasks.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("suite {} has no calibration set (docs/format/calibration.md)", suite.name),
                suite.folder.string());
  auto found = api_index::load_index_for(suite.simulator, suite.requires_version);
  api_index::IndexPointer index = found ? *found : nullptr;  // none ships for it: nothing to show
  std::vector<judge::Specimen> all;
  for (const suite::CalibrationTask& task : tasks) {
    std::string name = fmt::format("{}/{}", task.system->name, task.turn);
    std::vector<suite::CalibrationItem> items{
        {.file = "reference", .kind = "reference", .code = task.system->turn(task.turn).reference.code}};
    items.insert(items.end(), task.items.begin(), task.items.end());
    for (const suite::CalibrationItem& one : items) {
      judge::Specimen specimen{name, one.file, one.kind, one.severity, one.category, task_item(suite, task, index)};
      specimen.item.candidate = one.code;
      if (bench) TRY(add_evidence(task, *bench, specimen.item));
      all.push_back(std::move(specimen));
    }
  }
  return all;
}

namespace {

/// With evidence each program is run, which needs the simulator.
Result<std::vector<judge::Specimen>> specimens_of(const suite::Suite& suite, bool with_evidence) {
  if (!with_evidence) return specimens(suite);
  TemporaryFolder traces;
  oracle::Oracle oracle(suite, traces.path());
  TRY_ASSIGN(oracle::Bench bench, oracle::Bench::real(oracle, suite.simulator));
  return specimens(suite, &bench);
}

/// A judge in one mode by one rubric, and its record, if there is one that holds.
struct Trial {
  judge::Options options;
  std::unique_ptr<judge::Judge> judge;
  std::optional<Json> record;
};

/// Every judge model in every mode by every rubric; all are there before one is asked.
Result<std::vector<Trial>> trials_of(const JudgeSettings& settings, const std::vector<judge::Rubric>& rubrics,
                                     const std::string& suite, Known known) {
  std::vector<Trial> trials;
  for (const judge::Rubric& rubric : rubrics)
    for (const std::string& name : settings.judges)
      for (const judge::Mode& mode : settings.modes) {
        Trial trial{.options = settings.options, .judge = nullptr, .record = std::nullopt};
        trial.options.rubric = rubric, trial.options.mode = mode;
        TRY_ASSIGN(trial.judge, judge::make(name, trial.options));
        const judge::Identity& who = trial.judge->identity();
        if (!who.is_model()) continue;
        if (known == Known::keep) {
          TRY_ASSIGN(trial.record,
                     judge::latest_calibration(settings.calibrations, judge::calibration_key(who, suite)));
        }
        trials.push_back(std::move(trial));
      }
  return trials;
}

/// A calibration is worth something as a whole: one that the budget won't see to its end isn't begun.
/// errors: denied
Status check_affordable(const judge::Judge& judge, const judge::CalibrationSetup& setup, const Budget& budget) {
  Expected whole;
  for (const judge::Specimen& one : setup.specimens) {
    whole.input += setup.repeats * provider::tokens_of(judge.shown_bytes(one.item));
    whole.output += setup.repeats * kVerdict;
  }
  std::string why = budget.too_much(judge.identity().judge, whole);
  if (why.empty()) return {};
  return fail(ErrorCode::denied,
              fmt::format("the calibration of {} in mode {} {} of the budget: nothing of it is asked",
                          judge.identity().judge, judge.identity().mode, why));
}

Result<Json> ask_judge(Trial& trial, const judge::CalibrationSetup& setup, Budget* budget,
                       const CalibrationNews& news) {
  const judge::Rubric& rubric = trial.options.rubric;
  if (!budget) return judge::calibrate(*trial.judge, rubric, setup, news.judged);
  TRY(check_affordable(*trial.judge, setup, *budget));
  JudgeOnBudget judge(*trial.judge, *budget, trial.options.provider.max_connections);
  Result<Json> record = judge::calibrate(judge, rubric, setup, news.judged);
  if (!record && budget->stopped())
    return fail(ErrorCode::denied,
                record.error().message + "; a calibration is kept as a whole: of this one only answers in --cache are");
  return record;
}

Result<Json> try_judge(Trial& trial, const judge::CalibrationSetup& setup, const JudgeSettings& settings,
                       const CalibrationNews& news) {
  const judge::Options& options = trial.options;
  news.told(fmt::format("{}, mode {}, rubric {}@{}: {} programs × {}", trial.judge->identity().judge,
                        options.mode.text(), options.rubric.name, options.rubric.version, setup.specimens.size(),
                        setup.repeats));
  TRY_ASSIGN(Json record, ask_judge(trial, setup, settings.budget, news));
  record["made_at"] = utc_now();
  TRY_ASSIGN(fs::path file, judge::save_calibration(settings.calibrations, record));
  news.kept(fmt::format("kept as {}", file.string()));
  return record;
}

}  // namespace

Result<std::vector<Json>> calibrate_judges(CalibrationPlan plan, const CalibrationNews& news) {
  TRY_ASSIGN(std::vector<Trial> trials, trials_of(plan.settings, plan.rubrics, plan.suite.name, plan.known));
  bool wanting = std::any_of(trials.begin(), trials.end(), [](const Trial& trial) { return !trial.record; });
  bool evidence = std::any_of(trials.begin(), trials.end(),
                              [](const Trial& trial) { return !trial.record && trial.options.mode.evidence; });
  if (wanting) {
    TRY_ASSIGN(plan.setup.specimens, specimens_of(plan.suite, evidence));
  }
  std::vector<Json> records;
  for (Trial& trial : trials) {
    if (!trial.record) {
      TRY_ASSIGN(trial.record, try_judge(trial, plan.setup, plan.settings, news));
    }
    records.push_back(std::move(*trial.record));
  }
  return records;
}

}  // namespace simbench::campaign
