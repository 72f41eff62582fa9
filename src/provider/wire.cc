#include "provider/wire.h"

namespace simbench::provider {

std::vector<std::string> Refused::words() const {
  std::vector<std::string> out;
  if (temperature) out.push_back("temperature left out");
  if (top_p) out.push_back("top_p left out");
  if (seed) out.push_back("seed left out");
  if (stream_usage) out.push_back("stream_options left out");
  if (max_tokens_name) out.push_back("max_tokens sent as max_completion_tokens");
  return out;
}

std::string neutral_finish(std::string_view reason) {
  // Words of OpenAI, Anthropic, Google, Mistral, Cohere, DeepSeek, Zhipu, OpenRouter, TGI, vLLM, SGLang.
  static const std::map<std::string_view, std::string_view> kWords{
      {"stop", "stop"},
      {"end_turn", "stop"},
      {"stop_sequence", "stop"},
      {"eos", "stop"},
      {"eos_token", "stop"},
      {"complete", "stop"},
      {"completed", "stop"},
      {"length", "length"},
      {"max_tokens", "length"},
      {"max_output_tokens", "length"},
      {"model_length", "length"},
      {"model_context_window_exceeded", "length"},
      {"content_filter", "content_filter"},
      {"content_filtered", "content_filter"},
      {"safety", "content_filter"},
      {"recitation", "content_filter"},
      {"prohibited_content", "content_filter"},
      {"blocklist", "content_filter"},
      {"spii", "content_filter"},
      {"language", "content_filter"},
      {"sensitive", "content_filter"},
      {"error_toxic", "content_filter"},
      {"guardrail_intervened", "content_filter"},
      {"refusal", "refusal"},
      {"tool_call", "tool_call"},
      {"tool_calls", "tool_call"},
      {"tool_use", "tool_call"},
      {"function_call", "tool_call"},
  };
  static const std::set<std::string_view> kFaults{"error",
                                                  "abort",
                                                  "aborted",
                                                  "cancelled",
                                                  "canceled",
                                                  "failed",
                                                  "failure",
                                                  "timeout",
                                                  "other",
                                                  "network_error",
                                                  "server_error",
                                                  "internal_error",
                                                  "overloaded",
                                                  "unknown",
                                                  "engine_overloaded",
                                                  "malformed_function_call",
                                                  "malformed_response",
                                                  "unexpected_tool_call",
                                                  "finish_reason_unspecified",
                                                  "insufficient_system_resource"};
  std::string word = to_lower(trim(reason));
  if (auto it = kWords.find(word); it != kWords.end()) return std::string(it->second);
  return kFaults.contains(word) || word.ends_with("_error") ? "error: " + word : word;
}

bool is_broken_off(std::string_view finish_reason) {
  return finish_reason.starts_with("error");
}

std::string system_text(const std::vector<Message>& messages) {
  std::string text;
  for (const Message& message : messages)
    if (message.role == Role::system) text += (text.empty() ? "" : "\n\n") + message.content;
  return text;
}

void add_call(Completion& completion, Json arguments) {
  if (arguments.is_null()) return;
  Json& all = completion.tool_arguments;
  if (all.is_null()) {
    all = std::move(arguments);
  } else {
    if (!all.is_array()) all = Json::array({std::move(all)});
    all.push_back(std::move(arguments));
  }
}

std::string normalise_base_url(std::string_view url, std::string_view version, std::string_view tail) {
  auto without_slashes = [](std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    return text;
  };
  url = without_slashes(trim(url));
  if (!tail.empty() && url.ends_with(tail)) url = without_slashes(url.substr(0, url.size() - tail.size()));
  size_t host = url.find("://");
  bool only_host = url.find('/', host == std::string_view::npos ? 0 : host + 3) == std::string_view::npos;
  std::string out(url);
  if (only_host) out.append("/").append(version);
  return out;
}

std::optional<int64_t> integer_at(const Json& json, std::initializer_list<std::string_view> path) {
  const Json* at = &json;
  for (std::string_view key : path) at = &get(*at, key);
  return at->is_number_integer() ? std::optional(at->get<int64_t>()) : std::nullopt;
}

}  // namespace simbench::provider
