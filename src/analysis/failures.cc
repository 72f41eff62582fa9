// Where programs stop on the ladder, and which names they get wrong.
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

/// One kind of mistake of one model: the same class and name, in how many programs and how often.
struct Mistake {
  size_t times = 0;
  std::set<std::string> cells;
  std::string suggestion;
  bool fatal = false;
};

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

Json violation_table(const Data& data) {
  std::map<std::string, size_t> model_of;
  for (const Cell& cell : data.cells) model_of[cell.row.key.id()] = cell.model;
  std::map<std::tuple<size_t, std::string, std::string>, Mistake> mistakes;
  std::set<std::string> seen;  // several scores of a cell may carry the same list
  for (const Score& score : data.detailed) {
    if (!score.detail.contains("violations") || !seen.insert(score.subject).second) continue;
    for (const Json& violation : score.detail["violations"]) {
      Mistake& mistake = mistakes[{model_of[score.subject], get_string(violation, "class").value_or(""),
                                   get_string(violation, "name").value_or("")}];
      ++mistake.times, mistake.cells.insert(score.subject);
      mistake.suggestion = get_string(violation, "suggestion").value_or("");
      mistake.fatal = mistake.fatal || get_bool(violation, "fatal").value_or(false);
    }
  }
  std::vector<Json> rows;
  for (const auto& [name, mistake] : mistakes)
    rows.push_back({{"model", data.models[std::get<0>(name)]},
                    {"class", std::get<1>(name)},
                    {"name", std::get<2>(name)},
                    {"times", mistake.times},
                    {"cells", mistake.cells.size()},
                    {"suggestion", mistake.suggestion},
                    {"fatal", mistake.fatal}});
  std::stable_sort(rows.begin(), rows.end(), [](const Json& a, const Json& b) {
    return std::pair(a["model"], b["times"]) < std::pair(b["model"], a["times"]);
  });
  return rows;
}

}  // namespace simbench::analysis
