// What an experiment answers, in a sentence or two: its tables stand behind it.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/experiments.h"
#include "analysis/pooled.h"

namespace simbench::analysis {
namespace {

std::string share(double value) {
  return fmt::format("{:.0f} %", 100 * value);
}

/// −0.042 → "−4.2"; in points of a share.
std::string points(double value) {
  return fmt::format("{}{:.1f}", value < -0.0005 ? "−" : value > 0.0005 ? "+" : "", std::abs(100 * value));
}

const Json& rows_of(const Json& findings, size_t part) {
  static const Json kNone = Json::array();
  return part < findings.size() ? findings[part]["rows"] : kNone;
}

const Json* row_where(const Json& rows, std::initializer_list<std::pair<const char*, const char*>> wanted) {
  for (const Json& row : rows)
    if (std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) { return get_string(row, w.first) == w.second; }))
      return &row;
  return nullptr;
}

std::string cannot_say(const Json& findings, const std::string& otherwise) {
  std::string reason = findings.empty() ? "" : get_string(findings[0], "reason").value_or("");
  return fmt::format("It can't be said: {}.", reason.empty() ? otherwise : reason);
}

/// Two arms on pass@1, all models together. `sign`: 1 where a larger first arm means yes, −1 where a smaller one does.
std::string of_arms(const Json& findings, std::pair<const char*, const char*> arms,
                    std::pair<const char*, const char*> said, int sign) {
  const Json* row = row_where(rows_of(findings, 0), {{"model", "all"}, {"measure", "pass_at_1"}});
  auto number = [&](const char* key) { return row ? get_number(*row, key) : std::nullopt; };
  auto first = number(arms.first), second = number(arms.second), difference = number("difference");
  if (!first || !second || !difference) return cannot_say(findings, "no model's pass@1 is known in both arms");
  const Json& ci = get(*row, "difference_ci");
  bool known = ci.is_array() && ci.size() == 2;
  double low = known ? ci[0].get<double>() * sign : 0, high = known ? ci[1].get<double>() * sign : 0;
  if (low > high) std::swap(low, high);
  const char* verdict = !known     ? "Undecided, there are too few systems"
                        : low > 0  ? "Yes"
                        : high < 0 ? "No, the other way round"
                                   : "Not shown";
  std::string interval =
      known ? fmt::format(" (95 % interval {} to {})", points(ci[0].get<double>()), points(ci[1].get<double>())) : "";
  return fmt::format("{}: pass@1 is {} {} and {} {}, {} points{}, over {}.", verdict, share(*first), said.first,
                     share(*second), said.second, points(*difference), interval,
                     counted(static_cast<size_t>(get_number(*row, "pairs").value_or(0)), "pair"));
}

std::string of_length(const Json& findings) {
  std::vector<double> values;
  Json left_out = findings.empty() ? Json() : get(findings[0], "left_out");
  auto counts = [&](const Json& row) {
    return std::find(left_out.begin(), left_out.end(), get(row, "model")) == left_out.end();
  };
  for (const Json& row : rows_of(findings, 1))
    if (auto value = get_number(row, "Spearman of gain and length");
        value && counts(row) && get_string(row, "measure") == std::optional<std::string>("pass_at_1"))
      values.push_back(*value);
  if (values.empty()) return "";
  auto [least, most] = std::minmax_element(values.begin(), values.end());
  return fmt::format(
      " The gain's rank correlation with the prompt's length is {}; below 0 it shrinks with long prompts.",
      values.size() == 1 ? fmt::format("{:.2f}", *least)
                         : fmt::format("between {:.2f} and {:.2f}, over {} models", *least, *most, values.size()));
}

std::string of_categories(const Json& findings) {
  std::vector<std::pair<double, std::string>> known;
  for (const Json& row : rows_of(findings, 0))
    if (auto value = get_number(row, "pass@1")) known.emplace_back(*value, get_string(row, "category").value_or(""));
  if (known.empty()) return cannot_say(findings, "no category has a pass@1");
  auto [hardest, easiest] = std::minmax_element(known.begin(), known.end());
  std::string out = fmt::format("{} is hardest (pass@1 {}), {} easiest ({}).", hardest->second, share(hardest->first),
                                easiest->second, share(easiest->first));
  if (known.size() == 1)
    out = fmt::format("There is one category only, {}: pass@1 is {}.", hardest->second, share(hardest->first));
  else if (hardest->first == easiest->first)
    out =
        fmt::format("No category is harder than another: pass@1 is {} in all {}.", share(hardest->first), known.size());
  for (const Json& row : rows_of(findings, 1)) {
    auto change = get_number(row, "change");
    if (!change) continue;
    const Json& ci = get(row, "change_ci");
    bool known_ci = ci.is_array() && ci.size() == 2;
    out += fmt::format(
        " From {} {} changes by {} points ({}).",
        replace_all(get_string(row, "step").value_or("turn to turn"), "→", "to"),
        get_string(row, "score").value_or("the score"), points(*change),
        known_ci ? fmt::format("95 % interval {} to {}", points(ci[0].get<double>()), points(ci[1].get<double>()))
                 : "too few systems for an interval");
  }
  return out;
}

std::string of_judges(const Json& findings) {
  size_t good = 0, all = 0;
  for (const Json& row : rows_of(findings, 0))
    good += get_string(row, "verdict").value_or("").starts_with("pass"), ++all;
  std::string out = all == 0 ? cannot_say(findings, "no judge model graded this run")
                             : fmt::format("{} of {} judges pass on programs of known worth.", good, all);
  const Json& scores = rows_of(findings, 2);
  if (scores.empty()) return out;
  auto auc = get_number(scores[0], "AUC within a system");
  if (!auc) return out;
  return out + fmt::format(
                   " On this run's programs {} follows pass@1 best: within a system it puts a right program above a "
                   "wrong one in {} of the pairs.",
                   get_string(scores[0], "score").value_or(""), share(*auc));
}

std::string of_twins(const Json& findings) {
  const Json* rank = row_where(rows_of(findings, 0), {{"measure", "pass_at_1"}});
  const Json* gap = row_where(rows_of(findings, 1), {{"category", "all"}, {"measure", "pass_at_1"}});
  auto agreement = rank ? get_number(*rank, "rank agreement") : std::nullopt;
  auto difference = gap ? get_number(*gap, "gap") : std::nullopt;
  std::string out = agreement ? fmt::format("The models' ranks by pass@1 agree with Spearman {:.2f}.", *agreement)
                              : "Whether models rank alike can't be said: it takes several models that differ.";
  if (!difference) return out;
  return out + fmt::format(" pass@1 is {} in the first simulator and {} in the second, {} points.",
                           share(get_number(*gap, "first").value_or(0)), share(get_number(*gap, "second").value_or(0)),
                           points(*difference));
}

std::string said(std::string_view experiment, const Json& findings) {
  if (experiment == "context")
    return of_arms(findings, {"given", "no-code"}, {"with the given code", "without it"}, 1) + of_length(findings);
  if (experiment == "stepwise") return of_arms(findings, {"given", "stepwise"}, {"in one go", "in small steps"}, -1);
  if (experiment == "category") return of_categories(findings);
  if (experiment == "calibration") return of_judges(findings);
  return of_twins(findings);
}

}  // namespace

std::string answer(std::string_view experiment, const Json& findings) {
  std::string text = said(experiment, findings);
  for (const Json& part : findings)  // all that leave models out leave out the same
    if (std::string left_out = left_out_text(get(part, "left_out")); !left_out.empty()) return text + " " + left_out;
  return text;
}

}  // namespace simbench::analysis
