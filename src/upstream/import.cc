// A checkout becomes a run: one transaction, so that a broken import leaves an empty run instead of half of one.
#include <fmt/format.h>

#include "upstream/rescore.h"
#include "upstream/score_sources.h"
#include "upstream/upstream.h"

namespace simbench::upstream {
namespace {

Status save_task_notes(const Checkout& checkout, store::Store& store) {
  Json notes = Json::object();
  for (const auto& [name, task] : checkout.tasks) {
    const SystemName* system = find_system(name.first);
    Json note{{"title", system->title}, {"category", to_string(system->category)},
              {"prompt", nullptr},      {"given", nullptr},
              {"reference", nullptr},   {"requirements", Json::array()},
              {"horizon_s", nullptr},   {"task_hash", nullptr},
              {"twin", nullptr}};
    for (auto [key, text] :
         {std::pair("prompt", &task.prompt), std::pair("given", &task.given), std::pair("reference", &task.reference)})
      if (*text) {
        TRY_ASSIGN(note[key], store.put_text(**text));
      }
    notes[fmt::format("{}/{}", name.first, name.second)] = std::move(note);
  }
  return store.put_note("tasks", notes);
}

Status save_cells(const Checkout& checkout, store::Store& store) {
  std::vector<store::CellRow> rows;
  for (const Answer& answer : checkout.answers) rows.push_back(cell_of(checkout, answer));
  TRY(store.plan(rows));
  for (const store::CellRow& row : rows) {
    if (!row.request.is_null()) TRY(store.save_request(row.key, row.request));
    if (row.completion) TRY(store.save_completion(row.key, *row.completion));
    if (row.program) TRY(store.save_program(row.key, *row.program));
  }
  return {};
}

Status save_scores(const Checkout& checkout, store::Store& store, std::vector<std::string>& unmatched) {
  std::vector<Score> scores = label_scores(checkout, unmatched);
  auto add = [&](std::vector<Score> more) { std::move(more.begin(), more.end(), std::back_inserter(scores)); };
  for (const Answer& answer : checkout.answers) {
    std::array<std::string, 3> hashes;
    for (size_t mode = 0; mode < hashes.size(); ++mode)
      if (answer.judge_texts[mode]) {
        TRY_ASSIGN(hashes[mode], store.put_text(*answer.judge_texts[mode]));
      }
    add(judge_scores(checkout, answer, hashes));
    add(published_similarity(checkout, answer));
  }
  return store.save_scores(scores);
}

Json excluded_cells(const Checkout& checkout) {
  Json cells = Json::object();
  for (const Answer& answer : checkout.answers)
    if (std::string reason = why_excluded(answer); !reason.empty()) cells[key_of(checkout, answer).id()] = reason;
  return cells;
}

Json summary_of(const Checkout& checkout, const std::vector<std::string>& unmatched,
                const SimilarityCheck& similarity) {
  size_t texts = 0;
  for (const auto* answers : {&checkout.answers, &checkout.others})
    for (const Answer& answer : *answers)
      for (const auto& text : answer.judge_texts) texts += text.has_value();
  return {{"source", "upstream"},
          {"models", checkout.models},
          {"models_left_out", checkout.left_out},
          {"cells", checkout.answers.size()},
          {"judge_texts", texts},
          {"unparsable_judge_texts", unparsable_texts(checkout)},
          {"judge_disagreements", judge_disagreements(checkout)},
          {"similarity_check", similarity.summary},
          {"similarity_disagreements", similarity.disagreements},
          {"api", kApiOfThePrograms},
          {"excluded_when_cleaned", excluded_cells(checkout)},
          {"labels_without_model", unmatched},
          {"missing", checkout.missing}};
}

Json manifest_of(const Checkout& checkout) {
  return {{"schema", 1},
          {"made_by", fmt::format("simbench {}", SIMBENCH_VERSION)},
          {"created", utc_now()},
          {"source", "upstream"},
          {"suite", {{"name", "upstream"}, {"hash", checkout.suite_hash}}},
          {"models", checkout.models},
          {"arms", {"given"}},
          {"epochs", 1}};
}

}  // namespace

Result<Json> import_checkout(const fs::path& folder, store::Store& store, const ImportOptions& options) {
  TRY_ASSIGN(Checkout checkout, read_checkout(folder, options.models, options.threads));
  TRY_ASSIGN(std::vector<Score> ours, our_scores(checkout, options.threads));
  SimilarityCheck similarity = check_similarity(checkout, ours);
  Json summary;
  auto save_all = [&]() -> Status {
    std::vector<std::string> unmatched;
    TRY(save_task_notes(checkout, store));
    TRY(save_cells(checkout, store));
    TRY(save_scores(checkout, store, unmatched));
    TRY(store.save_scores(ours));
    summary = summary_of(checkout, unmatched, similarity);
    return store.put_note("import", summary);
  };
  TRY(store.together(save_all));
  TRY(store.set_manifest(manifest_of(checkout)));
  return summary;
}

}  // namespace simbench::upstream
