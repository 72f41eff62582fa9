#pragma once
// How one family of endpoints speaks: pure functions between our Request/Completion and their JSON.
#include <string>
#include <vector>

#include "base/json.h"
#include "provider/provider.h"

namespace simbench::provider {

/// Where and as whom to ask.
struct Endpoint {
  std::string provider, model;  ///< "openai", "gpt-5"
  std::string base_url;         ///< as the user gave it
  std::string key;              ///< "" if none is needed
  std::string key_variable;     ///< "OPENAI_API_KEY", for messages
  std::string key_header;       ///< that holds the key, "": as the format has it
};

/// What an endpoint has refused so far; later requests are sent without it.
struct Refused {
  bool temperature = false, top_p = false, seed = false;
  bool max_tokens_name = false;  ///< wants max_completion_tokens
  bool stream_usage = false;     ///< doesn't count tokens in a stream
  std::vector<std::string> words() const;
};

struct HttpCall {
  std::string url;
  std::vector<std::string> headers;  ///< "Name: value"; may hold the key: never log them
  Json body;
};

struct WireFormat {
  HttpCall (*build)(const Endpoint& endpoint, const Request& request, const Refused& refused);
  /// The body of a 2xx answer. errors: unavailable if it isn't what such an endpoint answers.
  Result<Completion> (*parse)(const Json& body);
  /// Makes the call ask for a stream.
  void (*stream)(HttpCall& call, const Refused& refused);
  /// Adds one event of a stream to the body that would have come at once.
  void (*merge)(Json& body, const Json& event);
  bool seed = true;  ///< there is a parameter for it
};

extern const WireFormat kOpenAi, kResponses, kAnthropic, kGoogle;

/// What all system messages say, blank lines between them.
std::string system_text(const std::vector<Message>& messages);

/// Adds a tool call's arguments: a value for one call, a list for several.
void add_call(Completion& completion, Json arguments);

/// The base URL with the tail that users paste along removed, and with `/v1` (or `version`) where only a host was
/// given.
std::string normalise_base_url(std::string_view url, std::string_view version, std::string_view tail);
/// Integer member at a path of keys, e.g. {"usage", "prompt_tokens"}.
std::optional<int64_t> integer_at(const Json& json, std::initializer_list<std::string_view> path);

}  // namespace simbench::provider
