#pragma once
// Room provider: sends one conversation to one model. Asynchronous: submit → completion, one event loop for all
// requests.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "provider/presets.h"
#include "provider/prices.h"
#include "record/record.h"
#include "suite/suite.h"

namespace simbench::provider {

/// What is asked of a model. `task` lets the controls and replay answer; endpoints never see it.
struct Request {
  std::vector<Message> messages;
  Sampling sampling;
  Json response_schema;     ///< JSON schema for structured output, null when free text
  std::string schema_mode;  ///< "native", "tool", "" – how the schema is asked for
  struct Task {
    const suite::Suite* suite = nullptr;
    std::string system;
    int turn = 0;
    Arm arm = Arm::given;
    int epoch = 0;
    int step = 0;            ///< for arm stepwise, from 1
    int attempt = 0;         ///< 1 for the second try of arm repair
    std::string given_code;  ///< code shown to the model, "" if none
    /// The seed of the suite's instance that the task is of; nullopt: as it stands.
    std::optional<uint64_t> instance() const {
      return suite && suite->instance ? std::optional(suite->instance->seed) : std::nullopt;
    }
  } task;
};

/// Called once, from the thread that runs the loop.
using Callback = std::function<void(Result<Completion>)>;

class Provider {
 public:
  virtual ~Provider() = default;
  virtual void submit(Request request, Callback done) = 0;
  /// Works on open requests for at most `seconds`; returns how many are still open.
  virtual size_t run_for(double seconds) = 0;
  /// Nothing new is sent from now on: what waits, also to be asked again, ends with `cancelled`; what is on its way
  /// still comes in.
  virtual void send_no_more() {}
  /// Hash of what stands behind the answer to `task` and can change under the model's name: a recorded line, a program
  /// with its files. "" for endpoints and controls, and where nothing is recorded.
  virtual std::string source(const Request::Task&) const { return ""; }
  /// What is recorded for something that nobody asks: "answers.jsonl:3 (cart/1 #0)"; empty for all others. `asked`: is
  /// this asked for in the run?
  virtual std::vector<std::string> without_use(const std::function<bool(const Request::Task&)>& /*asked*/) const {
    return {};
  }
  /// True for our own controls: their programs may run under weak isolation.
  virtual bool trusted() const { return false; }
};

/// Rewrites a program with the API names of an older release; what control/drift answers with. Comes from room
/// conformance.
using Drift = std::function<std::string(std::string_view simulator, std::string_view code)>;

struct Options {
  std::string base_url;  ///< --model-base-url; else <PROVIDER>_BASE_URL, else the provider's own
  size_t max_connections = 10;
  double timeout_s = 600;    ///< longest wait for one reply; of a stream: longest silence
  double deadline_s = 7200;  ///< for one request with all its retries
  bool stream = false;       ///< ask for streams: a dead one is seen after timeout_s, a live one isn't cut
  bool plain_http = false;   ///< allow http:// to other machines
  int max_retries = 5;       ///< of 429 and 5xx and broken connections, with back-off and Retry-After
  fs::path cache;            ///< folder of answers to take and to keep, "": none (docs/format/provider.md)
  Drift drift;               ///< unset: control/drift is refused
};

/// "control/echo", "replay/PATH", "command/…", "openai/gpt-5", "anthropic/…", any OpenAI-compatible
/// "<provider>/<model>". errors: invalid_input for an unknown name (with the nearest known one), denied when the key's
/// variable isn't set.
Result<std::unique_ptr<Provider>> make(std::string_view model, const Options& options);

/// Everything that makes an answer the same answer (docs/format/provider.md): adapter's version, endpoint, model,
/// messages, sampling, schema, and which repeat of the request it is.
Json cache_key(const Request& request, std::string_view model, std::string_view endpoint);
/// Where the answer to a key lies below a cache's folder.
fs::path cache_file(const fs::path& folder, const Json& key);

/// Why an answer ended, whoever says it: "stop", "length", "content_filter", "refusal", "tool_call", "error: <its
/// word>" for what isn't the model's doing, else the word as it came, in lower case.
std::string neutral_finish(std::string_view reason);
/// True for a finish reason that says that the endpoint broke the answer off.
bool is_broken_off(std::string_view finish_reason);

/// The part before the first '/': "openai/gpt-5" → "openai". Models of one family may not judge each other by default.
std::string_view family(std::string_view model);
/// Names that can stand before the '/', sorted.
std::vector<std::string> names();

/// Where requests to `model` go, for manifests and people: without keys, user names and passwords; "" for local ones.
std::string endpoint(std::string_view model, const Options& options);

}  // namespace simbench::provider
