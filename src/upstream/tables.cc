#include "upstream/tables.h"

#include <fmt/format.h>

#include <charconv>

#include "upstream/systems.h"

namespace simbench::upstream {
namespace {

/// Columns of a table by name, with complaints that name file and line.
class Columns {
 public:
  static Result<Columns> of(const CsvTable& table, const std::vector<std::string_view>& names) {
    Columns columns(table);
    for (std::string_view name : names) {
      std::optional<size_t> place = table.column(name);
      if (!place) return fail(ErrorCode::invalid_input, fmt::format("has no column '{}'", name), table.path);
      columns.places_.push_back(*place);
    }
    return columns;
  }

  const std::string& text(size_t row, size_t column) const { return table_->rows[row][places_[column]]; }

  /// nullopt for an empty cell.
  Result<std::optional<double>> number(size_t row, size_t column) const {
    std::string_view cell = trim(text(row, column));
    if (cell.empty()) return std::nullopt;
    double value = 0;
    auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value))
      return fail(ErrorCode::invalid_input, fmt::format("'{}' is not a number", cell), table_->where(row));
    return value;
  }

 private:
  explicit Columns(const CsvTable& table) : table_(&table) {}
  const CsvTable* table_;
  std::vector<size_t> places_;
};

/// "first" or "round_1" → 1; 0 if it is neither.
int turn_of(std::string_view round) {
  for (int turn = 1; turn <= 3; ++turn)
    if (round == kRounds[static_cast<size_t>(turn - 1)] || round == fmt::format("round_{}", turn)) return turn;
  return 0;
}

/// Rows of (model, system, round, numbers…): the columns in `names` are these three, then one for each number.
template <size_t n>
Result<std::map<AnswerName, std::array<std::optional<double>, n>>> read_answers(
    std::string_view text, std::string_view path, const std::vector<std::string_view>& names) {
  TRY_ASSIGN(CsvTable table, parse_csv(text, path));
  TRY_ASSIGN(Columns columns, Columns::of(table, names));
  std::map<AnswerName, std::array<std::optional<double>, n>> result;
  for (size_t row = 0; row < table.rows.size(); ++row) {
    int turn = turn_of(columns.text(row, 2));
    if (turn == 0)
      return fail(ErrorCode::invalid_input, fmt::format("'{}' is not a round", columns.text(row, 2)), table.where(row));
    std::array<std::optional<double>, n> numbers;
    for (size_t i = 0; i < n; ++i) {
      TRY_ASSIGN(numbers[i], columns.number(row, i + 3));
    }
    result[{columns.text(row, 0), columns.text(row, 1), turn}] = numbers;
  }
  return result;
}

std::string letters_and_digits(std::string_view name) {
  std::string result;
  for (char c : to_lower(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
  return result;
}

}  // namespace

Result<PublishedScores> read_scores(std::string_view text, std::string_view path) {
  std::vector<std::string_view> names{"Test Model", "System", "Round"};
  for (const JudgeMode& mode : kJudgeModes) names.push_back(mode.column);
  return read_answers<3>(text, path, names);
}

Result<PublishedSimilarity> read_similarity(std::string_view text, std::string_view path) {
  std::vector<std::string_view> names{"model", "system", "round"};
  for (const SimilarityColumn& column : kSimilarityColumns) names.push_back(column.column);
  return read_answers<9>(text, path, names);
}

Result<PublishedCounts> read_counts(std::string_view text, std::string_view path) {
  TRY_ASSIGN(CsvTable table, parse_csv(text, path));
  TRY_ASSIGN(Columns columns,
             Columns::of(table, {"Model Name", "Task Name", "2nd & 3rd Rounds Compile", "2nd & 3rd Rounds Pass"}));
  PublishedCounts counts;
  for (size_t row = 0; row < table.rows.size(); ++row) {
    TRY_ASSIGN(std::optional<double> compile, columns.number(row, 2));
    TRY_ASSIGN(std::optional<double> pass, columns.number(row, 3));
    if (!compile || !pass) continue;
    if (*compile < 0 || *compile > 2 || *pass < 0 || *pass > 2)
      return fail(ErrorCode::invalid_input, "counts of two turns must lie between 0 and 2", table.where(row));
    counts[{columns.text(row, 0), columns.text(row, 1)}] = {*compile, *pass};
  }
  return counts;
}

std::optional<std::string> full_model_name(std::string_view short_name, const std::vector<std::string>& models) {
  // The one name of the table whose words stand in another order than everywhere else.
  if (short_name == "Claude-sonnet-3.5") short_name = "claude-3-5-sonnet";
  std::string wanted = letters_and_digits(short_name);
  std::vector<std::string> begins;
  for (const std::string& model : models) {
    std::string name = letters_and_digits(model);
    if (name == wanted) return model;
    if (name.starts_with(wanted)) begins.push_back(model);
  }
  return begins.size() == 1 ? std::optional(begins[0]) : std::nullopt;
}

}  // namespace simbench::upstream
