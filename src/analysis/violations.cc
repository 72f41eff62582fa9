// Calls that don't fit the simulator's API: remembered from an old release (drift), invented, misplaced, …
#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// One kind of mistake: in which programs, how often, and what stands in its place.
struct Mistake {
  size_t times = 0;
  std::set<std::string> cells;
  std::set<size_t> models;
  std::string suggestion;
  bool fatal = false;
};

/// Calls visit(cell, violation) for everything that was found, in the order of cells.
template <typename Visit>
void for_each_violation(const Data& data, const Visit& visit) {
  auto violations = violations_by_cell(data);
  for (const Cell& cell : data.cells) {
    auto found = violations.find(cell.row.key.id());
    if (found == violations.end()) continue;
    for (const Json& violation : *found->second) visit(cell, violation);
  }
}

void add(Mistake& mistake, const Cell& cell, const Json& violation) {
  ++mistake.times;
  mistake.cells.insert(cell.row.key.id()), mistake.models.insert(cell.model);
  if (mistake.suggestion.empty()) mistake.suggestion = text_of(violation, "suggestion");
  mistake.fatal = mistake.fatal || get_bool(violation, "fatal").value_or(false);
}

/// Most frequent first within equal `group`, if that is named.
void sort_by_cells(std::vector<Json>& rows, const char* group) {
  std::stable_sort(rows.begin(), rows.end(), [&](const Json& a, const Json& b) {
    return std::tuple(get(a, group), get(b, "cells"), get(b, "times")) <
           std::tuple(get(b, group), get(a, "cells"), get(a, "times"));
  });
}

Json row_of(const Mistake& mistake) {
  return {{"times", mistake.times},
          {"cells", mistake.cells.size()},
          {"suggestion", mistake.suggestion},
          {"fatal", mistake.fatal}};
}

/// The share of checked programs with a violation, by class, in each group of cells: group_of(cell) names the group,
/// describe(group) begins its rows.
template <typename GroupOf, typename Describe>
Json class_shares(const Data& data, const GroupOf& group_of, const Describe& describe) {
  using Group = std::invoke_result_t<GroupOf, const Cell&>;
  std::map<Group, size_t> programs;
  auto violations = violations_by_cell(data);
  for (const Cell& cell : data.cells) programs[group_of(cell)] += violations.contains(cell.row.key.id());
  std::map<std::pair<Group, std::string>, std::pair<Mistake, std::set<std::string>>> classes;  // and fatal cells
  for_each_violation(data, [&](const Cell& cell, const Json& violation) {
    auto& [mistake, fatal] = classes[{group_of(cell), text_of(violation, "class")}];
    add(mistake, cell, violation);
    if (get_bool(violation, "fatal").value_or(false)) fatal.insert(cell.row.key.id());
  });
  Json rows = Json::array();
  for (const auto& [key, found] : classes) {
    auto all = static_cast<double>(programs[key.first]);
    Json& row = rows.emplace_back(describe(key.first));
    row["class"] = key.second;
    row["times"] = found.first.times;
    row["cells"] = found.first.cells.size();
    row["programs"] = programs[key.first];
    row["share"] = static_cast<double>(found.first.cells.size()) / all;
    row["fatal_share"] = static_cast<double>(found.second.size()) / all;
  }
  return rows;
}

}  // namespace

Json violation_table(const Data& data) {
  std::map<std::tuple<size_t, std::string, std::string>, Mistake> mistakes;
  for_each_violation(data, [&](const Cell& cell, const Json& violation) {
    add(mistakes[{cell.model, text_of(violation, "class"), text_of(violation, "name")}], cell, violation);
  });
  std::vector<Json> rows;
  for (const auto& [key, mistake] : mistakes) {
    const auto& [model, cls, name] = key;
    Json& row = rows.emplace_back(row_of(mistake));
    row["model"] = data.models[model], row["class"] = cls, row["name"] = name;
  }
  sort_by_cells(rows, "model");
  return rows;
}

Json violation_names(const Data& data) {
  std::map<std::pair<std::string, std::string>, Mistake> mistakes;
  for_each_violation(data, [&](const Cell& cell, const Json& violation) {
    if (!data.pooled[cell.model]) return;
    add(mistakes[{text_of(violation, "class"), text_of(violation, "name")}], cell, violation);
  });
  std::vector<Json> rows;
  for (const auto& [key, mistake] : mistakes) {
    Json& row = rows.emplace_back(row_of(mistake));
    row["class"] = key.first, row["name"] = key.second, row["models"] = mistake.models.size();
  }
  sort_by_cells(rows, "");
  return rows;
}

Json violation_classes(const Data& data) {
  return class_shares(
      data, [](const Cell& cell) { return std::pair(cell.model, cell.row.key.arm); },
      [&](const auto& group) {
        return Json{{"model", data.models[group.first]}, {"arm", to_string(group.second)}};
      });
}

Json violation_categories(const Data& data) {
  return class_shares(
      data, [&](const Cell& cell) { return std::pair(data.categories[cell.system], cell.model); },
      [&](const auto& group) {
        return Json{{"category", to_string(group.first)}, {"model", data.models[group.second]}};
      });
}

}  // namespace simbench::analysis
