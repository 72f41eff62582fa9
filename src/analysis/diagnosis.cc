// What a model gets wrong, most frequent first: where its programs end, the errors they end with, the requirements they
// miss.
#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// Most frequent first. `of`: how many it could have happened to, where that is the same for all.
template <typename Key>
Json by_count(const Data& data, const std::map<Key, Tally>& tallies, std::optional<size_t> of,
              const std::function<Json(const Key&)>& describe) {
  std::vector<std::pair<Key, Tally>> sorted(tallies.begin(), tallies.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  Json rows = Json::array();
  for (const auto& [key, tally] : sorted) {
    if (tally.count == 0) continue;
    Json row = describe(key);
    row["count"] = tally.count;
    row["of"] = of.value_or(tally.of);
    row["examples"] = Json::array();
    for (uint32_t cell : tally.examples) row["examples"].push_back(data.cells[cell].key.text());
    rows.push_back(std::move(row));
  }
  return rows;
}

using Place = std::tuple<std::string, int, std::string>;  ///< system, turn, requirement

/// The prompt's sentence behind a requirement, from the run's task notes: of the last cell's instance.
std::map<Place, std::string> sentences(const Data& data) {
  std::map<const Json*, size_t> last;  // task → its last cell
  for (size_t i = 0; i < data.cells.size(); ++i) last[&data.task(data.cells[i].key)] = i;
  std::map<size_t, const Json*> in_order;
  for (const auto& [task, cell] : last) in_order[cell] = task;
  std::map<Place, std::string> says;
  for (const auto& [cell, task] : in_order)
    for (const Json& requirement : get(*task, "requirements"))
      says[{data.cells[cell].key.system, data.cells[cell].key.turn, text_of(requirement, "id")}] =
          text_of(requirement, "says");
  return says;
}

/// Calls that would end a program, by (class, name, suggestion).
struct Calls {
  std::map<std::tuple<std::string, std::string, std::string>, Tally> calls;
  size_t checked = 0;
};

using CallsByModel = std::map<std::pair<size_t, Arm>, Calls>;
CallsByModel calls_by_model(const Data& data) {
  CallsByModel models;
  auto of = [&](size_t cell) -> Calls& { return models[{data.cells[cell].model, data.cells[cell].key.arm}]; };
  for (size_t i = 0; i < data.cells.size(); ++i) of(i).checked += data.violations.checked(i);
  data.violations.for_each([&](uint32_t cell, const Violation& v) {
    if (v.fatal) of(cell).calls[{v.cls, v.name, v.suggestion}].add_once(cell);
  });
  return models;
}

}  // namespace

Json diagnosis_table(const Data& data) {
  CallsByModel calls = calls_by_model(data);
  auto says = sentences(data);
  Json rows = Json::array();
  for (const auto& [name, failures] : data.tallies.failures) {
    Calls& own = calls[name];
    std::map<Place, Tally> unmet;
    for (const auto& [task, requirements] : failures.unmet)
      for (const auto& [id, tally] : requirements) unmet[{task.first, task.second, id}] = tally;
    Json row{{"model", data.models[name.first]},
             {"arm", to_string(name.second)},
             {"failed", failures.failed},
             {"checked", own.checked}};
    row["ends"] =
        by_count<std::pair<std::string, std::string>>(data, failures.ends, failures.failed, [](const auto& key) {
          return Json{{"verdict", key.first}, {"reason", key.second}};
        });
    row["errors"] = by_count<std::string>(data, failures.errors, failures.failed, [](const auto& key) {
      return Json{{"error", key}};
    });
    row["calls"] =
        by_count<std::tuple<std::string, std::string, std::string>>(data, own.calls, own.checked, [](const auto& key) {
          const auto& [cls, call, suggestion] = key;
          return Json{{"class", cls}, {"name", call}, {"suggestion", suggestion}};
        });
    row["requirements"] = by_count<Place>(data, unmet, std::nullopt, [&](const Place& key) {
      const auto& [system, turn, id] = key;
      return Json{{"system", system},
                  {"turn", turn},
                  {"id", id},
                  {"says", says.contains(key) ? Json(says[key]) : Json(nullptr)}};
    });
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace simbench::analysis
