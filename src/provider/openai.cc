// OpenAI's chat completions, which most hosts and local servers speak too.
#include <fmt/format.h>

#include "provider/wire.h"

namespace simbench::provider {
namespace {

void add_sampling(Json& body, const Sampling& sampling, const Refused& refused) {
  if (sampling.temperature && !refused.temperature) body["temperature"] = *sampling.temperature;
  if (sampling.top_p && !refused.top_p) body["top_p"] = *sampling.top_p;
  if (sampling.seed && !refused.seed) body["seed"] = *sampling.seed;
  if (sampling.max_tokens)
    body[refused.max_tokens_name ? "max_completion_tokens" : "max_tokens"] = *sampling.max_tokens;
}

void add_schema(Json& body, const Request& request) {
  if (request.response_schema.is_null()) return;
  if (request.schema_mode == "native")
    body["response_format"] = {
        {"type", "json_schema"},
        {"json_schema", {{"name", "answer"}, {"strict", true}, {"schema", request.response_schema}}}};
  if (request.schema_mode == "tool") {
    body["tools"] = {
        {{"type", "function"},
         {"function",
          {{"name", "answer"}, {"description", "Gives the answer."}, {"parameters", request.response_schema}}}}};
    body["tool_choice"] = {{"type", "function"}, {"function", {{"name", "answer"}}}};
  }
}

HttpCall openai_call(const Endpoint& endpoint, const Request& request, const Refused& refused) {
  HttpCall call{
      normalise_base_url(endpoint.base_url, "v1", "/chat/completions") + "/chat/completions", {}, Json::object()};
  if (!endpoint.key.empty()) call.headers.push_back("Authorization: Bearer " + endpoint.key);
  call.body["model"] = endpoint.model;
  for (const Message& message : request.messages)
    call.body["messages"].push_back({{"role", to_string(message.role)}, {"content", message.content}});
  add_sampling(call.body, request.sampling, refused);
  add_schema(call.body, request);
  return call;
}

/// A text, or a list of parts of which the texts are joined.
std::string content_text(const Json& content) {
  if (content.is_string()) return content.get<std::string>();
  std::string text;
  if (content.is_array())
    for (const Json& part : content) text += get_string(part, "text").value_or("");
  return text;
}

Json tool_arguments(const Json& message) {
  const Json& calls = get(message, "tool_calls");
  if (!calls.is_array() || calls.empty()) return nullptr;
  std::optional<std::string> text = get_string(get(calls[0], "function"), "arguments");
  if (!text) return get(get(calls[0], "function"), "arguments");
  return parse_json(*text, "tool call").value_or(Json(nullptr));
}

Result<Completion> openai_completion(const Json& body) {
  const Json& choices = get(body, "choices");
  if (!choices.is_array() || choices.empty() || !get(choices[0], "message").is_object())
    return fail(ErrorCode::unavailable, "the answer has no choices[0].message; is this an OpenAI-compatible endpoint?");
  const Json& message = get(choices[0], "message");
  Completion completion;
  completion.text = content_text(get(message, "content"));
  completion.finish_reason = get_string(choices[0], "finish_reason").value_or("");
  if (completion.finish_reason == "tool_calls") completion.finish_reason = "tool_call";
  if (auto refusal = get_string(message, "refusal"); refusal && completion.text.empty()) {
    completion.text = *refusal;
    completion.finish_reason = "content_filter";
  }
  completion.tool_arguments = tool_arguments(message);
  completion.served_model = get_string(body, "model").value_or("");
  completion.fingerprint = get_string(body, "system_fingerprint").value_or("");
  completion.usage = {integer_at(body, {"usage", "prompt_tokens"}), integer_at(body, {"usage", "completion_tokens"}),
                      integer_at(body, {"usage", "completion_tokens_details", "reasoning_tokens"}),
                      integer_at(body, {"usage", "prompt_tokens_details", "cached_tokens"})};
  return completion;
}

}  // namespace

const WireFormat kOpenAi{openai_call, openai_completion};

}  // namespace simbench::provider
