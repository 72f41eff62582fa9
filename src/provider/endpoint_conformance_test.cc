// What every kind of endpoint must stand: the same list for each, over a real socket.
#include <gtest/gtest.h>

#include "../../tests/endpoint_server.h"
#include "provider/provider.h"

namespace simbench::provider {
namespace {

using tests::Behaviour;
using tests::EndpointServer;

/// One family of endpoints: how it says a text at once and as a stream. "@" stands for the text, JSON-escaped.
struct Family {
  const char* model;
  const char* key_variable;
  const char* whole;
  std::vector<const char*> events;
};

const Family kFamilies[] = {
    {"openai/m",
     "OPENAI_API_KEY",
     R"({"model":"m","choices":[{"finish_reason":"stop","message":{"content":"@"}}]})",
     {R"({"choices":[{"delta":{"content":"@"}}]})", R"({"choices":[{"delta":{},"finish_reason":"stop"}]})", "[DONE]"}},
    {"openai-responses/m",
     "OPENAI_API_KEY",
     R"({"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"@"}]}]})",
     {R"({"type":"response.created","response":{"status":"in_progress","output":[]}})",
      R"({"type":"response.completed","response":{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"@"}]}]}})"}},
    {"anthropic/m",
     "ANTHROPIC_API_KEY",
     R"({"content":[{"type":"text","text":"@"}],"stop_reason":"end_turn"})",
     {R"({"type":"message_start","message":{"content":[]}})",
      R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})",
      R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"@"}})",
      R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})"}},
    {"google/m",
     "GOOGLE_API_KEY",
     R"({"candidates":[{"content":{"parts":[{"text":"@"}]},"finishReason":"STOP"}]})",
     {R"({"candidates":[{"content":{"parts":[{"text":"@"}]}}]})", R"({"candidates":[{"finishReason":"STOP"}]})"}},
};

class EndpointConformance : public testing::TestWithParam<Family> {
 protected:
  void SetUp() override { ::setenv(GetParam().key_variable, "canary-3f9c2d1a7b6e", 1); }
  void TearDown() override { ::unsetenv(GetParam().key_variable); }

  static std::string whole(const std::string& text) { return replace_all(GetParam().whole, "@", text); }
  static std::string stream(const std::string& text) {
    std::string out;
    for (std::string event : GetParam().events) out += "data: " + replace_all(event, "@", text) + "\n\n";
    return out;
  }

  /// The answer to one request to a server that behaves so, once a call.
  Result<Completion> ask(const EndpointServer::Behave& behave, Options options = {}) {
    EndpointServer server(behave);
    options.base_url = server.url();
    options.max_retries = 2;
    auto provider = make(GetParam().model, options).value();
    std::optional<Result<Completion>> answer;
    Request request;
    request.messages = {{Role::system, "be brief"}, {Role::user, "hi"}};
    provider->submit(std::move(request), [&](Result<Completion> result) { answer = std::move(result); });
    for (int i = 0; i < 300 && !answer; ++i) provider->run_for(0.1);
    requests_ = server.seen().size();
    return answer ? *answer : fail(ErrorCode::timeout, "no answer at all");
  }
  Result<Completion> ask(const Behaviour& behaviour, Options options = {}) {
    return ask([&](size_t, const Json&) { return behaviour; }, std::move(options));
  }

  size_t requests_ = 0;
};

TEST_P(EndpointConformance, AnswersAtOnceInPiecesAndAsAStream) {
  for (auto cut : {Behaviour::Cut::none, Behaviour::Cut::dripping})
    for (bool streamed : {false, true})
      for (bool asked : {false, true}) {
        Behaviour behaviour{.body = streamed ? stream("hello") : whole("hello"), .delay_s = 0.1, .cut = cut};
        Result<Completion> reply = ask(behaviour, {.stream = asked});
        ASSERT_TRUE(reply) << reply.error().text();
        EXPECT_EQ(reply->text, "hello");
        EXPECT_EQ(reply->finish_reason, "stop");
      }
}

