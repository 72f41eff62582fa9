// Calls that don't fit the simulator's API: remembered from an old release (drift), invented, misplaced, …
#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// One kind of mistake: in which programs, how often, and what stands in its place.
struct Mistake {
  size_t times = 0, cells = 0, fatal_cells = 0;
  const Cell *last = nullptr, *last_fatal = nullptr;  ///< cells come one after another
  std::set<size_t> models;
  std::string suggestion;
  bool fatal = false;
};

/// Calls visit(cell, violation) for everything that was found, in the order of cells.
template <typename Visit>
void for_each_violation(const Data& data, const Visit& visit) {
  data.violations.for_each([&](size_t place, const Violation& violation) { visit(data.cells[place], violation); });
}

void add(Mistake& mistake, const Cell& cell, const Violation& violation) {
  ++mistake.times;
  if (std::exchange(mistake.last, &cell) != &cell) ++mistake.cells;
  mistake.models.insert(cell.model);
  if (mistake.suggestion.empty()) mistake.suggestion = violation.suggestion;
  if (!violation.fatal) return;
  mistake.fatal = true;
  if (std::exchange(mistake.last_fatal, &cell) != &cell) ++mistake.fatal_cells;
}

/// Most frequent first within equal `group`, if that is named.
void sort_by_cells(std::vector<Json>& rows, const char* group) {
  std::stable_sort(rows.begin(), rows.end(), [&](const Json& a, const Json& b) {
    return std::tuple(get(a, group), get(b, "cells"), get(b, "times")) <
           std::tuple(get(b, group), get(a, "cells"), get(a, "times"));
  });
}

Json row_of(const Mistake& mistake) {
  return {
      {"times", mistake.times}, {"cells", mistake.cells}, {"suggestion", mistake.suggestion}, {"fatal", mistake.fatal}};
}

/// The share of checked programs with a violation, by class, in each group of cells: group_of(cell) names the group,
/// describe(group) begins its rows.
template <typename GroupOf, typename Describe>
Json class_shares(const Data& data, const GroupOf& group_of, const Describe& describe) {
  using Group = std::invoke_result_t<GroupOf, const Cell&>;
  std::map<Group, size_t> programs;
  for (size_t i = 0; i < data.cells.size(); ++i) programs[group_of(data.cells[i])] += data.violations.checked(i);
  std::map<std::pair<Group, std::string>, Mistake> classes;
  for_each_violation(data, [&](const Cell& cell, const Violation& violation) {
    add(classes[{group_of(cell), violation.cls}], cell, violation);
  });
  Json rows = Json::array();
  for (const auto& [key, mistake] : classes) {
    auto all = static_cast<double>(programs[key.first]);
    Json& row = rows.emplace_back(describe(key.first));
    row["class"] = key.second;
    row["times"] = mistake.times;
    row["cells"] = mistake.cells;
    row["programs"] = programs[key.first];
    row["share"] = static_cast<double>(mistake.cells) / all;
    row["fatal_share"] = static_cast<double>(mistake.fatal_cells) / all;
  }
  return rows;
}

}  // namespace

Json violation_table(const Data& data) {
  std::map<std::tuple<size_t, std::string, std::string>, Mistake> mistakes;
  for_each_violation(data, [&](const Cell& cell, const Violation& violation) {
    add(mistakes[{cell.model, violation.cls, violation.name}], cell, violation);
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
  for_each_violation(data, [&](const Cell& cell, const Violation& violation) {
    if (!data.pooled[cell.model]) return;
    add(mistakes[{violation.cls, violation.name}], cell, violation);
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
      data, [](const Cell& cell) { return std::pair(cell.model, cell.key.arm); },
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
