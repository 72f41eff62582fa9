#include "provider/stream.h"

#include "base/json.h"

namespace simbench::provider {
namespace {

constexpr std::string_view kDone = "[DONE]";
constexpr size_t kMostParts = 4096;  ///< of one answer; a stream names their places itself

void append(Json& object, const char* key, const Json& more) {
  if (!more.is_string()) return;
  Json& text = object[key];
  if (!text.is_string()) text = "";
  text.get_ref<std::string&>() += more.get_ref<const std::string&>();
}

/// The element of a list at the place that an event names, made if it isn't there; nullptr for no place.
Json* element(Json& list, const Json& place) {
  if (!list.is_array()) list = Json::array();
  if (!place.is_number_unsigned() || place.get<size_t>() >= kMostParts) return nullptr;
  while (list.size() <= place.get<size_t>()) list.push_back(Json::object());
  return &list[place.get<size_t>()];
}

void keep(Json& answer, const Json& event, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const Json& value = get(event, key); !value.is_null()) answer[key] = value;
}

void merge_calls(Json& message, const Json& calls) {
  for (const Json& call : calls) {
    Json* known = element(message["tool_calls"], get(call, "index").is_null() ? Json(0u) : get(call, "index"));
    if (!known) continue;
    append((*known)["function"], "name", get(get(call, "function"), "name"));
    append((*known)["function"], "arguments", get(get(call, "function"), "arguments"));
  }
}

/// True if nothing more is to come.
bool is_whole(const Json& answer) {
  if (!get(answer, "error").is_null()) return true;
  for (const char* list : {"choices", "candidates"})
    if (const Json& choices = get(answer, list); choices.is_array() && !choices.empty())
      return get(choices[0], "finish_reason").is_string() || get(choices[0], "finishReason").is_string();
  std::string status = get_string(answer, "status").value_or("");
  if (!status.empty()) return status != "in_progress" && status != "queued";
  return get(answer, "stop_reason").is_string() || !get(answer, "promptFeedback").is_null();
}

}  // namespace

std::vector<std::string> event_data(std::string_view body) {
  std::vector<std::string> events;
  std::string data;
  bool any = false;
  auto line_read = [&](std::string_view line) {
    if (line.empty()) {
      if (any) events.push_back(std::exchange(data, ""));
      any = false;
    } else if (line.starts_with("data:")) {
      line.remove_prefix(5);
      if (line.starts_with(' ')) line.remove_prefix(1);
      if (any) data += '\n';
      data += line;
      any = true;
    }
  };
  while (!body.empty()) {
    size_t end = std::min(body.find_first_of("\r\n"), body.size());
    line_read(body.substr(0, end));
    bool both = body.substr(end, 2) == "\r\n";
    body.remove_prefix(std::min(body.size(), end + (both ? 2 : 1)));
  }
  if (any) events.push_back(std::move(data));
  return events;
}

bool is_event_stream(std::string_view body) {
  std::string_view front = body.substr(std::min(body.find_first_not_of(" \r\n"), body.size()));
  return front.starts_with("data:") || front.starts_with("event:") || front.starts_with(": ") ||
         front.starts_with("id:");
}

void merge_openai(Json& answer, const Json& event) {
  keep(answer, event, {"model", "system_fingerprint", "usage", "error"});
  const Json& choices = get(event, "choices");
  if (!choices.is_array() || choices.empty()) return;
  if (!answer["choices"].is_array()) answer["choices"] = Json::array({{{"message", Json::object()}}});
  Json& choice = answer["choices"][0];
  keep(choice, choices[0], {"finish_reason", "error"});
  const Json& delta = get(choices[0], "delta");
  for (const char* key : {"content", "reasoning_content", "reasoning", "refusal"})
    append(choice["message"], key, get(delta, key));
  merge_calls(choice["message"], get(delta, "tool_calls"));
}

void merge_anthropic(Json& answer, const Json& event) {
  std::string type = get_string(event, "type").value_or("");
  if (type == "message_start") answer = get(event, "message");
  if (type == "error") answer["error"] = get(event, "error");
  if (type == "message_delta") {
    keep(answer, get(event, "delta"), {"stop_reason"});
    for (const auto& [key, value] : get(event, "usage").items()) answer["usage"][key] = value;
  }
  if (!type.starts_with("content_block")) return;
  Json* block = element(answer["content"], get(event, "index"));
  if (!block) return;
  if (type == "content_block_start") *block = get(event, "content_block");
  const Json& delta = get(event, "delta");
  append(*block, "text", get(delta, "text"));
  append(*block, "thinking", get(delta, "thinking"));
  append(*block, "unread_input", get(delta, "partial_json"));
  if (type != "content_block_stop" || !get(*block, "unread_input").is_string()) return;
  std::string text = (*block)["unread_input"].get<std::string>();
  (*block)["input"] = parse_mended_json(text, "tool call").value_or(Json(text));
  block->erase("unread_input");
}

void merge_google(Json& answer, const Json& event) {
  keep(answer, event, {"modelVersion", "usageMetadata", "promptFeedback", "error"});
  const Json& candidates = get(event, "candidates");
  if (!candidates.is_array() || candidates.empty()) return;
  if (!answer["candidates"].is_array()) answer["candidates"] = Json::array({{{"content", {{"parts", Json::array()}}}}});
  Json& candidate = answer["candidates"][0];
  keep(candidate, candidates[0], {"finishReason"});
  for (const Json& part : get(get(candidates[0], "content"), "parts")) candidate["content"]["parts"].push_back(part);
}

Result<Json> assemble(std::string_view body, void (*merge)(Json& answer, const Json& event)) {
  Json answer = Json::object();
  bool done = false;
  for (const std::string& data : event_data(body)) {
    if (data == kDone) {
      done = true;
      continue;
    }
    TRY_ASSIGN(Json event, parse_mended_json(data, "the endpoint's stream"));
    if (event.is_object()) merge(answer, event);
  }
  if (!done && !is_whole(answer))
    return fail(ErrorCode::unavailable, "the endpoint's stream ended before its answer did");
  return answer;
}

}  // namespace simbench::provider
