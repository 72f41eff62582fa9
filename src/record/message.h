#pragma once
// What goes to a model and what comes back.
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"

namespace simbench {

enum class Role { system, user, assistant };
std::string_view to_string(Role role);

struct Message {
  Role role = Role::user;
  std::string content;
  bool operator==(const Message&) const = default;
};
/// Of all contents together.
size_t content_bytes(const std::vector<Message>& messages);

/// How to sample. Unset means: the endpoint's default.
struct Sampling {
  std::optional<double> temperature;
  std::optional<double> top_p;
  std::optional<int> max_tokens;
  std::optional<int64_t> seed;
  Json to_json() const;  ///< only what is set
};

/// Tokens as the endpoint counted them; unset when it didn't say. The same of every endpoint: cached tokens are a part
/// of the input, those of reasoning a part of the output.
struct Usage {
  std::optional<int64_t> input_tokens, output_tokens, reasoning_tokens, cached_tokens;
  Json to_json() const;
  static Usage from_json(const Json& json);
};

/// One reply, with what is needed to know where it came from.
struct Completion {
  std::string text;
  std::string finish_reason;  ///< "stop", "length", "content_filter", "tool_call", …; "" if unknown
  std::string served_model;   ///< the id that the endpoint reports
  std::string fingerprint;    ///< system_fingerprint or ""
  Usage usage;
  double latency_s = 0;
  int attempts = 1;
  std::vector<std::string> adapted;  ///< what the endpoint refused and was left out or renamed: "temperature left out"
  Json tool_arguments;    ///< a tool call's arguments: null when none, a list when several tools were called, a text
                          ///< when they aren't JSON
  std::string reasoning;  ///< what the model thought aloud, where the endpoint keeps it apart: never graded
  Json to_json() const;
  static Completion from_json(const Json& json);
};

/// The code taken out of a reply. `reason` says how, or why there is none (docs/format/program.md).
struct Program {
  std::string code;    ///< empty: no program
  std::string reason;  ///< "fenced", "several_blocks", "unclosed_fence", "other_fence", "no_fence", "stray_fence",
                       ///< "code_tag", "tool_call", "truncated", "prose", "only_reasoning", "empty"
  std::vector<std::string> blocks;   ///< every candidate block, in the reply's order
  std::vector<std::string> notes{};  ///< what was taken off, sorted: "bad_bytes", "chat_tokens", "reasoning", …
  bool found() const { return !code.empty(); }
};

}  // namespace simbench
