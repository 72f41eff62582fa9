#include "judge/answer.h"

#include <fmt/format.h>

namespace simbench::judge {
namespace {

constexpr size_t kLongest = size_t{1} << 20;  ///< bytes of an answer that are looked at
constexpr size_t kMostStarts = 200;           ///< braces at which an object is looked for
constexpr double kMostPoints = 1000;

/// The place behind the object that begins at `start`, npos if it doesn't end.
size_t end_of_object(std::string_view text, size_t start) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = start; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

bool is_answer(const Json& value) {
  return get(value, "deductions").is_array();
}

/// All different answers in a text, whether bare, fenced or in the middle of prose.
std::vector<Json> answers_in(std::string_view text) {
  text = text.substr(0, kLongest);
  std::vector<Json> found;
  size_t starts = 0;
  for (size_t place = text.find('{'); place != std::string_view::npos && starts < kMostStarts; ++starts) {
    size_t end = end_of_object(text, place);
    Result<Json> value = end == std::string_view::npos ? fail(ErrorCode::invalid_input, "")
                                                       : parse_json(text.substr(place, end - place), "");
    bool whole = value && is_answer(*value);
    if (whole && std::find(found.begin(), found.end(), *value) == found.end()) found.push_back(std::move(*value));
    place = text.find('{', whole ? end : place + 1);
  }
  return found;
}

/// The lines that a deduction names, those that aren't in the candidate left out.
std::vector<int> lines_of(const Json& deduction, int count, bool& strange) {
  std::vector<int> lines;
  Json named = get(deduction, "lines");
  if (named.is_null()) named = get(deduction, "line");
  if (named.is_number()) named = Json::array({named});
  if (!named.is_array()) return lines;
  for (const Json& line : named) {
    bool there = line.is_number_integer() && line.get<int64_t>() >= 1 && line.get<int64_t>() <= count;
    there ? lines.push_back(line.get<int>()) : void(strange = true);
  }
  std::sort(lines.begin(), lines.end());
  if (lines.size() > 2) lines = {lines.front(), lines.back()};
  return lines;
}

std::string read_deduction(const Rubric& rubric, const Json& row, int lines, Judged& judged) {
  std::optional<std::string> category = get_string(row, "category");
  std::optional<double> points = get_number(row, "points");
  if (!category || !points) return "every deduction needs a category and points, a number";
  const RubricCategory* known = rubric.find(*category);
  if (!known) return fmt::format("there is no category '{}'", to_utf8(category->substr(0, 60)));
  if (!(std::abs(*points) <= kMostPoints)) return fmt::format("{} points are more than there are", *points);
  Deduction deduction{known->name, std::abs(*points), {}, get_string(row, "reason").value_or("")};
  if (*points < 0)
    judged.contradictions.push_back(
        fmt::format("negative_points: {:g} in {}, taken as {:g} off", *points, known->name, -*points));
  bool strange = false;
  deduction.lines = lines_of(row, lines, strange);
  if (strange)
    judged.contradictions.push_back(
        fmt::format("line_out_of_range: in {}, which has no such line in a script of {}", known->name, lines));
  if (deduction.points > 0) judged.deductions.push_back(std::move(deduction));
  return "";
}

}  // namespace

std::string read_answer(const Rubric& rubric, const Completion& completion, int lines, Judged& judged) {
  Json answer = completion.tool_arguments;
  if (!is_answer(answer)) {
    std::vector<Json> found = answers_in(completion.text);
    if (found.empty()) return "there is no JSON object with a list called deductions in it";
    if (found.size() > 1) return "it holds several different answers";
    answer = std::move(found.front());
  }
  judged.deductions.clear();
  judged.contradictions.clear();
  judged.stated.reset();
  for (const Json& row : get(answer, "deductions"))
    if (std::string problem = read_deduction(rubric, row, lines, judged); !problem.empty()) {
      judged.deductions.clear();
      judged.contradictions.clear();
      return problem;
    }
  std::optional<double> total = get_number(answer, "total");
  if (total && std::abs(*total) <= 1e6) judged.stated = 100 * *total / rubric.total();
  return "";
}

}  // namespace simbench::judge
