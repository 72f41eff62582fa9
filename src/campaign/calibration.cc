#include "campaign/calibration.h"

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

}  // namespace simbench::campaign
