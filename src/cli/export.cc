// simbench export
#include "analysis/analysis.h"
#include "cli/run_functions.h"

namespace simbench::cli {
namespace {

Status write_tables(const Json& result, const fs::path& folder, bool latex) {
  TRY(make_directories(folder));
  for (const analysis::Table& table : analysis::flat_tables(result)) {
    std::string text = latex ? analysis::to_latex(table) : analysis::to_csv(table);
    if (!text.empty()) TRY(write_file(folder / (table.name + (latex ? ".tex" : ".csv")), text));
  }
  return {};
}

/// One line a cell: key, outcome and scores, without texts.
Result<std::string> cell_lines(const store::Store& store) {
  TRY_ASSIGN(std::vector<store::CellRow> cells, store.cells());
  TRY_ASSIGN(std::vector<Score> scores, store.scores());
  std::map<std::string, Json> by_cell;
  for (const Score& score : scores)
    if (score.subject_kind == SubjectKind::cell)
      by_cell[score.subject].push_back(
          {{"id", score.id}, {"version", score.version}, {"value", or_null(score.value)}, {"reason", score.reason}});
  store::Instances instances(store.manifest());
  std::string lines;
  for (const store::CellRow& cell : cells) {
    const CellKey& key = cell.key;
    Json line{{"cell", key.id()},
              {"suite", key.suite},
              {"system", key.system},
              {"category", to_string(cell.category)},
              {"turn", key.turn},
              {"arm", to_string(key.arm)},
              {"model", key.model},
              {"epoch", key.epoch},
              {"instance", or_null(instances.of(key))},
              {"scores", by_cell[key.id()]}};
    if (cell.judgement)
      line.update({{"verdict", to_string(cell.judgement->verdict)},
                   {"class", to_string(cell.judgement->cell_class)},
                   {"reason", cell.judgement->reason}});
    lines += to_text(line) + "\n";
  }
  return lines;
}

}  // namespace

Result<int> run_export(const Arguments& arguments) {
  std::string format = arguments.text("format");
  if (format != "csv" && format != "latex" && format != "jsonl") return usage_error("--format is csv, latex or jsonl");
  fs::path out = arguments.text("out");
  if (out.empty()) return usage_error("say with --out where the files go");
  TRY_ASSIGN(auto store, store::Store::open_read_only(arguments.positional.at(0)));
  if (format == "jsonl") {
    TRY_ASSIGN(std::string lines, cell_lines(*store));
    TRY(make_directories(out));
    TRY(write_file(out / "cells.jsonl", lines));
    return kOk;
  }
  analysis::Options options;
  options.seed = static_cast<uint64_t>(arguments.integer("seed").value_or(1));
  options.bootstrap = static_cast<int>(arguments.integer("bootstrap").value_or(2000));
  options.reading = arguments.text("reading");
  TRY_ASSIGN(Json result, analysis::analyze(*store, options));
  TRY(write_tables(result, out, format == "latex"));
  return kOk;
}

}  // namespace simbench::cli
