#include "base/csv.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace simbench {
namespace {

/// Walks over the text field by field and counts lines.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool at_end() const { return place_ >= text_.size(); }
  int line() const { return line_; }

  /// The fields up to the end of the record; nullopt for a quote that is never closed.
  std::optional<std::vector<std::string>> record() {
    std::vector<std::string> fields;
    for (;;) {
      std::optional<std::string> field = peek() == '"' ? quoted() : plain();
      if (!field) return std::nullopt;
      fields.push_back(std::move(*field));
      if (peek() != ',') break;
      ++place_;
    }
    if (peek() == '\r') ++place_;
    if (peek() == '\n') ++place_, ++line_;
    return fields;
  }

 private:
  char peek() const { return at_end() ? '\0' : text_[place_]; }

  std::string plain() {
    size_t end = std::min(text_.find_first_of(",\n", place_), text_.size());
    std::string_view field = text_.substr(place_, end - place_);
    place_ = end;
    if (field.ends_with('\r')) field.remove_suffix(1);
    return std::string(field);
  }

  std::optional<std::string> quoted() {
    std::string field;
    for (++place_; !at_end(); ++place_) {
      if (text_[place_] == '\n') ++line_;
      if (text_[place_] != '"') {
        field += text_[place_];
      } else if (place_ + 1 < text_.size() && text_[place_ + 1] == '"') {
        field += text_[++place_];
      } else {
        ++place_;
        return field + plain();  // what follows a closing quote before the comma is kept, not lost
      }
    }
    return std::nullopt;
  }

  std::string_view text_;
  size_t place_ = 0;
  int line_ = 1;
};

bool is_blank(const std::vector<std::string>& record) {
  return record.size() == 1 && trim(record[0]).empty();
}

}  // namespace

std::optional<size_t> CsvTable::column(std::string_view name) const {
  auto it = std::find(header.begin(), header.end(), name);
  return it == header.end() ? std::nullopt : std::optional(static_cast<size_t>(it - header.begin()));
}

std::string CsvTable::where(size_t row) const {
  return fmt::format("{}:{}", path, lines.at(row));
}

Result<CsvTable> parse_csv(std::string_view text, std::string_view path) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvTable table{.path = std::string(path)};
  if (!is_utf8(text))
    return fail(ErrorCode::invalid_input, "is not UTF-8 text; save the table as UTF-8 CSV", table.path);
  Scanner scanner(text);
  while (!scanner.at_end()) {
    int line = scanner.line();
    auto place = [&] { return fmt::format("{}:{}", path, line); };
    std::optional<std::vector<std::string>> record = scanner.record();
    if (!record) return fail(ErrorCode::invalid_input, "a quote is opened here and never closed", place());
    if (is_blank(*record)) continue;
    if (table.header.empty()) {
      table.header = std::move(*record);
      continue;
    }
    if (record->size() != table.header.size())
      return fail(ErrorCode::invalid_input,
                  fmt::format("has {} fields, the header has {}", record->size(), table.header.size()), place());
    table.rows.push_back(std::move(*record));
    table.lines.push_back(line);
  }
  if (table.header.empty()) return fail(ErrorCode::invalid_input, "is empty; a header line is needed", table.path);
  return table;
}

}  // namespace simbench
