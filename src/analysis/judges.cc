// How good is the judge itself? Its scores of equal programs (noise), of programs equal to the reference (ceiling), and
// what it deducts for by rubric category.
#include <algorithm>

#include "analysis/grid.h"
#include "analysis/tables.h"
#include "pysrc/pysrc.h"

namespace simbench::analysis {
namespace {

bool is_judge(const std::string& score) {
  return score.starts_with("judge");
}

/// Places of the cells with a program that some judge scored, of models that are pooled.
std::vector<uint32_t> judged_cells(const Data& data) {
  std::vector<bool> judged(data.cells.size(), false);
  for (const auto& [name, column] : data.scores)
    for (size_t i = 0; is_judge(name) && i < judged.size(); ++i)
      if (column.values[i]) judged[i] = true;
  std::vector<uint32_t> places;
  for (size_t i = 0; i < judged.size(); ++i)
    if (judged[i] && data.cells[i].print && data.pooled[data.cells[i].model])
      places.push_back(static_cast<uint32_t>(i));
  return places;
}

/// The reference of each task, from the run's notes; nothing where that is unknown or has no code.
using References = std::map<std::tuple<std::string, std::string, int>, std::optional<pysrc::ProgramPrint>>;
References references(const Data& data, const store::Store& store) {
  References found;
  for (const Cell& cell : data.cells) {
    const CellKey& key = cell.key;
    if (found.contains({key.suite, key.system, key.turn})) continue;
    auto& print = found[{key.suite, key.system, key.turn}];
    if (auto hash = get_string(data.task(key), "reference"))
      if (Result<std::string> text = store.get_text(*hash); text) print = pysrc::program_print(*text);
  }
  return found;
}

}  // namespace

std::vector<JudgedProgram> judged_programs(const Data& data) {
  std::vector<uint32_t> judged = judged_cells(data);
  std::map<std::string, size_t> tasks;  // by the names of their groups, in order
  auto name_of = [&](const CellKey& key) { return fmt::format("{}/{}/", key.system, key.turn); };
  for (uint32_t i : judged) tasks.emplace(name_of(data.cells[i].key), 0);
  size_t number = 0;
  for (auto& [name, place] : tasks) place = number++;
  std::vector<JudgedProgram> programs;
  programs.reserve(judged.size());
  for (uint32_t i : judged) programs.push_back({tasks.at(name_of(data.cells[i].key)), *data.cells[i].print, i});
  std::sort(programs.begin(), programs.end());
  return programs;
}

Json judge_noise(const Data& data, const std::vector<JudgedProgram>& programs) {
  Json rows = Json::array();
  for (const auto& [name, column] : data.scores) {
    if (!is_judge(name)) continue;
    double squares = 0, freedom = 0, widest = 0;
    size_t used = 0, cells = 0;
    for (size_t begin = 0, end = 0; begin < programs.size(); begin = end) {
      std::vector<double> values;
      for (; end < programs.size() && programs[end].same_program(programs[begin]); ++end)
        if (const auto& value = column.values[programs[end].cell]) values.push_back(*value);
      if (values.size() < 2) continue;
      ++used, cells += values.size();
      squares += *stats::variance(values).value * static_cast<double>(values.size() - 1),
          freedom += static_cast<double>(values.size() - 1);
      auto [low, high] = std::minmax_element(values.begin(), values.end());
      widest = std::max(widest, *high - *low);
    }
    Json row{{"score", name}, {"groups", used}, {"cells", cells}};
    row["within_sd"] = freedom > 0 ? Json(std::sqrt(squares / freedom)) : Json(nullptr);
    row["widest_difference"] = freedom > 0 ? Json(widest) : Json(nullptr);
    if (freedom == 0) row["reason"] = data.without_left_out("no two judged programs of a task are equal");
    rows.push_back(std::move(row));
  }
  return rows;
}

Json judge_ceiling(const Data& data, const store::Store& store, const std::vector<JudgedProgram>& programs) {
  auto reference = references(data, store);
  std::vector<size_t> equal;
  for (const JudgedProgram& program : programs) {
    const CellKey& key = data.cells[program.cell].key;
    if (reference[{key.suite, key.system, key.turn}] == program.print) equal.push_back(program.cell);
  }
  std::sort(equal.begin(), equal.end());
  Json rows = Json::array();
  for (const auto& [name, column] : data.scores) {
    if (!is_judge(name)) continue;
    std::vector<double> values;
    for (size_t i : equal)
      if (column.values[i]) values.push_back(*column.values[i]);
    Json row{{"score", name}, {"n", values.size()}};
    stats::Figure mean = stats::mean(values);
    if (values.empty()) mean.reason = data.without_left_out("no judged program equals its reference");
    put(row, "mean", mean);
    put(row, "min", stats::quantile(values, 0));
    put(row, "max", stats::quantile(values, 1));
    rows.push_back(std::move(row));
  }
  return rows;
}

Json rubric_table(const Data& data, const Options& options) {
  // (score, rubric category, system's category, turn) → points deducted from each judged program
  std::map<std::tuple<std::string, std::string, std::string, int>, std::vector<Item>> points;
  const auto& names = data.deductions.categories();
  data.deductions.for_each([&](size_t place, const std::string& score, std::map<std::string, double>& lost) {
    const Cell& cell = data.cells[place];
    auto known = names.find(score);
    bool chosen = cell.key.arm == Arm::repair && data.no_second_try.contains(cell.model);
    if (!data.pooled[cell.model] || chosen || known == names.end()) return;
    for (const std::string& name : known->second)
      points[{score, name, std::string(to_string(cell.category)), cell.key.turn}].push_back({lost[name], cell.system});
  });
  Json rows = Json::array();
  for (const auto& [key, items] : points) {
    const auto& [score, rubric, category, turn] = key;
    Json row{{"score", score}, {"rubric", rubric}, {"category", category}, {"turn", turn}, {"n", items.size()}};
    put(row, "points_lost", stats::within(mean_by_system(items, options), {0, 100}));
    put(row, "sd", stats::standard_deviation(values_of(items)));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace simbench::analysis
