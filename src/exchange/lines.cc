// A run as JSON lines: one file for the cells, one for the run. Whole, they hold all but the traces.
#include "exchange/lines.h"

#include "exchange/formats.h"
#include "exchange/whole_cell.h"

namespace simbench::exchange {
namespace {

Json program_json(const Program& program) {
  return {{"code", program.code}, {"reason", program.reason}, {"blocks", program.blocks}, {"notes", program.notes}};
}

/// The five parts of a cell or of a try.
template <typename Row>
Json parts_json(const Row& row) {
  Json parts{{"request", row.request}};
  if (row.completion) {
    parts["completion"] = row.completion->to_json();
    parts["completion"]["text"] = row.completion->text;
  }
  if (row.program) parts["program"] = program_json(*row.program);
  if (row.outcome) parts["outcome"] = row.outcome->to_json();
  if (row.judgement) parts["judgement"] = store::judgement_to_json(*row.judgement);
  return parts;
}

Json score_json(const Score& score, bool whole) {
  Json json{{"id", score.id}, {"version", score.version}, {"value", or_null(score.value)}, {"reason", score.reason}};
  if (whole) json["detail"] = score.detail;
  return json;
}

Json line_of(const WholeCell& cell, bool whole) {
  const CellKey& key = cell.row.key;
  Json scores = Json::array();
  for (const Score& score : cell.scores) scores.push_back(score_json(score, whole));
  Json line{{"cell", key.id()},
            {"suite", key.suite},
            {"system", key.system},
            {"title", cell.row.system_title},
            {"category", to_string(cell.row.category)},
            {"turn", key.turn},
            {"arm", to_string(key.arm)},
            {"model", key.model},
            {"epoch", key.epoch},
            {"instance", or_null(cell.instance)},
            {"scores", std::move(scores)}};
  if (cell.row.judgement)
    line.update({{"verdict", to_string(cell.row.judgement->verdict)},
                 {"class", to_string(cell.row.judgement->cell_class)},
                 {"reason", cell.row.judgement->reason}});
  if (!whole) return line;
  line["parts"] = parts_json(cell.row);
  line["steps"] = Json::array();
  for (const store::StepRow& step : cell.steps) {
    Json parts = parts_json(step);
    parts["number"] = step.number;
    line["steps"].push_back(std::move(parts));
  }
  return line;
}

/// Hashes anywhere in a value that may be those of texts.
void collect_hashes(const Json& value, std::set<std::string>& hashes) {
  if (value.is_structured())
    for (const Json& inner : value) collect_hashes(inner, hashes);
  else if (value.is_string() && value.get_ref<const std::string&>().size() == 64)
    hashes.insert(value.get<std::string>());
}

/// What the notes and the details of scores say only by hash. All texts of ours are UTF-8.
Json texts_named(const store::Store& store, const std::set<std::string>& hashes) {
  Json texts = Json::object();
  for (const std::string& hash : hashes)
    if (Result<std::string> text = store.get_text(hash); text && is_utf8(*text)) texts[hash] = *text;
  return texts;
}

}  // namespace

Status write_lines(const store::Store& store, const fs::path& folder, const ExportOptions& options) {
  std::set<std::string> hashes;
  TRY(make_directories(folder));
  size_t cells = 0;
  TRY_ASSIGN(FileWriter file, FileWriter::open(folder / kCellsFile));
  TRY(each_whole(store, [&](const WholeCell& cell) -> Status {
    if (options.whole)
      for (const Score& score : cell.scores) collect_hashes(score.detail, hashes);
    ++cells;
    return file.append(to_text(line_of(cell, options.whole)) + "\n");
  }));
  TRY(file.finish());
  Json run{{"format", kLinesFormat}, {"manifest", store.manifest()}, {"whole", options.whole}, {"cells", cells}};
  TRY_ASSIGN(auto notes, store.notes(""));
  run["notes"] = notes;
  run["scores"] = Json::array();  // of models and systems; those of cells stand with them
  TRY_ASSIGN(std::vector<Score> scores, store.scores_beyond_cells());
  for (const Score& score : scores) {
    Json json = score_json(score, true);
    json.update({{"subject_kind", to_string(score.subject_kind)}, {"subject", score.subject}});
    run["scores"].push_back(std::move(json));
  }
  collect_hashes(run["notes"], hashes);
  run["texts"] = texts_named(store, hashes);
  return write_file(folder / kRunFile, to_pretty_text(run));
}

}  // namespace simbench::exchange
