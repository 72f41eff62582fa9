// What a model gets wrong, most frequent first: where its programs end, the errors they end with, the requirements they
// miss.
#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

constexpr size_t kExamples = 3;  ///< cells named for each row

/// Something that happens to several cells.
struct Tally {
  size_t count = 0, of = 0;
  std::vector<std::string> examples;
  void add(const std::string& cell) {
    ++count;
    if (examples.size() < kExamples) examples.push_back(cell);
  }
};

template <typename Key>
Json by_count(const std::map<Key, Tally>& tallies, const std::function<Json(const Key&)>& describe) {
  std::vector<std::pair<Key, Tally>> sorted(tallies.begin(), tallies.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  Json rows = Json::array();
  for (const auto& [key, tally] : sorted) {
    if (tally.count == 0) continue;
    Json row = describe(key);
    row["count"] = tally.count;
    row["of"] = tally.of;
    row["examples"] = tally.examples;
    rows.push_back(std::move(row));
  }
  return rows;
}

/// "AttributeError: module 'x' has no attribute 'y'" without what changes from run to run (addresses).
std::string error_text(const ScriptError& error) {
  std::string text = error.type + ": " + error.message;
  size_t place = text.find(" at 0x");
  return place == std::string::npos ? text : text.substr(0, place);
}

/// "missing_module" of "missing_module: pychrono.sensor".
std::string code_of(const std::string& reason) {
  return reason.substr(0, reason.find(':'));
}

using Place = std::tuple<std::string, int, std::string>;  ///< system, turn, requirement

/// The prompt's sentence behind a requirement, from the run's task notes.
std::map<Place, std::string> sentences(const Data& data) {
  std::map<Place, std::string> says;
  for (const Cell& cell : data.cells) {
    const CellKey& key = cell.row.key;
    for (const Json& requirement : get(data.task(key), "requirements"))
      says[{key.system, key.turn, get_string(requirement, "id").value_or("")}] =
          get_string(requirement, "says").value_or("");
  }
  return says;
}

struct Model {
  std::map<std::pair<std::string, std::string>, Tally> ends;  ///< (verdict, reason)
  std::map<std::string, Tally> errors;
  std::map<Place, Tally> unmet;
  std::map<std::tuple<std::string, std::string, std::string>, Tally> calls;  ///< (class, name, suggestion)
  size_t failed = 0, checked = 0;
};

void add_cell(Model& model, const Cell& cell) {
  const auto& judgement = cell.row.judgement;
  if (!judgement || judgement->cell_class == CellClass::pass) return;
  std::string name = cell.row.key.text();
  ++model.failed;
  model.ends[{std::string(to_string(judgement->verdict)), code_of(judgement->reason)}].add(name);
  if (cell.row.outcome && cell.row.outcome->error) model.errors[error_text(*cell.row.outcome->error)].add(name);
}

void add_requirements(Model& model, const Cell& cell) {
  if (!cell.row.judgement) return;
  for (const RequirementResult& result : cell.row.judgement->requirements) {
    Tally& tally = model.unmet[{cell.row.key.system, cell.row.key.turn, result.id}];
    ++tally.of;
    if (result.met == false) tally.add(cell.row.key.text());
  }
}

/// The fatal violations of one program, each name once.
void add_calls(Model& model, const Cell& cell, const Json& violations) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const Json& violation : violations)
    if (get_bool(violation, "fatal").value_or(false))
      seen.emplace(get_string(violation, "class").value_or(""), get_string(violation, "name").value_or(""),
                   get_string(violation, "suggestion").value_or(""));
  for (const auto& call : seen) model.calls[call].add(cell.row.key.text());
}

}  // namespace

Json diagnosis_table(const Data& data) {
  std::map<std::pair<size_t, Arm>, Model> models;
  auto violations = violations_by_cell(data);
  for (const Cell& cell : data.cells) {
    Model& model = models[{cell.model, cell.row.key.arm}];
    add_cell(model, cell);
    add_requirements(model, cell);
    auto checked = violations.find(cell.row.key.id());
    if (checked == violations.end()) continue;
    ++model.checked;
    add_calls(model, cell, *checked->second);
  }
  auto says = sentences(data);
  Json rows = Json::array();
  for (auto& [name, model] : models) {
    for (auto& [key, tally] : model.ends) tally.of = model.failed;
    for (auto& [key, tally] : model.errors) tally.of = model.failed;
    for (auto& [key, tally] : model.calls) tally.of = model.checked;
    Json row{{"model", data.models[name.first]},
             {"arm", to_string(name.second)},
             {"failed", model.failed},
             {"checked", model.checked}};
    row["ends"] = by_count<std::pair<std::string, std::string>>(model.ends, [](const auto& key) {
      return Json{{"verdict", key.first}, {"reason", key.second}};
    });
    row["errors"] = by_count<std::string>(model.errors, [](const auto& key) { return Json{{"error", key}}; });
    row["calls"] = by_count<std::tuple<std::string, std::string, std::string>>(model.calls, [](const auto& key) {
      const auto& [cls, call, suggestion] = key;
      return Json{{"class", cls}, {"name", call}, {"suggestion", suggestion}};
    });
    row["requirements"] = by_count<Place>(model.unmet, [&](const Place& key) {
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
