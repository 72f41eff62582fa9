// Where programs stop on the ladder.
#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

std::map<std::string, size_t> rungs(const Data& data, const std::function<bool(const Cell&)>& keep) {
  std::map<std::string, size_t> counts;
  for (const Cell& cell : data.cells)
    if (cell.row.judgement && keep(cell)) ++counts[std::string(to_string(cell.row.judgement->verdict))];
  return counts;
}

}  // namespace

Json ladder(const Data& data) {
  return rungs(data, [](const Cell&) { return true; });
}

Json ladder_by_model(const Data& data) {
  Json rows = Json::array();
  for (size_t model = 0; model < data.models.size(); ++model)
    for (Arm arm : data.arms) {
      auto counts = rungs(data, [&](const Cell& cell) { return cell.model == model && cell.row.key.arm == arm; });
      if (!counts.empty()) rows.push_back({{"model", data.models[model]}, {"arm", to_string(arm)}, {"ladder", counts}});
    }
  return rows;
}

}  // namespace simbench::analysis
