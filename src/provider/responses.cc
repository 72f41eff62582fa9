// OpenAI's responses.
#include "provider/stream.h"
#include "provider/wire.h"

namespace simbench::provider {
namespace {

constexpr std::string_view kTail = "/responses";

HttpCall responses_call(const Endpoint& endpoint, const Request& request, const Refused& refused) {
  HttpCall call{normalise_base_url(endpoint.base_url, "v1", kTail).append(kTail), {}, Json::object()};
  if (!endpoint.key.empty()) call.headers.push_back("Authorization: Bearer " + endpoint.key);
  call.body = {{"model", endpoint.model}, {"store", false}};
  for (const Message& message : request.messages)
    call.body["input"].push_back({{"role", to_string(message.role)}, {"content", message.content}});
  const Sampling& sampling = request.sampling;
  if (sampling.temperature && !refused.temperature) call.body["temperature"] = *sampling.temperature;
  if (sampling.top_p && !refused.top_p) call.body["top_p"] = *sampling.top_p;
  if (sampling.max_tokens) call.body["max_output_tokens"] = *sampling.max_tokens;
  if (request.response_schema.is_null()) return call;
  if (request.schema_mode == "native")
    call.body["text"]["format"] = {
        {"type", "json_schema"}, {"name", "answer"}, {"strict", true}, {"schema", request.response_schema}};
  if (request.schema_mode == "tool") {
    call.body["tools"] = {{{"type", "function"},
                           {"name", "answer"},
                           {"description", "Gives the answer."},
                           {"parameters", request.response_schema}}};
    call.body["tool_choice"] = {{"type", "function"}, {"name", "answer"}};
  }
  return call;
}

void read_item(const Json& item, Completion& completion) {
  std::string type = get_string(item, "type").value_or("");
  for (const Json& part : get(item, type == "reasoning" ? "summary" : "content")) {
    std::string text = get_string(part, "text").value_or("");
    (type == "reasoning" ? completion.reasoning : completion.text) += text;
    if (auto refusal = get_string(part, "refusal")) {
      completion.text += *refusal;
      completion.finish_reason = "refusal";
    }
  }
  if (type == "function_call") {
    std::string text = get_string(item, "arguments").value_or("");
    add_call(completion, parse_mended_json(text, "tool call").value_or(Json(text)));
  }
  if (type == "custom_tool_call") add_call(completion, get(item, "input"));
}

Result<Completion> responses_completion(const Json& body) {
  const Json& output = get(body, "output");
  std::string status = get_string(body, "status").value_or("");
  if (!output.is_array() || status.empty())
    return fail(ErrorCode::unavailable, "the answer has no output list with a status; is this a responses endpoint?");
  Completion completion;
  for (const Json& item : output) read_item(item, completion);
  bool stopped = completion.finish_reason.empty();
  if (status == "incomplete")
    completion.finish_reason = neutral_finish(get_string(get(body, "incomplete_details"), "reason").value_or("length"));
  else if (stopped && !completion.tool_arguments.is_null())
    completion.finish_reason = "tool_call";
  else if (stopped)
    completion.finish_reason = neutral_finish(status);
  completion.served_model = get_string(body, "model").value_or("");
  completion.usage = {integer_at(body, {"usage", "input_tokens"}), integer_at(body, {"usage", "output_tokens"}),
                      integer_at(body, {"usage", "output_tokens_details", "reasoning_tokens"}),
                      integer_at(body, {"usage", "input_tokens_details", "cached_tokens"})};
  return completion;
}

void stream_responses(HttpCall& call, const Refused&) {
  call.body["stream"] = true;
}

/// The last event holds the whole answer.
void merge_responses(Json& answer, const Json& event) {
  if (const Json& whole = get(event, "response"); get(whole, "output").is_array()) answer = whole;
  if (get_string(event, "type") == "error") answer["error"] = event;
}

}  // namespace

const WireFormat kResponses{responses_call, responses_completion, stream_responses, merge_responses, false};

}  // namespace simbench::provider
