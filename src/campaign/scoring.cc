#include "campaign/scoring.h"

#include <fmt/format.h>

#include "api_index/api_index.h"
#include "conformance/conformance.h"
#include "metric/metric.h"

namespace simbench::campaign {
namespace {

std::string first_version(const suite::Suite&) {
  return "1";
}

double weight_of(const suite::Turn& turn, const std::string& id) {
  for (const suite::Requirement& r : turn.requirements)
    if (r.id == id) return r.weight;
  return 1;
}

/// The share of requirement weight that is met, of what could be decided.
std::vector<Score> fidelity(const Subject& subject) {
  const Judgement& judgement = subject.judgement;
  Score score{.id = "fidelity", .version = "1"};
  double met = 0, decided = 0, open = 0;
  for (const RequirementResult& result : judgement.requirements) {
    double weight = weight_of(subject.turn, result.id);
    (result.met ? decided : open) += weight;
    if (result.met.value_or(false)) met += weight;
  }
  score.detail = {{"met", met}, {"decided", decided}, {"undecided", open}};
  if (decided == 0)
    score.reason = judgement.reason.empty() ? "nothing could be decided" : judgement.reason;
  else
    score.value = met / decided;
  return {score};
}

/// How well the motion agrees with the reference's, where the turn compares the two.
std::vector<Score> agreement(const Subject& subject) {
  Score score{.id = "agreement", .version = "1", .detail = subject.judgement.comparison};
  score.value = get_number(subject.judgement.comparison, "total");
  bool compares = subject.turn.comparison.mode != "none";
  if (!score.value)
    score.reason = !compares                                       ? "the turn compares no motion"
                   : subject.judgement.verdict < Verdict::physical ? "not_physical: " + subject.judgement.reason
                   : subject.judgement.comparison.is_object()      ? "undefined"
                                                                   : "the reference left no motion to compare with";
  if (score.detail.is_null()) score.detail = Json::object();
  return {score};
}

/// The API index of the suite's release, null when none ships for it.
api_index::IndexPointer index_of(const suite::Suite& suite) {
  auto index = api_index::load_index_for(suite.simulator, suite.requires_version);
  return index ? *index : nullptr;
}

/// "" where no index fits: then nothing is scored.
std::string conformance_version(const suite::Suite& suite) {
  return index_of(suite) ? conformance::checker_version() : "";
}

/// Whether the program fits the simulator's API, and how near its calls are to the reference's: runs, s_doc, s_hard,
/// s_edit.
std::vector<Score> api_conformance(const Subject& subject) {
  std::string version = conformance_version(subject.suite);
  if (!subject.program.found()) return {{.id = "runs", .version = version, .reason = "no program"}};
  std::optional<std::string_view> given;
  if (subject.turn.given) given = subject.turn.given->code;
  auto scores = conformance::score(*index_of(subject.suite), subject.program.code, subject.turn.reference.code, given);
  for (Score& score : scores) score.version = version;
  return scores;
}

/// Likeness of the program to the reference, as text and as a tree. Beside each number stands what a copy of the given
/// code would have: a high likeness alone says little about an edit.
std::string codebleu_version(const suite::Suite&) {
  return std::string(metric::version_of("codebleu"));
}

std::vector<Score> similarity(const Subject& subject) {
  if (!subject.program.found())
    return {{.id = "codebleu", .version = codebleu_version(subject.suite), .reason = "no program"}};
  metric::Text candidate(subject.program.code);
  metric::Reference reference(subject.turn.reference.code);
  std::vector<Score> scores = metric::measure_all({candidate, reference});
  if (!subject.turn.given) return scores;
  std::vector<Score> copied = metric::measure_all({metric::Text(subject.turn.given->code), reference});
  for (size_t i = 0; i < scores.size(); ++i)
    if (copied[i].value) scores[i].detail = {{"given_code", *copied[i].value}};
  return scores;
}

constexpr Scorer kScorers[] = {
    {"fidelity", first_version, fidelity},
    {"agreement", first_version, agreement},
    {"runs", conformance_version, api_conformance},
    {"codebleu", codebleu_version, similarity},
};

}  // namespace

std::span<const Scorer> scorers() {
  return kScorers;
}

provider::Drift drift_for(const suite::Suite& suite) {
  api_index::IndexPointer index = index_of(suite);
  if (!index || !conformance::drift(*index, "")) return {};
  return [index](std::string_view, std::string_view code) { return *conformance::drift(*index, code); };
}

std::vector<Score> missing_scores(const Subject& subject,
                                  const std::function<bool(std::string_view, std::string_view)>& has) {
  std::vector<Score> all;
  for (const Scorer& scorer : scorers()) {
    std::string version = scorer.version(subject.suite);
    if (version.empty() || has(scorer.id, version)) continue;
    for (Score& score : scorer.score(subject)) {
      score.subject_kind = SubjectKind::cell;
      score.subject = subject.key.id();
      all.push_back(std::move(score));
    }
  }
  return all;
}

}  // namespace simbench::campaign
