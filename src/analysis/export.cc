#include "analysis/export.h"

#include <fmt/format.h>

#include "analysis/summary.h"
#include "base/json.h"

namespace simbench::analysis {
namespace {

/// Column names in the order in which they first appear, and one value each.
using Flat = std::vector<std::pair<std::string, std::string>>;

std::string scalar_text(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : to_text(value);
}

bool is_interval(const Json& value) {
  return value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number();
}

bool names_interval(const std::string& name) {
  return name.ends_with("ci") || name.ends_with("ci_models");
}

/// A row a turn, as the tables of turns and categories have it.
bool is_by_turn(const std::string& name, const Json& value) {
  return name == "turns" && value.is_array() &&
         std::all_of(value.begin(), value.end(), [](const Json& row) { return get(row, "turn").is_number_integer(); });
}

void flatten(const Json& value, const std::string& name, Flat& out) {
  if (is_by_turn(name, value)) {
    for (Json row : value) {
      std::string turn = fmt::format("turn{}", row["turn"].get<int>());
      row.erase("turn");
      flatten(row, turn, out);
    }
  } else if (value.is_object()) {
    for (const auto& [key, inner] : value.items()) flatten(inner, name.empty() ? key : name + "." + key, out);
  } else if (names_interval(name) && (value.is_null() || is_interval(value))) {  // undefined: the same two columns
    out.emplace_back(name + ".lo", value.is_null() ? "" : to_text(value[0]));
    out.emplace_back(name + ".hi", value.is_null() ? "" : to_text(value[1]));
  } else {
    out.emplace_back(name, scalar_text(value));
  }
}

Table table_of(const std::string& name, const std::vector<const Json*>& rows) {
  Table table{name, {}, {}};
  std::map<std::string, size_t> place;
  std::vector<Flat> flats;
  for (const Json* row : rows) {
    flatten(*row, "", flats.emplace_back());
    for (const auto& [column, text] : flats.back())
      if (place.try_emplace(column, table.columns.size()).second) table.columns.push_back(column);
  }
  for (const Flat& flat : flats) {
    std::vector<std::string>& cells = table.rows.emplace_back(table.columns.size());
    for (const auto& [column, text] : flat) cells[place[column]] = text;
  }
  return table;
}

std::string escape_latex(std::string_view text) {
  std::string out;
  for (char c : without_controls(text)) {
    if (c == '\\') {
      out += "\\textbackslash{}";
      continue;
    }
    if (c == '~' || c == '^') {
      out += fmt::format("\\{}{{}}", c);
      continue;
    }
    if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  return out;
}

struct Printed {
  std::string_view column, heading;
};

struct PrintedTable {
  std::string_view name;
  std::vector<Printed> columns;
};

/// What a paper prints of a table; the rest is in the CSV.
const std::vector<PrintedTable>& printed_tables() {
  static const std::vector<PrintedTable> tables{
      {"models",
       {
           {"model", "Model"},
           {"arm", "Arm"},
           {"cells", "Cells"},
           {"scored", "Scored"},
           {"compile_at_1", "compile@1"},
           {"compile_at_1_ci.lo", "low"},
           {"compile_at_1_ci.hi", "high"},
           {"compile_at_1_n", "n"},
           {"pass_at_1", "pass@1"},
           {"pass_at_1_ci.lo", "low"},
           {"pass_at_1_ci.hi", "high"},
           {"pass_at_1_n", "n"},
           {"compile_in_2_tries", "compile in 2 tries"},
           {"compile_in_2_tries_ci.lo", "low"},
           {"compile_in_2_tries_ci.hi", "high"},
           {"compile_in_2_tries_n", "n"},
           {"pass_in_2_tries", "pass in 2 tries"},
           {"pass_in_2_tries_ci.lo", "low"},
           {"pass_in_2_tries_ci.hi", "high"},
           {"pass_in_2_tries_n", "n"},
           {"fidelity", "Fidelity"},
           {"fidelity_ci.lo", "low"},
           {"fidelity_ci.hi", "high"},
           {"scores.fidelity.n", "n"},
           {"cost_usd", "USD"},
           {"usd_per_pass", "USD a pass"},
       }},
      {"turn_deltas_by_score",
       {
           {"score", "Score"},
           {"arm", "Arm"},
           {"d12.mean", "$\\Delta_{12}$"},
           {"d12.ci.lo", "low"},
           {"d12.ci.hi", "high"},
           {"d12.sd", "SD"},
           {"d12.improved", "Improved"},
           {"d12.declined", "Declined"},
           {"d12.n", "$n_{12}$"},
           {"d23.mean", "$\\Delta_{23}$"},
           {"d23.ci.lo", "low"},
           {"d23.ci.hi", "high"},
           {"d23.sd", "SD"},
           {"d23.improved", "Improved"},
           {"d23.declined", "Declined"},
           {"d23.n", "$n_{23}$"},
       }},
      {"categories",
       {
           {"category", "Category"},
           {"mean", "Mean"},
           {"mean_ci.lo", "low"},
           {"mean_ci.hi", "high"},
           {"sd", "SD"},
           {"n", "n"},
           {"turn1.mean", "Turn 1"},
           {"turn2.mean", "Turn 2"},
           {"turn3.mean", "Turn 3"},
           {"d12.mean", "$\\Delta_{12}$"},
           {"d12.ci.lo", "low"},
           {"d12.ci.hi", "high"},
           {"d12.improved", "Improved"},
           {"d12.declined", "Declined"},
           {"d12.n", "$n_{12}$"},
           {"d23.mean", "$\\Delta_{23}$"},
           {"d23.ci.lo", "low"},
           {"d23.ci.hi", "high"},
           {"d23.improved", "Improved"},
           {"d23.declined", "Declined"},
           {"d23.n", "$n_{23}$"},
           {"pass_at_1", "pass@1"},
           {"compile_at_1", "compile@1"},
           {"pass_in_2_tries", "pass in 2 tries"},
           {"compile_in_2_tries", "compile in 2 tries"},
       }},
      {"correlations",
       {
           {"score", "Score"},
           {"target", "Target"},
           {"level", "Level"},
           {"statistic", "Statistic"},
           {"value", "Value"},
           {"ci.lo", "low"},
           {"ci.hi", "high"},
           {"n", "n"},
       }},
      {"comparisons",
       {
           {"first_model", "Model A"},
           {"second_model", "Model B"},
           {"measure", "Measure"},
           {"difference", "A $-$ B"},
           {"ci.lo", "low"},
           {"ci.hi", "high"},
           {"p_holm", "p (Holm)"},
           {"detectable_difference", "MDD"},
           {"n", "n"},
       }},
  };
  return tables;
}

/// Numbers with a fraction get three digits below 2 in size, else two; everything else stays as it is.
std::string printed(const std::string& cell) {
  if (cell.empty()) return "--";
  size_t used = 0;
  double value = 0;
  try {
    value = std::stod(cell, &used);
  } catch (const std::exception&) {
    return escape_latex(cell);
  }
  bool fraction = used == cell.size() && cell.find_first_of(".e") != std::string::npos;
  if (!fraction) return escape_latex(cell);
  std::string text = fmt::format("{:.{}f}", value, std::abs(value) < 2 ? 3 : 2);
  return text == "-0.000" ? "0.000" : text;
}

/// Does a column hold p-values?
bool is_p(const std::string& column) {
  std::string_view name = column;
  name.remove_prefix(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
  return name == "p_value" || name.starts_with("p_") || name.ends_with("_p");
}

std::string printed_p(const std::string& cell) {
  char* end = nullptr;
  double p = std::strtod(cell.c_str(), &end);
  return cell.empty() || *end != '\0' ? printed(cell) : replace_all(p_text(p), "<", "$<$");
}

/// Stands behind the end of an interval that is cut at the end of its scale.
constexpr std::string_view kLatexCutMark = "*";

/// Is `column` the end of an interval that is cut there? "pass_at_1_ci_cut" says it of "pass_at_1_ci.lo" and ".hi".
bool is_cut(const Table& table, const std::vector<std::string>& row, size_t column) {
  const std::string& name = table.columns[column];
  bool low = name.ends_with(".lo");
  if (!low && !name.ends_with(".hi")) return false;
  auto it = std::find(table.columns.begin(), table.columns.end(), name.substr(0, name.size() - 3) + "_cut");
  if (it == table.columns.end()) return false;
  const std::string& ends = row[static_cast<size_t>(it - table.columns.begin())];
  return ends == "both" || ends == (low ? "low" : "high");
}

/// A column of a LaTeX table.
struct Heading {
  size_t place;  ///< in the rows
  std::string text;
};

/// True for what has no place in a printed table: lists and reasons for nulls, which the CSV has.
bool is_detail(const Table& table, size_t column) {
  const std::string& name = table.columns[column];
  auto holds_list = [&](const auto& row) { return row[column].starts_with("[") || row[column].starts_with("{"); };
  return name.ends_with("reason") || name.find("_reasons.") != std::string::npos ||
         std::any_of(table.rows.begin(), table.rows.end(), holds_list);
}

/// The columns that a paper prints; of a table that isn't listed above, all but details.
std::vector<Heading> headings_of(const Table& table) {
  std::vector<Heading> headings;
  auto known = std::find_if(printed_tables().begin(), printed_tables().end(),
                            [&](const PrintedTable& printed) { return printed.name == table.name; });
  if (known == printed_tables().end()) {
    for (size_t i = 0; i < table.columns.size(); ++i)
      if (!is_detail(table, i)) headings.push_back({i, escape_latex(table.columns[i])});
    return headings;
  }
  for (const Printed& column : known->columns) {
    auto it = std::find(table.columns.begin(), table.columns.end(), column.column);
    if (it != table.columns.end())
      headings.push_back({static_cast<size_t>(it - table.columns.begin()), std::string(column.heading)});
  }
  return headings;
}

bool is_numeric(const Table& table, size_t column) {
  return std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    return row[column].find_first_not_of("0123456789+-.e") == std::string::npos;
  });
}

}  // namespace

std::string without_controls(std::string_view text) {
  std::string clean;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    bool control = (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
    clean += control ? std::string("\xef\xbf\xbd") : std::string(1, c);
  }
  return clean;
}

std::vector<Table> flat_tables(const Json& analysis) {
  std::vector<Table> tables;
  for (const auto& [name, value] : analysis.items()) {
    std::vector<const Json*> rows;
    if (value.is_array() && !value.empty() && value.front().is_object())
      for (const Json& row : value) rows.push_back(&row);
    else if (value.is_object() && !value.empty() &&
             name != "heat_maps")  // matrices: `systems` and the cells say the same
      rows.push_back(&value);
    if (!rows.empty()) tables.push_back(table_of(name, rows));
  }
  return tables;
}

namespace {

/// A spreadsheet runs what begins as a formula, and models write names and messages: such a text gets the quote in
/// front that spreadsheets take for "this is text".
std::string no_formula(const std::string& field) {
  if (field.empty() || std::string_view("=+-@\t\r").find(field[0]) == std::string_view::npos) return field;
  char* end = nullptr;
  std::strtod(field.c_str(), &end);
  return *end == '\0' ? field : "'" + field;
}

}  // namespace

std::string to_csv(const Table& table) {
  std::string text;
  auto add_line = [&](const std::vector<std::string>& cells) {
    for (size_t i = 0; i < cells.size(); ++i)
      text += (i == 0 ? "" : ",") + escape_csv(no_formula(without_controls(cells[i])));
    text += "\n";
  };
  add_line(table.columns);
  for (const auto& row : table.rows) add_line(row);
  return text;
}

std::string to_latex(const Table& table) {
  std::vector<Heading> headings = headings_of(table);
  if (headings.empty()) return "";
  std::string format, heading, text;
  for (size_t i = 0; i < headings.size(); ++i) {
    format += i == 0 || !is_numeric(table, headings[i].place) ? 'l' : 'r';
    heading += (i == 0 ? "" : " & ") + headings[i].text;
  }
  constexpr size_t kOnePage = 50;
  bool is_long = table.rows.size() > kOnePage;
  const char* environment = is_long ? "longtable" : "tabular";
  if (is_long) text += "% \\usepackage{longtable}\n";
  text += fmt::format("\\begin{{{}}}{{{}}}\n\\hline\n{} \\\\\n\\hline\n", environment, format, heading);
  if (is_long) text += "\\endhead\n";
  bool has_cut = false;
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < headings.size(); ++i) {
      size_t place = headings[i].place;
      bool cut = is_cut(table, row, place);
      std::string shown = is_p(table.columns[place]) ? printed_p(row[place]) : printed(row[place]);
      text += fmt::format("{}{}{}", i == 0 ? "" : " & ", shown, cut ? kLatexCutMark : "");
      has_cut = has_cut || cut;
    }
    text += " \\\\\n";
  }
  if (has_cut)
    text += fmt::format(
        "\\hline\n\\multicolumn{{{}}}{{l}}{{\\footnotesize {} the interval would go beyond the scale and is cut "
        "there}} \\\\\n",
        headings.size(), kLatexCutMark);
  return text + fmt::format("\\hline\n\\end{{{}}}\n", environment);
}

}  // namespace simbench::analysis
