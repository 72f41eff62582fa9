#include "provider/provider.h"

#include <gtest/gtest.h>

#include "provider/answer.h"
#include "provider/throttle.h"

namespace simbench::provider {
namespace {

suite::Suite small_suite() {
  suite::Suite suite;
  suite.simulator = "mujoco";
  suite::System system;
  system.name = "pendulum";
  for (int i = 0; i < 3; ++i) {
    suite::Turn& turn = system.turns[static_cast<size_t>(i)];
    turn.number = i + 1;
    turn.reference.code = "reference " + std::to_string(i + 1);
    turn.equivalents = {{"", "equivalent a"}, {"", "equivalent b"}};
  }
  for (const char* code : {"mutant a", "mutant b"}) system.mutants.push_back({.script = {"", code}, .turn = 2});
  suite.systems = {system};
  return suite;
}

std::string answer_of(const std::string& model, const suite::Suite& suite, Request::Task task,
                      const Options& options = {}) {
  auto provider = make(model, options);
  if (!provider) return "error: " + provider.error().text();
  Request request;
  task.suite = &suite;
  if (task.system.empty()) task.system = "pendulum";
  request.task = task;
  std::string text = "no answer";
  (*provider)->submit(request, [&](Result<Completion> r) { text = r ? r->text : "error: " + r.error().text(); });
  for (int i = 0; i < 100 && (*provider)->run_for(0.1) > 0; ++i) {
  }
  return text;
}

TEST(Control, AnswersFromTheSuite) {
  suite::Suite suite = small_suite();
  EXPECT_EQ(answer_of("control/reference", suite, {.turn = 2}), "```python\nreference 2\n```\n");
  EXPECT_EQ(answer_of("control/equivalent", suite, {.turn = 1, .epoch = 3}), "```python\nequivalent b\n```\n");
  EXPECT_EQ(answer_of("control/mutant", suite, {.turn = 2, .epoch = 2}), "```python\nmutant a\n```\n");
  EXPECT_EQ(answer_of("control/echo", suite, {.turn = 2, .given_code = "x = 1"}), "```python\nx = 1\n```\n");
  EXPECT_EQ(answer_of("control/echo", suite, {.turn = 1}), "");
  EXPECT_EQ(answer_of("control/empty", suite, {.turn = 1}), "");
  EXPECT_EQ(answer_of("control/prose", suite, {.turn = 1}).find("```"), std::string::npos);
  EXPECT_TRUE(make("control/echo", {}).value()->trusted());
}

TEST(Control, DriftIsRefusedByItsNameWithoutARewriter) {
  suite::Suite suite = small_suite();
  EXPECT_NE(answer_of("control/drift", suite, {.turn = 1}).find("control/drift has nothing to answer with"),
            std::string::npos);
  EXPECT_NE(make("control/drif", {}).error().message.find("did you mean 'control/drift'"), std::string::npos);
  Options options{.drift = [](std::string_view, std::string_view code) { return "old " + std::string(code); }};
  EXPECT_EQ(answer_of("control/drift", suite, {.turn = 1}, options), "```python\nold reference 1\n```\n");
}

TEST(Registry, SaysWhatIsWrongWithAModelName) {
  ::unsetenv("OPENAI_API_KEY");
  EXPECT_NE(make("gpt-5", {}).error().message.find("provider/name"), std::string::npos);
  EXPECT_NE(make("opnai/gpt-5", {}).error().message.find("did you mean 'openai'?"), std::string::npos);
  EXPECT_NE(make("control/nobody", {}).error().message.find("control/reference"), std::string::npos);
  EXPECT_EQ(make("openai/gpt-5", {}).error().code, ErrorCode::denied);
  EXPECT_NE(make("openai/gpt-5", {}).error().message.find("OPENAI_API_KEY"), std::string::npos);
  EXPECT_NE(make("my-lab/llm", {}).error().message.find("MY_LAB_BASE_URL"), std::string::npos);
  ::setenv("MY_LAB_BASE_URL", "http://user:word@127.0.0.1:1/v1?key=x", 1);
  EXPECT_TRUE(make("my-lab/llm", {}));
  EXPECT_EQ(endpoint("my-lab/llm", {}), "http://127.0.0.1:1/v1");
  ::unsetenv("MY_LAB_BASE_URL");
  EXPECT_EQ(family("openrouter/meta/llama"), "openrouter");
}

TEST(Registry, PlainHttpToAnotherMachineHasToBeInsistedUpon) {
  for (const char* url :
       {"http://lab.example/v1", "HTTP://10.0.0.5:8000", "http://user:127.0.0.1@lab.example", "lab:1"}) {
    auto refused = make("my-lab/llm", {.base_url = url});
    ASSERT_FALSE(refused) << url;
    EXPECT_NE(refused.error().message.find("--plain-http"), std::string::npos);
    EXPECT_TRUE(make("my-lab/llm", {.base_url = url, .plain_http = true})) << url;
  }
  for (const char* url : {"https://lab.example/v1", "http://localhost:1", "http://127.0.0.1:1/v1", "http://[::1]:1"})
    EXPECT_TRUE(make("my-lab/llm", {.base_url = url})) << url;
}

TEST(Registry, DoorsOfOneHostShareItsKey) {
  ::setenv("OPENAI_API_KEY", "k", 1);
  EXPECT_TRUE(make("openai-responses/gpt-5", {}));
  ::unsetenv("OPENAI_API_KEY");
  EXPECT_NE(make("openai-responses/gpt-5", {}).error().message.find("OPENAI_API_KEY"), std::string::npos);
  EXPECT_NE(make("azure/gpt-5", {}).error().message.find("AZURE_BASE_URL"), std::string::npos);
}

class ReplayFile : public testing::Test {
 protected:
  std::string model(const std::string& content) {
    EXPECT_TRUE(write_file(folder_.path() / "replies.jsonl", content));
    return "replay/" + (folder_.path() / "replies.jsonl").string();
  }
  std::string error_of(const std::string& content) {
    auto provider = make(model(content), {});
    return provider ? "" : provider.error().text();
  }
  TemporaryFolder folder_;
  suite::Suite suite_ = small_suite();
};

TEST_F(ReplayFile, AnswersWithTheRecordedReply) {
  std::string file = model(R"({"system":"pendulum","turn":1,"reply":"any arm"})"
                           "\n\n"
                           R"({"system":"pendulum","turn":1,"arm":"no-code","reply":"special"})"
                           "\n"
                           R"({"system":"pendulum","turn":1,"epoch":1,"reply":"again"})"
                           "\n");
  EXPECT_EQ(answer_of(file, suite_, {.turn = 1}), "any arm");
  EXPECT_EQ(answer_of(file, suite_, {.turn = 1, .arm = Arm::no_code}), "special");
  EXPECT_EQ(answer_of(file, suite_, {.turn = 1, .epoch = 1}), "again");
  EXPECT_NE(answer_of(file, suite_, {.turn = 2}).find("holds no reply for pendulum/2 given #0"), std::string::npos);
  EXPECT_FALSE(make(file, {}).value()->trusted());
}

TEST_F(ReplayFile, BadLinesAreNamed) {
  const std::string good = R"({"system":"a","turn":1,"reply":"x"})"
                           "\n";
  EXPECT_NE(error_of(good + "{nonsense\n").find("replies.jsonl:2: not valid JSON"), std::string::npos);
  EXPECT_NE(error_of(good + R"({"system":"a","turn":9,"reply":"x"})").find(":2: 'turn' must be 1, 2 or 3"),
            std::string::npos);
  EXPECT_NE(error_of(good + R"({"system":"a","turn":1})").find("'reply' is missing"), std::string::npos);
  EXPECT_NE(error_of(good + good).find("same request as line 1"), std::string::npos);
  EXPECT_NE(error_of(good + "[1]").find(":2: 'system' is missing"), std::string::npos);
  EXPECT_NE(error_of("").find("holds no replies"), std::string::npos);
  EXPECT_NE(error_of(good + "\xff\xfe{}").find(":2:"), std::string::npos);
  EXPECT_EQ(make("replay//no/such/file.jsonl", {}).error().code, ErrorCode::not_found);
}

TEST_F(ReplayFile, AllBadLinesAreToldAtOnce) {
  std::string told = error_of(
      "{\"system\":\"a\",\"turn\":1,\"reply\":\"x\"}\n{\"system\":\"a\",\"turn\":1,\"reply\":\"y\"}\n"
      "{\"system\":\"a\",\"turn\":4,\"reply\":\"x\"}\nnonsense\n{\"sytem\":\"a\",\"turn\":1,\"reply\":\"x\"}");
  for (const char* words : {":2: answers the same request as line 1", ":3: 'turn' must be 1, 2 or 3",
                            ":4: not valid JSON", ":5: there is no key 'sytem'; did you mean 'system'?"})
    EXPECT_NE(told.find(words), std::string::npos) << words << " in\n" << told;
  EXPECT_EQ(told.find("a line looks like"), told.rfind("a line looks like")) << "once:\n" << told;
}

TEST_F(ReplayFile, AKeyThatIsNearlyOneIsNamed) {
  EXPECT_NE(error_of(R"({"system":"a","turn":1,"epcoh":3,"reply":"x"})")
                .find(":1: there is no key 'epcoh'; did you mean 'epoch'?"),
            std::string::npos);
  EXPECT_NE(error_of(R"({"system":"a","turn":1,"repply":"x"})").find("no key 'repply'; did you mean 'reply'?"),
            std::string::npos);
  EXPECT_EQ(error_of(R"({"system":"a","turn":1,"reply":"x","cost":3,"prompt":"y","id":"z","turns":3})"), "")
      << "what its maker keeps there is no fault, nor is what stands beside the key that it is near to";
}

TEST_F(ReplayFile, BadBytesAreReplacedAndNothingIsLost) {
  std::string file = model("{\"system\":\"pendulum\",\"turn\":1,\"reply\":\"a \\ud83d b \xff c\"}\n");
  EXPECT_EQ(answer_of(file, suite_, {.turn = 1}), "a \xEF\xBF\xBD b \xEF\xBF\xBD c");
}

TEST_F(ReplayFile, WhatAnEndpointBrokeOffIsNoReply) {
  for (const char* reason : {"error", "ERROR", "abort", "OTHER", "insufficient_system_resource", "network_error"}) {
    std::string file =
        model(to_text({{"system", "pendulum"}, {"turn", 1}, {"reply", "par"}, {"finish_reason", reason}}));
    std::string text = answer_of(file, suite_, {.turn = 1});
    EXPECT_NE(text.find("replies.jsonl:1: holds an answer that its endpoint broke off"), std::string::npos) << text;
    EXPECT_NE(text.find("ask again"), std::string::npos) << text;
  }
}

TEST_F(ReplayFile, TakesAnswersAsEndpointsSendThem) {
  const Json arguments{{"code", "import x"}};
  const Json replies[] = {
      {{"choices",
        {{{"message",
           {{"content", nullptr}, {"tool_calls", {{{"function", {{"arguments", to_text(arguments)}}}}}}}}}}}},
      {{"role", "assistant"}, {"content", ""}, {"tool_calls", {{{"function", {{"arguments", to_text(arguments)}}}}}}},
      {{"content", {{{"type", "text"}, {"text", "So:"}}, {{"type", "tool_use"}, {"input", arguments}}}}},
      {{"candidates", {{{"content", {{"parts", {{{"functionCall", {{"args", arguments}}}}}}}}}}}}};
  for (const Json& reply : replies) {
    auto provider = make(model(to_text({{"system", "pendulum"}, {"turn", 1}, {"reply", reply}})), {});
    ASSERT_TRUE(provider) << provider.error().text();
    std::optional<Completion> answer;
    Request request{.task = {.system = "pendulum", .turn = 1}};
    (*provider)->submit(request, [&](Result<Completion> r) { answer = r.value(); });
    (*provider)->run_for(1);
    EXPECT_EQ(answer->tool_arguments, arguments) << reply;
  }
}

class CommandModel : public testing::Test {
 protected:
  std::string script(const std::string& content) {
    fs::path file = folder_.path() / "answer.sh";
    EXPECT_TRUE(write_file(file, "#!/bin/sh\n" + content));
    fs::permissions(file, fs::perms::owner_all);
    return "command/" + file.string();
  }
  TemporaryFolder folder_;
  suite::Suite suite_ = small_suite();
};

TEST_F(CommandModel, GetsTheRequestAndAnswersOnStdout) {
  std::string text = answer_of(script("cat\n"), suite_, {.turn = 2, .epoch = 4});
  Json request = parse_json(text, "test").value();
  EXPECT_EQ(request["task"]["system"], "pendulum");
  EXPECT_EQ(request["task"]["turn"], 2);
  EXPECT_EQ(request["task"]["epoch"], 4);
}

TEST_F(CommandModel, FailuresAreErrorsAndNeverReplies) {
  EXPECT_NE(answer_of(script("echo partly; echo broken >&2; exit 3\n"), suite_, {.turn = 1})
                .find("ended with code 3: broken"),
            std::string::npos);
  EXPECT_NE(answer_of(script("sleep 20\n"), suite_, {.turn = 1}, {.timeout_s = 0.3}).find("--timeout"),
            std::string::npos);
  EXPECT_NE(answer_of("command/no-such-program", suite_, {.turn = 1}).find("cannot start"), std::string::npos);
  EXPECT_EQ(make("command//no/such/program", {}).error().code, ErrorCode::not_found) << "before anything is asked";
}

TEST(Throttle, DoublesEveryRoundUntilARefusal) {
  Throttle throttle(1000);
  int rounds = 0;
  for (; throttle.limit() < 1000; ++rounds)
    for (double left = throttle.limit(); left > 0; --left) throttle.succeeded();
  EXPECT_LE(rounds, 7) << "8, 16, … 1000";
}

TEST(Throttle, DoublesEverySecondAlsoWhileNoAnswerHasCome) {
  Throttle throttle(1000);
  EXPECT_TRUE(throttle.may_start(50, 7));
  EXPECT_FALSE(throttle.may_start(50.9, 8));
  EXPECT_EQ(throttle.grows_at(), 51);
  EXPECT_TRUE(throttle.may_start(51, 8));
  EXPECT_FALSE(throttle.may_start(51.5, 16));
  for (int second = 52; second <= 57; ++second) EXPECT_TRUE(throttle.may_start(second, 1 << (second - 48))) << second;
  EXPECT_FALSE(throttle.may_start(60, 1000)) << "never beyond the limit";
  throttle.refused(60, 0);
  EXPECT_EQ(throttle.limit(), 700);
  EXPECT_FALSE(throttle.may_start(80, 700)) << "a refusal is news: from now on answers count";
}

TEST(Throttle, IsCutOnceABurstAndGrowsAgainToTheLimit) {
  Throttle throttle(20);
  EXPECT_EQ(throttle.limit(), 8);
  for (int i = 0; i < 20; ++i) throttle.succeeded();
  EXPECT_EQ(throttle.limit(), 20);
  throttle.refused(100, 5);
  throttle.refused(100.1, 2);
  EXPECT_EQ(throttle.limit(), 14);
  EXPECT_FALSE(throttle.may_start(104, 0));
  EXPECT_TRUE(throttle.may_start(105, 13));
  EXPECT_FALSE(throttle.may_start(105, 14));
  throttle.pause(110);
  EXPECT_FALSE(throttle.may_start(109, 0)) << "an allowance that is used up stops all";
  for (int i = 0; i < 14; ++i) throttle.succeeded();
  EXPECT_LT(throttle.limit(), 15.1) << "after a refusal it grows by one a round, not by one a success";
  for (int i = 0; i < 20; ++i) throttle.refused(200 + 2 * i, 0);
  EXPECT_EQ(throttle.limit(), 1);
}

TEST(Throttle, WaitsDoubleUnlessTold) {
  Rng rng(1);
  for (int attempt = 0; attempt < 12; ++attempt) {
    double expected = std::min(60.0, std::pow(2.0, attempt)), wait = retry_wait(attempt, std::nullopt, rng);
    EXPECT_GE(wait, 0.75 * expected);
    EXPECT_LE(wait, 1.25 * expected);
  }
  EXPECT_EQ(retry_wait(3, 17.0, rng), 17.0);
}

TEST(Throttle, ReadsBothFormsOfRetryAfter) {
  EXPECT_EQ(parse_retry_after(" 2.5 ", 0), 2.5);
  EXPECT_EQ(parse_retry_after("Thu, 01 Jan 1970 00:01:40 GMT", 40), 60.0);
  EXPECT_EQ(parse_retry_after("Thu, 01 Jan 1970 00:00:10 GMT", 40), 0.0);
  EXPECT_EQ(parse_retry_after("soon", 0), std::nullopt);
  EXPECT_EQ(parse_retry_after("-3", 0), std::nullopt);
  EXPECT_EQ(parse_retry_after("inf", 0), std::nullopt);
}

TEST(Answer, AQuotaInAnySpellingIsDenied) {
  Endpoint endpoint;
  Refused refused;
  for (const char* body :
       {R"({"error":{"type":"billing_error","message":"x"}})",
        R"({"error":{"message":"You exceeded your current quota"}})", R"({"message":"insufficient balance"})"}) {
    Reading reading = read_answer({.status = 429, .body = body}, kOpenAi, endpoint, refused);
    EXPECT_EQ(reading.next, Next::done) << body;
    EXPECT_EQ(reading.result.error().code, ErrorCode::denied) << body;
  }
  EXPECT_EQ(read_answer({.status = 429, .body = "[]"}, kOpenAi, endpoint, refused).next, Next::slow);
}

TEST(Answer, FinishReasonsOfAllHostsAreOne) {
  for (const char* word : {"stop", "end_turn", "STOP", "COMPLETE", "eos_token"})
    EXPECT_EQ(neutral_finish(word), "stop");
  for (const char* word : {"length", "max_tokens", "MAX_TOKENS", "model_length"})
    EXPECT_EQ(neutral_finish(word), "length");
  for (const char* word : {"SAFETY", "content_filter", "sensitive"}) EXPECT_EQ(neutral_finish(word), "content_filter");
  EXPECT_EQ(neutral_finish("refusal"), "refusal");
  EXPECT_EQ(neutral_finish("tool_use"), "tool_call");
  EXPECT_EQ(neutral_finish(""), "");
  EXPECT_EQ(neutral_finish("Pause_Turn"), "pause_turn");
  EXPECT_FALSE(is_broken_off("stop"));
}

TEST(Answer, WhatTheEndpointBrokeOffIsAskedAgain) {
  Endpoint endpoint;
  Refused refused;
  const std::pair<const char*, const WireFormat*> answers[] = {
      {R"({"choices":[{"message":{"content":"par"},"finish_reason":"error","error":{"message":"upstream fell over"}}]})",
       &kOpenAi},
      {R"({"choices":[{"message":{"content":"par"},"finish_reason":"stop","error":{"message":"upstream fell over"}}]})",
       &kOpenAi},
      {R"({"choices":[{"message":{"content":"par"},"finish_reason":"abort"}]})", &kOpenAi},
      {R"({"candidates":[{"content":{"parts":[{"text":"par"}]},"finishReason":"OTHER"}]})", &kGoogle},
      {R"({"content":[{"type":"text","text":"par"}],"stop_reason":"error"})", &kAnthropic}};
  for (auto [body, format] : answers) {
    Reading reading = read_answer({.status = 200, .body = body}, *format, endpoint, refused);
    EXPECT_EQ(reading.next, Next::retry) << body;
    ASSERT_FALSE(reading.result) << body;
    EXPECT_EQ(reading.result.error().code, ErrorCode::unavailable);
    EXPECT_NE(reading.result.error().message.find("broke its answer off (error: "), std::string::npos);
  }
}

TEST(Answer, ReasoningStandsBesideTheTextWhereverItComes) {
  Endpoint endpoint;
  Refused refused;
  const std::pair<const char*, const WireFormat*> answers[] = {
      {R"({"choices":[{"message":{"content":"yes","reasoning_content":"hm"},"finish_reason":"stop"}]})", &kOpenAi},
      {R"({"choices":[{"message":{"content":"yes","reasoning":"hm"},"finish_reason":"stop"}]})", &kOpenAi},
      {R"({"choices":[{"message":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},
           {"type":"text","text":"yes"}]},"finish_reason":"stop"}]})",
       &kOpenAi},
      {R"({"content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"yes"}],"stop_reason":"end_turn"})",
       &kAnthropic},
      {R"({"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"yes"}]},"finishReason":"STOP"}]})",
       &kGoogle}};
  for (auto [body, format] : answers) {
    Reading reading = read_answer({.status = 200, .body = body}, *format, endpoint, refused);
    ASSERT_TRUE(reading.result) << body;
    EXPECT_EQ(reading.result->text, "yes") << body;
    EXPECT_EQ(reading.result->reasoning, "hm") << body;
    EXPECT_EQ(reading.result->finish_reason, "stop") << body;
  }
}

