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

/// Members of two objects that differ, by name.
std::vector<std::string> differences(const Json& a, const Json& b) {
  std::vector<std::string> names;
  for (const auto& [name, value] : a.items())
    if (get(b, name) != value) names.push_back(name);
  return names;
}

/// What the kept answer that is nearest to `key` differs in, of those about the same messages; null where there is
/// none.
Json nearest_answer(const fs::path& folder, const Json& key) {
  Json nearest;
  for (const fs::path& file : list_files(folder)) {
    Result<std::string> text = file.extension() == ".json" ? read_file(file) : fail(ErrorCode::not_found, "");
    Result<Json> entry = text ? parse_json(*text, file.string()) : pass_on(text.error());
    if (!entry || get(get(*entry, "key"), "messages") != key["messages"]) continue;
    std::vector<std::string> names = differences(key, get(*entry, "key"));
    if (nearest.is_null() || names.size() < nearest["differs_in"].size())
      nearest = {{"file", file.string()}, {"differs_in", names}};
  }
  return nearest;
}

Json answer_json(const store::CellRow& row, const Json& endpoint, const fs::path& folder) {
  if (row.request.is_null()) return {{"kept", nullptr}, {"kept_reason", "not asked yet: its messages aren't stored"}};
  provider::Request request;
  for (const Json& message : get(row.request, "messages")) {
    std::string role = text_of(message, "role");
    request.messages.push_back({role == "system"      ? Role::system
                                : role == "assistant" ? Role::assistant
                                                      : Role::user,
                                text_of(message, "content")});
  }
  request.task.epoch = row.key.epoch;
  Json key = provider::cache_key(request, row.key.model, endpoint.is_string() ? endpoint.get<std::string>() : "");
  key["sampling"] = get(row.request, "sampling");
  fs::path file = provider::cache_file(folder, key);
  bool kept = fs::exists(file);
  Json answer{{"file", file.string()}, {"kept", kept}, {"nearest", kept ? Json(nullptr) : nearest_answer(folder, key)}};
  answer["key"] = key;
  answer["key"].erase("messages");
  answer["key"]["messages_sha256"] = sha256(to_text(key["messages"]));
  return answer;
}

}  // namespace

Result<Json> explain(const store::Store& store, std::string_view cell, const fs::path& cache) {
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
  if (!cache.empty() && provider::may_cost(row.key.model) && provider::family(row.key.model) != "command")
    out["answer"] = answer_json(row, out["endpoint"], cache);
  if (row.completion) out["served_model"] = row.completion->served_model;
  if (row.completion && !row.completion->adapted.empty()) out["adapted"] = row.completion->adapted;
  return out;
}

}  // namespace simbench::campaign
