// Google's generateContent.
#include "provider/stream.h"
#include "provider/wire.h"

namespace simbench::provider {
namespace {

Json generation_config(const Request& request, const Refused& refused) {
  Json config = Json::object();
  const Sampling& sampling = request.sampling;
  if (sampling.temperature && !refused.temperature) config["temperature"] = *sampling.temperature;
  if (sampling.top_p && !refused.top_p) config["topP"] = *sampling.top_p;
  if (sampling.seed && !refused.seed) config["seed"] = *sampling.seed;
  if (sampling.max_tokens) config["maxOutputTokens"] = *sampling.max_tokens;
  if (!request.response_schema.is_null() && request.schema_mode == "native") {
    config["responseMimeType"] = "application/json";
    config["responseJsonSchema"] = request.response_schema;
  }
  return config;
}

Json text_parts(const std::string& text) {
  return Json::array({{{"text", text}}});
}

HttpCall google_call(const Endpoint& endpoint, const Request& request, const Refused& refused) {
  HttpCall call;
  call.url = normalise_base_url(endpoint.base_url, "v1beta", "") + "/models/" + endpoint.model + ":generateContent";
  if (!endpoint.key.empty()) call.headers.push_back("x-goog-api-key: " + endpoint.key);
  for (const Message& message : request.messages)
    if (message.role != Role::system)
      call.body["contents"].push_back(
          {{"role", message.role == Role::assistant ? "model" : "user"}, {"parts", text_parts(message.content)}});
  if (std::string system = system_text(request.messages); !system.empty())
    call.body["systemInstruction"] = {{"parts", text_parts(system)}};
  if (Json config = generation_config(request, refused); !config.empty()) call.body["generationConfig"] = config;
  if (!request.response_schema.is_null() && request.schema_mode == "tool") {
    Json function{
        {"name", "answer"}, {"description", "Gives the answer."}, {"parametersJsonSchema", request.response_schema}};
    call.body["tools"] = Json::array({{{"functionDeclarations", Json::array({function})}}});
    call.body["toolConfig"] = {{"functionCallingConfig", {{"mode", "ANY"}, {"allowedFunctionNames", {"answer"}}}}};
  }
  return call;
}

/// Thoughts are billed as output, and aren't in the number of the candidates' tokens.
Usage google_usage(const Json& body) {
  std::optional<int64_t> output = integer_at(body, {"usageMetadata", "candidatesTokenCount"}),
                         thoughts = integer_at(body, {"usageMetadata", "thoughtsTokenCount"});
  if (output || thoughts) output = output.value_or(0) + thoughts.value_or(0);
  return {integer_at(body, {"usageMetadata", "promptTokenCount"}), output, thoughts,
          integer_at(body, {"usageMetadata", "cachedContentTokenCount"})};
}

Result<Completion> google_completion(const Json& body) {
  Completion completion;
  completion.served_model = get_string(body, "modelVersion").value_or("");
  completion.usage = google_usage(body);
  const Json& candidates = get(body, "candidates");
  if (!candidates.is_array() || candidates.empty()) {
    if (!get_string(get(body, "promptFeedback"), "blockReason"))
      return fail(ErrorCode::unavailable, "the answer has no candidates; is this a Google generateContent endpoint?");
    completion.finish_reason = "content_filter";
    return completion;
  }
  for (const Json& part : get(get(candidates[0], "content"), "parts")) {
    bool thought = get_bool(part, "thought").value_or(false);
    (thought ? completion.reasoning : completion.text) += get_string(part, "text").value_or("");
    add_call(completion, get(get(part, "functionCall"), "args"));
    add_call(completion, get(part, "executableCode"));
  }
  completion.finish_reason = neutral_finish(get_string(candidates[0], "finishReason").value_or(""));
  if (!completion.tool_arguments.is_null() && completion.finish_reason == "stop")
    completion.finish_reason = "tool_call";
  return completion;
}

void stream_google(HttpCall& call, const Refused&) {
  call.url = replace_all(call.url, ":generateContent", ":streamGenerateContent?alt=sse");
}

}  // namespace

const WireFormat kGoogle{google_call, google_completion, stream_google, merge_google};

}  // namespace simbench::provider
