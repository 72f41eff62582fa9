// OpenAI's chat completions, which most hosts and local servers speak too.
#include <fmt/format.h>

#include "provider/stream.h"
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
  const std::string& header = endpoint.key_header;
  if (!endpoint.key.empty())
    call.headers.push_back((header.empty() ? "Authorization: Bearer " : header + ": ") + endpoint.key);
  call.body["model"] = endpoint.model;
  for (const Message& message : request.messages)
    call.body["messages"].push_back({{"role", to_string(message.role)}, {"content", message.content}});
  add_sampling(call.body, request.sampling, refused);
  add_schema(call.body, request);
  return call;
}

/// A part's text, which hosts keep under different names, some of them as parts again.
std::string part_text(const Json& part) {
  if (part.is_string()) return part.get<std::string>();
  std::string text;
  if (part.is_array())
    for (const Json& inner : part) text += part_text(inner);
  for (const char* key : {"text", "thinking", "reasoning", "content"})
    if (const Json& value = get(part, key); !value.is_null()) return part_text(value);
  return text;
}

/// `content` is a text or a list of parts; what is thought aloud may be a part or stand beside it.
void read_content(const Json& message, Completion& completion) {
  for (const char* key : {"reasoning_content", "reasoning"})
    if (auto text = get_string(message, key); text && completion.reasoning.empty()) completion.reasoning = *text;
  const Json& content = get(message, "content");
  if (!content.is_array()) {
    completion.text = part_text(content);
    return;
  }
  for (const Json& part : content) {
    std::string type = get_string(part, "type").value_or("");
    bool thought = type == "thinking" || type.starts_with("reasoning");
    (thought ? completion.reasoning : completion.text) += part_text(part);
  }
}

/// Arguments come as JSON in a text; what isn't JSON stays a text.
void read_calls(const Json& message, Completion& completion) {
  auto add = [&](const Json& function) {
    std::optional<std::string> text = get_string(function, "arguments");
    add_call(completion,
             text ? parse_mended_json(*text, "tool call").value_or(Json(*text)) : get(function, "arguments"));
  };
  for (const Json& call : get(message, "tool_calls")) {
    add(get(call, "function"));
    add_call(completion, get(get(call, "custom"), "input"));
  }
  add(get(message, "function_call"));
}

/// Some hosts count reasoning beside the completion: their total says so.
Usage openai_usage(const Json& body) {
  Usage usage{integer_at(body, {"usage", "prompt_tokens"}), integer_at(body, {"usage", "completion_tokens"}),
              integer_at(body, {"usage", "completion_tokens_details", "reasoning_tokens"}),
              integer_at(body, {"usage", "prompt_tokens_details", "cached_tokens"})};
  int64_t reasoning = usage.reasoning_tokens.value_or(0);
  bool beside = reasoning > 0 && usage.input_tokens && usage.output_tokens &&
                integer_at(body, {"usage", "total_tokens"}) == *usage.input_tokens + *usage.output_tokens + reasoning;
  if (beside) *usage.output_tokens += reasoning;
  return usage;
}

Result<Completion> openai_completion(const Json& body) {
  const Json& choices = get(body, "choices");
  if (!choices.is_array() || choices.empty() || !get(choices[0], "message").is_object())
    return fail(ErrorCode::unavailable, "the answer has no choices[0].message; is this an OpenAI-compatible endpoint?");
  const Json& message = get(choices[0], "message");
  Completion completion;
  read_content(message, completion);
  read_calls(message, completion);
  completion.finish_reason = neutral_finish(get_string(choices[0], "finish_reason").value_or(""));
  if (!get(choices[0], "error").is_null() && !is_broken_off(completion.finish_reason))
    completion.finish_reason = neutral_finish("error");
  if (auto refusal = get_string(message, "refusal"); refusal && completion.text.empty()) {
    completion.text = *refusal;
    completion.finish_reason = "refusal";
  }
  completion.served_model = get_string(body, "model").value_or("");
  completion.fingerprint = get_string(body, "system_fingerprint").value_or("");
  completion.usage = openai_usage(body);
  return completion;
}

void stream_openai(HttpCall& call, const Refused& refused) {
  call.body["stream"] = true;
  if (!refused.stream_usage) call.body["stream_options"] = {{"include_usage", true}};
}

}  // namespace

const WireFormat kOpenAi{openai_call, openai_completion, stream_openai, merge_openai};

}  // namespace simbench::provider
