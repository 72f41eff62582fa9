#include "judge/item.h"

#include <fmt/format.h>

namespace simbench::judge {
namespace {

constexpr std::array<std::pair<std::string_view, Mode>, 4> kModes{
    {{"none", {false, false}}, {"doc", {false, true}}, {"ref", {true, false}}, {"ref-doc", {true, true}}}};
constexpr std::string_view kEvidence = "+evidence";
constexpr size_t kLongestMessage = 500;

std::string_view plain_name(const Mode& mode) {
  for (const auto& [name, parts] : kModes)
    if (parts.reference == mode.reference && parts.documentation == mode.documentation) return name;
  return "none";
}

void add_execution(const Outcome& outcome, const std::optional<Judgement>& judgement, std::string& out) {
  out += fmt::format("- Execution: ended by '{}' after {} steps, {:g} s of simulated time.\n", to_string(outcome.end),
                     outcome.steps, outcome.sim_time_s);
  if (outcome.error) {
    std::string place = outcome.error->line > 0 ? fmt::format(" at line {}", outcome.error->line) : "";
    out += fmt::format("- Uncaught error{}: {}: {}\n", place, outcome.error->type,
                       to_utf8(outcome.error->message.substr(0, kLongestMessage)));
  }
  for (const std::string& warning : outcome.warnings)
    out += fmt::format("- Simulator's warning: {}\n", to_utf8(warning.substr(0, kLongestMessage)));
  if (judgement)
    out += fmt::format("- Verdict of the execution: {}{}\n", to_string(judgement->verdict),
                       judgement->reason.empty() ? "" : " (" + judgement->reason + ")");
}

void add_requirements(const Item& item, std::string& out) {
  std::map<std::string, std::string> says;
  for (const Asked& asked : item.requirements) says[asked.id] = asked.says;
  for (const RequirementResult& result : item.judgement->requirements) {
    const char* state = !result.met ? "could not be decided" : *result.met ? "met" : "NOT met";
    const std::string& sentence = says[result.id];
    out += fmt::format("- Requirement {}: {}{}{}\n", sentence.empty() ? result.id : "\"" + sentence + "\"", state,
                       result.reason.empty() ? "" : ": ", result.reason);
  }
}

void add_conformance(const Item& item, std::string& out) {
  conformance::Report report = conformance::check(*item.index, item.candidate);
  if (report.violations.empty()) out += "- API check against the simulator's release: no violation.\n";
  for (const conformance::Violation& violation : report.violations)
    out += fmt::format("- API check, line {}: {}{}{}\n", violation.line, violation.message,
                       violation.suggestion.empty() ? "" : "; right would be " + violation.suggestion,
                       violation.fatal ? " (ends the run)" : "");
}

}  // namespace

std::string Mode::text() const {
  return std::string(plain_name(*this)).append(evidence ? kEvidence : "");
}

std::string Mode::score_id() const {
  return replace_all("judge_" + std::string(plain_name(*this)), "-", "_") + (evidence ? "_evidence" : "");
}

std::optional<Mode> mode_from(std::string_view text) {
  bool evidence = text.ends_with(kEvidence);
  if (evidence) text.remove_suffix(kEvidence.size());
  for (auto [name, mode] : kModes)
    if (name == text) return Mode{mode.reference, mode.documentation, evidence};
  return std::nullopt;
}

std::vector<std::string> mode_names() {
  std::vector<std::string> names;
  for (std::string_view tail : {std::string_view(), kEvidence})
    for (const auto& [name, mode] : kModes) names.push_back(std::string(name).append(tail));
  return names;
}

std::string documentation_of(const Item& item, size_t max_tokens) {
  if (!item.index) return "";
  return conformance::excerpt(*item.index, {item.candidate, item.reference}, max_tokens);
}

std::string evidence_of(const Item& item) {
  std::string out;
  if (item.outcome) add_execution(*item.outcome, item.judgement, out);
  if (item.judgement) add_requirements(item, out);
  if (item.index) add_conformance(item, out);
  return out;
}

std::vector<int> lines_to_the_judge(std::string_view candidate) {
  static constexpr std::string_view kPhrases[] = {
      "full marks",          "full points",     "full score",       "perfect score",
      "maximum score",       "no deductions",   "not deduct",       "n't deduct",
      "100 points",          "100/100",         "[[100]]",          "dear judge",
      "dear grader",         "to judge:",       "to the judge",     "to the grader",
      "to the evaluator",    "to the reviewer", "as the judge",     "ignore previous",
      "ignore all previous", "ignore prior",    "ignore the above", "ignore the rubric",
      "disregard previous",  "\"deductions\""};
  std::vector<int> lines;
  int number = 0;
  for (std::string_view line : split_lines(candidate)) {
    ++number;
    std::string lower = to_lower(line);
    if (std::any_of(std::begin(kPhrases), std::end(kPhrases),
                    [&](std::string_view phrase) { return lower.find(phrase) != std::string::npos; }))
      lines.push_back(number);
  }
  return lines;
}

}  // namespace simbench::judge
