#include "analysis/experiments.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/dashes.h"
#include "analysis/summary.h"
#include "base/json.h"

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

/// What is taken over all models says whom it leaves out.
Json over_all(Json part, const Json& analysis) {
  part["left_out"] = get(get(analysis, "methods"), "left_out_of_averages");
  return part;
}

Json part(std::string title, std::vector<std::string> columns, Json rows, std::string reason) {
  Json out{{"title", std::move(title)}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
  if (out["rows"].empty()) out["reason"] = std::move(reason);
  return out;
}

/// One number with its interval and reason, under another name. in from: prefix of the interval's and reason's key
void take(const Json& row, const std::string& key, Json& line, const std::string& name, const std::string& from) {
  line[name] = get(row, key);
  if (get(row, from + "ci").is_array()) line[name + "_ci"] = row[from + "ci"];
  if (auto reason = get_string(row, from + "reason")) line[name + "_reason"] = *reason;
  if (auto reason = get_string(row, from + "ci_reason")) line[name + "_ci_reason"] = *reason;
}

/// A reason under another name, if there is one.
void tell_why(const Json& row, const char* key, Json& line, const std::string& name) {
  if (auto reason = get_string(row, key)) line[name] = *reason;
}

/// Differences of two arms, all models first.
Json arm_rows(const Json& analysis, std::string_view first, std::string_view second) {
  Json rows = Json::array();
  std::string main = get_string(get(analysis, "turn_deltas"), "score").value_or("");
  for (const Json& row : get(analysis, "arms")) {
    std::string measure = get_string(row, "measure").value_or("");
    bool wanted = measure == "pass_at_1" || measure == "compile_at_1" || measure == main;
    if (!wanted || get_string(row, "first_arm") != first || get_string(row, "second_arm") != second) continue;
    Json line{{"model", get(row, "model").is_null() ? Json("all") : row["model"]},
              {"measure", measure},
              {std::string(first), row["first"]},
              {std::string(second), row["second"]},
              {"difference", row["difference"]},
              {"difference_ci", row["ci"]},
              {"p (Holm)", row["p_holm"]},
              {"pairs", row["n"]}};
    take(row, "detectable_difference", line, std::string(kSmallestVisible), "detectable_difference_");
    tell_why(row, "ci_reason", line, "difference_ci_reason");
    tell_why(row, "sign_flip_p_reason", line, "p (Holm)_reason");
    if (full_scale(measure) == 1)
      line["shares"] = {std::string(first), std::string(second), "difference", std::string(kSmallestVisible)};
    rows.push_back(std::move(line));
  }
  return rows;
}

Json arm_part(const Json& analysis, const std::string& title, const std::string& first, const std::string& second) {
  return over_all(
      part(title, {"model", "measure", first, second, "difference", "p (Holm)", "pairs", std::string(kSmallestVisible)},
           arm_rows(analysis, first, second),
           fmt::format("no task was answered in both arms, {} and {}", first, second)),
      analysis);
}

Json length_part(const Json& analysis) {
  Json rows = Json::array();
  for (const Json& row : get(analysis, "context_by_length")) {
    Json line{{"model", row["model"]}, {"measure", row["measure"]}, {"n", row["n"]}};
    take(row, "spearman", line, "Spearman of gain and length", "spearman_");
    rows.push_back(std::move(line));
  }
  return part("Gain of given code against prompt length", {"model", "measure", "Spearman of gain and length", "n"},
              rows, "fewer than four tasks of a model were answered in both arms");
}

Json category_part(const Json& analysis) {
  Json rows = Json::array();
  for (const Json& row : get(analysis, "categories")) {
    Json line{{"category", row["category"]}, {"systems", row["systems"]}, {"shares", {"pass@1", "compile@1"}}};
    take(row, "pass_at_1", line, "pass@1", "pass_at_1_");
    take(row, "compile_at_1", line, "compile@1", "compile_at_1_");
    for (auto [key, name] : {std::pair{"d12", "Δ 1→2"}, std::pair{"d23", "Δ 2→3"}}) {
      take(get(row, key), "mean", line, name, "");
      tell_why(get(row, key), "mean_reason", line, std::string(name) + "_reason");
      if (full_scale(text_of(row, "score")) == 1) line["shares"].push_back(name);
    }
    rows.push_back(std::move(line));
  }
  return over_all(part("By category", {"category", "systems", "pass@1", "compile@1", "Δ 1→2", "Δ 2→3"}, rows,
                       "no cell is finished"),
                  analysis);
}

Json turn_part(const Json& analysis) {
  Json rows = Json::array();
  const Json& deltas = get(analysis, "turn_deltas");
  for (auto [key, name] : {std::pair{"d12", "turn 1 → 2"}, std::pair{"d23", "turn 2 → 3"}}) {
    const Json& delta = get(deltas, key);
    if (!delta.is_object()) continue;
    Json line{{"step", name}, {"score", deltas["score"]}, {"pairs", delta["n"]}, {"shares", {"improved", "declined"}}};
    take(delta, "mean", line, "change", "");
    tell_why(delta, "mean_reason", line, "change_reason");
    for (auto [from, to] :
         {std::pair{"sd", "SD"}, std::pair{"improved", "improved"}, std::pair{"declined", "declined"}}) {
      line[to] = delta[from];
      tell_why(delta, (std::string(from) + "_reason").c_str(), line, std::string(to) + "_reason");
    }
    if (full_scale(text_of(deltas, "score")) == 1) line["shares"].push_back("change"), line["shares"].push_back("SD");
    rows.push_back(std::move(line));
  }
  return over_all(part("From turn to turn", {"step", "score", "change", "SD", "improved", "declined", "pairs"}, rows,
                       "the run has no score"),
                  analysis);
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
    line["shares"] = {"reference first", "severities in order", "right category"};
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
  return over_all(part("On this run's programs: does the score follow pass@1?",
                       {"score", "AUC within a system", "Spearman of programs", "Spearman of models", "programs"}, rows,
                       "needs a score and pass@1"),
                  analysis);
}

/// With one digit of a share in %, else with three; no "-0.0".
std::string number_text(double value, bool is_share) {
  std::string text = is_share ? fmt::format("{:.1f}", 100 * value) : fmt::format("{:.3f}", value);
  return text.starts_with('-') && text.find_first_of("123456789") == std::string::npos ? text.substr(1) : text;
}

}  // namespace

Shown shown(const Json& row, const std::string& column) {
  const Json &value = get(row, column), &ci = get(row, column + "_ci"), &shares = get(row, "shares");
  bool is_share = std::find(shares.begin(), shares.end(), column) != shares.end();
  Shown out{.reason = text_of(row, column + "_reason"), .ci_reason = text_of(row, column + "_ci_reason")};
  if (value.is_string())
    out.value = value.get<std::string>();
  else if (value.is_number_integer() && !is_share)
    out.value = to_text(value);
  else if (value.is_number())
    out.value = column.starts_with("p (") ? p_text(value.get<double>())
                                          : number_text(value.get<double>(), is_share) + (is_share ? " %" : "");
  if (ci.is_array() && ci.size() == 2)
    out.interval = {number_text(ci[0].get<double>(), is_share), number_text(ci[1].get<double>(), is_share)};
  return out;
}

std::string reasons_text(const Json& part) {
  Dashes dashes;
  for (const Json& column : get(part, "columns"))
    for (const Json& row : get(part, "rows")) {
      auto name = column.get<std::string>();
      dashes.look_at_estimate(row, name, name);
    }
  return dashes.text();
}

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
