#include "upstream/rescore.h"

#include <fmt/format.h>

#include "api_index/api_index.h"
#include "conformance/conformance.h"
#include "metric/metric.h"
#include "upstream/score_sources.h"

namespace simbench::upstream {
namespace {

constexpr double kRounding = 1e-9;  ///< the table has 16 digits; sums in another order differ in the last ones

/// What the answers to one task are compared with, made once.
struct Yardstick {
  const Task* task = nullptr;
  std::unique_ptr<metric::Reference> reference;  ///< without comments; null where the file is missing
};
using Yardsticks = std::map<std::pair<std::string, int>, Yardstick>;

Yardsticks yardsticks_of(const Checkout& checkout, size_t threads) {
  Yardsticks yardsticks;
  std::vector<Yardstick*> places;
  for (const auto& [name, task] : checkout.tasks) {
    Yardstick& yardstick = yardsticks[name];
    yardstick.task = &task;
    if (task.cleaned_reference) places.push_back(&yardstick);
  }
  parallel_for(places.size(), threads, [&](size_t i) {
    places[i]->reference = std::make_unique<metric::Reference>(*places[i]->task->cleaned_reference);
  });
  return yardsticks;
}

std::vector<Score> similarity(const Answer& answer, const Yardstick& yardstick) {
  std::string problem = !answer.cleaned_program ? "missing_program" : !yardstick.reference ? "missing_reference" : "";
  if (!problem.empty())
    return {{.id = "codebleu", .version = std::string(metric::version_of("codebleu")), .reason = problem}};
  metric::Text candidate(*answer.cleaned_program);
  return metric::measure_all({candidate, *yardstick.reference});
}

std::vector<Score> conformance_scores(const Answer& answer, const Task& task, const api_index::Index& index) {
  std::string version = fmt::format("1 {}", kApiOfThePrograms);
  if (!answer.program || trim(*answer.program).empty())
    return {{.id = "runs", .version = version, .reason = "missing_program"}};
  std::optional<std::string_view> reference, given;
  if (task.reference) reference = *task.reference;
  if (task.given) given = *task.given;
  std::vector<Score> scores = conformance::score(index, *answer.program, reference, given);
  for (Score& score : scores) score.version = version;
  return scores;
}

}  // namespace

Result<std::vector<Score>> our_scores(const Checkout& checkout, size_t threads) {
  TRY_ASSIGN(api_index::IndexPointer index, api_index::load_index(std::string(kApiOfThePrograms)));
  Yardsticks yardsticks = yardsticks_of(checkout, threads);
  std::vector<std::vector<Score>> parts(checkout.answers.size());
  parallel_for(parts.size(), threads, [&](size_t i) {
    const Answer& answer = checkout.answers[i];
    const Yardstick& yardstick = yardsticks.at({std::get<1>(answer.name), std::get<2>(answer.name)});
    parts[i] = similarity(answer, yardstick);
    for (Score& score : conformance_scores(answer, *yardstick.task, *index)) parts[i].push_back(std::move(score));
    for (Score& score : parts[i]) score.subject = key_of(checkout, answer).id();
  });
  std::vector<Score> all;
  for (auto& part : parts) std::move(part.begin(), part.end(), std::back_inserter(all));
  return all;
}

SimilarityCheck check_similarity(const Checkout& checkout, const std::vector<Score>& ours) {
  std::map<std::pair<std::string, std::string>, std::optional<double>> value_of;  // (cell, score)
  for (const Score& score : ours) value_of[{score.subject, score.id}] = score.value;
  SimilarityCheck result{Json::array(), Json::array()};
  for (size_t column = 0; column < kSimilarityColumns.size(); ++column) {
    std::string id(kSimilarityColumns[column].id);
    size_t compared = 0, equal = 0;
    double largest = 0;
    for (const Answer& answer : checkout.answers) {
      auto row = checkout.similarity.find(answer.name);
      if (row == checkout.similarity.end() || !row->second[column]) continue;
      double table = *row->second[column];
      std::optional<double> our = value_of[{key_of(checkout, answer).id(), id}];
      ++compared;
      if (our) largest = std::max(largest, std::abs(*our - table));
      if (our && std::abs(*our - table) <= kRounding) {
        ++equal;
        continue;
      }
      const auto& [model, system, turn] = answer.name;
      result.disagreements.push_back({{"model", model},
                                      {"system", system},
                                      {"turn", turn},
                                      {"score", id},
                                      {"table", table},
                                      {"ours", or_null(our)}});
    }
    Json line{{"score", id}, {"compared", compared}, {"equal", equal}, {"largest_difference", nullptr}};
    if (compared > 0) line["largest_difference"] = largest;
    result.summary.push_back(std::move(line));
  }
  return result;
}

}  // namespace simbench::upstream
