// The table of metrics. To add one: a file, a row here, a test, a page in docs/metrics.
#include <array>

#include "metric/metric.h"
#include "metric/pair.h"

namespace simbench::metric {
namespace {

constexpr std::string_view kCodebleu = "codebleu-0.7.0", kRouge = "rouge-score-0.1.2", kOurs = "1";

constexpr std::array<Metric, 12> kMetrics = {{
    {"codebleu", kCodebleu, "codebleu", 0, 1, codebleu},
    {"ngram_match", kCodebleu, "ngram_match", 0, 1, ngram_match},
    {"weighted_ngram_match", kCodebleu, "weighted_ngram_match", 0, 1, weighted_ngram_match},
    {"syntax_match", kCodebleu, "syntax_match", 0, 1, syntax_match},
    {"dataflow_match", kCodebleu, "dataflow_match", 0, 1, dataflow_match},
    {"codebleu_defined", kOurs, "codebleu", 0, 1, codebleu_defined},
    {"dataflow_defined", kOurs, "dataflow_match", 0, 1, dataflow_defined},
    {"bleu", kCodebleu, "bleu", 0, 1, bleu},
    {"rouge1", kRouge, "rouge1", 0, 1, rouge1},
    {"rouge2", kRouge, "rouge2", 0, 1, rouge2},
    {"rougeL", kRouge, "rougeL", 0, 1, rouge_l},
    {"rougeLsum", kRouge, "rougeLsum", 0, 1, rouge_lsum},
}};

Score score_of(const Metric& metric, Value value) {
  Score score;
  score.id = metric.id;
  score.version = metric.version;
  score.value = value.value;
  score.reason = std::move(value.reason);
  return score;
}

/// What keeps a pair from being measured at all.
std::string problem_with(const Inputs& inputs) {
  if (!inputs.candidate.problem().empty()) return "the candidate " + inputs.candidate.problem();
  if (!inputs.reference.text().problem().empty()) return "the reference " + inputs.reference.text().problem();
  return "";
}

}  // namespace

std::span<const Metric> registry() {
  return kMetrics;
}

std::string_view version_of(std::string_view id) {
  auto row = std::find_if(kMetrics.begin(), kMetrics.end(), [&](const Metric& metric) { return metric.id == id; });
  check(row != kMetrics.end(), fmt::format("no metric is called {}", id));
  return row->version;
}

std::vector<Score> measure_all(const Inputs& inputs) {
  std::vector<Score> scores;
  std::string problem = problem_with(inputs);
  std::optional<Pair> pair;
  if (problem.empty()) pair.emplace(inputs);
  for (const Metric& metric : kMetrics)
    scores.push_back(score_of(metric, pair ? metric.measure(*pair) : Value{std::nullopt, problem}));
  return scores;
}

Json to_json(const std::vector<Score>& scores) {
  Json out = Json::object(), reasons = Json::object();
  for (const Score& score : scores) {
    out[score.id] = or_null(score.value);
    if (!score.value) reasons[score.id] = score.reason;
  }
  out["reasons"] = reasons;
  return out;
}

}  // namespace simbench::metric
