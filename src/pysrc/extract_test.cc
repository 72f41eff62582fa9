#include "pysrc/extract.h"

#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::pysrc {
namespace {

TEST(Extract, TakesTheOneFencedBlock) {
  Program p = extract("Here it is:\n\n```python\nimport mujoco\nx = 1\n```\nEnjoy.");
  EXPECT_EQ(p.code, "import mujoco\nx = 1\n");
  EXPECT_EQ(p.reason, "fenced");
  EXPECT_EQ(p.blocks.size(), 1u);
}

TEST(Extract, KnowsOtherSpellingsOfTheFence) {
  for (const char* open :
       {"```py", "``` Python", "~~~python", "````python", "```{.python}", "```python title=\"a.py\"", "```Python3"}) {
    std::string mark(open, std::string_view(open).find_first_not_of("`~"));
    EXPECT_EQ(extract(std::string(open) + "\nx = 1\n" + mark + "\n").code, "x = 1\n") << open;
  }
}

TEST(Extract, UnindentsAFenceInAList) {
  EXPECT_EQ(extract("1. so:\n   ```python\n   def f():\n       return 1\n   ```\n").code, "def f():\n    return 1\n");
}

TEST(Extract, OfSeveralBlocksTakesTheLastLongOneAndKeepsAll) {
  std::string part = "a = 1\nb = 2\n", whole = part + "c = 3\nd = 4\n", usage = "print(a)\n";
  Program p = extract("```python\n" + part + "```\nall:\n```python\n" + whole + "```\nuse:\n```python\n" + usage +
                      "```\n```bash\npip install x\n```\n");
  EXPECT_EQ(p.code, whole);
  EXPECT_EQ(p.reason, "several_blocks");
  EXPECT_EQ(p.blocks, (std::vector<std::string>{part, whole, usage, "pip install x\n"}));
}

TEST(Extract, OfTwoWholeScriptsTakesTheCorrectedOne) {
  EXPECT_EQ(extract("```python\nx = 1\ny = 2\n```\nSorry, rather:\n```python\nx = 3\ny = 4\n```").code,
            "x = 3\ny = 4\n");
}

TEST(Extract, TakesWhatAnUnclosedFenceHolds) {
  Program p = extract("```python\nx = 1\ny = 2");
  EXPECT_EQ(p.code, "x = 1\ny = 2\n");
  EXPECT_EQ(p.reason, "unclosed_fence");
}

TEST(Extract, SaysThatALengthLimitCutTheProgramOff) {
  Program p = extract("```python\nx = 1\ny = (2 +", "length");
  EXPECT_EQ(p.reason, "truncated");
  EXPECT_EQ(p.code, "x = 1\ny = (2 +\n");
  EXPECT_EQ(extract("I will begin by thinking about", "length").reason, "truncated");
  EXPECT_EQ(extract("", "length").reason, "truncated");
  EXPECT_FALSE(extract("I will begin", "length").found());
  EXPECT_EQ(extract("```python\nx = 1\n```\nNow to explain", "length").reason, "fenced")
      << "the program itself is whole";
}

TEST(Extract, TakesAnUntaggedBlockThatIsPython) {
  EXPECT_EQ(extract("```\nimport os\n```").reason, "other_fence");
  EXPECT_EQ(extract("```\nx = f(2)\n```").code, "x = f(2)\n");
  EXPECT_EQ(extract("```jupyter\nimport os\n```").reason, "other_fence");
}

TEST(Extract, DoesNotTakeAShellCommandOrAnOutputForAProgram) {
  Program p = extract("Run this:\n```bash\nimport os\n```\nIt prints\n```\nTime 0.5 s, height 1.2 m\n```");
  EXPECT_FALSE(p.found());
  EXPECT_EQ(p.reason, "prose");
  EXPECT_EQ(p.blocks.size(), 2u) << "what was left aside is kept to be looked at";
}

TEST(Extract, TaggedPythonWinsOverUntagged) {
  Program p = extract("```\nimport a\nimport b\nimport c\n```\n```python\nimport d\n```");
  EXPECT_EQ(p.code, "import d\n");
  EXPECT_EQ(p.reason, "fenced");
}

TEST(Extract, TakesBareCode) {
  Program whole = extract("import mujoco\n\nm = mujoco.MjModel.from_xml_string('')\n");
  EXPECT_EQ(whole.reason, "no_fence");
  EXPECT_EQ(whole.code, "import mujoco\n\nm = mujoco.MjModel.from_xml_string('')\n");
  Program after_words = extract("Sure, here is the script.\n\nimport mujoco as mj\nx = 1\n");
  EXPECT_EQ(after_words.reason, "no_fence");
  EXPECT_EQ(after_words.code, "import mujoco as mj\nx = 1\n");
}

TEST(Extract, ProseIsNoProgram) {
  for (const char* reply :
       {"I cannot write this.", "No", "First import the module, then step.", "Sure", "Use ```x``` inline."}) {
    EXPECT_EQ(extract(reply).reason, "prose") << reply;
    EXPECT_FALSE(extract(reply).found()) << reply;
  }
}

TEST(Extract, NothingIsEmpty) {
  for (const char* reply : {"", "  \n\t\n", "<think></think>\n"}) EXPECT_EQ(extract(reply).reason, "empty") << reply;
  EXPECT_EQ(extract("```python\n\n```").reason, "prose") << "a fence with nothing in it";
}

TEST(Extract, WhatWasThoughtAloudIsNotTheAnswer) {
  Program p = extract("<think>maybe\n```python\nwrong = 1\n```\n</think>\n```python\nright = 1\n```");
  EXPECT_EQ(p.code, "right = 1\n");
  EXPECT_EQ(p.reason, "fenced");
  EXPECT_EQ(extract("<think>and on and on", "length").reason, "truncated");
}

TEST(Extract, MalformedBytesAndWindowsLinesDoNoHarm) {
  Program p = extract("\xEF\xBB\xBFhi\r\n```python\r\nx = '\xff'\r\n```\r\n");
  EXPECT_EQ(p.code, "x = '\xEF\xBF\xBD'\n");
  EXPECT_TRUE(is_utf8(p.code));
}

TEST(Extract, AMarkBesideAFenceIsNoMarkThatIsSpokenOf) {
  for (const char* close : {"</think>", "</seed:think>", "◁/think▷", "[/THINK]", "</scratchpad>"}) {
    std::string open(close);
    open.erase(open.find('/'), 1);
    Program p = extract(open + "```python\ndraft = 1\n```" + close + "```python\nx = 1\n```");
    EXPECT_EQ(p.code, "x = 1\n") << close;
    EXPECT_EQ(p.notes, std::vector<std::string>{"reasoning"}) << close;
  }
  EXPECT_EQ(extract("The mark `<think>` begins it.\n```python\nx = 1\n```\n").code, "x = 1\n");
}

TEST(Extract, AQuotedBlockIsTakenWithoutItsMarks) {
  EXPECT_EQ(extract("> ```python\n> if x:\n>     y = 1\n>\n> z = 2\n> ```\n> Enjoy.").code,
            "if x:\n    y = 1\n\nz = 2\n");
  EXPECT_EQ(extract("```python\nDOC = '''\n> a quote\n'''\n```\n").code, "DOC = '''\n> a quote\n'''\n");
}

TEST(Extract, LinesThatOnlyCarriageReturnsPartAreLines) {
  EXPECT_EQ(extract("Here:\r```python\rx = 1\ry = 2\r```\r").code, "x = 1\ny = 2\n");
  EXPECT_EQ(extract("```python\nx = 'a\rb'\n```\n").code, "x = 'a\rb'\n") << "a character of the program's";
}

TEST(Extract, ButtonsOfAPageAreNoCode) {
  for (const char* buttons : {"python\nCopy\nEdit\n", "Copy code\n", "python\nRun\n", "pythonCopyEdit\n"})
    EXPECT_EQ(extract("```\n" + std::string(buttons) + "x = 1\ny = 2\n```\n").code, "x = 1\ny = 2\n") << buttons;
}

TEST(Extract, AHugeReplyTakesBoundedTime) {
  std::string many;
  for (int i = 0; i < 100000; ++i) many += "```python\nx = 1\n```\n";
  EXPECT_EQ(extract(many).blocks.size(), 100000u);
  EXPECT_FALSE(extract(std::string(4 << 20, '`')).found());
  EXPECT_FALSE(extract("import " + std::string(2 << 20, 'a') + " b").found());
}

}  // namespace
}  // namespace simbench::pysrc
