// Deterministic judges: baselines that need no key. Each is one row: what its 100 points are for, and how they are
// lost.
#include "judge/rules.h"

#include <fmt/format.h>

#include "judge/immediate_judge.h"
#include "metric/metric.h"

namespace simbench::judge {
namespace {

Judged none(std::string reason) {
  return {.reason = std::move(reason)};
}

Judged from(std::string_view category, std::vector<Deduction> deductions) {
  Rubric rubric{.categories = {{std::string(category), 100}}};
  Judged judged{.deductions = std::move(deductions)};
  add_up(rubric, judged);
  return judged;
}

/// s_doc as deductions: every different violation that would end the run takes half of what is left, and so does a
/// program without a step.
Judged by_conformance(const Item& item) {
  if (trim(item.candidate).empty()) return none("no_program");
  if (!item.index) return none("no_documentation");
  conformance::Report report = conformance::check(*item.index, item.candidate);
  std::vector<Deduction> deductions;
  std::set<std::pair<std::string, std::string>> seen;
  double left = 100;
  auto halve = [&](std::vector<int> lines, std::string reason) {
    left /= 2;
    deductions.push_back({"Conformance", left, std::move(lines), std::move(reason)});
  };
  for (const conformance::Violation& violation : report.violations)
    if (violation.fatal && seen.emplace(violation.cls, violation.name).second)
      halve({violation.line},
            violation.message + (violation.suggestion.empty() ? "" : "; right would be " + violation.suggestion));
  if (!report.steps) halve({}, "no step or static solve is reached");
  return from("Conformance", std::move(deductions));
}

/// fidelity as deductions: a requirement that isn't met takes its share of the weight that could be decided. Without a
/// program none is met, which is a finding, too.
Judged by_requirements(const Item& item) {
  if (!item.judgement) return none("not_run");
  std::map<std::string, const Asked*> asked;
  for (const Asked& row : item.requirements) asked[row.id] = &row;
  auto weight = [&](const RequirementResult& result) {
    return asked.contains(result.id) ? asked[result.id]->weight : 1;
  };
  double decided = 0;
  for (const RequirementResult& result : item.judgement->requirements)
    if (result.met) decided += weight(result);
  if (decided == 0) return none(item.judgement->reason.empty() ? "nothing could be decided" : item.judgement->reason);
  std::vector<Deduction> deductions;
  for (const RequirementResult& result : item.judgement->requirements) {
    if (result.met.value_or(true)) continue;
    std::string says =
        asked.contains(result.id) && !asked[result.id]->says.empty() ? asked[result.id]->says : result.id;
    deductions.push_back(
        {"Requirements", 100 * weight(result) / decided, {}, fmt::format("\"{}\": {}", says, result.reason)});
  }
  return from("Requirements", std::move(deductions));
}

/// 100 × CodeBLEU with the reference.
Judged by_similarity(const Item& item) {
  if (trim(item.candidate).empty()) return none("no_program");
  if (trim(item.reference).empty()) return none("no_reference");
  metric::Text candidate(item.candidate);
  metric::Reference reference(item.reference);
  for (const Score& score : metric::measure_all({candidate, reference}))
    if (score.id == "codebleu" && score.value)
      return from("Similarity", {{"Similarity",
                                  100 * (1 - *score.value),
                                  {},
                                  fmt::format("CodeBLEU with the reference is {:.3f}", *score.value)}});
  return none("codebleu is undefined");
}

std::string first_version() {
  return "1";
}
std::string index_version() {
  return conformance::checker_version();
}
std::string codebleu_version() {
  return std::string(metric::version_of("codebleu"));
}

struct Row {
  std::string_view name;
  std::string (*version)();
  Judged (*judge)(const Item& item);
};
constexpr Row kRules[] = {
    {"conformance", index_version, by_conformance},
    {"requirements", first_version, by_requirements},
    {"similarity", codebleu_version, by_similarity},
};

class Rule final : public ImmediateJudge {
 public:
  explicit Rule(const Row& row)
      : ImmediateJudge({.judge = fmt::format("judge/{}", row.name),
                        .score_id = fmt::format("judge_{}", row.name),
                        .prompt = row.version(),
                        .rule = true}),
        row_(row) {}

 protected:
  Result<Judged> judge(const Item& item, int) const override { return row_.judge(item); }

 private:
  const Row& row_;
};

}  // namespace

std::unique_ptr<Judge> make_rule(std::string_view name) {
  for (const Row& row : kRules)
    if (row.name == name) return std::make_unique<Rule>(row);
  return nullptr;
}

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const Row& row : kRules) names.emplace_back(row.name);
  return names;
}

}  // namespace simbench::judge