TEST_P(EndpointConformance, BadBytesCostNothing) {
  for (const char* bad : {"\\ud83d", "\\udc00 \\ud83d", "\xff", "\xE2\x82", "\x01", "\\q"})
    for (bool streamed : {false, true}) {
      std::string text = std::string("a") + bad + "b";
      Result<Completion> reply = ask(Behaviour{.body = streamed ? stream(text) : whole(text)});
      ASSERT_TRUE(reply) << bad << " " << reply.error().text();
      EXPECT_EQ(reply->text.front(), 'a');
      EXPECT_EQ(reply->text.back(), 'b');
      EXPECT_TRUE(is_utf8(reply->text));
      EXPECT_EQ(requests_, 1u);
    }
}

TEST_P(EndpointConformance, WhatIsNoAnswerIsAskedAgainAndThenAnError) {
  const Behaviour troubles[] = {
      {.body = "<html>busy</html>", .retry_after = "0"},
      {.body = "{\"half\": ", .retry_after = "0"},
      {.body = stream("hello").substr(0, 40), .retry_after = "0"},
      {.status = 500, .body = "oops", .retry_after = "0"},
      {.status = 503, .body = "{}", .retry_after = "0"},
      {.status = 429, .body = "{}", .retry_after = "0"},
      {.body = whole("hello"), .retry_after = "0", .cut = Behaviour::Cut::half_body},
      {.body = whole("hello"), .retry_after = "0", .cut = Behaviour::Cut::closed},
  };
  for (const Behaviour& trouble : troubles) {
    Result<Completion> once =
        ask([&](size_t n, const Json&) { return n == 0 ? trouble : Behaviour{.body = whole("hello")}; });
    ASSERT_TRUE(once) << trouble.status << trouble.body << " " << once.error().text();
    EXPECT_EQ(once->attempts, 2);
  }
  Result<Completion> always = ask(Behaviour{.status = 500, .body = "oops", .retry_after = "0"});
  ASSERT_FALSE(always);
  EXPECT_EQ(always.error().code, ErrorCode::unavailable);
  EXPECT_EQ(requests_, 3u);
}

TEST_P(EndpointConformance, WhatNoRetryMendsIsSaidAtOnce) {
  for (auto [status, code] : {std::pair(400, ErrorCode::invalid_input), std::pair(401, ErrorCode::denied),
                              std::pair(402, ErrorCode::denied), std::pair(404, ErrorCode::invalid_input)}) {
    Result<Completion> reply = ask(Behaviour{.status = status, .body = R"({"error":{"message":"no"}})"});
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, code) << status;
    EXPECT_EQ(requests_, 1u);
  }
}

TEST_P(EndpointConformance, AHugeAnswerIsTaken) {
  Result<Completion> reply = ask(Behaviour{.body = whole(std::string(8 << 20, 'x'))});
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text.size(), size_t{8} << 20);
}

TEST_P(EndpointConformance, TheKeyComesBackNowhere) {
  const std::string canary = "canary-3f9c2d1a7b6e";
  for (bool streamed : {false, true}) {
    Result<Completion> reply =
        ask(Behaviour{.body = replace_all(streamed ? stream("the key " + canary) : whole("the key " + canary), "\"m\"",
                                          "\"" + canary + "\"")});
    ASSERT_TRUE(reply) << reply.error().text();
    EXPECT_EQ(to_text(reply->to_json()).find(canary), std::string::npos) << to_text(reply->to_json());
    EXPECT_NE(reply->text.find("[key]"), std::string::npos) << "the search finds what is there";
  }
  for (int status : {200, 400, 401, 404, 429, 500}) {
    Result<Completion> reply = ask(Behaviour{
        .status = status, .body = "{\"error\":{\"message\":\"" + canary + " is wrong\"}}", .retry_after = "0"});
    ASSERT_FALSE(reply) << status;
    EXPECT_EQ(reply.error().text().find(canary), std::string::npos) << reply.error().text();
  }
}

std::string family_name(const testing::TestParamInfo<Family>& info) {
  std::string name = info.param.key_variable;
  return name.substr(0, name.find('_')) +
         (std::string_view(info.param.model).starts_with("openai-") ? "responses" : "");
}

INSTANTIATE_TEST_SUITE_P(Families, EndpointConformance, testing::ValuesIn(kFamilies), family_name);

}  // namespace
}  // namespace simbench::provider
