#include <gtest/gtest.h>

#include "../../tests/endpoint_server.h"
#include "provider/provider.h"

namespace simbench::provider {
namespace {

using tests::Behaviour;
using tests::EndpointServer;

/// Sets an environment variable for the length of a test.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Environment() { ::unsetenv(name_); }

 private:
  const char* name_;
};

Request asking(const std::string& words) {
  Request request;
  request.messages = {{Role::user, words}};
  return request;
}

Result<Completion> ask(Provider& provider, Request request = asking("hi")) {
  std::optional<Result<Completion>> answer;
  provider.submit(std::move(request), [&](Result<Completion> result) { answer = std::move(result); });
  for (int i = 0; i < 300 && !answer; ++i) provider.run_for(0.1);
  if (!answer) return fail(ErrorCode::timeout, "no answer at all");
  return *answer;
}

std::unique_ptr<Provider> provider_at(const std::string& url, Options options = {},
                                      const std::string& model = "openai/gpt-test") {
  options.base_url = url;
  auto provider = make(model, options);
  EXPECT_TRUE(provider) << (provider ? "" : provider.error().text());
  return std::move(*provider);
}

TEST(Http, AsksAndReadsAChatCompletion) {
  Environment key("OPENAI_API_KEY", "sk-secret");
  EndpointServer server([](size_t, const Json&) { return Behaviour{.text = "the reply"}; });
  auto provider = provider_at(server.url());
  Request request = asking("make a pendulum");
  request.sampling = {.temperature = 0.5, .max_tokens = 100, .seed = 7};
  Result<Completion> reply = ask(*provider, request);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text, "the reply");
  EXPECT_EQ(reply->finish_reason, "stop");
  EXPECT_EQ(reply->served_model, "served-1");
  EXPECT_EQ(reply->usage.input_tokens, 11);
  EXPECT_EQ(reply->attempts, 1);
  auto seen = server.seen().at(0);
  EXPECT_EQ(seen.path, "/v1/chat/completions");
  EXPECT_EQ(seen.body["model"], "gpt-test");
  EXPECT_EQ(seen.body["messages"][0]["content"], "make a pendulum");
  EXPECT_EQ(seen.body["temperature"], 0.5);
  EXPECT_EQ(seen.body["seed"], 7);
  EXPECT_FALSE(seen.body.contains("top_p"));
  EXPECT_EQ(seen.headers.find("Authorization")->second, "Bearer sk-secret");
}

TEST(Http, AWebPageInPlaceOfAnAnswerIsToldAsThat) {
  std::string page = "\n<!DOCTYPE html><html><head><title> Sign in &amp; go </title></head><body>x</body></html>";
  int status = 200;
  EndpointServer server([&](size_t, const Json&) { return Behaviour{.status = status, .body = page}; });
  auto provider = provider_at(server.url(), {.max_retries = 1});
  Result<Completion> reply = ask(*provider);
  ASSERT_FALSE(reply);
  EXPECT_NE(reply.error().message.find("a web page instead of JSON, 'Sign in &amp; go'; check the base URL"),
            std::string::npos)
      << reply.error().text();
  EXPECT_EQ(server.seen().size(), 2u) << "a busy proxy's page gives way: it is asked again";
  status = 404, page = "<html><body>nothing here</body></html>";
  reply = ask(*provider);
  ASSERT_FALSE(reply);
  EXPECT_NE(reply.error().message.find("HTTP 404: a web page instead of JSON; check the model's name"),
            std::string::npos)
      << reply.error().text();
}

TEST(Http, NothingNewIsSentAfterThatIsSaidAndWhatIsOnItsWayComesIn) {
  EndpointServer server([](size_t, const Json&) { return Behaviour{.text = "late", .delay_s = 0.5}; });
  auto provider = provider_at(server.url(), {.max_connections = 1});
  std::vector<Result<Completion>> answers;
  for (int i = 0; i < 3; ++i)
    provider->submit(asking("hi"), [&](Result<Completion> result) { answers.push_back(std::move(result)); });
  provider->run_for(0.1);
  provider->send_no_more();
  for (int i = 0; i < 50 && provider->run_for(0.1) > 0; ++i) {
  }
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(server.seen().size(), 1u);
  EXPECT_EQ(answers[0].error().code, ErrorCode::cancelled);
  EXPECT_EQ(answers[1].error().code, ErrorCode::cancelled);
  ASSERT_TRUE(answers[2]) << answers[2].error().text();
  EXPECT_EQ(answers[2]->text, "late");
}

