// What was asked for and not done, by sentence of the prompts; and the instances that were asked.
#include <algorithm>

#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
Json sentence_table(const Data& data) {
  using Named = std::tuple<std::string, int, const Sentence*>;
  std::vector<Named> sorted;
  for (const auto& [task, sentences] : data.tallies.sentences)
    for (const auto& [first, sentence] : sentences)
      if (sentence.missed > 0) sorted.emplace_back(task.first, task.second, &sentence);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Named& a, const Named& b) { return std::get<2>(a)->missed > std::get<2>(b)->missed; });
  Json rows = Json::array();
  for (const auto& [system, turn, sentence] : sorted) {
    const Sentence& seen = *sentence;
    Json examples = Json::array();
    Json drawn = Json::array();
    for (const auto& [cell, reason] : seen.examples) {
      examples.push_back(reason);
      drawn.push_back(or_null(data.instances.of(data.cells[cell].key)));
    }
    rows.push_back({{"system", system},
                    {"turn", turn},
                    {"says", seen.says.empty() ? Json(nullptr) : Json(seen.says)},
                    {"requirements", seen.requirements},
                    {"missed", seen.missed},
                    {"asked", seen.asked},
                    {"share", static_cast<double>(seen.missed) / static_cast<double>(seen.asked)},
                    {"missed_by", seen.missed_by},
                    {"examples", std::move(examples)},
                    {"example_instances", std::move(drawn)}});
  }
  return rows;
}

Json instance_table(const Data& data) {
  const Json& instances = get(data.manifest, "instances");
  std::map<uint64_t, Json> rows;
  if (instances.is_object())
    for (const auto& [seed, instance] : instances.items()) {
      size_t redrawn = 0;
      for (const Json& task : get(instance, "tasks")) redrawn += task.value("redrawn", size_t{0});
      rows[std::stoull(seed)] = {{"instance", std::stoull(seed)},
                                 {"suite", get(instance, "suite")},
                                 {"tasks_drawn", get(instance, "tasks").size()},
                                 {"redrawn", redrawn},
                                 {"cells", 0},
                                 {"passed", 0}};
    }
  for (size_t i = 0; i < data.cells.size(); ++i) {
    auto seed = data.instances.of(data.cells[i].key);
    if (!seed || !data.pooled[data.cells[i].model]) continue;
    Json& row = rows[*seed];
    row["cells"] = row["cells"].get<size_t>() + 1;
    row["passed"] = row["passed"].get<size_t>() + (data.pass.values[i].value_or(0) > 0.5 ? 1 : 0);
  }
  Json out = Json::array();
  for (auto& [seed, row] : rows) out.push_back(std::move(row));
  return out;
}

}  // namespace simbench::analysis
