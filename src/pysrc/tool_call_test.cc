#include "pysrc/tool_call.h"

#include <gtest/gtest.h>

#include "pysrc/extract.h"

namespace simbench::pysrc {
namespace {

const std::string kProgram = "import mujoco\n\nprint('a \"word\"')\n";

Program of_arguments(Json arguments, std::string text = "") {
  return extract(
      Completion{.text = std::move(text), .finish_reason = "tool_call", .tool_arguments = std::move(arguments)});
}

TEST(ToolCall, TheProgramIsAmongTheArgumentsWhateverTheyAreCalled) {
  for (const Json& arguments :
       {Json{{"code", kProgram}}, Json{{"path", "a.py"}, {"file_text", kProgram}},
        Json{{"cmd", {"python", "-c", kProgram}}}, Json{{"input", to_text({{"script", kProgram}})}},
        Json{{"content", "```python\n" + kProgram + "```\n"}}, Json(kProgram), Json(to_text({{"code", kProgram}})),
        Json::array({{{"command", "ls"}}, {{"code", kProgram}}})}) {
    Program p = of_arguments(arguments);
    EXPECT_EQ(p.code, kProgram) << arguments;
    EXPECT_EQ(p.reason, "tool_call") << arguments;
    EXPECT_EQ(of_arguments(arguments, "I'll run it.").code, kProgram);
  }
}

TEST(ToolCall, WhatIsNoCodeIsNoProgram) {
  for (const Json& arguments :
       {Json(nullptr), Json::object(), Json{{"command", "ls -l"}}, Json{{"query", "how to step"}}, Json(3), Json("ls")})
    EXPECT_FALSE(of_arguments(arguments).found()) << arguments;
  EXPECT_EQ(of_arguments(nullptr).reason, "empty");
  EXPECT_EQ(of_arguments(Json{{"command", "ls -l"}}).reason, "prose") << "something was answered";
}

TEST(ToolCall, CodeThatDoesNotParseCountsUnderAName) {
  EXPECT_EQ(of_arguments({{"code", "x = (1\ny = 2\n"}}).code, "x = (1\ny = 2\n");
}

TEST(ToolCall, OfSeveralProgramsTheLastLongOneIsTaken) {
  Program p = of_arguments(Json::array({{{"code", "a = 1\n"}}, {{"code", kProgram}}, {{"code", "b = 1\n"}}}));
  EXPECT_EQ(p.code, kProgram);
  EXPECT_EQ(p.reason, "several_blocks");
  EXPECT_EQ(p.blocks.size(), 3u);
}

TEST(ToolCall, CallsWrittenIntoTheTextAreRead) {
  std::string json = to_text({{"name", "run"}, {"arguments", {{"code", kProgram}}}});
  for (const std::string& text :
       {json, "<tool_call>\n" + json + "\n</tool_call>", "[TOOL_CALLS][" + json + "]", "```json\n" + json + "\n```",
        "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>commentary to=functions.run "
        "<|constrain|>json<|message|>" +
            to_text({{"code", kProgram}}) + "<|call|>",
        "<|tool_call_begin|>functions.run:0<|tool_call_argument_begin|>" + to_text({{"code", kProgram}}) +
            "<|tool_call_end|>"}) {
    Program p = extract(text);
    EXPECT_EQ(p.code, kProgram) << text;
    EXPECT_EQ(p.reason, "tool_call") << text;
  }
}

TEST(ToolCall, JsonThatIsCutOffOrBrokenGivesWhatItHolds) {
  std::string json = to_text({{"code", kProgram + "# é\n"}});
  Program p = extract(Completion{.finish_reason = "length", .tool_arguments = json.substr(0, json.size() - 12)});
  EXPECT_EQ(p.reason, "truncated");
  EXPECT_EQ(p.code.substr(0, 13), "import mujoco");
  EXPECT_EQ(of_arguments(Json("{\"code\": \"import x\ny = 1\n\",}")).code, "import x\ny = 1\n")
      << "raw line ends and a comma too many";
}

}  // namespace
}  // namespace simbench::pysrc
