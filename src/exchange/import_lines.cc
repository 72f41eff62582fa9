#include "exchange/exchange.h"
#include "exchange/lines.h"

namespace simbench::exchange {
namespace {

constexpr int64_t kMostEpochs = 1'000'000;

tl::unexpected<Error> not_ours(const std::string& what, const std::string& where) {
  return fail(ErrorCode::invalid_input, what + "; name a folder that `simbench export --format jsonl` wrote", where);
}

Program program_of(const Json& json) {
  Program program{text_of(json, "code"), text_of(json, "reason"), {}, {}};
  for (const Json& block : get(json, "blocks"))
    program.blocks.push_back(block.is_string() ? block.get<std::string>() : "");
  for (const Json& note : get(json, "notes")) program.notes.push_back(note.is_string() ? note.get<std::string>() : "");
  return program;
}

Result<Judgement> judgement_of(const Json& json, const std::string& where) {
  auto verdict = verdict_from(text_of(json, "verdict"));
  auto cell_class = cell_class_from(text_of(json, "class"));
  if (!verdict || !cell_class) return not_ours("verdict or class isn't one of ours", where);
  Judgement judgement{*verdict, *cell_class, text_of(json, "reason"), {}, get(json, "comparison")};
  for (const Json& item : get(json, "requirements"))
    judgement.requirements.push_back(RequirementResult::from_json(item));
  return judgement;
}

/// Fills the parts of a cell or of a try that the line holds.
template <typename Row>
Status take_parts(const Json& parts, const std::string& where, Row& row) {
  row.request = get(parts, "request");
  if (const Json& json = get(parts, "completion"); json.is_object()) {
    row.completion = Completion::from_json(json);
    row.completion->text = text_of(json, "text");
  }
  if (const Json& json = get(parts, "program"); json.is_object()) row.program = program_of(json);
  if (const Json& json = get(parts, "outcome"); json.is_object()) {
    row.outcome = Outcome::from_json(json);
    row.outcome->trace.clear();  // traces aren't exported
  }
  if (const Json& json = get(parts, "judgement"); json.is_object()) {
    TRY_ASSIGN(row.judgement, judgement_of(json, where));
  }
  return {};
}

Result<store::CellRow> cell_of(const Json& line, const std::string& where) {
  auto arm = arm_from(text_of(line, "arm"));
  auto category = category_from(text_of(line, "category"));
  const Json &turn = get(line, "turn"), &epoch = get(line, "epoch");
  bool whole = turn.is_number_integer() && epoch.is_number_integer();
  if (!arm || !category || !whole || text_of(line, "system").empty() || text_of(line, "model").empty())
    return not_ours("a cell needs suite, system, category, turn, arm, model and epoch", where);
  if (turn < 1 || turn > 3 || epoch < 0 || epoch > kMostEpochs)
    return not_ours(fmt::format("there is no turn {} with epoch {}", to_text(turn), to_text(epoch)), where);
  store::CellRow row;
  row.key = {text_of(line, "suite"), text_of(line, "system"), turn.get<int>(), *arm,
             text_of(line, "model"), epoch.get<int>()};
  if (row.key.id() != text_of(line, "cell"))
    return not_ours(fmt::format("cell '{}' isn't the hash of its key", text_of(line, "cell")), where);
  row.system_title = get_string(line, "title").value_or(row.key.system);
  row.category = *category;
  TRY(take_parts(get(line, "parts"), where, row));
  if (!row.judgement && line.contains("verdict")) {
    TRY_ASSIGN(row.judgement, judgement_of(line, where));
  }
  return row;
}

/// What is wrong with a score as it is written; "" if nothing is.
std::string score_fault(const Json& json) {
  if (!json.is_object() || text_of(json, "id").empty()) return "scores: each is an object with an id";
  if (!get_string(json, "version")) return fmt::format("score {} has no version", text_of(json, "id"));
  const Json& value = get(json, "value");
  if (!json.contains("value") || !(value.is_null() || value.is_number()))
    return fmt::format("score {} has no value that is a number or null", text_of(json, "id"));
  for (const char* key : {"reason", "subject"})
    if (json.contains(key) && !json[key].is_string())
      return fmt::format("score {} has a {} that is no text", text_of(json, "id"), key);
  return "";
}

/// errors: invalid_input for what isn't a list of scores
Status check_scores(const Json& scores, const std::string& where) {
  if (scores.is_null()) return {};
  if (!scores.is_array()) return not_ours("scores isn't a list", where);
  for (const Json& score : scores)
    if (std::string fault = score_fault(score); !fault.empty()) return not_ours(fault, where);
  return {};
}

Score score_of(const Json& json) {
  Score score{.id = text_of(json, "id"),
              .version = text_of(json, "version"),
              .value = get_number(json, "value"),
              .reason = text_of(json, "reason"),
              .detail = json.contains("detail") ? json["detail"] : Json::object()};
  for (SubjectKind kind : {SubjectKind::cell, SubjectKind::model_system, SubjectKind::model})
    if (to_string(kind) == text_of(json, "subject_kind")) score.subject_kind = kind;
  score.subject = text_of(json, "subject");
  return score;
}

Status save_parts(const store::CellRow& row, store::Store& store) {
  if (!row.request.is_null()) TRY(store.save_request(row.key, row.request));
  if (row.completion) TRY(store.save_completion(row.key, *row.completion));
  if (row.program) TRY(store.save_program(row.key, *row.program));
  if (row.judgement) TRY(store.save_outcome(row.key, row.outcome, *row.judgement));
  return {};
}

Status import_cell(const Json& line, const std::string& where, store::Store& store, ImportedLines& sums) {
  TRY_ASSIGN(store::CellRow row, cell_of(line, where));
  TRY(store.plan({row}));
  TRY(save_parts(row, store));
  for (const Json& json : get(line, "steps")) {
    store::StepRow step{.number = static_cast<int>(get_number(json, "number").value_or(1))};
    TRY(take_parts(json, where, step));
    TRY(store.save_step(row.key, step));
  }
  std::vector<Score> scores;
  TRY(check_scores(get(line, "scores"), where));
  for (const Json& json : get(line, "scores")) {
    scores.push_back(score_of(json));
    scores.back().subject_kind = SubjectKind::cell, scores.back().subject = row.key.id();
  }
  ++sums.cells, sums.scores += scores.size();
  return store.save_scores(scores);
}

Status import_run(const Json& run, const std::string& where, store::Store& store, ImportedLines& sums) {
  TRY(check_scores(get(run, "scores"), where));
  for (const auto& [hash, text] : get(run, "texts").items())
    if (text.is_string()) TRY(store.put_text(text.get<std::string>()));
  for (const auto& [name, value] : get(run, "notes").items())
    if (name != "references") TRY(store.put_note(name, value));  // they name traces, which aren't exported
  std::vector<Score> scores;
  for (const Json& json : get(run, "scores")) scores.push_back(score_of(json));
  sums.scores += scores.size();
  return store.save_scores(scores);
}

}  // namespace

Result<ImportedLines> import_lines(const fs::path& folder, store::Store& store) {
  std::string cells_name = (folder / kCellsFile).string(), run_name = (folder / kRunFile).string();
  if (!fs::exists(run_name)) return not_ours("has no run.json", folder.string());
  TRY_ASSIGN(std::string run_text, read_file(run_name));
  TRY_ASSIGN(Json run, parse_json(run_text, run_name));
  if (get_number(run, "format") != kLinesFormat)
    return not_ours("isn't of a format that this simbench knows", run_name);
  const Json& manifest = get(run, "manifest");
  if (!manifest.is_null() && !manifest.is_object()) return not_ours("has a manifest that is no object", run_name);
  constexpr size_t kLargest = size_t{1} << 36;
  TRY_ASSIGN(std::string cells, read_file(cells_name, kLargest));
  ImportedLines sums{.whole = get_bool(run, "whole").value_or(false)};
  Status imported = store.together([&]() -> Status {
    TRY(import_run(run, run_name, store, sums));
    size_t number = 0;
    std::map<std::string, std::pair<size_t, std::string_view>> seen;  // cell → its line
    for (std::string_view line : split_lines(cells)) {
      std::string where = fmt::format("{}:{}", cells_name, ++number);
      if (trim(line).empty()) continue;
      TRY_ASSIGN(Json json, parse_json(line, where));
      if (!json.is_object()) return not_ours("isn't a cell", where);
      auto [first, is_new] = seen.try_emplace(text_of(json, "cell"), number, line);
      if (!is_new && first->second.second == line) continue;
      if (!is_new)
        return fail(ErrorCode::invalid_input,
                    fmt::format("the cell of line {} again, with something else in it: keep the right one of the two",
                                first->second.first),
                    where);
      TRY(import_cell(json, where, store, sums));
    }
    if (sums.cells == 0)
      return not_ours("holds no cell", fmt::format("{}:{}", cells_name, std::max<size_t>(1, number)));
    auto told = get_number(run, "cells");  // earlier exports didn't say
    if (told && *told != static_cast<double>(sums.cells))
      return fail(ErrorCode::invalid_input,
                  fmt::format("holds {}, but run.json beside it is of {:.0f}: the copy isn't whole, or the two aren't "
                              "of one export; copy both again",
                              counted(sums.cells, "cell"), *told),
                  cells_name);
    return {};
  });
  TRY(imported);
  if (!manifest.is_null()) TRY(store.set_manifest(manifest));
  return sums;
}

}  // namespace simbench::exchange