TEST(Http, UnderstandsAnySpellingOfTheBaseUrl) {
  EndpointServer server([](size_t, const Json&) { return Behaviour{}; });
  for (const char* tail : {"", "/", "/v1", "/v1/", "/v1/chat/completions"}) {
    auto provider = provider_at(server.url() + tail);
    EXPECT_TRUE(ask(*provider)) << tail;
  }
  for (const auto& seen : server.seen()) EXPECT_EQ(seen.path, "/v1/chat/completions");
}

TEST(Http, WaitsAsLongAsRetryAfterSays) {
  EndpointServer server([](size_t number, const Json&) {
    return number == 0 ? Behaviour{.status = 429, .body = R"({"error":{"message":"slow down"}})", .retry_after = "1"}
                       : Behaviour{};
  });
  auto provider = provider_at(server.url());
  auto start = std::chrono::steady_clock::now();
  Result<Completion> reply = ask(*provider);
  double waited = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->attempts, 2);
  EXPECT_GE(waited, 1.0);
}

TEST(Http, TriesAgainAfterHalfABodyAndAClosedConnection) {
  EndpointServer server([](size_t number, const Json&) {
    Behaviour behaviour{.retry_after = "0"};
    if (number == 0) behaviour.cut = Behaviour::Cut::half_body;
    if (number == 1) behaviour.cut = Behaviour::Cut::closed;
    if (number == 2) behaviour.body = "<html>gateway</html>";
    if (number == 3) behaviour.status = 502;
    return behaviour;
  });
  Result<Completion> reply = ask(*provider_at(server.url()));
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->attempts, 5);
}

TEST(Http, GivesUpAfterTheRetriesThatWereAllowed) {
  EndpointServer server(
      [](size_t, const Json&) { return Behaviour{.status = 500, .body = "oops", .retry_after = "0"}; });
  Result<Completion> reply = ask(*provider_at(server.url(), {.max_retries = 2}));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ErrorCode::unavailable);
  EXPECT_NE(reply.error().message.find("tried 3 times"), std::string::npos) << reply.error().text();
  EXPECT_EQ(server.seen().size(), 3u);
}

TEST(Http, ATimeoutIsAnErrorThatNamesTheSetting) {
  EndpointServer server([](size_t, const Json&) { return Behaviour{.delay_s = 1.5}; });
  Result<Completion> reply = ask(*provider_at(server.url(), {.timeout_s = 0.2, .max_retries = 0}));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ErrorCode::timeout);
  EXPECT_NE(reply.error().message.find("--timeout"), std::string::npos);
}

TEST(Http, AWrongKeyAndAnEmptyQuotaAreDeniedAtOnceAndNeverShowTheKey) {
  Environment key("OPENAI_API_KEY", "sk-secret");
  EndpointServer server([](size_t number, const Json&) {
    if (number == 0) return Behaviour{.status = 401, .body = R"({"error":{"message":"bad key sk-secret here"}})"};
    if (number == 1)
      return Behaviour{.status = 429, .body = R"({"error":{"code":"insufficient_quota","message":"quota"}})"};
    return Behaviour{.status = 429, .retry_after = "86400"};
  });
  auto provider = provider_at(server.url());
  for (int i = 0; i < 3; ++i) {
    Result<Completion> reply = ask(*provider);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, ErrorCode::denied) << reply.error().text();
    EXPECT_EQ(reply.error().text().find("sk-secret"), std::string::npos);
  }
  EXPECT_EQ(server.seen().size(), 3u) << "nothing of this is worth a second try";
}

TEST(Http, LeavesOutWhatTheEndpointRefuses) {
  EndpointServer server([](size_t, const Json& body) {
    if (body.contains("temperature"))
      return Behaviour{
          .status = 400,
          .body =
              R"({"error":{"message":"Unsupported value: 'temperature' does not support 0","param":"temperature"}})"};
    if (body.contains("max_tokens"))
      return Behaviour{
          .status = 400,
          .body =
              R"({"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.","param":"max_tokens"}})"};
    return Behaviour{};
  });
  auto provider = provider_at(server.url());
  Request request = asking("hi");
  request.sampling = {.temperature = 0, .max_tokens = 50};
  Result<Completion> reply = ask(*provider, request);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->adapted,
            (std::vector<std::string>{"temperature left out", "max_tokens sent as max_completion_tokens"}));
  EXPECT_EQ(server.seen().back().body["max_completion_tokens"], 50);
  ASSERT_TRUE(ask(*provider, request));
  EXPECT_EQ(server.seen().size(), 4u) << "what was learned is kept";
}

