#include "record/message.h"

namespace simbench {
namespace {

void put(Json& json, const char* key, const auto& value) {
  if (value) json[key] = *value;
}

std::optional<int64_t> get_integer(const Json& json, const char* key) {
  const Json& value = get(json, key);
  return value.is_number_integer() ? std::optional(value.get<int64_t>()) : std::nullopt;
}

}  // namespace

size_t content_bytes(const std::vector<Message>& messages) {
  size_t bytes = 0;
  for (const Message& message : messages) bytes += message.content.size();
  return bytes;
}

std::string_view to_string(Role role) {
  switch (role) {
    case Role::system:
      return "system";
    case Role::user:
      return "user";
    case Role::assistant:
      return "assistant";
  }
  return "user";
}

Json Sampling::to_json() const {
  Json json = Json::object();
  put(json, "temperature", temperature);
  put(json, "top_p", top_p);
  put(json, "max_tokens", max_tokens);
  put(json, "seed", seed);
  return json;
}

Json Usage::to_json() const {
  Json json = Json::object();
  put(json, "input_tokens", input_tokens);
  put(json, "output_tokens", output_tokens);
  put(json, "reasoning_tokens", reasoning_tokens);
  put(json, "cached_tokens", cached_tokens);
  return json;
}

Usage Usage::from_json(const Json& json) {
  return {get_integer(json, "input_tokens"), get_integer(json, "output_tokens"), get_integer(json, "reasoning_tokens"),
          get_integer(json, "cached_tokens")};
}

Json Completion::to_json() const {
  return {{"text", text},
          {"finish_reason", finish_reason},
          {"served_model", served_model},
          {"fingerprint", fingerprint},
          {"usage", usage.to_json()},
          {"latency_s", latency_s},
          {"attempts", attempts},
          {"adapted", adapted},
          {"tool_arguments", tool_arguments},
          {"reasoning", reasoning}};
}

Completion Completion::from_json(const Json& json) {
  Completion c;
  c.text = get_string(json, "text").value_or("");
  c.finish_reason = get_string(json, "finish_reason").value_or("");
  c.served_model = get_string(json, "served_model").value_or("");
  c.fingerprint = get_string(json, "fingerprint").value_or("");
  c.usage = Usage::from_json(get(json, "usage"));
  c.latency_s = get_number(json, "latency_s").value_or(0);
  c.attempts = static_cast<int>(get_number(json, "attempts").value_or(1));
  for (const Json& item : get(json, "adapted"))
    if (item.is_string()) c.adapted.push_back(item.get<std::string>());
  c.tool_arguments = get(json, "tool_arguments");
  c.reasoning = get_string(json, "reasoning").value_or("");
  return c;
}

}  // namespace simbench
