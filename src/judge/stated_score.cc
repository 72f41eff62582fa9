#include "judge/stated_score.h"

#include <charconv>
#include <cmath>
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

constexpr size_t kLongestStatement = 60;  ///< bytes between double brackets

/// Removes `words` and the blanks around from one end of `text`; true if they stood there.
bool drop(std::string_view& text, std::string_view words, bool at_end) {
  if (!(at_end ? text.ends_with(words) : text.starts_with(words))) return false;
  at_end ? text.remove_suffix(words.size()) : text.remove_prefix(words.size());
  text = trim(text);
  return true;
}

/// A decimal number that is all of `text`, without a sign.
std::optional<double> whole_number(std::string_view text) {
  double value = 0;
  if (text.empty() || !is_digit(text[0])) return std::nullopt;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  bool all = error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
  return all ? std::optional(value) : std::nullopt;
}

/// What stands between double brackets, in words that may be around a score: a value and how it was read, a reason
/// alone for numbers that could mean several things, neither for what isn't about a number.
StatedScore statement(std::string_view inside) {
  std::string lower = to_lower(inside);
  std::erase_if(lower, [](char c) { return c == '*' || c == '\\' || c == '$' || c == '`'; });
  std::string_view text = trim(lower);
  bool words = false;
  for (std::string_view label : {"final", "total", "overall", "score", "rating", ":", "="})
    words |= drop(text, label, false);
  for (std::string_view unit : {"points", "point", "pts"}) words |= drop(text, unit, true);
  bool percent = drop(text, "%", true) || drop(text, "percent", true);
  if (std::optional<double> value = whole_number(text)) {
    if (*value > 100) return {std::nullopt, "out_of_range"};
    if (*value > 0 && *value < 1 && !percent) return {std::nullopt, "ambiguous_score"};
    bool decimal = text.find('.') != std::string_view::npos;
    bool spaced = inside.starts_with(' ');
    return {value, percent ? "percent" : words ? "words" : decimal ? "decimal" : spaced ? "spaced_brackets" : ""};
  }
  for (std::string_view sign : {"out of", "of", "/"}) {
    size_t place = text.find(sign);
    if (place == std::string_view::npos || percent) continue;
    std::optional<double> part = whole_number(trim(text.substr(0, place))),
                          all = whole_number(trim(text.substr(place + sign.size())));
    if (part && all && *all > 0 && *part <= *all) return {100 * *part / *all, "fraction"};
  }
  bool numeric =
      !text.empty() && text.find_first_not_of("0123456789.,/-–~ %") == std::string_view::npos && is_digit(text[0]);
  return {std::nullopt, numeric ? "ambiguous_score" : ""};
}

/// All statements in [[…]], and the first reason why one means no single number.
struct Statements {
  std::set<double> values;
  std::string how, why_not;
};
Statements statements_in(std::string_view text) {
  Statements found;
  for (size_t place = text.find("[["); place != std::string_view::npos; place = text.find("[[", place + 1)) {
    size_t end = text.substr(0, std::min(text.size(), place + 2 + kLongestStatement)).find("]]", place + 2);
    if (end == std::string_view::npos || text.substr(place + 2, 1) == "[") continue;
    StatedScore one = statement(text.substr(place + 2, end - place - 2));
    if (one.value) {
      // Where the plain form stands, too, nothing was repaired.
      found.how = found.values.empty() ? one.reason : std::min(found.how, one.reason);
      found.values.insert(*one.value);
    } else if (found.why_not.empty()) {
      found.why_not = one.reason;
    }
  }
  return found;
}

}  // namespace

StatedScore stated_score(std::string_view text) {
  Statements stated = statements_in(text);
  bool several = stated.values.size() + !stated.why_not.empty() > 1;
  if (several) return {std::nullopt, "several_scores"};
  if (!stated.why_not.empty()) return {std::nullopt, stated.why_not};
  if (stated.values.size() == 1) return {*stated.values.begin(), stated.how};
  std::set<int> spaced = spaced_scores(text);
  if (spaced.size() == 1 && *spaced.begin() <= 100) return {static_cast<double>(*spaced.begin()), "spaced_brackets"};
  return {std::nullopt, why_none(text)};
}

}  // namespace simbench::judge