TEST(Http, LeavesItOutOfAllThatWereUnderWayWhenItWasRefused) {
  EndpointServer server([](size_t, const Json& body) {
    if (!body.contains("temperature")) return Behaviour{};
    return Behaviour{.status = 400,
                     .body = R"({"error":{"message":"'temperature' is not supported","param":"temperature"}})",
                     .delay_s = 0.1};
  });
  auto provider = provider_at(server.url());
  Request request = asking("hi");
  request.sampling = {.temperature = 0};
  int answered = 0;
  for (int i = 0; i < 6; ++i)
    provider->submit(request, [&](Result<Completion> reply) {
      ASSERT_TRUE(reply) << reply.error().text();
      EXPECT_EQ(reply->adapted, std::vector<std::string>{"temperature left out"});
      ++answered;
    });
  while (provider->run_for(1) > 0) {
  }
  EXPECT_EQ(answered, 6);
}

TEST(Http, AFilteredOrTooLongConversationIsAReplyWithoutText) {
  EndpointServer server([](size_t number, const Json&) {
    return Behaviour{.status = 400,
                     .body = number == 0 ? R"({"error":{"code":"content_filter","message":"no"}})"
                                         : R"({"error":{"code":"context_length_exceeded","message":"too long"}})"};
  });
  auto provider = provider_at(server.url());
  EXPECT_EQ(ask(*provider)->finish_reason, "content_filter");
  EXPECT_EQ(ask(*provider)->finish_reason, "context_length");
}

TEST(Http, OtherRefusalsOfARequestSayWhatToDo) {
  EndpointServer server(
      [](size_t number, const Json&) { return Behaviour{.status = number == 0 ? 404 : 301, .body = "{}"}; });
  auto provider = provider_at(server.url());
  EXPECT_NE(ask(*provider).error().message.find("model's name"), std::string::npos);
  EXPECT_NE(ask(*provider).error().message.find("redirects are not followed"), std::string::npos);
}

TEST(Http, RefusesAnEndlessAnswer) {
  EndpointServer server([](size_t, const Json&) { return Behaviour{.body = std::string(size_t{65} << 20, ' ')}; });
  Result<Completion> reply = ask(*provider_at(server.url()));
  ASSERT_FALSE(reply);
  EXPECT_NE(reply.error().message.find("64 MiB"), std::string::npos) << reply.error().text();
}

TEST(Http, ManyRequestsShareTheLoopWithinTheLimit) {
  EndpointServer server([](size_t, const Json& body) {
    return Behaviour{.text = body["messages"][0]["content"].get<std::string>(), .delay_s = 0.02};
  });
  auto provider = provider_at(server.url(), {.max_connections = 6});
  std::map<int, std::string> replies;
  for (int i = 0; i < 60; ++i)
    provider->submit(asking(std::to_string(i)),
                     [&replies, i](Result<Completion> r) { replies[i] = r ? r->text : r.error().text(); });
  for (int turn = 0; turn < 300 && provider->run_for(0.1) > 0; ++turn) {
  }
  ASSERT_EQ(replies.size(), 60u);
  for (auto& [i, text] : replies) EXPECT_EQ(text, std::to_string(i));
  EXPECT_LE(server.most_at_once(), 6u);
  EXPECT_GE(server.most_at_once(), 2u);
}

TEST(Http, NobodyListeningIsUnavailable) {
  Result<Completion> reply = ask(*provider_at("http://127.0.0.1:1", {.max_retries = 0}));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ErrorCode::unavailable);
  EXPECT_EQ(reply.error().where, "http://127.0.0.1:1");
}

TEST(Http, DestroyingAProviderWithOpenRequestsIsSafe) {
  EndpointServer server([](size_t, const Json&) { return Behaviour{.delay_s = 0.3}; });
  auto provider = provider_at(server.url());
  bool called = false;
  provider->submit(asking("hi"), [&](Result<Completion>) { called = true; });
  provider->run_for(0.05);
  provider.reset();
  EXPECT_FALSE(called);
}

