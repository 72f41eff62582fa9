// How good is the judge itself? Its scores of equal programs (noise), of programs equal to the reference (ceiling), and
// what it deducts for by rubric category.
#include "analysis/grid.h"
#include "analysis/tables.h"
#include "pysrc/pysrc.h"

namespace simbench::analysis {
namespace {

/// The program's tokens, so that only what runs is compared: no comments, blank lines, spaces, or semicolons at line
/// ends. A text that can't be read to its end equals only itself.
std::string bare_code(std::string_view code) {
  pysrc::TokenList list = pysrc::tokenize(code);
  if (!list.problem.empty()) return std::string(code);
  std::string bare;
  for (const pysrc::Token& token : list.tokens) {
    using enum pysrc::TokenKind;
    if (token.kind == comment || token.kind == nl) continue;
    bool ends = token.kind == newline || token.text == ";";
    if (token.kind == indent || token.kind == dedent)
      bare += token.kind == indent ? "{" : "}";
    else if (!ends)
      bare += std::string(token.text) + " ";
    else if (!bare.ends_with("\n"))
      bare += "\n";
  }
  return bare;
}

bool is_judge(const std::string& score) {
  return score.starts_with("judge");
}

/// True for cells that some judge scored.
std::vector<bool> judged_cells(const Data& data) {
  std::vector<bool> judged(data.cells.size(), false);
  for (const auto& [name, column] : data.scores)
    for (size_t i = 0; is_judge(name) && i < judged.size(); ++i)
      if (column.values[i]) judged[i] = true;
  return judged;
}

/// Groups of judged cells of one task whose programs are equal.
std::map<std::string, std::vector<size_t>> equal_programs(const Data& data, const store::Store& store) {
  std::map<std::string, std::vector<size_t>> groups;
  std::vector<bool> judged = judged_cells(data);
  for (size_t i = 0; i < data.cells.size(); ++i) {
    if (!judged[i]) continue;
    const CellKey& key = data.cells[i].key;
    if (std::string code = program_code(store, data.cells[i]); !code.empty())
      groups[fmt::format("{}/{}/{}", key.system, key.turn, sha256(bare_code(code)))].push_back(i);
  }
  return groups;
}

/// The reference of each task, from the run's notes, without comments.
std::map<std::tuple<std::string, std::string, int>, std::string> references(const Data& data,
                                                                            const store::Store& store) {
  std::map<std::tuple<std::string, std::string, int>, std::string> found;
  for (const Cell& cell : data.cells) {
    const CellKey& key = cell.key;
    if (found.contains({key.suite, key.system, key.turn})) continue;
    std::string& code = found[{key.suite, key.system, key.turn}];
    if (auto hash = get_string(data.task(key), "reference"))
      if (Result<std::string> text = store.get_text(*hash)) code = bare_code(*text);
  }
  return found;
}

}  // namespace

Json judge_noise(const Data& data, const store::Store& store) {
  auto groups = equal_programs(data, store);
  Json rows = Json::array();
  for (const auto& [name, column] : data.scores) {
    if (!is_judge(name)) continue;
    double squares = 0, freedom = 0, widest = 0;
    size_t used = 0, cells = 0;
    for (const auto& [program, members] : groups) {
      std::vector<double> values;
      for (size_t i : members)
        if (column.values[i]) values.push_back(*column.values[i]);
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
    if (freedom == 0) row["reason"] = "no two judged programs of a task are equal";
    rows.push_back(std::move(row));
  }
  return rows;
}

Json judge_ceiling(const Data& data, const store::Store& store) {
  auto reference = references(data, store);
  std::vector<size_t> equal;
  std::vector<bool> judged = judged_cells(data);
  for (size_t i = 0; i < data.cells.size(); ++i) {
    if (!judged[i]) continue;
    const CellKey& key = data.cells[i].key;
    const std::string& wanted = reference[{key.suite, key.system, key.turn}];
    if (!wanted.empty() && bare_code(program_code(store, data.cells[i])) == wanted) equal.push_back(i);
  }
  Json rows = Json::array();
  for (const auto& [name, column] : data.scores) {
    if (!is_judge(name)) continue;
    std::vector<double> values;
    for (size_t i : equal)
      if (column.values[i]) values.push_back(*column.values[i]);
    Json row{{"score", name}, {"n", values.size()}};
    put(row, "mean", stats::mean(values));
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
    if (!data.pooled[cell.model] || known == names.end()) return;
    for (const std::string& name : known->second)
      points[{score, name, std::string(to_string(cell.category)), cell.key.turn}].push_back({lost[name], cell.system});
  });
  Json rows = Json::array();
  for (const auto& [key, items] : points) {
    const auto& [score, rubric, category, turn] = key;
    Json row{{"score", score}, {"rubric", rubric}, {"category", category}, {"turn", turn}, {"n", items.size()}};
    put(row, "points_lost", mean_by_system(items, options));
    put(row, "sd", stats::standard_deviation(values_of(items)));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace simbench::analysis
