// Whatever form a judge's answer comes in: read where it means one thing, and what had to be repaired is told.
#include "judge/answer.h"

#include <gtest/gtest.h>

#include "judge/test_item.h"

namespace simbench::judge {
namespace {

using test::answer_text;
using test::deduction;

const std::string kSound = answer_text({deduction("Correctness", 12)}, 88);

std::string problem_of(const Completion& completion, Judged& judged) {
  return read_answer(load_rubric().value(), completion, 3, judged);
}

/// The score of a text that can be read, with its repairs.
std::pair<std::optional<double>, std::vector<std::string>> read_text_answer(const Completion& completion) {
  Judged judged;
  std::string problem = problem_of(completion, judged);
  EXPECT_EQ(problem, "") << completion.text;
  add_up(load_rubric().value(), judged);
  return {judged.value, judged.repairs};
}

using Repairs = std::vector<std::string>;

TEST(JudgeAnswer, PlainOnesAreRepairedNowhere) {
  auto [value, repairs] = read_text_answer({.text = "So:\n```json\n" + kSound + "\n```"});
  EXPECT_EQ(value, 88);
  EXPECT_TRUE(repairs.empty());
}

TEST(JudgeAnswer, ReasoningBeforeItIsNoAnswer) {
  const std::string draft = answer_text({deduction("Quality", 3)}, 97);
  for (const std::string& before :
       {"<think>" + draft + "</think>", draft + "\n</think>\n", "[THINK]" + draft + "[/THINK]"}) {
    auto [value, repairs] = read_text_answer({.text = before + kSound});
    EXPECT_EQ(value, 88) << before;
    EXPECT_EQ(repairs, Repairs{"reasoning"});
  }
  Judged judged;
  EXPECT_NE(problem_of({.text = "<think>" + draft}, judged), "") << "a draft is never taken";
}

TEST(JudgeAnswer, PointsAndLinesMayBeTexts) {
  for (const char* points : {"\"12\"", "\"12 points\"", "\"-12\"", "\"12.0\"", "\" 12 pts \""}) {
    auto [value, repairs] =
        read_text_answer({.text = std::string(R"({"deductions": [{"category": "correctness", "points": )") + points +
                                  R"(, "lines": "lines 2-3", "reason": ""}], "total": "88/100"})"});
    EXPECT_EQ(value, 88) << points;
    EXPECT_EQ(repairs, (Repairs{"lines_as_text", "points_as_text"})) << points;
  }
  Judged judged;
  problem_of({.text = R"({"deductions": [{"category": "Quality", "points": 1, "lines": ["3", "1"]}]})"}, judged);
  EXPECT_EQ(judged.deductions.at(0).lines, (std::vector<int>{1, 3}));
}

TEST(JudgeAnswer, PointsThatCouldMeanTwoThingsAreRefusedByName) {
  for (const char* points : {"five", "15/40", "15%", "10-15", "15 or 20", "1,5", "", "nan"}) {
    Judged judged;
    std::string problem = problem_of(
        {.text =
             to_text({{"deductions", {{{"category", "Quality"}, {"points", points}, {"reason", ""}}}}, {"total", 90}})},
        judged);
    EXPECT_NE(problem.find(std::string("\"") + points + "\" is none"), std::string::npos) << problem;
  }
}

TEST(JudgeAnswer, ToolsArgumentsAreReadInEveryShape) {
  Json sound = parse_json(kSound, "").value();
  for (const Json& arguments : {sound, Json::array({sound, sound}), Json(kSound), Json{{"answer", sound}}})
    EXPECT_EQ(read_text_answer({.tool_arguments = arguments}).first, 88) << arguments;
  Judged judged;
  Json other = parse_json(answer_text(Json::array(), 100), "").value();
  EXPECT_NE(problem_of({.tool_arguments = Json::array({sound, other})}, judged).find("different answers"),
            std::string::npos);
}

TEST(JudgeAnswer, BadBytesAndLooseJsonAreRead) {
  std::string loose = R"({"deductions": [{"category": "Correctness", "points": 12, "lines": [1], "reason": "a)"
                      "\n\xff\t"
                      R"(\ud83d"},], "total": 88,})";
  EXPECT_EQ(read_text_answer({.text = loose}).first, 88);
}

}  // namespace
}  // namespace simbench::judge
