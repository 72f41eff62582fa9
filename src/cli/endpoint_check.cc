// simbench endpoint check: asks a model one small question, and says what works.
#include "cli/connections.h"
#include "cli/run_functions.h"
#include "provider/provider.h"

namespace simbench::cli {
namespace {

Result<Completion> ask(provider::Provider& provider, provider::Request request) {
  std::optional<Result<Completion>> answer;
  provider.submit(std::move(request), [&](Result<Completion> result) { answer = std::move(result); });
  while (!answer) provider.run_for(1);
  return *answer;
}

provider::Request question(const std::string& words) {
  provider::Request request;
  request.messages = {{Role::user, words}};
  return request;
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

}  // namespace

Result<int> run_endpoint_check(const Arguments& arguments) {
  std::string model = arguments.positional.at(0);
  provider::Options options = connections(arguments, "model-base-url");
  std::string_view family = provider::family(model);
  if (family == "control" || family == "replay") return usage_error(fmt::format("{} has no endpoint to check", model));
  Result<std::unique_ptr<provider::Provider>> provider = provider::make(model, options);
  Result<Completion> reply =
      provider ? ask(**provider, question("Answer with the single word: ready")) : pass_on(provider.error());
  Json out{{"model", model}, {"endpoint", provider::endpoint(model, options)}, {"works", reply.has_value()}};
  if (!reply) {
    out["error"] = reply.error().text();
    say(fmt::format("simbench endpoint check: {}: {}", model, reply.error().text()));
    if (arguments.json()) print(to_text(out));
    bool misnamed = reply.error().code == ErrorCode::invalid_input || reply.error().code == ErrorCode::not_found;
    return misnamed ? kUsage : kEndpoint;
  }
  out["reply"] = reply->text.substr(0, 200);
  out["served_model"] = reply->served_model;
  out["latency_s"] = reply->latency_s;
  out["usage"] = reply->usage.to_json();
  out["structured_output"] = family == "command" ? "none" : schema_mode(**provider);
  if (arguments.json())
    print(to_text(out));
  else
    print(fmt::format("{} answers in {:.1f} s (served as {}): {}\nstructured output: {}", model, reply->latency_s,
                      reply->served_model.empty() ? "?" : reply->served_model, trim(reply->text.substr(0, 200)),
                      out["structured_output"].get<std::string>()));
  return kOk;
}

}  // namespace simbench::cli
