#include "provider/answer.h"

#include <fmt/format.h>

#include <cstdlib>

#include "provider/stream.h"

namespace simbench::provider {
namespace {

constexpr double kLongWait_s = 15 * 60;

/// What a web page calls itself, "" if it has no title; nullopt if the text is no web page.
std::optional<std::string> title_of_page(std::string_view text) {
  size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || text[first] != '<') return {};  // most answers: JSON
  std::string start = to_lower(trim(text.substr(0, 2000)));
  if (start.starts_with("\xEF\xBB\xBF")) start.erase(0, 3);
  if (!start.starts_with("<!doctype html") && !start.starts_with("<html") && !start.starts_with("<head")) return {};
  size_t open = start.find("<title"), begin = start.find('>', open), end = start.find("</title", open);
  if (open == std::string::npos || begin == std::string::npos || end == std::string::npos || end < begin) return "";
  size_t skipped = to_lower(text.substr(0, 2000)).find(start.substr(0, 20));
  std::string_view title = text.substr(skipped + begin + 1, end - begin - 1);
  return to_utf8(std::string(trim(title.substr(0, 200))));
}

std::string words_for_page(const std::string& title) {
  return title.empty() ? "a web page instead of JSON" : fmt::format("a web page instead of JSON, '{}'", title);
}

/// The endpoint's own words, whatever shape they have.
std::string message_of(const Json& body, const std::string& raw) {
  const Json& error = get(body, "error");
  for (const Json* holder : {&error, &body})
    if (auto text = get_string(*holder, "message")) return *text;
  if (error.is_string()) return error.get<std::string>();
  if (auto title = title_of_page(raw)) return words_for_page(*title);
  return std::string(trim(to_utf8(raw.substr(0, 300))));
}

std::string code_of(const Json& body) {
  const Json& error = get(body, "error");
  for (const char* key : {"code", "type", "status"})
    if (auto text = get_string(error, key)) return *text;
  return {};
}

bool mentions(std::string_view text, std::initializer_list<std::string_view> words) {
  std::string lower = to_lower(text);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

/// Marks the parameter that a 400 complains about. False if none of ours is named or the request was sent without it.
bool learn_refusal(const Json& body, const std::string& message, const Refused& sent_without, Refused& refused) {
  std::string named = get_string(get(body, "error"), "param").value_or("");
  auto is = [&](std::string_view name) { return named == name || (named.empty() && mentions(message, {name})); };
  bool one_of_two = mentions(message, {"both"}) && is("temperature") && is("top_p");  // the temperature says more
  bool Refused::*what = one_of_two                                                           ? &Refused::top_p
                        : (is("max_tokens") && mentions(message, {"max_completion_tokens"})) ? &Refused::max_tokens_name
                        : is("temperature")                                                  ? &Refused::temperature
                        : is("top_p")                                                        ? &Refused::top_p
                        : is("seed")                                                         ? &Refused::seed
                        : is("stream_options")                                               ? &Refused::stream_usage
                                                                                             : nullptr;
  if (!what || sent_without.*what) return false;
  return refused.*what = true;
}

Completion empty_reply(const char* reason) {
  return {.finish_reason = reason};
}

struct Complaint {
  const Json& body;
  const std::string &message, &words;
};

Reading bad_request(const Complaint& complaint, const Refused& sent_without, Refused& refused) {
  const auto& [body, message, words] = complaint;
  std::string code = code_of(body);
  if (mentions(code, {"content_filter", "content_policy"})) return {Next::done, empty_reply("content_filter")};
  if (mentions(code, {"context_length"}) ||
      mentions(message, {"maximum context length", "prompt is too long", "context window"}))
    return {Next::done, empty_reply("context_length")};
  if (mentions(message, {"unsupported", "not support", "does not support", "deprecated", "not allowed",
                         "only the default", "cannot both be", "both be specified"}) &&
      learn_refusal(body, message, sent_without, refused))
    return {Next::adapt, fail(ErrorCode::invalid_input, words)};
  return {Next::done, fail(ErrorCode::invalid_input, words)};
}

Reading too_many(const Answer& answer, const Json& body, const std::string& message, const std::string& words) {
  bool used_up = mentions(code_of(body), {"insufficient_quota", "billing", "credit"}) ||
                 mentions(message, {"exceeded your current quota", "check your plan and billing",
                                    "insufficient balance", "per day"});
  if (used_up || answer.retry_after_s.value_or(0) > kLongWait_s)
    return {Next::done, fail(ErrorCode::denied,
                             words + "; the quota is used up: raise it or wait, then run the same command again")};
  return {Next::slow, fail(ErrorCode::unavailable, words)};
}

Reading read_success(const Answer& answer, const WireFormat& format, const Endpoint& endpoint) {
  // A page behind a wrong path, a login, a proxy; or of one that is busy, and gives way to the endpoint again.
  if (auto title = title_of_page(answer.body))
    return {Next::retry, fail(ErrorCode::unavailable,
                              redact(fmt::format("the endpoint answered with {}; check the base URL (it often ends in "
                                                 "/v1), and whether a proxy or a login stands before it",
                                                 words_for_page(*title)),
                                     endpoint))};
  Result<Json> body = is_event_stream(answer.body) ? assemble(answer.body, format.merge)
                                                   : parse_mended_json(answer.body, "the endpoint's answer");
  if (!body) return {Next::retry, fail(ErrorCode::unavailable, redact(body.error().text(), endpoint))};
  Result<Completion> completion = format.parse(*body);
  bool error_beside = get(*body, "error").is_object() || get(*body, "error").is_string();
  if (completion && (error_beside || is_broken_off(completion->finish_reason))) {
    const Json& choices = get(*body, "choices");
    bool of_choice = !error_beside && choices.is_array() && !choices.empty();
    std::string why = error_beside ? message_of(*body, "") : of_choice ? message_of(choices[0], "") : "";
    std::string words =
        fmt::format("the endpoint broke its answer off ({}){}{}",
                    error_beside ? "error: beside it" : completion->finish_reason, why.empty() ? "" : ": ", why);
    return {Next::retry, fail(ErrorCode::unavailable, redact(std::move(words), endpoint))};
  }
  if (completion) return {Next::done, std::move(completion)};
  // Some gateways report an overload inside an answer that claims success.
  std::string message = message_of(*body, "");
  if (!message.empty()) return {Next::retry, fail(ErrorCode::unavailable, redact(message, endpoint))};
  return {Next::done, pass_on(completion.error())};
}

Reading read_nothing(const Answer& answer) {
  if (answer.too_large)
    return {Next::done, fail(ErrorCode::invalid_input, "the answer is larger than 64 MiB; limit it with --max-tokens")};
  if (answer.untrusted)
    return {Next::done, fail(ErrorCode::denied, answer.failure + "; name the file of the authority that signed its "
                                                                 "certificate by SSL_CERT_FILE")};
  if (answer.timed_out) return {Next::retry, fail(ErrorCode::timeout, answer.failure + "; allow more with --timeout")};
  return {Next::retry, fail(ErrorCode::unavailable, answer.failure)};
}

}  // namespace

std::string redact(std::string text, const Endpoint& endpoint) {
#ifdef SIMBENCH_PLANTED_LEAKS  // of test builds: tests/canary_test.cc shows that what isn't cut out would be found
  if (std::getenv("SIMBENCH_PLANT_LEAK")) return text;
#endif
  return endpoint.key.empty() ? text : replace_all(std::move(text), endpoint.key, "[key]");
}

void redact(Completion& completion, const Endpoint& endpoint) {
  if (endpoint.key.empty()) return;
  for (std::string* text : {&completion.text, &completion.reasoning, &completion.served_model, &completion.fingerprint,
                            &completion.finish_reason})
    *text = redact(std::move(*text), endpoint);
  if (completion.tool_arguments.is_null()) return;
  std::string arguments = to_text(completion.tool_arguments);
  if (arguments.find(endpoint.key) == std::string::npos) return;
  completion.tool_arguments = parse_json(redact(arguments, endpoint), "").value_or(Json(nullptr));
}

std::string public_url(std::string_view url) {
  std::string out(url.substr(0, url.find_first_of("?#")));
  size_t scheme = out.find("://");
  size_t host = scheme == std::string::npos ? 0 : scheme + 3;
  size_t at = out.substr(0, out.find('/', host)).rfind('@');
  if (at != std::string::npos && at >= host) out.erase(host, at + 1 - host);
  return out;
}

Reading read_answer(const Answer& answer, const WireFormat& format, const Endpoint& endpoint, Refused& refused) {
  const long status = answer.status;
  if (status == 0) return read_nothing(answer);
  if (status >= 200 && status < 300) return read_success(answer, format, endpoint);
  Json body = parse_json(answer.body, "").value_or(Json(nullptr));
  std::string message = redact(message_of(body, answer.body), endpoint);
  std::string words = fmt::format("HTTP {}: {}", status, message.empty() ? "no explanation" : message);
  if (status == 401 || status == 403)
    return {Next::done, fail(ErrorCode::denied, fmt::format("{}; check {}", words, endpoint.key_variable))};
  if (status == 402) return {Next::done, fail(ErrorCode::denied, words + "; the account has no credit left")};
  if (status == 400 || status == 422) return bad_request({body, message, words}, answer.sent_without, refused);
  if (status == 429 || status == 503 || status == 529) return too_many(answer, body, message, words);
  if (status == 408 || status == 409 || status == 425 || status >= 500)
    return {Next::retry, fail(ErrorCode::unavailable, words)};
  if (status == 404) words += "; check the model's name and the base URL";
  if (status >= 300 && status < 400) words += "; redirects are not followed: name the final base URL";
  return {Next::done, fail(ErrorCode::invalid_input, words)};
}

}  // namespace simbench::provider
