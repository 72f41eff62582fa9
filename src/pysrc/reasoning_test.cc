// What a model thought aloud is never graded, whatever marks its server left around it.
#include "pysrc/reasoning.h"

#include <gtest/gtest.h>

#include "base/base.h"
#include "pysrc/extract.h"

namespace simbench::pysrc {
namespace {

const std::string kDraft = "Perhaps\n```python\nimport mujoco\nwrong = 1\n```\nNo, wait.";
const std::string kRight = "import mujoco\nright = 1\n";
const std::string kAnswer = "```python\n" + kRight + "```\n";

/// The program of the answer, fenced or bare, behind `before`.
void expect_right(const std::string& before, const std::string& after = "") {
  for (const std::string& answer : {kAnswer, kRight}) {
    Program p = extract(before + answer + after);
    EXPECT_EQ(p.code, kRight) << before;
    EXPECT_EQ(std::count(p.notes.begin(), p.notes.end(), "reasoning"), 1) << before;
  }
}

TEST(Reasoning, EveryServersMarksAreKnown) {
  const std::pair<const char*, const char*> marks[] = {
      {"<think>", "</think>"},
      {"<THINK>\n", "\n</THINK>\n"},
      {"<Thinking>", "</Thinking>"},
      {"<thinking mode=\"long\">", "</thinking>"},
      {"<thought>", "</thought>"},
      {"<thoughts>", "</thoughts>"},
      {"<reasoning>", "</reasoning>"},
      {"<scratchpad>", "</scratchpad>"},
      {"<inner_monologue>", "</inner_monologue>"},
      {"<reflection>", "</reflection>"},
      {"<seed:think>", "</seed:think>"},
      {"<think:fast>", "</think:fast>"},
      {"<longcat_think>", "</longcat_think>"},
      {"<|begin_of_thought|>", "<|end_of_thought|>"},
      {"<|START_THINKING|>", "<|END_THINKING|>"},
      {"<|thinking|>", "<|/thinking|>"},
      {"<｜think｜>", "<｜/think｜>"},
      {"<unused94>", "<unused95>"},
      {"[THINK]", "[/THINK]"},
      {"◁think▷", "◁/think▷"},
      {"<|channel>thought\n", "<channel|>"},
      {"<details type=\"reasoning\" done=\"true\"><summary>Thought for 3 s</summary>", "</details>\n"},
      {"<details>\n<summary>Thinking</summary>\n", "</details>\n"},
      {"<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"},
      {"<|start|>assistant<|channel|>analysis <|message|>", "<|end|><|channel|>final <|constrain|>md<|message|>"},
      {"analysis", "assistantfinal"},
      {"Here is my thought process:\n", "\nHere is my response:\n"},
  };
  for (auto [open, close] : marks) expect_right(open + kDraft + close + "\n");
}

TEST(Reasoning, MarksMayStandSeveralTimesAndBehindWords) {
  expect_right("<think></think>\n<think>\n" + kDraft + "</think>\n");
  expect_right("Let me think first.\n\n<think>" + kDraft + "</think>\n\n");
  expect_right("<think>a <think>b</think>" + kDraft + "</think>\n");
  expect_right("<thinking>" + kDraft + "<reflection>hm</reflection>" + kDraft + "</thinking>\n");
  expect_right("<think>" + kDraft + "</thinking>\n");
  expect_right("<think/>\n");
}

TEST(Reasoning, AClosingMarkAloneEndsWhatBeganBeforeTheText) {
  expect_right(kDraft + "\n</think>\n");
  expect_right(kDraft + "</think>");
  expect_right("```python\nwrong = 1\n</think>\n");
  expect_right("```python\nTEXT = \"\"\"\nwrong\n</think>\n");
  expect_right("```python\nwrong = 1\nWait, that's wrong.</think>\n");
  expect_right("```thinking\nimport mujoco\nwrong = 1\n```\n</think>\n");
  expect_right(kDraft + "\n[/THINK]\n");
  expect_right(kDraft + "\n◁/think▷");
  expect_right(kDraft + "\n<channel|>");
}

TEST(Reasoning, WhatNeverEndsIsNoAnswer) {
  for (const char* open : {"<think>", "Well.\n<thinking>\n", "<|channel|>analysis<|message|>", "[THINK]"}) {
    EXPECT_FALSE(extract(open + kDraft).found()) << open;
    EXPECT_EQ(extract(open + kDraft, "length").reason, "truncated") << open;
  }
  EXPECT_EQ(extract("<think>" + kDraft).reason, "only_reasoning");
  EXPECT_EQ(extract("<think>" + kDraft + "</think>\n").reason, "only_reasoning");
  EXPECT_EQ(extract(kDraft + "</think>").reason, "only_reasoning");
  EXPECT_EQ(extract(Completion{.reasoning = kDraft}).reason, "only_reasoning");
}

TEST(Reasoning, ThinkingAgainBehindTheAnswerTakesNothingFromIt) {
  EXPECT_EQ(extract(kAnswer + "<think>" + kDraft + "</think>").code, kRight);
  EXPECT_EQ(extract(kAnswer + "<think>let me see").code, kRight);
}

TEST(Reasoning, AProgramMaySpeakOfMarks) {
  const std::string code =
      "import x\n# </think> ends it\nprint('<think>', \"</think>\")\nT = \"\"\"\n<think>\n</think>\n\"\"\"\n";
  Program p = extract("```python\n" + code + "```\n");
  EXPECT_EQ(p.code, code);
  EXPECT_TRUE(p.notes.empty());
  const std::string lists = "import x\nreasons = [reason]\ny = z[THINK]\nif a<think: pass\n";
  EXPECT_EQ(extract("```python\n" + lists + "```").code, lists);
  EXPECT_EQ(extract("I use the `</think>` mark.\n" + kAnswer).code, kRight);
  EXPECT_TRUE(extract("<details><summary>How to run</summary>x</details>\n" + kAnswer).notes.empty());
}

TEST(Reasoning, IsKeptBesideTheAnswer) {
  Reasoned r = without_reasoning("a<think>b</think>c\n<think>d");
  EXPECT_EQ(r.answer, "ac\n");
  EXPECT_EQ(r.reasoning, "bd");
  EXPECT_TRUE(r.found);
  EXPECT_FALSE(without_reasoning("a\n\nb").found);
  EXPECT_EQ(without_reasoning("a\n\nb").answer, "a\n\nb");
}

TEST(Reasoning, AHugeTextTakesBoundedTime) {
  std::string many;
  for (int i = 0; i < 10000; ++i) many += "<think><details <|channel|> [THINK x ◁ ```python\n'''\n";
  EXPECT_FALSE(extract(many).found());
  EXPECT_FALSE(extract(std::string(1 << 18, '<')).found());
}

}  // namespace
}  // namespace simbench::pysrc
