#include "judge/rating_import.h"

#include <charconv>

namespace simbench::judge {
namespace {

constexpr size_t kShown = 10;

/// What is wrong with a file, each thing at its line.
class Complaints {
 public:
  explicit Complaints(const CsvTable& table) : table_(table) {}
  void add(size_t row, const std::string& message) {
    texts_.push_back(fmt::format("{}: {}", table_.where(row), message));
  }
  void add_to_file(const std::string& message) { texts_.push_back(fmt::format("{}: {}", table_.path, message)); }
  bool none() const { return texts_.empty(); }
  Error error() const {
    std::vector<std::string> shown(texts_.begin(), texts_.begin() + static_cast<long>(std::min(kShown, texts_.size())));
    std::string text = fmt::format("nothing was imported:\n{}", join(shown, "\n"));
    if (texts_.size() > kShown) text += fmt::format("\n… and {} more", texts_.size() - kShown);
    return {ErrorCode::invalid_input, text, ""};
  }

 private:
  const CsvTable& table_;
  std::vector<std::string> texts_;
};

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool whole = code == std::errc() && end == text.data() + text.size() && std::isfinite(value);
  return whole ? std::optional(value) : std::nullopt;
}

class Reader {
 public:
  Reader(const CsvTable& table, const SheetForm& form, const ReadOptions& options)
      : table_(table), form_(form), options_(options), complaints_(table) {}

  Result<std::vector<Rating>> read() {
    if (!has_columns()) return pass_on(complaints_.error());
    for (size_t row = 0; row < table_.rows.size(); ++row) read_row(row);
    if (!options_.partial)
      for (const std::string& item : form_.items)
        if (!line_of_.contains(item))
          complaints_.add_to_file(fmt::format("item {} is missing; add its line, or import with --partial", item));
    if (complaints_.none() && ratings_.empty()) complaints_.add_to_file("no item is rated");
    if (!complaints_.none()) return pass_on(complaints_.error());
    return std::move(ratings_);
  }

 private:
  std::string field(size_t row, std::string_view column) const {
    auto index = table_.column(column);
    return index ? std::string(trim(table_.rows[row][*index])) : "";
  }

  bool has_columns() {
    std::vector<std::string> wanted{"sheet", "rubric", "item"};
    for (const auto& [name, points] : form_.categories) wanted.push_back(name);
    for (const std::string& name : wanted)
      if (!table_.column(name)) complaints_.add_to_file(fmt::format("line 1: there is no column '{}'", name));
    return complaints_.none();
  }

  void read_row(size_t row) {
    std::string item = field(row, "item");
    if (std::string sheet = field(row, "sheet"); sheet != form_.id)
      return complaints_.add(row, fmt::format("sheet '{}', but the lines above are of sheet {}", sheet, form_.id));
    if (std::string rubric = field(row, "rubric"); rubric != form_.rubric)
      return complaints_.add(row,
                             fmt::format("rubric '{}', but this sheet was made with {}: points by another rubric mean "
                                         "something else; make a new sheet",
                                         rubric, form_.rubric));
    if (std::find(form_.items.begin(), form_.items.end(), item) == form_.items.end())
      return complaints_.add(row, fmt::format("there is no item '{}' on sheet {}", item, form_.id));
    if (auto [first, is_new] = line_of_.try_emplace(item, table_.lines[row]); !is_new)
      return complaints_.add(row, fmt::format("item {} stands in line {} already", item, first->second));
    if (is_blank(row)) {
      if (!options_.partial)
        complaints_.add(row, fmt::format("item {} isn't rated; rate it, or import with --partial", item));
      return;
    }
    take(row, item);
  }

  bool is_blank(size_t row) const {
    return std::all_of(form_.categories.begin(), form_.categories.end(),
                       [&](const auto& category) { return field(row, category.first).empty(); });
  }

  void take(size_t row, const std::string& item) {
    Rating rating{.item = item, .rater = field(row, "rater"), .comment = field(row, "comment")};
    if (rating.rater.empty()) rating.rater = options_.rater;
    if (rating.rater.empty()) complaints_.add(row, "no rater: fill the column in, or say --rater NAME");
    if (!ratings_.empty() && !rating.rater.empty() && ratings_[0].rater != rating.rater)
      complaints_.add(row,
                      fmt::format("rater '{}', but '{}' above: one file a rater", rating.rater, ratings_[0].rater));
    for (const auto& [name, most] : form_.categories) {
      std::string text = field(row, name);
      std::optional<double> points = number_in(text);
      if (text.empty())
        complaints_.add(row, fmt::format("no points for {}", name));
      else if (!points)
        complaints_.add(row, fmt::format("{}: '{}' is no number", name, text));
      else if (*points < 0 || *points > most)
        complaints_.add(row, fmt::format("{}: {} is not between 0 and {}", name, text, most));
      else
        rating.points[name] = *points;
    }
    ratings_.push_back(std::move(rating));
  }

  const CsvTable& table_;
  const SheetForm& form_;
  const ReadOptions& options_;
  Complaints complaints_;
  std::map<std::string, int> line_of_;
  std::vector<Rating> ratings_;
};

}  // namespace

double Rating::total() const {
  double sum = 0;
  for (const auto& [category, value] : points) sum += value;
  return sum;
}

Result<std::string> sheet_id_of(const CsvTable& table) {
  auto column = table.column("sheet");
  if (!column || table.rows.empty() || trim(table.rows[0][*column]).empty())
    return fail(ErrorCode::invalid_input,
                "this is no rating sheet: the first line needs a column 'sheet' (separated by commas), the second the "
                "sheet's id",
                table.path);
  return std::string(trim(table.rows[0][*column]));
}

Result<std::vector<Rating>> read_ratings(const CsvTable& table, const SheetForm& form, const ReadOptions& options) {
  return Reader(table, form, options).read();
}

}  // namespace simbench::judge
