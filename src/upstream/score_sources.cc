#include "upstream/score_sources.h"

#include <fmt/format.h>

namespace simbench::upstream {
namespace {

std::optional<double> published(const Checkout& checkout, const Answer& answer, size_t mode) {
  auto it = checkout.scores.find(answer.name);
  return it == checkout.scores.end() ? std::nullopt : it->second[mode];
}

Json name_json(const Answer& answer) {
  const auto& [model, system, turn] = answer.name;
  return {{"model", model}, {"system", system}, {"turn", turn}};
}

/// Calls visit(answer, mode number) for every judge text of the checkout.
template <typename Visit>
void for_each_judgement(const Checkout& checkout, const Visit& visit) {
  for (const auto* answers : {&checkout.answers, &checkout.others})
    for (const Answer& answer : *answers)
      for (size_t mode = 0; mode < kJudgeModes.size(); ++mode) visit(answer, mode);
}

}  // namespace

std::string why_excluded(const Answer& answer) {
  if (answer.blank_prompt) return "empty_prompt";
  if (answer.reply && is_client_error(*answer.reply)) return "error_reply";
  return "";
}

CellKey key_of(const Checkout& checkout, const Answer& answer) {
  const auto& [model, system, turn] = answer.name;
  return {checkout.suite_hash, system, turn, Arm::given, model, 0};
}

store::CellRow cell_of(const Checkout& checkout, const Answer& answer) {
  store::CellRow row{.key = key_of(checkout, answer)};
  const SystemName* system = find_system(row.key.system);
  row.system_title = system->title;
  row.category = system->category;
  if (answer.prompt)
    row.request = {{"messages", {{{"role", "user"}, {"content", *answer.prompt}}}}, {"sampling", Json::object()}};
  if (answer.reply) row.completion = Completion{.text = *answer.reply, .served_model = row.key.model};
  if (answer.program) row.program = Program{*answer.program, trim(*answer.program).empty() ? "empty" : "recorded", {}};
  return row;
}

std::vector<Score> judge_scores(const Checkout& checkout, const Answer& answer,
                                const std::array<std::string, 3>& text_hashes) {
  std::vector<Score> scores;
  std::string subject = key_of(checkout, answer).id(), excluded = why_excluded(answer);
  for (size_t mode = 0; mode < kJudgeModes.size(); ++mode) {
    std::string id(kJudgeModes[mode].id);
    Json detail = text_hashes[mode].empty() ? Json::object() : Json{{"text", text_hashes[mode]}};
    Score as_published{SubjectKind::cell, subject, id, "as_published", published(checkout, answer, mode), "", detail};
    if (!as_published.value) as_published.reason = "not_in_LLM.csv";
    const judge::StatedScore& stated = answer.stated[mode];
    Score cleaned{SubjectKind::cell, subject, id, "cleaned", stated.value, stated.value ? "" : stated.reason, detail};
    if (!excluded.empty()) cleaned.value = std::nullopt, cleaned.reason = excluded;
    scores.push_back(std::move(as_published));
    scores.push_back(std::move(cleaned));
  }
  return scores;
}

std::vector<Score> published_similarity(const Checkout& checkout, const Answer& answer) {
  std::vector<Score> scores;
  auto row = checkout.similarity.find(answer.name);
  if (row == checkout.similarity.end()) return scores;
  std::string subject = key_of(checkout, answer).id();
  for (size_t i = 0; i < kSimilarityColumns.size(); ++i) {
    Score score{SubjectKind::cell, subject, std::string(kSimilarityColumns[i].id), "upstream", row->second[i], "",
                Json::object()};
    if (!score.value) score.reason = "empty_in_evaluation_results.csv";
    scores.push_back(std::move(score));
  }
  return scores;
}

std::vector<Score> label_scores(const Checkout& checkout, std::vector<std::string>& unmatched) {
  std::vector<Score> scores;
  std::set<std::string> strangers;
  const Json detail{{"of", 2}, {"turns", {2, 3}}, {"source", "statistics/pass.csv"}};
  for (const auto& [name, counts] : checkout.counts) {
    std::optional<std::string> model = full_model_name(name.first, checkout.models);
    if (!model) {
      strangers.insert(name.first);
      continue;
    }
    std::string subject = *model + "|" + name.second;
    scores.push_back({SubjectKind::model_system, subject, "label_compile", "1", counts.compile, "", detail});
    scores.push_back({SubjectKind::model_system, subject, "label_pass", "1", counts.pass, "", detail});
  }
  unmatched.assign(strangers.begin(), strangers.end());
  return scores;
}

Json judge_disagreements(const Checkout& checkout) {
  Json rows = Json::array();
  for_each_judgement(checkout, [&](const Answer& answer, size_t mode) {
    std::optional<double> table = published(checkout, answer, mode), text = answer.stated[mode].value;
    if (!table || (table == text && answer.stated[mode].reason.empty())) return;
    Json row = name_json(answer);
    row["score"] = kJudgeModes[mode].id;
    row["table"] = *table;
    row["text"] = or_null(text);
    row["reason"] = answer.stated[mode].reason;
    rows.push_back(std::move(row));
  });
  return rows;
}

Json unparsable_texts(const Checkout& checkout) {
  Json rows = Json::array();
  for_each_judgement(checkout, [&](const Answer& answer, size_t mode) {
    if (!answer.judge_texts[mode] || answer.stated[mode].reason.empty()) return;
    Json row = name_json(answer);
    row["score"] = kJudgeModes[mode].id;
    row["value"] = or_null(answer.stated[mode].value);
    row["reason"] = answer.stated[mode].reason;
    rows.push_back(std::move(row));
  });
  return rows;
}

}  // namespace simbench::upstream