TEST(Answer, EveryToolCallIsKeptAlsoWhereItIsNoJson) {
  Endpoint endpoint;
  Refused refused;
  auto arguments = [&](const char* body, const WireFormat& format) {
    return read_answer({.status = 200, .body = body}, format, endpoint, refused).result.value().tool_arguments;
  };
  EXPECT_EQ(arguments(R"({"choices":[{"message":{"tool_calls":[{"function":{"arguments":"{\"a\":1}"}},
                          {"function":{"arguments":{"b":2}}}]},"finish_reason":"tool_calls"}]})",
                      kOpenAi),
            Json::array({{{"a", 1}}, {{"b", 2}}}));
  EXPECT_EQ(arguments(R"({"choices":[{"message":{"tool_calls":[{"function":{"arguments":"import x"}}]}}]})", kOpenAi),
            "import x");
  EXPECT_EQ(arguments(R"({"choices":[{"message":{"function_call":{"arguments":"{}"}}}]})", kOpenAi), Json::object());
  EXPECT_EQ(arguments(R"({"candidates":[{"content":{"parts":[{"executableCode":{"code":"import x"}}]}}]})", kGoogle),
            Json({{"code", "import x"}}));
}

TEST(Answer, BadBytesCostNoAnswer) {
  Endpoint endpoint;
  Refused refused;
  for (const char* bad : {"\\ud83d", "\\udc00", "\xff", "\xE2\x82", "\t", "\x01"}) {
    std::string body =
        std::string(R"({"choices":[{"message":{"content":"a)") + bad + R"(b"},"finish_reason":"stop"}]})";
    Reading reading = read_answer({.status = 200, .body = body}, kOpenAi, endpoint, refused);
    ASSERT_TRUE(reading.result) << bad;
    EXPECT_TRUE(is_utf8(reading.result->text));
    EXPECT_EQ(reading.result->text.front(), 'a');
    EXPECT_EQ(reading.result->text.back(), 'b');
  }
}

TEST(Answer, BytesFromHellAreOnlyAnError) {
  Endpoint endpoint;
  Refused refused;
  for (const char* body :
       {"", "\xff\xfe", "[[[[", "{\"choices\":{}}", "{\"choices\":[]}", "{\"choices\":[{\"message\":[]}]}", "null"})
    for (const WireFormat* format : {&kOpenAi, &kAnthropic, &kGoogle})
      for (long status : {200L, 400L, 500L})
        EXPECT_FALSE(read_answer({.status = status, .body = body}, *format, endpoint, refused).result);
}

}  // namespace
}  // namespace simbench::provider
