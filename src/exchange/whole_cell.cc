#include "exchange/whole_cell.h"

#include <ctime>

namespace simbench::exchange {

Status each_whole(const store::Store& store, const std::function<Status(const WholeCell&)>& look) {
  store::Instances instances(store.manifest());
  return store.each_cell(store::Texts::whole, [&](store::CellRow row) -> Status {
    WholeCell cell{.row = std::move(row)};
    cell.instance = instances.of(cell.row.key), cell.task = instances.task(cell.row.key);
    TRY_ASSIGN(cell.steps, store.steps(cell.row.key));
    TRY_ASSIGN(cell.scores, store.scores_of(cell.row.key));
    return look(cell);
  });
}

std::optional<double> passed(const store::CellRow& row) {
  if (!why_unscored(row).empty()) return std::nullopt;
  return row.judgement->cell_class == CellClass::pass ? 1 : 0;
}

std::optional<double> compiled(const store::CellRow& row) {
  bool on_ladder = row.judgement && (why_unscored(row).empty() || row.judgement->reason.starts_with("no_requirements"));
  if (!on_ladder) return std::nullopt;
  return row.judgement->verdict >= Verdict::finishes ? 1 : 0;
}

std::string why_unscored(const store::CellRow& row) {
  if (!row.judgement) return "pending";
  const Judgement& judgement = *row.judgement;
  if (judgement.cell_class == CellClass::pass || judgement.cell_class == CellClass::model_fail) return "";
  return judgement.reason.empty() ? std::string(to_string(judgement.cell_class)) : judgement.reason;
}

std::string story(const store::CellRow& row) {
  if (!row.judgement) return "pending";
  const Judgement& judgement = *row.judgement;
  std::string text = fmt::format("{} ({})", to_string(judgement.verdict), to_string(judgement.cell_class));
  if (!judgement.reason.empty()) text += ": " + judgement.reason;
  if (row.outcome && row.outcome->error) {
    const ScriptError& error = *row.outcome->error;
    text += fmt::format("\nline {}: {}: {}", error.line, error.type, error.message);
  }
  for (const RequirementResult& result : judgement.requirements)
    if (result.met != true)
      text += fmt::format("\n{} {}: {}", result.met ? "not met:" : "not decided:", result.id, result.reason);
  return text;
}

std::string score_name(const WholeCell& cell, const Score& score) {
  size_t versions = 0;
  for (const Score& other : cell.scores) versions += other.id == score.id;
  return versions > 1 ? score.id + "@" + score.version : score.id;
}

std::string sample_id(const WholeCell& cell) {
  const CellKey& key = cell.row.key;
  return fmt::format("{}/{}{}", key.system, key.turn, cell.instance ? fmt::format("@{}", *cell.instance) : "");
}

std::string file_name(std::string_view text) {
  std::string name;
  for (char c : text) name += is_name_char(c) || c == '-' || c == '.' ? c : '-';
  return name;
}

int64_t time_s(const store::Store& store) {
  std::tm parts{};
  std::string created = text_of(store.manifest(), "created");
  const char* end = ::strptime(created.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return end && *end == '\0' ? int64_t{::timegm(&parts)} : 0;
}

std::string time_text(const store::Store& store) {
  std::time_t seconds = time_s(store);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[40] = "";
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S+00:00", &parts);
  return text;
}

}  // namespace simbench::exchange
