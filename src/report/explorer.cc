#include "report/explorer.h"

#include "report/figures.h"
#include "report/motions.h"

namespace simbench::report {
namespace {

/// Number of the blob with the text of that hash, null if the store doesn't have it.
Json text_blob(const store::Store& store, const Json& hash, Blobs& blobs) {
  if (!hash.is_string()) return nullptr;
  auto text = store.get_text(hash.get<std::string>());
  return text ? Json(blobs.add(*text)) : Json(nullptr);
}

Json tasks_json(const store::Store& store, Blobs& blobs) {
  Json out = Json::object();
  auto note = store.get_note("tasks");
  if (!note || !note->is_object()) return out;
  for (const auto& [name, task] : note->items()) {
    Json entry = task;
    for (const char* key : {"prompt", "given", "reference"}) entry[key] = text_blob(store, get(task, key), blobs);
    out[name] = entry;
  }
  return out;
}

/// Of a judge's votes the page shows who gave what and why not; what they deducted is shown of the one that the score
/// stands for.
Json page_detail(Json detail) {
  if (!detail.contains("votes")) return detail;
  Json votes = Json::array();
  for (const Json& vote : detail["votes"]) {
    Json kept = Json::object();
    for (const char* key : {"judge", "repeat", "value", "reason", "rung", "stated"}) kept[key] = get(vote, key);
    votes.push_back(std::move(kept));
  }
  detail["votes"] = std::move(votes);
  for (const char* key : {"judges", "shown"}) detail.erase(key);
  return detail;
}

Json scores_json(const Input& input, const CellKey& key) {
  Json out = Json::array();
  auto it = input.scores_of.find(key.id());
  if (it == input.scores_of.end()) return out;
  for (const Score& s : it->second)
    out.push_back({{"id", s.id},
                   {"version", s.version},
                   {"value", or_null(s.value)},
                   {"of", full_scale(s.id)},
                   {"reason", s.reason},
                   {"detail", page_detail(s.detail)}});
  return out;
}

/// [{role, text}]: every message that the model was sent, in order.
Json conversation_json(const Json& request, Blobs& blobs) {
  Json messages = Json::array();
  for (const Json& message : get(request, "messages"))
    messages.push_back({{"role", get_string(message, "role").value_or("")},
                        {"text", blobs.add(get_string(message, "content").value_or(""))}});
  return messages;
}

/// The tries before the last one: sub-steps, or the first try of arm repair.
Json tries_json(const std::vector<store::StepRow>& steps, Blobs& blobs) {
  Json tries = Json::array();
  for (const store::StepRow& step : steps) {
    Json one{{"number", step.number}, {"conversation", conversation_json(step.request, blobs)}};
    if (step.completion) one["reply"] = blobs.add(step.completion->text);
    if (step.program && step.program->found()) one["program"] = blobs.add(step.program->code);
    if (step.judgement) one["verdict"] = to_string(step.judgement->verdict), one["reason"] = step.judgement->reason;
    if (step.outcome && step.outcome->error)
      one["error"] = step.outcome->error->type + ": " + step.outcome->error->message;
    tries.push_back(std::move(one));
  }
  return tries;
}

/// What the program is a change of where that is the model's own: {name, program}; null where the given code is.
Json base_json(const store::Store& store, const store::CellRow& cell, const Json& tries, Blobs& blobs) {
  if (!tries.empty()) return {{"name", fmt::format("Try {}", tries.size())}, {"program", get(tries.back(), "program")}};
  if (cell.key.arm != Arm::dialogue || cell.key.turn == 1) return nullptr;
  CellKey before = cell.key;
  --before.turn;
  Result<std::optional<store::CellRow>> earlier = store.cell(before);
  if (!earlier || !*earlier || !(*earlier)->program || !(*earlier)->program->found()) return nullptr;
  return {{"name", fmt::format("Its own turn {}", before.turn)}, {"program", blobs.add((*earlier)->program->code)}};
}

Json detail_json(const Input& input, const store::CellRow& cell, const std::string& reference, const Motions& motions,
                 Blobs& blobs) {
  Json detail{{"scores", scores_json(input, cell.key)},
              {"reference_trajectory", motions.of(reference).trajectory},
              {"reference_replay", motions.of(reference).scene}};
  if (cell.program && cell.program->found()) detail["program"] = blobs.add(cell.program->code);
  if (cell.program) detail["extraction"] = cell.program->reason;
  if (cell.completion) detail["reply"] = blobs.add(cell.completion->text);
  if (cell.outcome) {
    detail["outcome"] = cell.outcome->to_json();
    detail["trajectory"] = motions.of(cell.outcome->trace).trajectory;
    detail["replay"] = motions.of(cell.outcome->trace).scene;
  }
  if (cell.judgement) {
    Json rows = Json::array();
    for (const RequirementResult& r : cell.judgement->requirements) rows.push_back(r.to_json());
    detail["requirements"] = rows;
    detail["comparison"] = cell.judgement->comparison;
  }
  return detail;
}

/// Cells whose replay has most to show before others, should not all find room: those in which a model failed.
std::vector<const store::CellRow*> most_telling_first(const std::vector<store::CellRow>& cells) {
  std::vector<const store::CellRow*> order;
  for (const store::CellRow& cell : cells) order.push_back(&cell);
  std::stable_partition(order.begin(), order.end(), [](const store::CellRow* cell) {
    return cell->judgement && cell->judgement->cell_class == CellClass::model_fail;
  });
  return order;
}

}  // namespace

Json explorer_index(const Input& input, const store::Store& store, const Options& options, Blobs& blobs) {
  Result<Json> references = store.get_note("references");
  store::Instances instances(input.manifest);
  auto reference_of = [&](const store::CellRow& cell) {
    return references ? get_string(get(*references, instances.task(cell.key)), "trace").value_or("") : "";
  };
  Motions motions(store, options, blobs);
  for (const store::CellRow* cell : most_telling_first(input.cells)) {
    motions.add(reference_of(*cell));
    if (cell->outcome) motions.add(cell->outcome->trace);
  }
  Json cells = Json::array();
  for (const store::CellRow& cell : input.cells) {
    Json detail = detail_json(input, cell, reference_of(cell), motions, blobs);
    detail["conversation"] = conversation_json(cell.request, blobs);
    if (auto steps = store.steps(cell.key)) detail["tries"] = tries_json(*steps, blobs);
    detail["base"] = base_json(store, cell, get(detail, "tries"), blobs);
    cells.push_back({{"s", cell.key.system},
                     {"n", cell.key.turn},
                     {"a", to_string(cell.key.arm)},
                     {"m", cell.key.model},
                     {"e", cell.key.epoch},
                     {"i", or_null(instances.of(cell.key))},
                     {"t", instances.task(cell.key)},
                     {"v", cell.judgement ? Json(to_string(cell.judgement->verdict)) : Json(nullptr)},
                     {"c", cell.judgement ? Json(to_string(cell.judgement->cell_class)) : Json("pending")},
                     {"r", cell.judgement ? cell.judgement->reason : ""},
                     {"f", or_null(score_of(input, cell.key, "fidelity"))},
                     {"d", blobs.add(to_text(detail))}});
  }
  return {{"cells", cells}, {"tasks", tasks_json(store, blobs)}};
}

}  // namespace simbench::report
