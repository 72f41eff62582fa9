#include "judge/answer.h"

#include <fmt/format.h>

#include <charconv>

#include "pysrc/pysrc.h"

namespace simbench::judge {
namespace {

constexpr size_t kLongest = size_t{1} << 20;  ///< bytes of an answer that are looked at
constexpr double kMostPoints = 1000;
constexpr int kDeepest = 8;

bool is_answer(const Json& value) {
  return get(value, "deductions").is_array();
}

/// Adds the answers in `value` and in what it holds, each once.
void add_answers(const Json& value, std::vector<Json>& found, int depth = 0) {
  if (is_answer(value)) {
    if (std::find(found.begin(), found.end(), value) == found.end()) found.push_back(value);
  } else if (value.is_structured() && depth < kDeepest) {
    for (const Json& inner : value) add_answers(inner, found, depth + 1);
  }
}

/// All different answers: of a tool's arguments if there is one, else in the text behind the reasoning, whether bare,
/// fenced or amid words.
std::vector<Json> answers_of(const Completion& completion, std::set<std::string>& repairs) {
  std::vector<Json> found;
  if (completion.tool_arguments.is_string()) {
    for (const Json& object : json_objects_in(completion.tool_arguments.get_ref<const std::string&>()))
      add_answers(object, found);
  } else {
    add_answers(completion.tool_arguments, found);
  }
  if (!found.empty()) return found;
  pysrc::Reasoned reasoned = pysrc::without_reasoning(std::string_view(completion.text).substr(0, kLongest));
  for (const Json& object : json_objects_in(reasoned.answer)) add_answers(object, found);
  if (reasoned.found && !found.empty()) repairs.insert("reasoning");
  return found;
}

/// A number, or a text that is nothing but one: "15", "-5", "2.5 points". Nothing for what could mean two things.
std::optional<double> points_of(const Json& value, std::set<std::string>& repairs) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  std::string text = to_lower(trim(value.get_ref<const std::string&>()));
  for (std::string_view unit : {"points", "point", "pts", "pt"})
    if (text.ends_with(unit)) {
      text.resize(text.size() - unit.size());
      break;
    }
  std::string_view number = trim(text);
  if (number.starts_with('+')) number.remove_prefix(1);
  double points = 0;
  auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), points);
  if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(points)) return std::nullopt;
  repairs.insert("points_as_text");
  return points;
}

/// The whole numbers in a text: "lines 3-4" → [3, 4]
Json numbers_in(std::string_view text) {
  Json numbers = Json::array();
  for (size_t i = 0; i < text.size();) {
    int64_t number = 0;
    auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), number);
    bool digit = text[i] >= '0' && text[i] <= '9' && error == std::errc();
    if (digit) numbers.push_back(number);
    i = digit ? static_cast<size_t>(end - text.data()) : i + 1;
  }
  return numbers;
}

/// The lines that a deduction names, those that aren't in the candidate left out.
std::vector<int> lines_of(const Json& deduction, int count, bool& strange, std::set<std::string>& repairs) {
  std::vector<int> lines;
  Json named = get(deduction, "lines");
  if (named.is_null()) named = get(deduction, "line");
  if (!named.is_array()) named = Json::array({named});
  Json numbers = Json::array();
  for (const Json& line : named) {
    if (line.is_string()) repairs.insert("lines_as_text");
    for (const Json& number : line.is_string() ? numbers_in(line.get_ref<const std::string&>()) : Json::array({line}))
      if (!number.is_null()) numbers.push_back(number);
  }
  for (const Json& line : numbers) {
    bool there = line.is_number_integer() && line.get<int64_t>() >= 1 && line.get<int64_t>() <= count;
    there ? lines.push_back(line.get<int>()) : void(strange = true);
  }
  std::sort(lines.begin(), lines.end());
  if (lines.size() > 2) lines = {lines.front(), lines.back()};
  return lines;
}

std::string read_deduction(const Rubric& rubric, const Json& row, int lines, Judged& judged,
                           std::set<std::string>& repairs) {
  std::optional<std::string> category = get_string(row, "category");
  std::optional<double> points = points_of(get(row, "points"), repairs);
  if (!category || !points)
    return fmt::format("every deduction needs a category and points, a number{}",
                       get(row, "points").is_string() ? ": " + to_text(get(row, "points")) + " is none" : "");
  const RubricCategory* known = rubric.find(*category);
  if (!known) return fmt::format("there is no category '{}'", to_utf8(category->substr(0, 60)));
  if (!(std::abs(*points) <= kMostPoints)) return fmt::format("{} points are more than there are", *points);
  Deduction deduction{known->name, std::abs(*points), {}, get_string(row, "reason").value_or("")};
  if (*points < 0)
    judged.contradictions.push_back(
        fmt::format("negative_points: {:g} in {}, taken as {:g} off", *points, known->name, -*points));
  bool strange = false;
  deduction.lines = lines_of(row, lines, strange, repairs);
  if (strange)
    judged.contradictions.push_back(
        fmt::format("line_out_of_range: in {}, which has no such line in a script of {}", known->name, lines));
  if (deduction.points > 0) judged.deductions.push_back(std::move(deduction));
  return "";
}

/// The judge's own sum in points of a hundred: a number, or a text such as "85", "85/100".
std::optional<double> total_of(const Rubric& rubric, const Json& answer, std::set<std::string>& repairs) {
  Json total = get(answer, "total");
  if (total.is_string()) {
    std::string text(trim(total.get_ref<const std::string&>()));
    std::string of = fmt::format("/{:g}", rubric.total());
    if (text.ends_with(of)) total = text.substr(0, text.size() - of.size());
  }
  std::optional<double> points = points_of(total, repairs);
  return points && std::abs(*points) <= 1e6 ? std::optional(100 * *points / rubric.total()) : std::nullopt;
}

}  // namespace

std::string read_answer(const Rubric& rubric, const Completion& completion, int lines, Judged& judged) {
  std::set<std::string> repairs;
  std::vector<Json> found = answers_of(completion, repairs);
  if (found.empty()) return "there is no JSON object with a list called deductions in it";
  if (found.size() > 1) return "it holds several different answers";
  judged.deductions.clear();
  judged.contradictions.clear();
  judged.repairs.clear();
  judged.stated.reset();
  for (const Json& row : get(found.front(), "deductions"))
    if (std::string problem = read_deduction(rubric, row, lines, judged, repairs); !problem.empty()) {
      judged.deductions.clear();
      judged.contradictions.clear();
      return problem;
    }
  judged.stated = total_of(rubric, found.front(), repairs);
  judged.repairs.assign(repairs.begin(), repairs.end());
  return "";
}

}  // namespace simbench::judge
