// What a report looks like to programs and to people.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

namespace {

/// The first in evaluation order.
const Violation* first_fatal(const Report& report) {
  for (const Violation& v : report.violations)
    if (v.fatal) return &v;
  return nullptr;
}

}  // namespace

Json Violation::to_json() const {
  Json j = {{"line", line}, {"column", column},   {"kind", kind},  {"class", cls},
            {"name", name}, {"message", message}, {"fatal", fatal}};
  j["suggestion"] = suggestion.empty() ? Json(nullptr) : Json(suggestion);
  if (!note.empty()) j["note"] = note;
  if (deliberate) j["deliberate"] = true;
  return j;
}

int Report::fatal_count() const {
  return static_cast<int>(
      std::count_if(violations.begin(), violations.end(), [](const Violation& v) { return v.fatal; }));
}

std::optional<int> Report::crash_line() const {
  const Violation* first = first_fatal(*this);
  if (!first) return std::nullopt;
  return first->crash_line > 0 ? first->crash_line : first->line;
}

Json Report::to_json(std::string_view file) const {
  Json list = Json::array();
  for (const Violation& v : violations) list.push_back(v.to_json());
  return {{"file", file},
          {"runs", runs},
          {"reason", reason.empty() ? Json(nullptr) : Json(reason)},
          {"steps", steps},
          {"crash_line", or_null(crash_line())},
          {"violations", std::move(list)}};
}

Report check(const Index& index, std::string_view program, const Surroundings& around) {
  if (auto fault = pysrc::find_syntax_fault(program)) {
    Violation v{
        .kind = "syntax", .cls = "syntax", .name = "syntax", .message = std::move(fault->message), .fatal = true};
    v.line = static_cast<int>(fault->line);
    v.column = static_cast<int>(fault->column) + 1;
    v.end_column = v.column + 1;
    Report report;
    report.reason = "violation";
    report.violations.push_back(std::move(v));
    return report;
  }
  Ast ast{std::string(program)};
  return Checker(index, ast, around).run();
}

std::string to_human_text(const Report& report, std::string_view file, std::string_view program, bool color) {
  std::vector<std::string_view> lines = split_lines(program);
  const char *bold = color ? "\033[1m" : "", *red = color ? "\033[31m" : "", *cyan = color ? "\033[36m" : "",
             *off = color ? "\033[0m" : "";
  std::vector<const Violation*> sorted;  // as one reads the file
  for (const Violation& v : report.violations) sorted.push_back(&v);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Violation* a, const Violation* b) {
    return std::pair(a->line, a->column) < std::pair(b->line, b->column);
  });
  auto is_fatal = [](const Violation* v) { return v->fatal; };
  auto shown_first = std::find_if(sorted.begin(), sorted.end(), is_fatal);
  std::string out;
  for (const Violation* one : sorted) {
    const Violation& v = *one;
    const char* word = v.fatal ? "error" : v.deliberate ? "note" : "warning";
    out += fmt::format("{}{}:{}:{}: {}{}:{}{} {} [{}]{}\n", bold, file, v.line,
                       pysrc::column_in_characters(program, v.line, v.column), v.fatal ? red : cyan, word, off, bold,
                       v.message, v.cls, off);
    if (v.line >= 1 && static_cast<size_t>(v.line) <= lines.size()) {
      std::string_view source = lines[static_cast<size_t>(v.line - 1)];
      if (source.size() > 200) source = source.substr(0, 200);
      std::string under;
      for (int i = 1; i < v.column && static_cast<size_t>(i) <= source.size(); ++i) {
        unsigned char c = static_cast<unsigned char>(source[static_cast<size_t>(i - 1)]);
        if ((c & 0xC0) != 0x80) under += c == '\t' ? '\t' : ' ';
      }
      int width = std::clamp(v.end_column - v.column, 1, 80);
      out += fmt::format("{:5} | {}\n      | {}{}^{}{}\n", v.line, to_utf8(source), under, v.fatal ? red : cyan,
                         std::string(static_cast<size_t>(width - 1), '~'), off);
    }
    for (std::string_view line : split_lines(v.note)) out += fmt::format("      = note: {}\n", line);
    if (v.fatal && one != *shown_first && one == first_fatal(report)) out += "      = note: the run ends here\n";
  }
  return out;
}

}  // namespace simbench::conformance
