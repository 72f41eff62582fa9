// Anthropic's messages.
#include "provider/stream.h"
#include "provider/wire.h"

namespace simbench::provider {
namespace {

constexpr int kDefaultMaxTokens = 8192;  // the endpoint demands a number

HttpCall anthropic_call(const Endpoint& endpoint, const Request& request, const Refused& refused) {
  HttpCall call{normalise_base_url(endpoint.base_url, "v1", "/messages") + "/messages",
                {"anthropic-version: 2023-06-01"},
                Json::object()};
  if (!endpoint.key.empty()) call.headers.push_back("x-api-key: " + endpoint.key);
  call.body = {{"model", endpoint.model}, {"max_tokens", request.sampling.max_tokens.value_or(kDefaultMaxTokens)}};
  if (request.sampling.temperature && !refused.temperature) call.body["temperature"] = *request.sampling.temperature;
  if (request.sampling.top_p && !refused.top_p) call.body["top_p"] = *request.sampling.top_p;
  for (const Message& message : request.messages)
    if (message.role != Role::system)
      call.body["messages"].push_back({{"role", to_string(message.role)}, {"content", message.content}});
  if (std::string system = system_text(request.messages); !system.empty()) call.body["system"] = system;
  // There is no native schema in this interface's stable version: a forced tool call serves both modes.
  if (!request.response_schema.is_null() && !request.schema_mode.empty()) {
    call.body["tools"] = {
        {{"name", "answer"}, {"description", "Gives the answer."}, {"input_schema", request.response_schema}}};
    call.body["tool_choice"] = {{"type", "tool"}, {"name", "answer"}};
  }
  return call;
}

/// What was read from the endpoint's cache, or written to it, isn't in its number of input tokens.
Usage anthropic_usage(const Json& body) {
  std::optional<int64_t> cached = integer_at(body, {"usage", "cache_read_input_tokens"}),
                         input = integer_at(body, {"usage", "input_tokens"});
  if (input) *input += cached.value_or(0) + integer_at(body, {"usage", "cache_creation_input_tokens"}).value_or(0);
  return {input, integer_at(body, {"usage", "output_tokens"}), std::nullopt, cached};
}

Result<Completion> anthropic_completion(const Json& body) {
  const Json& content = get(body, "content");
  if (!content.is_array())
    return fail(ErrorCode::unavailable, "the answer has no content list; is this an Anthropic endpoint?");
  Completion completion;
  for (const Json& part : content) {
    std::string type = get_string(part, "type").value_or("");
    if (type == "text") completion.text += get_string(part, "text").value_or("");
    if (type == "thinking") completion.reasoning += get_string(part, "thinking").value_or("");
    if (type == "tool_use" || type == "server_tool_use") add_call(completion, get(part, "input"));
  }
  completion.finish_reason = neutral_finish(get_string(body, "stop_reason").value_or(""));
  completion.served_model = get_string(body, "model").value_or("");
  completion.usage = anthropic_usage(body);
  return completion;
}

void stream_anthropic(HttpCall& call, const Refused&) {
  call.body["stream"] = true;
}

}  // namespace

const WireFormat kAnthropic{anthropic_call, anthropic_completion, stream_anthropic, merge_anthropic, false};

}  // namespace simbench::provider
