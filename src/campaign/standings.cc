#include <fmt/format.h>

#include <unordered_map>

#include "analysis/analysis.h"
#include "campaign/run.h"

namespace simbench::campaign {
namespace {

/// A row under way.
struct Sums {
  Standing row;
  double fidelity = 0;
  size_t with_fidelity = 0;
};

/// Where a cell counts.
struct Place {
  Sums* sums;
  bool asked;  ///< the task has requirements
};

/// Says of arm repair where only some of the cells had the tries that they need.
Status look_for_second_tries(const store::Store& store, const std::map<std::string, CellKey>& open,
                             std::map<std::pair<std::string, Arm>, Sums>& rows) {
  TRY_ASSIGN(std::set<std::string> without, analysis::without_second_try(store, open));
  std::map<std::string, size_t> by_model;
  for (const std::string& id : without) ++by_model[open.at(id).model];
  for (const auto& [model, count] : by_model) {
    Standing& row = rows[{model, Arm::repair}].row;
    row.untold = analysis::why_no_second_try(count, row.cells, row.passed, row.pass_known);
  }
  return {};
}

/// Of the newest version that has one.
std::optional<double> fidelity_of(const store::CellDigest& cell) {
  std::optional<double> value;
  for (const store::ScoreDigest& score : cell.scores)
    if (score.id == "fidelity" && score.value) value = score.value;
  return value;
}

void count(const store::CellDigest& cell, const Place& place) {
  Standing& row = place.sums->row;
  ++row.cells;
  if (!cell.judgement) {
    ++row.pending;
    return;
  }
  const store::JudgementDigest& judgement = *cell.judgement;
  bool scored = judgement.cell_class == CellClass::pass || judgement.cell_class == CellClass::model_fail;
  ++(scored ? row.scored : row.unscored);
  bool on_ladder = scored || judgement.reason == "no_requirements";
  row.compile_known += on_ladder, row.compiled += on_ladder && judgement.verdict >= Verdict::finishes;
  row.pass_known += scored && place.asked, row.passed += judgement.cell_class == CellClass::pass;
  if (auto fidelity = fidelity_of(cell)) place.sums->fidelity += *fidelity, ++place.sums->with_fidelity;
}

}  // namespace

Result<std::vector<Standing>> standings(const store::Store& store) {
  TRY_ASSIGN(Json tasks, store.get_note("tasks"));
  store::Instances instances(store.manifest());
  std::map<std::pair<std::string, Arm>, Sums> rows;
  std::unordered_map<std::string, Place> places;
  std::map<std::string, CellKey> open;  // of arm repair
  TRY(store.each_key([&](const std::string& id, const CellKey& key) -> Status {
    Sums& sums = rows[{key.model, key.arm}];
    sums.row.model = key.model, sums.row.arm = key.arm;
    const Json& task = get(tasks, instances.task(key));
    places[id] = {&sums, !task.is_object() || !get(task, "requirements").empty()};
    if (key.arm == Arm::repair) open[id] = key;
    return {};
  }));
  TRY(store.each_digest([&](const std::string& id, const store::CellDigest& cell) -> Status {
    if (cell.judgement && cell.judgement->cell_class != CellClass::infra_fail) open.erase(id);
    if (auto place = places.find(id); place != places.end()) count(cell, place->second);
    return {};
  }));
  TRY(look_for_second_tries(store, open, rows));
  std::vector<Standing> out;
  for (auto& [where, sums] : rows) {
    if (sums.with_fidelity > 0) sums.row.fidelity = sums.fidelity / static_cast<double>(sums.with_fidelity);
    out.push_back(std::move(sums.row));
  }
  return out;
}

}  // namespace simbench::campaign
