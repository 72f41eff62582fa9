// Where programs stop on the ladder.
#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

using Rungs = std::map<std::string, size_t>;

void count(const Cell& cell, Rungs& rungs) {
  if (cell.verdict) ++rungs[std::string(to_string(*cell.verdict))];
}

}  // namespace

Json ladder(const Data& data) {
  Rungs rungs;
  for (const Cell& cell : data.cells)
    if (data.pooled[cell.model]) count(cell, rungs);
  return rungs;
}

Json ladder_by_model(const Data& data) {
  Json rows = Json::array();
  for (const auto& [entry, places] : data.places) {
    Rungs rungs;
    for (uint32_t i : places) count(data.cells[i], rungs);
    if (!rungs.empty())
      rows.push_back({{"model", data.models[entry.first]}, {"arm", to_string(entry.second)}, {"ladder", rungs}});
  }
  return rows;
}

}  // namespace simbench::analysis