TEST(Http, AsksForStructuredOutputInBothWays) {
  EndpointServer server([](size_t number, const Json&) {
    if (number == 0) return Behaviour{.text = R"({"points":3})"};
    Json answer = tests::chat_completion("");
    answer["choices"][0]["message"] = {
        {"content", nullptr}, {"tool_calls", {{{"function", {{"name", "answer"}, {"arguments", R"({"points":4})"}}}}}}};
    answer["choices"][0]["finish_reason"] = "tool_calls";
    return Behaviour{.body = to_text(answer)};
  });
  auto provider = provider_at(server.url());
  Request request = asking("judge");
  request.response_schema = {{"type", "object"}};
  request.schema_mode = "native";
  EXPECT_EQ(ask(*provider, request)->text, R"({"points":3})");
  request.schema_mode = "tool";
  Result<Completion> reply = ask(*provider, request);
  EXPECT_EQ(reply->tool_arguments["points"], 4);
  EXPECT_EQ(reply->finish_reason, "tool_call");
  EXPECT_EQ(server.seen()[0].body["response_format"]["json_schema"]["schema"]["type"], "object");
  EXPECT_EQ(server.seen()[1].body["tool_choice"]["function"]["name"], "answer");
}

TEST(Http, SpeaksAnthropicsMessages) {
  Environment key("ANTHROPIC_API_KEY", "sk-ant");
  EndpointServer server([](size_t, const Json&) {
    return Behaviour{
        .body =
            R"({"content":[{"type":"thinking","thinking":"…"},{"type":"text","text":"hello"}],"stop_reason":"max_tokens",
                                 "model":"claude","usage":{"input_tokens":3,"output_tokens":2}})"};
  });
  auto provider = provider_at(server.url(), {}, "anthropic/claude");
  Request request;
  request.messages = {{Role::system, "be brief"}, {Role::user, "hi"}};
  Result<Completion> reply = ask(*provider, request);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text, "hello");
  EXPECT_EQ(reply->finish_reason, "length");
  auto seen = server.seen().at(0);
  EXPECT_EQ(seen.path, "/v1/messages");
  EXPECT_EQ(seen.body["system"], "be brief");
  EXPECT_EQ(seen.body["messages"].size(), 1u);
  EXPECT_EQ(seen.headers.find("x-api-key")->second, "sk-ant");
}

TEST(Http, SpeaksOpenAisResponses) {
  Environment key("OPENAI_API_KEY", "sk-secret");
  EndpointServer server([](size_t number, const Json&) {
    if (number == 1)
      return Behaviour{
          .body = R"({"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]})"};
    return Behaviour{
        .body =
            R"({"status":"completed","model":"o","output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}]},
                {"type":"message","content":[{"type":"output_text","text":"hello"}]},
                {"type":"function_call","arguments":"{\"a\":1}"}],
                "usage":{"input_tokens":3,"output_tokens":9,"output_tokens_details":{"reasoning_tokens":7}}})"};
  });
  auto provider = provider_at(server.url(), {}, "openai-responses/gpt-5");
  Request request = asking("hi");
  request.sampling.max_tokens = 50;
  request.response_schema = {{"type", "object"}};
  request.schema_mode = "native";
  Result<Completion> reply = ask(*provider, request);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text, "hello");
  EXPECT_EQ(reply->reasoning, "hm");
  EXPECT_EQ(reply->tool_arguments, Json({{"a", 1}}));
  EXPECT_EQ(reply->finish_reason, "tool_call");
  EXPECT_EQ(reply->usage.reasoning_tokens, 7);
  EXPECT_EQ(ask(*provider)->finish_reason, "length");
  auto seen = server.seen().at(0);
  EXPECT_EQ(seen.path, "/v1/responses");
  EXPECT_EQ(seen.body["input"][0]["content"], "hi");
  EXPECT_EQ(seen.body["max_output_tokens"], 50);
  EXPECT_EQ(seen.body["text"]["format"]["schema"]["type"], "object");
  EXPECT_EQ(seen.headers.find("Authorization")->second, "Bearer sk-secret");
}

TEST(Http, GivesAzureItsKeyInItsHeader) {
  Environment key("AZURE_API_KEY", "az-key");
  EndpointServer server([](size_t, const Json&) { return Behaviour{}; });
  auto provider = provider_at(server.url() + "/openai/v1", {}, "azure/gpt-5");
  EXPECT_TRUE(ask(*provider));
  EXPECT_EQ(server.seen().at(0).path, "/openai/v1/chat/completions");
  EXPECT_EQ(server.seen().at(0).headers.find("api-key")->second, "az-key");
  EXPECT_EQ(server.seen().at(0).headers.count("Authorization"), 0u);
}

const std::string kStreamed =
    "data: {\"choices\":[{\"delta\":{\"content\":\"hello\"}}]}\n\n"
    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

