#include "provider/prices.h"

#include <gtest/gtest.h>

#include "provider/wire.h"

namespace simbench::provider {
namespace {

class PriceTable : public testing::Test {
 protected:
  Result<Prices> with(const std::string& text) {
    EXPECT_TRUE(write_file(folder_.path() / "mine.toml", text));
    return Prices::load(folder_.path() / "mine.toml");
  }
  TemporaryFolder folder_;
};

TEST_F(PriceTable, KnowsModelsByNameWithoutTheirDateAndByPattern) {
  Prices prices = Prices::load("").value();
  Price price = *prices.of("openai/gpt-5-mini").price;
  EXPECT_EQ(price.input, 0.25);
  EXPECT_EQ(price.table, "simbench");
  EXPECT_FALSE(price.date.empty());
  EXPECT_EQ(prices.of("openai/gpt-5-mini-2025-08-07").price->input, 0.25);
  EXPECT_EQ(prices.of("anthropic/claude-haiku-4-5-20251001").price->output, 5);
  EXPECT_EQ(prices.of("openai-responses/gpt-5-mini").price->input, 0.25) << "another door to the same account";
  EXPECT_FALSE(prices.of("openai/gpt-5-mini-2").price) << "a name that begins alike is another model";
  EXPECT_TRUE(prices.of("ollama/anything:7b").price->free());
  EXPECT_TRUE(prices.of("control/echo").price->free());
}

TEST_F(PriceTable, SaysWhyAPriceIsUnknown) {
  Prices prices = Prices::load("").value();
  EXPECT_EQ(prices.of("lab/own").reason, "no price is known of lab/own: give one with --prices");
  EXPECT_EQ(prices.of("replay/a.jsonl").reason, "recorded answers: what they cost isn't known here");
  EXPECT_EQ(prices.of("command/./mine").reason, "a local program: what it costs isn't known here");
}

TEST_F(PriceTable, TheUsersOwnPricesCountFirst) {
  Prices prices = with(
                      "date = \"2026-12-01\"\n[[price]]\nmodel = \"openai/*\"\ninput = 1\noutput = 2\n"
                      "[[price]]\nmodel = \"command/*\"\ninput = 0\noutput = 0\nnote = \"our machine\"\n")
                      .value();
  EXPECT_EQ(prices.of("openai/gpt-5-mini").price->output, 2);
  EXPECT_EQ(prices.of("openai/gpt-5-mini").price->table, "mine.toml");
  EXPECT_EQ(prices.of("openai/gpt-5-mini").price->date, "2026-12-01");
  EXPECT_TRUE(prices.of("command/./mine").price->free());
  EXPECT_EQ(prices.of("anthropic/claude-haiku-4-5").price->input, 1) << "what it doesn't have the other table has";
}

TEST_F(PriceTable, TellsAllThatIsWrongWithItsLine) {
  auto wrong = with(
      "[[price]]\nmodel = \"gpt-5\"\ninput = -1\noutput = 2\n[[price]]\nmodel = \"a/b\"\ninput = 1\n"
      "output = \"2\"\ndate = \"2026-12\"\ncache = 1\n");
  ASSERT_FALSE(wrong);
  std::string text = wrong.error().text();
  for (const char* part :
       {"mine.toml:2: 'model' must be provider/name", "mine.toml:3: 'input' must be US dollars", "'date' is missing",
        "mine.toml:8: 'output' must be US dollars", "mine.toml:10: a price has no 'cache'"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_FALSE(with("date = \"2026\"\n"));
  EXPECT_FALSE(Prices::load(folder_.path() / "none.toml"));
}

TEST(TokenCounts, MeanTheSameWhoeverCounts) {
  auto usage = [](const WireFormat& format, const char* body) {
    auto reply = format.parse(parse_json(body, "test").value());
    EXPECT_TRUE(reply) << (reply ? "" : reply.error().text());
    return reply ? reply->usage.to_json() : Json();
  };
  Json expected{{"input_tokens", 100}, {"output_tokens", 50}, {"reasoning_tokens", 30}, {"cached_tokens", 60}};
  const char* message = R"("choices":[{"message":{"content":"x"}}],)";
  EXPECT_EQ(usage(kOpenAi, (std::string("{") + message + R"("usage":{"prompt_tokens":100,"completion_tokens":50,
            "total_tokens":150,"prompt_tokens_details":{"cached_tokens":60},
            "completion_tokens_details":{"reasoning_tokens":30}}})")
                               .c_str()),
            expected);
  EXPECT_EQ(usage(kOpenAi, (std::string("{") + message + R"("usage":{"prompt_tokens":100,"completion_tokens":20,
            "total_tokens":150,"prompt_tokens_details":{"cached_tokens":60},
            "completion_tokens_details":{"reasoning_tokens":30}}})")
                               .c_str()),
            expected)
      << "reasoning beside the rest";
  EXPECT_EQ(usage(kGoogle, R"({"candidates":[{"content":{"parts":[{"text":"x"}]}}],"usageMetadata":
            {"promptTokenCount":100,"candidatesTokenCount":20,"thoughtsTokenCount":30,"cachedContentTokenCount":60}})"),
            expected);
  EXPECT_EQ(usage(kResponses, R"({"status":"completed","output":[],"usage":{"input_tokens":100,"output_tokens":50,
            "input_tokens_details":{"cached_tokens":60},"output_tokens_details":{"reasoning_tokens":30}}})"),
            expected);
  expected.erase("reasoning_tokens");
  EXPECT_EQ(usage(kAnthropic, R"({"content":[{"type":"text","text":"x"}],"usage":{"input_tokens":30,"output_tokens":50,
            "cache_read_input_tokens":60,"cache_creation_input_tokens":10}})"),
            expected);
}

}  // namespace
}  // namespace simbench::provider
