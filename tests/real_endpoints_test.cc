// Against real software that others wrote: a LiteLLM proxy whose models answer by heart, by the interfaces of OpenAI,
// Anthropic and Google. Needs tools/setup.sh litellm (llama.cpp's server: quickstart_llm_test.cc).
#include <gtest/gtest.h>

#include "base/json.h"
#include "run_simbench.h"

namespace simbench {
namespace {

TEST(LiteLlmReal, ALiteLlmProxyIsAskedByEveryInterface) {
  fs::path python = source_folder() / ".deps/litellm/bin/python";
  if (!fs::exists(python)) GTEST_SKIP() << "the proxy isn't here: tools/setup.sh litellm";
  ProcessOptions options;
  options.timeout_s = 800;
  options.extra = {{"OPENAI_API_KEY", "none"}, {"ANTHROPIC_API_KEY", "none"}, {"GOOGLE_API_KEY", "none"}};
  std::string script =
      "coproc server { \"$0\" \"$1\" 2>/dev/null; }; read -r url <&\"${server[0]}\" || exit; "
      "for model in openai/gpt-mock anthropic/claude-mock openai-responses/gpt-mock google/gemini-mock; do "
      "\"$2\" endpoint check $model --model-base-url \"$url\" --json --timeout 120 --max-retries 0; echo; done";
  ProcessResult r =
      run_process({"bash", "-c", script, python.string(), (source_folder() / "tools/litellm_server.py").string(),
                   (build_folder() / "simbench").string()},
                  options)
          .value();
  size_t told = 0;
  for (std::string_view line : split_lines(r.out)) {
    if (trim(line).empty()) continue;
    ++told;
    Json found = parse_json(line, "stdout").value();
    ASSERT_TRUE(found["works"].get<bool>()) << line << r.err;
    EXPECT_NE(found["reply"].get<std::string>().find("by heart"), std::string::npos) << line;
    // Learned by heart, this release streams to OpenAI's first interface only; of the others one gets all at once, or
    // 500.
    EXPECT_TRUE(found["streaming"]["works"].get<bool>() || told > 1) << line;
  }
  EXPECT_EQ(told, 4u) << r.out << r.err;
}

}  // namespace
}  // namespace simbench