TEST(Http, OfTwoParametersThatExcludeEachOtherTheTemperatureStays) {
  EndpointServer server([](size_t, const Json& body) {
    if (body.contains("temperature") && body.contains("top_p"))
      return Behaviour{
          .status = 400,
          .body = R"({"error":{"message":"`temperature` and `top_p` cannot both be specified for this model."}})"};
    return Behaviour{};
  });
  auto provider = provider_at(server.url());
  Request request = asking("hi");
  request.sampling = preset_sampling("paper", "openai/gpt-test").value();
  Result<Completion> reply = ask(*provider, request);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->adapted, std::vector<std::string>{"top_p left out"});
  EXPECT_EQ(server.seen().back().body["temperature"], 0.2);
}

TEST(Http, WhatAFormatCannotSayOrAServerDoesNotDoIsRecorded) {
  Environment key("ANTHROPIC_API_KEY", "sk-ant");
  EndpointServer server([](size_t, const Json&) {
    return Behaviour{.body = R"({"content":[{"type":"text","text":"hello"}],"stop_reason":"end_turn"})"};
  });
  auto provider = provider_at(server.url(), {.stream = true}, "anthropic/claude");
  Request request = asking("hi");
  request.sampling.seed = 7;
  Result<Completion> reply = ask(*provider, request);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->adapted, (std::vector<std::string>{"seed left out", "stream ignored"}));
  EXPECT_FALSE(server.seen().at(0).body.contains("seed"));
}

TEST(Http, AStreamIsReadAndItsUsageAskedFor) {
  EndpointServer server([](size_t, const Json& body) {
    if (body.contains("stream_options"))
      return Behaviour{.status = 400, .body = R"({"error":{"message":"stream_options is not supported"}})"};
    return Behaviour{.body = kStreamed};
  });
  Result<Completion> reply = ask(*provider_at(server.url(), {.stream = true}));
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text, "hello");
  EXPECT_EQ(reply->adapted, std::vector<std::string>{"stream_options left out"});
  EXPECT_EQ(server.seen().at(0).body["stream"], true);
  EXPECT_TRUE(server.seen().at(0).body["stream_options"]["include_usage"]);
}

TEST(Http, ADeadStreamIsSeenAndALiveOneIsNotCut) {
  EndpointServer server([](size_t number, const Json&) {
    Behaviour behaviour{.body = kStreamed, .delay_s = 3};
    behaviour.cut = number == 0 ? Behaviour::Cut::silent : Behaviour::Cut::dripping;
    return behaviour;
  });
  auto start = std::chrono::steady_clock::now();
  Result<Completion> reply = ask(*provider_at(server.url(), {.timeout_s = 1.5, .stream = true, .max_retries = 1}));
  double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text, "hello");
  EXPECT_EQ(reply->attempts, 2) << "silence ended the first";
  EXPECT_GT(took, 3) << "the second was longer than the silence that is allowed";
}

TEST(Http, ADeadlineEndsTheRetries) {
  EndpointServer server(
      [](size_t, const Json&) { return Behaviour{.status = 500, .body = "oops", .retry_after = "5"}; });
  auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(ask(*provider_at(server.url(), {.deadline_s = 2})));
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 4);
  EXPECT_EQ(server.seen().size(), 1u);
}

TEST(Http, SpeaksGooglesGenerateContent) {
  Environment key("GOOGLE_API_KEY", "g-key");
  EndpointServer server([](size_t, const Json&) {
    return Behaviour{
        .body =
            R"({"candidates":[{"content":{"parts":[{"text":"let me see","thought":true},{"text":"hello"}]},"finishReason":"STOP"}],
                                 "modelVersion":"gemini-1","usageMetadata":{"promptTokenCount":3}})"};
  });
  auto provider = provider_at(server.url(), {}, "google/gemini");
  Request request;
  request.messages = {{Role::user, "a"}, {Role::assistant, "b"}, {Role::user, "c"}};
  Result<Completion> reply = ask(*provider, request);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text, "hello");
  EXPECT_EQ(reply->served_model, "gemini-1");
  auto seen = server.seen().at(0);
  EXPECT_EQ(seen.path, "/v1beta/models/gemini:generateContent");
  EXPECT_EQ(seen.body["contents"][1]["role"], "model");
  EXPECT_EQ(seen.headers.find("x-goog-api-key")->second, "g-key");
}

}  // namespace
}  // namespace simbench::provider
