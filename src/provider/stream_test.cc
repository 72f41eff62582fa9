// Streams, however they are cut, give the answer that would have come at once.
#include "provider/stream.h"

#include <gtest/gtest.h>

#include "provider/answer.h"

namespace simbench::provider {
namespace {

const std::string kOpenAiEvents =
    ": keep-alive\n\n"
    R"(data: {"model":"m","system_fingerprint":"fp","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]})"
    "\n\n"
    R"(data: {"choices":[{"delta":{"reasoning_content":"h"}}]})"
    "\n\n"
    R"(data: {"choices":[{"delta":{"reasoning_content":"m"}}]})"
    "\n\n"
    R"(data: {"choices":[{"delta":{"content":"hel"}}]})"
    "\n\n"
    R"(data: {"choices":[{"delta":{"content":"lo \ud83d"}}]})"
    "\n\n"
    R"(data: {"choices":[{"delta":{},"finish_reason":"stop"}]})"
    "\n\n"
    R"(data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}})"
    "\n\ndata: [DONE]\n\n";

const std::string kAnthropicEvents =
    "event: message_start\n"
    R"(data: {"type":"message_start","message":{"model":"c","content":[],"stop_reason":null,"usage":{"input_tokens":3}}})"
    "\n\nevent: ping\ndata: {\"type\": \"ping\"}\n\n"
    R"(data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}})"
    "\n\n"
    R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}})"
    "\n\n"
    R"(data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}})"
    "\n\n"
    R"(data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"hello"}})"
    "\n\n"
    R"(data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","input":{}}})"
    "\n\n"
    R"(data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}})"
    "\n\n"
    R"(data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}})"
    "\n\n"
    R"(data: {"type":"content_block_stop","index":2})"
    "\n\n"
    R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}})"
    "\n\n"
    R"(data: {"type":"message_stop"})"
    "\n\n";

const std::string kGoogleEvents =
    R"(data: {"candidates":[{"content":{"parts":[{"text":"hm","thought":true}]}}],"modelVersion":"g"})"
    "\r\n\r\n"
    R"(data: {"candidates":[{"content":{"parts":[{"text":"hel"}]}}]})"
    "\r\n\r\n"
    R"(data: {"candidates":[{"content":{"parts":[{"text":"lo"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3}})"
    "\r\n\r\n";

Reading read_stream(const std::string& body, const WireFormat& format) {
  Endpoint endpoint;
  Refused refused;
  return read_answer({.status = 200, .body = body}, format, endpoint, refused);
}

TEST(Stream, GivesTheAnswerThatWouldHaveComeAtOnce) {
  for (const auto& [events, format] : {std::pair(kOpenAiEvents, &kOpenAi), std::pair(kAnthropicEvents, &kAnthropic),
                                       std::pair(kGoogleEvents, &kGoogle)}) {
    Reading reading = read_stream(events, *format);
    ASSERT_TRUE(reading.result) << reading.result.error().text();
    EXPECT_EQ(reading.result->text.substr(0, 5), "hello");
    EXPECT_EQ(reading.result->reasoning, "hm");
    EXPECT_EQ(reading.result->finish_reason, "stop");
    EXPECT_EQ(reading.result->usage.input_tokens, 3);
    EXPECT_FALSE(reading.result->served_model.empty());
  }
  EXPECT_EQ(read_stream(kAnthropicEvents, kAnthropic).result->tool_arguments, Json({{"a", 1}}));
}

TEST(Stream, AToolCallComesInPieces) {
  std::string events =
      R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":""}}]}}]})"
      "\n\n"
      R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"code\":"}}]}}]})"
      "\n\n"
      R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"x\"}"}}]},"finish_reason":"tool_calls"}]})"
      "\n\n";
  EXPECT_EQ(read_stream(events, kOpenAi).result->tool_arguments, Json({{"code", "x"}}));
}

TEST(Stream, OneThatEndsBeforeItsAnswerIsAskedAgain) {
  for (const auto& [events, format] : {std::pair(kOpenAiEvents, &kOpenAi), std::pair(kAnthropicEvents, &kAnthropic),
                                       std::pair(kGoogleEvents, &kGoogle)}) {
    size_t whole = 0, cut = 0;
    for (size_t size = 12; size < events.size(); ++size) {
      Reading reading = read_stream(events.substr(0, size), *format);
      if (reading.result) {
        ++whole;
        EXPECT_EQ(reading.result->text.substr(0, 5), "hello") << size;
      } else {
        ++cut;
        EXPECT_EQ(reading.next, Next::retry) << size << " " << reading.result.error().text();
      }
    }
    EXPECT_GT(whole, 0u);
    EXPECT_GT(cut, whole);
  }
}

TEST(Stream, AnErrorAmidItIsTheEndpoints) {
  for (const auto& [events, format] :
       {std::pair(R"(data: {"choices":[{"delta":{"content":"par"}}]})"
                  "\n\n"
                  R"(data: {"error":{"message":"overloaded"}})"
                  "\n\n",
                  &kOpenAi),
        std::pair(R"(data: {"type":"message_start","message":{"content":[]}})"
                  "\n\n"
                  R"(data: {"type":"error","error":{"type":"overloaded_error","message":"overloaded"}})"
                  "\n\n",
                  &kAnthropic)}) {
    Reading reading = read_stream(events, *format);
    EXPECT_EQ(reading.next, Next::retry);
    ASSERT_FALSE(reading.result);
    EXPECT_NE(reading.result.error().message.find("overloaded"), std::string::npos);
  }
}

TEST(Stream, EventsMayBeWrittenInEveryWayThatTheFormatAllows) {
  using Data = std::vector<std::string>;
  EXPECT_EQ(event_data("data: a\n\ndata:b\n\n"), (Data{"a", "b"}));
  EXPECT_EQ(event_data("event: x\r\nid: 3\r\ndata: a\r\ndata: b\r\n\r\n"), Data{"a\nb"});
  EXPECT_EQ(event_data(": hello\n\ndata: a\r\rdata: b"), (Data{"a", "b"}));
  EXPECT_EQ(event_data(""), Data{});
  EXPECT_FALSE(is_event_stream("{\"data: \": 1}"));
}

}  // namespace
}  // namespace simbench::provider
