#include "judge/stated_score.h"

#include <cctype>
#include <set>

#include "base/base.h"

namespace simbench::judge {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The number that stands at `place` between spaces, and the place behind it; nullopt if there is none.
struct Number {
  int value = 0;
  bool negative = false;
  size_t end = 0;
};
std::optional<Number> number_at(std::string_view text, size_t place) {
  auto skip_spaces = [&] {
    while (place < text.size() && text[place] == ' ') ++place;
  };
  Number number;
  skip_spaces();
  if (place < text.size() && text[place] == '-') number.negative = true, ++place;
  size_t begin = place;
  for (; place < text.size() && is_digit(text[place]); ++place)
    if (place - begin < 6) number.value = number.value * 10 + (text[place] - '0');
  if (place == begin) return std::nullopt;
  skip_spaces();
  number.end = place;
  return number;
}

/// What stands in brackets that is not a well-formed [[n]].
std::string why_none(std::string_view text) {
  std::string reason = "no_score";
  for (size_t place = text.find('['); place != std::string_view::npos; place = text.find('[', place + 1)) {
    std::optional<Number> number = number_at(text, place + 1);
    if (!number || number->end >= text.size() || text[number->end] != ']') continue;
    if (number->negative) return "negative_score";
    reason = "broken_brackets";
  }
  return reason;
}

/// True if a bracket of this kind is the next sign before (step −1) or behind (step 1) a place, spaces and the
/// backslashes of a formula aside.
bool bracket_beside(std::string_view text, size_t place, int step, char bracket) {
  auto i = static_cast<ptrdiff_t>(place);
  while (i >= 0 && i < std::ssize(text) &&
         (text[static_cast<size_t>(i)] == ' ' || text[static_cast<size_t>(i)] == '\\'))
    i += step;
  return i >= 0 && i < std::ssize(text) && text[static_cast<size_t>(i)] == bracket;
}

/// The numbers of all "[ [n] ]".
std::set<int> spaced_scores(std::string_view text) {
  std::set<int> found;
  for (size_t place = text.find('['); place != std::string_view::npos; place = text.find('[', place + 1)) {
    std::optional<Number> number = number_at(text, place + 1);
    if (place == 0 || !number || number->negative || text.substr(number->end, 1) != "]") continue;
    if (bracket_beside(text, place - 1, -1, '[') && bracket_beside(text, number->end + 1, 1, ']'))
      found.insert(number->value);
  }
  return found;
}

}  // namespace

StatedScore stated_score(std::string_view text) {
  std::set<int> found;
  for (size_t place = text.find("[["); place != std::string_view::npos; place = text.find("[[", place + 1)) {
    if (place + 2 >= text.size() || !is_digit(text[place + 2])) continue;
    std::optional<Number> number = number_at(text, place + 2);
    if (number && text.substr(number->end, 2) == "]]") found.insert(number->value);
  }
  if (found.empty()) {
    std::set<int> spaced = spaced_scores(text);
    if (spaced.size() == 1 && *spaced.begin() <= 100) return {static_cast<double>(*spaced.begin()), "spaced_brackets"};
    return {std::nullopt, why_none(text)};
  }
  if (found.size() > 1) return {std::nullopt, "several_scores"};
  if (*found.begin() > 100) return {std::nullopt, "out_of_range"};
  return {static_cast<double>(*found.begin()), ""};
}

}  // namespace simbench::judge
