#include "store/parts.h"

#include <fmt/format.h>

#include "store/store.h"

namespace simbench::store {
namespace {

constexpr std::string_view kWhere = "run.db";

/// Replaces string member `key` of `object` by what `change` makes of it.
template <typename Change>
Status change_text(Json& object, const char* key, const Change& change) {
  if (!object.is_object() || !object.contains(key) || !object[key].is_string()) return {};
  TRY_ASSIGN(object[key], change(object[key].get_ref<const std::string&>()));
  return {};
}

template <typename Change>
Status change_contents(Json& request, const Change& change) {
  if (!request.is_object() || !request.contains("messages") || !request["messages"].is_array()) return {};
  for (Json& message : request["messages"]) TRY(change_text(message, "content", change));
  return {};
}

}  // namespace

const WantedParts kForTables{
    .request = {"", {{"messages", {{"content"}}}}},
    .completion = {"", {{"finish_reason"}, {"served_model"}, {"usage"}, {"latency_s"}, {"attempts"}}},
    .program = {"", {{"code"}}},
    .outcome = {"",
                {{"cpu_s"},
                 {"wall_s"},
                 {"error", {{"type"}, {"message"}}},
                 {"isolation", {{"grade"}}},
                 {"simulator"},
                 {"simulator_version"}}},
    .judgement = {"", {{"verdict"}, {"class"}, {"reason"}, {"requirements", {{"id"}, {"met"}, {"reason"}}}}}};

Result<std::string> encode_request(const Json& request, const PutText& put) {
  Json stored = request;
  TRY(change_contents(stored, put));
  return to_text(stored);
}

Result<Json> decode_request(std::string_view stored, const GetText& get_text, const Wanted& wanted) {
  TRY_ASSIGN(Json request, parse_json_part(stored, wanted, kWhere));
  TRY(change_contents(request, get_text));
  return request;
}

Result<std::string> encode_completion(const Completion& completion, const PutText& put) {
  Json stored = completion.to_json();
  TRY_ASSIGN(stored["text"], put(completion.text));
  return to_text(stored);
}

Result<Completion> decode_completion(std::string_view stored, const GetText& get_text, const Wanted& wanted) {
  TRY_ASSIGN(Json json, parse_json_part(stored, wanted, kWhere));
  TRY(change_text(json, "text", get_text));
  return Completion::from_json(json);
}

Result<std::string> encode_program(const Program& program, const PutText& put) {
  Json blocks = Json::array();
  for (const std::string& block : program.blocks) {
    TRY_ASSIGN(std::string hash, put(block));
    blocks.push_back(std::move(hash));
  }
  Json stored{{"reason", program.reason}, {"blocks", std::move(blocks)}};
  if (!program.notes.empty()) stored["notes"] = program.notes;
  TRY_ASSIGN(stored["code"], put(program.code));
  return to_text(stored);
}

Result<Program> decode_program(std::string_view stored, const GetText& get_text, const Wanted& wanted) {
  TRY_ASSIGN(Json json, parse_json_part(stored, wanted, kWhere));
  Program program;
  program.reason = get_string(json, "reason").value_or("");
  TRY_ASSIGN(program.code, get_text(get_string(json, "code").value_or("")));
  for (const Json& note : get(json, "notes"))
    if (note.is_string()) program.notes.push_back(note.get<std::string>());
  for (const Json& hash : get(json, "blocks")) {
    if (!hash.is_string()) return fail(ErrorCode::corrupt, "a program's block is not a text hash", std::string(kWhere));
    TRY_ASSIGN(std::string block, get_text(hash.get_ref<const std::string&>()));
    program.blocks.push_back(std::move(block));
  }
  return program;
}

Json judgement_to_json(const Judgement& judgement) {
  Json requirements = Json::array();
  for (const RequirementResult& result : judgement.requirements) requirements.push_back(result.to_json());
  return {{"verdict", to_string(judgement.verdict)},
          {"class", to_string(judgement.cell_class)},
          {"reason", judgement.reason},
          {"requirements", std::move(requirements)},
          {"comparison", judgement.comparison}};
}

Judgement judgement_from_json(const Json& json) {
  Judgement judgement;
  judgement.verdict = verdict_from(get_string(json, "verdict").value_or("")).value_or(Verdict::no_code);
  judgement.cell_class = cell_class_from(get_string(json, "class").value_or("")).value_or(CellClass::unscored);
  judgement.reason = get_string(json, "reason").value_or("");
  for (const Json& item : get(json, "requirements"))
    judgement.requirements.push_back(RequirementResult::from_json(item));
  judgement.comparison = get(json, "comparison");
  return judgement;
}

Parts parts_at(const Statement& from, int first) {
  Parts parts;
  for (int i = 0; i < 5; ++i)
    if (!from.is_null(first + i)) parts[static_cast<size_t>(i)] = from.text(first + i);
  return parts;
}

}  // namespace simbench::store
