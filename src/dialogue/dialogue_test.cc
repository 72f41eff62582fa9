#include "dialogue/dialogue.h"

#include <gtest/gtest.h>

namespace simbench::dialogue {
namespace {

class Dialogue : public testing::Test {
 protected:
  Dialogue() {
    suite_.simulator = "mujoco";
    suite_.requires_version = ">=4.0,<5";
    suite_.folder = "suites/x";
    for (Arm arm : all_arms())
      suite_.templates[std::string(to_string(arm))] = fmt::format(
          "{} for {{{{simulator}}}} {{{{release}}}}\n{{{{prompt}}}}\n{{{{#code}}}}\n[{{{{code}}}}]\n{{{{/code}}}}\n",
          to_string(arm));
    suite_.templates["repair"] += "failed: {{error}}\n";
    suite_.templates["upstream"] = "paper: {{prompt}}";
    system_.name = "pendulum";
    for (int i = 1; i <= 3; ++i) {
      suite::Turn& turn = system_.turns[static_cast<size_t>(i - 1)];
      turn.number = i;
      turn.prompt = fmt::format("prompt {}\n", i);
      if (i > 1) turn.given = suite::Script{"", fmt::format("given {}", i)};
    }
    system_.turns[2].steps = {"first", "second"};
  }

  Situation situation(int turn, Arm arm) { return {.suite = &suite_, .system = &system_, .turn = turn, .arm = arm}; }
  static std::string only_message(const Situation& s) {
    Result<Shown> shown = show(s);
    if (!shown) return "error: " + shown.error().text();
    EXPECT_EQ(shown->messages.size(), 1u);
    return shown->messages[0].content;
  }

  suite::Suite suite_;
  suite::System system_;
};

TEST_F(Dialogue, GivenShowsPromptAndGivenCode) {
  EXPECT_EQ(only_message(situation(2, Arm::given)), "given for mujoco 4.0\nprompt 2\n[given 2]\n");
  EXPECT_EQ(only_message(situation(1, Arm::given)), "given for mujoco 4.0\nprompt 1\n") << "no code, no section";
  EXPECT_EQ(show(situation(2, Arm::given))->given_code, "given 2");
}

TEST_F(Dialogue, UpstreamPresetUsesThePapersWords) {
  Situation s = situation(2, Arm::given);
  s.preset = "upstream";
  EXPECT_EQ(only_message(s), "paper: prompt 2\n");
}

TEST_F(Dialogue, DialogueShowsTheModelsOwnRepliesAndNoGivenCode) {
  Situation s = situation(3, Arm::dialogue);
  s.replies = {"my first", ""};
  Shown shown = show(s).value();
  ASSERT_EQ(shown.messages.size(), 5u);
  EXPECT_EQ(shown.messages[1], (Message{Role::assistant, "my first"}));
  EXPECT_EQ(shown.messages[3], (Message{Role::assistant, "(no reply)"}));
  EXPECT_NE(shown.messages[4].content.find("prompt 3"), std::string::npos);
  for (const Message& message : shown.messages) EXPECT_EQ(message.content.find("given 2"), std::string::npos);
  EXPECT_EQ(shown.given_code, "");
}

TEST_F(Dialogue, NoCodeShowsAllPromptsInOrderAndNoCode) {
  std::string text = only_message(situation(3, Arm::no_code));
  EXPECT_LT(text.find("prompt 1"), text.find("prompt 2"));
  EXPECT_LT(text.find("prompt 2"), text.find("prompt 3"));
  EXPECT_EQ(text.find("given"), std::string::npos);
}

TEST_F(Dialogue, StepwiseStartsFromTheGivenCodeAndGoesOnFromTheModelsOwn) {
  Situation s = situation(3, Arm::stepwise);
  s.step = 1;
  EXPECT_NE(only_message(s).find("first\n[given 3]"), std::string::npos);
  s.step = 2;
  s.code = "mine";
  EXPECT_NE(only_message(s).find("second\n[mine]"), std::string::npos);
  EXPECT_EQ(show(s)->given_code, "mine");
  EXPECT_EQ(request_count(system_, 3, Arm::stepwise), 2);
  EXPECT_EQ(request_count(system_, 2, Arm::stepwise), 0);
  EXPECT_EQ(request_count(system_, 2, Arm::given), 1);
}

TEST_F(Dialogue, RepairFirstAsksLikeGivenThenShowsTheFailure) {
  EXPECT_EQ(only_message(situation(2, Arm::repair)), only_message(situation(2, Arm::given)));
  Situation s = situation(2, Arm::repair);
  s.code = "broken";
  s.failure = "line 3: NameError: x";
  EXPECT_EQ(only_message(s), "repair for mujoco 4.0\nprompt 2\n[broken]\nfailed: line 3: NameError: x\n");
}

TEST_F(Dialogue, RepairNeverTellsARequirement) {
  Outcome outcome;
  outcome.error = ScriptError{"NameError", "x", 3};
  EXPECT_EQ(repair_notice(outcome, {.verdict = Verdict::imports, .cell_class = CellClass::model_fail}),
            "line 3: NameError: x");
  EXPECT_EQ(repair_notice(
                Outcome{},
                {.verdict = Verdict::finishes, .cell_class = CellClass::model_fail, .reason = "not_finite: body 3"}),
            "not_finite");
  EXPECT_EQ(repair_notice(std::nullopt, {.cell_class = CellClass::model_fail, .reason = "no_code"}), "no_code");
  EXPECT_EQ(repair_notice(
                Outcome{},
                {.verdict = Verdict::physical, .cell_class = CellClass::model_fail, .reason = "requirements: gravity"}),
            std::nullopt);
  EXPECT_EQ(repair_notice(Outcome{}, {.verdict = Verdict::steps, .cell_class = CellClass::infra_fail}), std::nullopt);
}

TEST(Template, ValuesAreNotFilledAgain) {
  EXPECT_EQ(fill_template("<{{a}}|{{b}}>", {{"a", "{{b}}"}, {"b", "x"}}, "t.md").value(), "<{{b}}|x>");
  EXPECT_EQ(fill_template("one {{ brace", {}, "t.md").value(), "one {{ brace");
  EXPECT_EQ(fill_template("", {}, "t.md").value(), "");
}

TEST(Template, SectionsAreThereOnlyWithAValue) {
  const char* text = "a\n{{#x}}\nX={{x}}\n{{/x}}\nb";
  EXPECT_EQ(fill_template(text, {{"x", "1"}}, "t.md").value(), "a\nX=1\nb");
  EXPECT_EQ(fill_template(text, {{"x", ""}}, "t.md").value(), "a\nb");
}

TEST(Template, MistakesAreNamedWithTheirLine) {
  EXPECT_EQ(fill_template("a\nb {{prmpt}}", {{"prompt", ""}}, "t.md").error().text(),
            "t.md:2: unknown placeholder {{prmpt}}; there are {{prompt}}");
  EXPECT_EQ(fill_template("{{#x}} a", {{"x", "1"}}, "t.md").error().text(),
            "t.md:1: the section {{#x}} is never closed");
}

}  // namespace
}  // namespace simbench::dialogue
