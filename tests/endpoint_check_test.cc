// What is found out about an endpoint before anything is asked of it in earnest.
#include <gtest/gtest.h>

#include "endpoint_server.h"
#include "run_simbench.h"

namespace simbench {
namespace {

using tests::Behaviour;
using tests::EndpointServer;
using tests::simbench;

/// Answers as a model would that can do everything, and refuses what newer ones do.
Behaviour able(const Json& body) {
  auto refused = [](const std::string& name, const std::string& words) {
    return Behaviour{.status = 400,
                     .body = to_text({{"error", {{"message", "Unsupported: " + words}, {"param", name}}}})};
  };
  if (body.contains("top_p")) return refused("top_p", "top_p");
  if (body.contains("max_tokens")) return refused("max_tokens", "use max_completion_tokens");
  const Json& messages = body["messages"];
  std::string text = messages[0]["role"] == "system" ? "Pelican." : "ready";
  if (body.contains("response_format")) text = R"({"number": 5})";
  Json answer = tests::chat_completion(text);
  answer["usage"]["completion_tokens_details"] = {{"reasoning_tokens", 3}};
  if (!body.value("stream", false)) return {.body = to_text(answer)};
  answer["choices"][0]["delta"] = answer["choices"][0]["message"];
  return {.body = "data: " + to_text(answer) + "\n\ndata: [DONE]\n\n"};
}

TEST(EndpointCheck, NamesWhatWorksInOneScreen) {
  EndpointServer server([](size_t, const Json& body) { return able(body); });
  ProcessResult r = simbench({"endpoint", "check", "lab/m", "--model-base-url", server.url()});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.out.find("(served as served-1): ready\n"), std::string::npos) << r.out;
  for (const char* line :
       {"temperature        taken", "top_p              left out", "seed               taken",
        "max_tokens         sent as max_completion_tokens", "system role        followed", "structured output  native",
        "streaming          yes", "usage              input, output, reasoning tokens counted",
        "reasoning          not shown, 3 tokens"})
    EXPECT_NE(r.out.find(line + std::string("\n")), std::string::npos) << line << " isn't in\n" << r.out;
  EXPECT_LE(split_lines(r.out).size(), 24u);
  EXPECT_EQ(server.seen().at(0).body["messages"][0]["content"], "Answer with the single word: ready");

  Json found =
      parse_json(simbench({"endpoint", "check", "lab/m", "--model-base-url", server.url(), "--json"}).out, "stdout")
          .value();
  EXPECT_EQ(found["sampling"]["top_p"], "left out");
  EXPECT_EQ(found["streaming"]["works"], true);
  EXPECT_EQ(found["structured_output"], "native");
}

TEST(EndpointCheck, WhatDoesNotWorkIsSaid) {
  EndpointServer plain([](size_t, const Json& body) {
    if (body["messages"][0]["role"] == "system")
      return Behaviour{.status = 400, .body = R"({"error":{"message":"no system role"}})"};
    if (body.contains("seed")) return Behaviour{.status = 400, .body = R"({"error":{"message":"extra fields"}})"};
    Json answer = tests::chat_completion("five");
    answer.erase("usage");
    return Behaviour{.body = to_text(answer)};
  });
  ProcessResult r = simbench({"endpoint", "check", "lab/m", "--model-base-url", plain.url()});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  for (const char* line :
       {"temperature        refused", "HTTP 400: extra fields", "system role        refused", "structured output  none",
        "streaming          no: answered at once", "usage              not counted", "reasoning          none seen"})
    EXPECT_NE(r.out.find(line), std::string::npos) << line << " isn't in\n" << r.out;
}

TEST(EndpointCheck, AnExitCodeTellsWhatDoesNotAnswer) {
  EndpointServer locked([](size_t, const Json&) { return Behaviour{.status = 401, .body = "{}"}; });
  ProcessResult denied = simbench({"endpoint", "check", "lab/m", "--model-base-url", locked.url(), "--json"});
  EXPECT_EQ(denied.exit_code, 3);
  EXPECT_EQ(parse_json(denied.out, "stdout").value()["works"], false);
}

TEST(EndpointCheck, RetriesOnceWhereNobodySaysOtherwise) {
  EndpointServer busy([](size_t, const Json&) { return Behaviour{.status = 500, .body = "{}"}; });
  EXPECT_EQ(simbench({"endpoint", "check", "lab/m", "--model-base-url", busy.url()}).exit_code, 3);
  EXPECT_EQ(busy.seen().size(), 2u);
  EXPECT_EQ(simbench({"endpoint", "check", "lab/m", "--model-base-url", busy.url(), "--max-retries", "0"}).exit_code,
            3);
  EXPECT_EQ(busy.seen().size(), 3u);
}

}  // namespace
}  // namespace simbench
