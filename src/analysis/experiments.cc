#include "analysis/experiments.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/summary.h"

namespace simbench::analysis {
namespace {

constexpr Arm kGiven[]{Arm::given}, kWithAndWithoutCode[]{Arm::given, Arm::no_code},
    kAtOnceAndStepwise[]{Arm::given, Arm::stepwise};

constexpr Experiment kExperiments[] = {
    {"calibration", "Which judge, shown what, tells right programs from wrong ones?", kGiven},
    {"context", "Does the given code help, and does that gain vanish with long prompts?", kWithAndWithoutCode},
    {"category", "Which kinds of systems are hard, and what happens from turn to turn?", kGiven},
    {"stepwise", "Is turn 3 easier in small steps than in one go?", kAtOnceAndStepwise, "*/3"},
    {"cross-simulator", "Do models rank alike in another simulator, and does each score mean the same there?", kGiven},
};

Json part(std::string title, std::vector<std::string> columns, Json rows, std::string reason) {
  Json out{{"title", std::move(title)}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
  if (out["rows"].empty()) out["reason"] = std::move(reason);
  return out;
}

/// Differences of two arms, all models first.
Json arm_rows(const Json& analysis, std::string_view first, std::string_view second) {
  Json rows = Json::array();
  std::string main = get_string(get(analysis, "turn_deltas"), "score").value_or("");
  for (const Json& row : get(analysis, "arms")) {
    std::string measure = get_string(row, "measure").value_or("");
    bool wanted = measure == "pass_at_1" || measure == "compile_at_1" || measure == main;
    if (!wanted || get_string(row, "first_arm") != first || get_string(row, "second_arm") != second) continue;
    rows.push_back({{"model", get(row, "model").is_null() ? Json("all") : row["model"]},
                    {"measure", measure},
                    {std::string(first), row["first"]},
                    {std::string(second), row["second"]},
                    {"difference", row["difference"]},
                    {"difference_ci", row["ci"]},
                    {"p (Holm)", row["p_holm"]},
                    {"pairs", row["n"]},
                    {std::string(kSmallestVisible), row["detectable_difference"]}});
  }
  return rows;
}

Json arm_part(const Json& analysis, const std::string& title, const std::string& first, const std::string& second) {
  return part(
      title, {"model", "measure", first, second, "difference", "p (Holm)", "pairs", std::string(kSmallestVisible)},
      arm_rows(analysis, first, second), fmt::format("no task was answered in both arms, {} and {}", first, second));
}

Json length_part(const Json& analysis) {
  Json rows = Json::array();
  for (const Json& row : get(analysis, "context_by_length"))
    rows.push_back({{"model", row["model"]},
                    {"measure", row["measure"]},
                    {"Spearman of gain and length", row["spearman"]},
                    {"Spearman of gain and length_ci", row["spearman_ci"]},
                    {"n", row["n"]}});
  return part("Gain of given code against prompt length", {"model", "measure", "Spearman of gain and length", "n"},
              rows, "fewer than four tasks of a model were answered in both arms");
}

Json category_part(const Json& analysis) {
  Json rows = Json::array();
  for (const Json& row : get(analysis, "categories")) {
    Json line{{"category", row["category"]},      {"systems", row["systems"]},
              {"pass@1", row["pass_at_1"]},       {"pass@1_ci", row["pass_at_1_ci"]},
              {"compile@1", row["compile_at_1"]}, {"compile@1_ci", row["compile_at_1_ci"]}};
    for (auto [key, name] : {std::pair{"d12", "Δ 1→2"}, std::pair{"d23", "Δ 2→3"}}) {
      line[name] = get(get(row, key), "mean");
      line[std::string(name) + "_ci"] = get(get(row, key), "ci");
    }
    rows.push_back(std::move(line));
  }
  return part("By category", {"category", "systems", "pass@1", "compile@1", "Δ 1→2", "Δ 2→3"}, rows,
              "no cell is finished");
}

Json turn_part(const Json& analysis) {
  Json rows = Json::array();
  const Json& deltas = get(analysis, "turn_deltas");
  for (auto [key, name] : {std::pair{"d12", "turn 1 → 2"}, std::pair{"d23", "turn 2 → 3"}}) {
    const Json& delta = get(deltas, key);
    if (!delta.is_object()) continue;
    rows.push_back({{"step", name},
                    {"score", deltas["score"]},
                    {"change", delta["mean"]},
                    {"change_ci", delta["ci"]},
                    {"SD", delta["sd"]},
                    {"improved", delta["improved"]},
                    {"declined", delta["declined"]},
                    {"pairs", delta["n"]}});
  }
  return part("From turn to turn", {"step", "score", "change", "SD", "improved", "declined", "pairs"}, rows,
              "the run has no score");
}

/// One number with its interval and reason, under another name. in from: prefix of the interval's and reason's key
void take(const Json& row, const std::string& key, Json& line, const std::string& name, const std::string& from) {
  line[name] = get(row, key);
  if (get(row, from + "ci").is_array()) line[name + "_ci"] = row[from + "ci"];
  if (auto reason = get_string(row, from + "reason")) line[name + "_reason"] = *reason;
}

using Named = std::vector<std::pair<std::string, std::string>>;

/// One row a judge, with some of its calibration's measures under the names that people read.
Json known_worth_part(const Json& analysis, const std::string& title, const Named& measures) {
  std::vector<std::string> columns{"judge", "mode", "verdict"};
  for (const auto& [key, name] : measures) columns.push_back(name);
  Json rows = Json::array();
  for (const Json& row : get(analysis, "judge_calibrations")) {
    std::vector<std::string> reasons;
    for (const Json& reason : get(row, "reasons")) reasons.push_back(reason.get<std::string>());
    std::string verdict = get_string(row, "verdict").value_or("");
    Json line{{"judge", row["judge"]},
              {"mode", row["mode"]},
              {"verdict", reasons.empty() ? verdict : fmt::format("{} ({})", verdict, join(reasons, ", "))}};
    for (const auto& [key, name] : measures) take(row, key, line, name, key + "_");
    rows.push_back(std::move(line));
  }
  return part(title, std::move(columns), rows, "no judge model graded this run");
}

/// Every score of the run against pass@1, the one that tells best first.
Json outcome_part(const Json& analysis) {
  const std::map<std::pair<std::string, std::string>, std::string> names{
      {{"within_system", "auc"}, "AUC within a system"},
      {{"sample", "spearman"}, "Spearman of programs"},
      {{"model", "spearman"}, "Spearman of models"}};
  std::map<std::string, Json> by_score;
  for (const Json& row : get(analysis, "correlations")) {
    auto name = names.find({get_string(row, "level").value_or(""), get_string(row, "statistic").value_or("")});
    if (name == names.end() || get_string(row, "target") != "pass_at_1") continue;
    Json& line = by_score[row["score"].get<std::string>()];
    line["score"] = row["score"];
    take(row, "value", line, name->second, "");
    if (name->first.first == "sample") line["programs"] = row["n"];
  }
  std::vector<Json> rows;
  for (auto& [score, line] : by_score) rows.push_back(std::move(line));
  auto auc = [](const Json& line) { return get_number(line, "AUC within a system").value_or(-1); };
  std::stable_sort(rows.begin(), rows.end(), [&](const Json& a, const Json& b) { return auc(a) > auc(b); });
  return part("On this run's programs: does the score follow pass@1?",
              {"score", "AUC within a system", "Spearman of programs", "Spearman of models", "programs"}, rows,
              "needs a score and pass@1");
}

}  // namespace

std::span<const Experiment> experiments() {
  return kExperiments;
}

Json findings(std::string_view experiment, const Json& analysis) {
  if (experiment == "context")
    return {arm_part(analysis, "The context boost: given − no-code", "given", "no-code"), length_part(analysis)};
  if (experiment == "stepwise")
    return Json::array({arm_part(analysis, "Turn 3: given − stepwise", "given", "stepwise")});
  if (experiment == "calibration")
    return {known_worth_part(analysis, "On programs of known worth: is the judge right?",
                             {{"ceiling", "lowest reference"},
                              {"reference_first", "reference first"},
                              {"severity_order", "severities in order"},
                              {"attribution", "right category"}}),
            known_worth_part(
                analysis, "On programs of known worth: is it steady and unbiased?",
                {{"noise_sd", "noise SD"}, {"verbosity_bias", "verbosity bias"}, {"comment_bias", "comment bias"}}),
            outcome_part(analysis)};
  check(experiment == "category", "an experiment on one run is calibration, context, category or stepwise");
  return {category_part(analysis), turn_part(analysis)};
}

}  // namespace simbench::analysis
