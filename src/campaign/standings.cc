#include <fmt/format.h>

#include "campaign/run.h"

namespace simbench::campaign {

Result<std::vector<Standing>> standings(const store::Store& store) {
  TRY_ASSIGN(std::vector<Score> scores, store.scores("fidelity"));
  TRY_ASSIGN(Json tasks, store.get_note("tasks"));
  std::map<std::string, double> fidelity;
  for (const Score& score : scores)
    if (score.value) fidelity[score.subject] = *score.value;
  std::map<std::pair<std::string, Arm>, Standing> rows;
  std::map<std::pair<std::string, Arm>, std::pair<double, size_t>> sums;
  TRY(store.each_cell(store::Texts::by_hash, [&](const store::CellRow& cell) -> Status {
    auto where = std::pair(cell.key.model, cell.key.arm);
    Standing& row = rows[where];
    row.model = cell.key.model;
    row.arm = cell.key.arm;
    ++row.cells;
    if (!cell.judgement) {
      ++row.pending;
      return {};
    }
    const Judgement& judgement = *cell.judgement;
    bool scored = judgement.cell_class == CellClass::pass || judgement.cell_class == CellClass::model_fail;
    ++(scored ? row.scored : row.unscored);
    const Json& task = get(tasks, fmt::format("{}/{}", cell.key.system, cell.key.turn));
    bool asked = !task.is_object() || !get(task, "requirements").empty();
    bool on_ladder = scored || judgement.reason == "no_requirements";
    row.compile_known += on_ladder, row.compiled += on_ladder && judgement.verdict >= Verdict::finishes;
    row.pass_known += scored && asked, row.passed += judgement.cell_class == CellClass::pass;
    if (auto it = fidelity.find(cell.key.id()); it != fidelity.end())
      sums[where].first += it->second, ++sums[where].second;
    return {};
  }));
  std::vector<Standing> out;
  for (auto& [where, row] : rows) {
    if (auto [sum, n] = sums[where]; n > 0) row.fidelity = sum / static_cast<double>(n);
    out.push_back(row);
  }
  return out;
}

}  // namespace simbench::campaign
