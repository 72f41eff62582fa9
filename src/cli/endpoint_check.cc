// simbench endpoint check: asks a model a handful of small questions, and says in one screen what works.
#include "cli/connections.h"
#include "cli/run_functions.h"
#include "provider/provider.h"

namespace simbench::cli {
namespace {

constexpr int kMaxTokens = 1024;  // room for a model that thinks first
constexpr const char* kReady = "Answer with the single word: ready";

Result<Completion> ask(provider::Provider& provider, provider::Request request) {
  std::optional<Result<Completion>> answer;
  provider.submit(std::move(request), [&](Result<Completion> result) { answer = std::move(result); });
  while (!answer) provider.run_for(1);
  return *answer;
}

provider::Request question(const std::string& words) {
  provider::Request request;
  request.messages = {{Role::user, words}};
  request.sampling.max_tokens = kMaxTokens;
  return request;
}

/// The first question, with every parameter that a run may send; without them where that isn't answered.
struct First {
  Result<Completion> reply;
  std::string refusal;  ///< what the endpoint said to them, where they keep it from answering
};

First first_question(provider::Provider& provider) {
  provider::Request request = question(kReady);
  request.sampling = {.temperature = 0.2, .top_p = 0.7, .max_tokens = kMaxTokens, .seed = 1};
  First first{ask(provider, request), ""};
  if (first.reply || first.reply.error().code != ErrorCode::invalid_input) return first;
  request.sampling = {};
  Result<Completion> bare = ask(provider, std::move(request));
  if (!bare) return first;
  return {std::move(bare), first.reply.error().message};
}

/// {temperature, top_p, seed, max_tokens}: "taken", or what became of it.
Json sampling_json(const First& first) {
  Json found = Json::object();
  for (const char* name : {"temperature", "top_p", "seed", "max_tokens"}) {
    found[name] = first.refusal.empty() ? "taken" : "refused";
    for (const std::string& word : first.reply->adapted)
      if (std::string start = std::string(name) + " "; word.starts_with(start)) found[name] = word.substr(start.size());
  }
  if (!first.refusal.empty()) found["message"] = first.refusal.substr(0, 200);
  return found;
}

/// "followed", "taken" (and not followed), "refused".
std::string system_role(provider::Provider& provider) {
  provider::Request request = question("Which animal?");
  request.messages.insert(request.messages.begin(),
                          {Role::system, "Answer every message with the single word: pelican"});
  Result<Completion> reply = ask(provider, std::move(request));
  if (!reply) return "refused";
  return to_lower(reply->text).find("pelican") != std::string::npos ? "followed" : "taken";
}

/// "native", "tool" or "none": the first way in which the endpoint gives structured output.
std::string schema_mode(provider::Provider& provider) {
  for (const char* mode : {"native", "tool"}) {
    provider::Request request = question("Which number is the sum of two and three?");
    request.response_schema = {{"type", "object"},
                               {"properties", {{"number", {{"type", "integer"}}}}},
                               {"required", {"number"}},
                               {"additionalProperties", false}};
    request.schema_mode = mode;
    Result<Completion> reply = ask(provider, std::move(request));
    if (!reply) continue;
    Json answer = reply->tool_arguments.is_null() ? parse_json(reply->text, "reply").value_or(Json(nullptr))
                                                  : reply->tool_arguments;
    if (get_number(answer, "number") == 5.0) return mode;
  }
  return "none";
}

/// {works, usage, message}: the same question as a stream.
Json streaming(const std::string& model, provider::Options options) {
  options.stream = true;
  Result<std::unique_ptr<provider::Provider>> provider = provider::make(model, options);
  Result<Completion> reply = provider ? ask(**provider, question(kReady)) : pass_on(provider.error());
  if (!reply) return {{"works", false}, {"message", reply.error().message.substr(0, 200)}};
  const std::vector<std::string>& adapted = reply->adapted;
  bool ignored = std::find(adapted.begin(), adapted.end(), "stream ignored") != adapted.end();
  Json found{{"works", !ignored}, {"usage", reply->usage.output_tokens.has_value()}};
  if (ignored) found["message"] = "answered at once";
  return found;
}

std::string line(const char* what, const std::string& says) {
  return fmt::format("{:<18} {}\n", what, says);
}

std::string usage_text(const Json& usage) {
  std::vector<std::string> counted;
  for (const char* name : {"input", "output", "reasoning", "cached"})
    if (usage.contains(std::string(name) + "_tokens")) counted.emplace_back(name);
  return counted.empty() ? "not counted: costs and budgets go by bytes" : join(counted, ", ") + " tokens counted";
}

std::string reasoning_text(const Json& reasoning) {
  bool text = get_bool(reasoning, "text").value_or(false);
  double tokens = get_number(reasoning, "tokens").value_or(0);
  if (!text && tokens == 0) return "none seen";
  std::string words = text ? "kept apart from the answer" : "not shown";
  return tokens > 0 ? fmt::format("{}, {:.0f} tokens", words, tokens) : words;
}

/// Everything in one screen.
std::string check_text(const Json& found) {
  auto text = [](const Json& of, const char* key) { return get_string(of, key).value_or(""); };
  std::string served = text(found, "served_model");
  std::string out = fmt::format("{} answers in {:.1f} s (served as {}): {}\n", text(found, "model"),
                                get_number(found, "latency_s").value_or(0), served.empty() ? "?" : served,
                                trim(text(found, "reply")));
  const Json& sampling = get(found, "sampling");
  for (const char* name : {"temperature", "top_p", "seed", "max_tokens"})
    if (sampling.is_object()) out += line(name, text(sampling, name));
  if (std::string message = text(sampling, "message"); !message.empty()) out += line("", message);
  if (std::string role = text(found, "system_role"); !role.empty())
    out += line("system role", role == "taken" ? "taken, not followed" : role);
  out += line("structured output", text(found, "structured_output"));
  if (const Json& stream = get(found, "streaming"); stream.is_object()) {
    bool works = get_bool(stream, "works").value_or(false);
    bool counted = get_bool(stream, "usage").value_or(false);
    out += line("streaming", works ? (counted ? "yes" : "yes, without usage") : "no: " + text(stream, "message"));
  }
  out += line("usage", usage_text(get(found, "usage")));
  return out + line("reasoning", reasoning_text(get(found, "reasoning")));
}

}  // namespace

Result<int> run_endpoint_check(const Arguments& arguments) {
  std::string model = arguments.positional.at(0);
  provider::Options options = connections(arguments, "model-base-url");
  std::string_view family = provider::family(model);
  if (family == "control" || family == "replay") return usage_error(fmt::format("{} has no endpoint to check", model));
  Result<std::unique_ptr<provider::Provider>> provider = provider::make(model, options);
  First first = provider ? first_question(**provider) : First{pass_on(provider.error()), ""};
  const Result<Completion>& reply = first.reply;
  Json out{{"model", model}, {"endpoint", provider::endpoint(model, options)}, {"works", reply.has_value()}};
  if (!reply) {
    out["error"] = reply.error().text();
    say(fmt::format("simbench endpoint check: {}: {}", model, reply.error().text()));
    if (arguments.json()) print(to_text(out));
    bool misnamed = reply.error().code == ErrorCode::invalid_input || reply.error().code == ErrorCode::not_found;
    return misnamed ? kUsage : kEndpoint;
  }
  out["reply"] = to_utf8(reply->text.substr(0, 200));
  out["finish_reason"] = reply->finish_reason;
  out["served_model"] = reply->served_model;
  out["latency_s"] = reply->latency_s;
  out["usage"] = reply->usage.to_json();
  out["reasoning"] = {{"text", !reply->reasoning.empty()}, {"tokens", or_null(reply->usage.reasoning_tokens)}};
  bool endpoint = family != "command";
  out["sampling"] = endpoint ? sampling_json(first) : Json(nullptr);
  out["system_role"] = endpoint ? Json(system_role(**provider)) : Json(nullptr);
  out["structured_output"] = endpoint ? schema_mode(**provider) : "none";
  out["streaming"] = endpoint ? streaming(model, options) : Json(nullptr);
  print(arguments.json() ? to_text(out) : check_text(out));
  return kOk;
}

}  // namespace simbench::cli
