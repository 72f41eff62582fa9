#include <fmt/format.h>

#include "campaign/run.h"

namespace simbench::campaign {
namespace {

bool matches(const store::CellRow& row, std::string_view cell) {
  return row.key.id() == cell || glob_match(cell, row.key.text()) ||
         glob_match(std::string(cell) + " *", row.key.text());
}

const char* next_stage(const store::CellRow& row, size_t steps) {
  if (row.judgement && row.judgement->cell_class == CellClass::infra_fail)
    return "run the program again: it failed on our side";
  if (row.judgement) return "nothing: the cell is complete";
  if (row.program) return "run the program";
  if (row.completion) return "take the program from the reply";
  return steps > 0 ? "go on after the last step" : "ask the model";
}

Json key_json(const CellKey& key, const Json& manifest) {
  return {{"suite", key.suite},
          {"system", key.system},
          {"turn", key.turn},
          {"arm", to_string(key.arm)},
          {"model", key.model},
          {"epoch", key.epoch},
          {"instance", or_null(store::Instances(manifest).of(key))}};
}

}  // namespace

Result<Json> explain(const store::Store& store, std::string_view cell) {
  TRY_ASSIGN(std::vector<store::CellRow> rows, store.cells());
  std::erase_if(rows, [&](const store::CellRow& row) { return !matches(row, cell); });
  if (rows.empty())
    return fail(
        ErrorCode::not_found,
        fmt::format(
            "no cell is called '{}'; name it by its id, or as in \"pendulum/2 given control/echo #0\" (globs work)",
            cell),
        store.folder().string());
  if (rows.size() > 1) {
    std::string first;
    for (size_t i = 0; i < std::min<size_t>(3, rows.size()); ++i) first += fmt::format("\n  {}", rows[i].key.text());
    return fail(ErrorCode::invalid_input, fmt::format("'{}' names {} cells; say more:{}{}", cell, rows.size(), first,
                                                      rows.size() > 3 ? "\n  …" : ""));
  }
  const store::CellRow& row = rows.front();
  TRY_ASSIGN(std::vector<store::StepRow> steps, store.steps(row.key));
  Json manifest = store.manifest();
  Json out{{"id", row.key.id()},
           {"key", key_json(row.key, store.manifest())},
           {"next", next_stage(row, steps.size())},
           {"earlier_tries", steps.size()}};
  out["request_sha256"] = row.request.is_null() ? Json(nullptr) : Json(sha256(to_text(row.request)));
  out["sampling"] = row.request.is_null() ? get(manifest, "sampling") : get(row.request, "sampling");
  out["source"] = row.request.is_null() ? Json(nullptr) : get(row.request, "source");
  out["endpoint"] = get(get(manifest, "endpoints"), row.key.model);
  out["stored"] = {{"request", !row.request.is_null()},
                   {"completion", row.completion.has_value()},
                   {"program", row.program.has_value()},
                   {"outcome", row.outcome.has_value()},
                   {"judgement", row.judgement.has_value()}};
  if (row.completion) out["served_model"] = row.completion->served_model;
  if (row.completion && !row.completion->adapted.empty()) out["adapted"] = row.completion->adapted;
  return out;
}

}  // namespace simbench::campaign
