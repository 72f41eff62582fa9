// What `exec` shows people: what ended a script, where, why and what to do.
#include "cli/exec_text.h"

#include <gtest/gtest.h>

namespace simbench::cli {
namespace {

oracle::Verdicted failed(ScriptError error, End end = End::error) {
  oracle::Verdicted r;
  r.outcome = {.end = end,
               .parses = true,
               .imports = true,
               .error = std::move(error),
               .simulator = "pychrono",
               .simulator_version = "10.0.0"};
  r.outcome.isolation.grade = "strong";
  r.judgement = {Verdict::imports, CellClass::model_fail, "error", {}, nullptr};
  return r;
}

std::string told(const oracle::Verdicted& result, const std::string& program, size_t width = 80) {
  return ExecText{.file = "answer.py", .program = program, .trace = "", .task = "", .says = {}, .width = width}.of(
      result);
}

size_t widest(std::string_view text) {
  size_t most = 0;
  for (std::string_view line : split_lines(text))
    most = std::max<size_t>(most, std::count_if(line.begin(), line.end(),
                                                [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  return most;
}

TEST(ExecText, ALongHarmlessLineIsShown) {
  oracle::Verdicted result = failed({"ValueError", "x", 1});
  result.outcome.stdout_tail = "File \"" + std::string(1 << 20, 'y') + "\nFile \"/candidate/script.py\", line 1\n";
  std::string text = told(result, "raise ValueError('x')\n");
  EXPECT_NE(text.find("File \"answer.py\", line 1"), std::string::npos) << tail(text, 300);
}

TEST(ExecText, ControlCharactersOfBothSetsAreHarmless) {
  oracle::Verdicted result = failed({"ValueError", "x", 1});
  result.outcome.stdout_tail = "a\033[31mb\xC2\x9B 31mc\xC2\xA0\xC3\xA4\n";
  std::string text = told(result, "raise ValueError('x')\n");
  EXPECT_NE(text.find("a\uFFFD[31mb\uFFFD 31mc\u00A0ä\n"), std::string::npos) << text;
}

TEST(ExecText, AnErrorIsToldWithItsLineAndWhatTheApiReallyHas) {
  const std::string program = "import pychrono as chrono\nb = chrono.ChBody()\nb.SetBodyFixed(True)\n";
  std::string text =
      told(failed({"AttributeError", "'ChBody' object has no attribute 'SetBodyFixed'", 3, 1, 14}), program);
  EXPECT_TRUE(
      text.starts_with("answer.py:3:1: error: AttributeError: 'ChBody' object has no attribute 'SetBodyFixed'\n"
                       "    3 | b.SetBodyFixed(True)\n"
                       "      | ^^^^^^^^^^^^^^\n"
                       "      = help: 'ChBody' has no 'SetBodyFixed'; renamed to SetFixed in 9.0\n"))
      << text;
  EXPECT_NE(text.find("ladder    ✓ syntax ✓ imports ✗ builds · steps · finishes · physical\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("class     model_fail: the script's fault\n"), std::string::npos) << text;
}

TEST(ExecText, ACrashSaysWhatToLookFor) {
  std::string text = told(
      failed({"SIGSEGV", "the process was killed by a segmentation fault inside native code", 2, 0, 0}, End::crashed),
      "import pychrono\nvis.Run()\n");
  EXPECT_NE(text.find("    2 | vis.Run()\n      = help: a native object wasn't ready there"), std::string::npos)
      << text;
}

TEST(ExecText, WhatIsNoFaultOfTheScriptsSaysSo) {
  oracle::Verdicted r = failed({"ModuleNotFoundError", "No module named 'pychrono.vsg3d'", 1, 1, 21});
  r.outcome.infra = "missing_module: pychrono.vsg3d";
  r.judgement = {Verdict::syntax, CellClass::infra_fail, r.outcome.infra, {}, nullptr};
  std::string text = told(r, "import pychrono.vsg3d\n");
  EXPECT_NE(text.find("it isn't the script's fault"), std::string::npos) << text;
  EXPECT_NE(text.find("class     infra_fail: this machine's fault, not the script's\n"), std::string::npos) << text;
  EXPECT_NE(text.find("ladder    ? syntax · imports"), std::string::npos) << text;
}

TEST(ExecText, AScriptThatNeverStepsIsAskedAboutItsMainFunction) {
  oracle::Verdicted r = failed({});
  r.outcome.error.reset();
  r.outcome.end = End::finished;
  EXPECT_TRUE(told(r, " \n").starts_with("answer.py: error: there is no program in this file\n"));
  EXPECT_TRUE(told(r, "def main(): pass\n").starts_with("answer.py: error: the script ended without a step"));
}

TEST(ExecText, TheScriptsOutputIsMadeHarmlessShortAndSpeaksOfTheUsersFile) {
  oracle::Verdicted r = failed({"ValueError", "\033[31mred\a", 1, 0, 0});
  for (int i = 0; i < 100; ++i) r.outcome.stdout_tail += fmt::format("line {}\r\n", i);
  r.outcome.stderr_tail =
      "Traceback (most recent call last):\n  File \"/candidate/script.py\", line 1, in <module>\nValueError: "
      "\033]0;title\a\n";
  std::string text = told(r, "x\n");
  EXPECT_EQ(text.find('\033'), std::string::npos) << text;
  EXPECT_EQ(text.find('\a'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_NE(text.find("stdout (the last 20 lines; --json has 80 more)\n  line 80\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  File \"answer.py\", line 1, in <module>"), std::string::npos) << text;
}

TEST(ExecText, ALongHarmlessLineOfTheScriptsIsOnlyText) {
  oracle::Verdicted r = failed({"ValueError", std::string(2'000'000, 'x'), 1, 0, 0});
  r.outcome.stderr_tail = "File \"" + std::string(2'000'000, '/') + "\n  File \"/candidate/script.py\", line 7\n";
  std::string text = told(r, "x\n");
  EXPECT_NE(text.find("File \"answer.py\", line 7"), std::string::npos);
  EXPECT_NE(text.find(std::string(2'000'000, 'x')), std::string::npos);
}

TEST(ExecText, TheUsersFileNameIsTakenAsItIs) {
  oracle::Verdicted r = failed({"ValueError", "no", 1, 0, 0});
  r.outcome.stderr_tail = "  File \"/candidate/script.py\", line 1\n";
  std::string text =
      ExecText{.file = "a\\1$&.py", .program = "x\n", .trace = "", .task = "", .says = {}, .width = 80}.of(r);
  EXPECT_NE(text.find("File \"a\\1$&.py\", line 1"), std::string::npos) << text;
}

TEST(ExecText, ColumnsAreCharacters) {
  oracle::Verdicted r = failed({"NameError", "name 'f' is not defined", 1, 12, 12});
  EXPECT_TRUE(told(r, "s = 'äö'; f(s)\n").starts_with("answer.py:1:10: error: NameError"))
      << told(r, "s = 'äö'; f(s)\n");
}

TEST(ExecText, RequirementsStandInAlignedColumnsAndUnmetOnesNameTheirSentence) {
  oracle::Verdicted r;
  r.outcome = {.end = End::finished,
               .parses = true,
               .imports = true,
               .first_step_called = true,
               .first_step_returned = true,
               .simulator = "mujoco",
               .simulator_version = "4.0.0"};
  r.judgement = {Verdict::physical, CellClass::model_fail, "requirements: mars-gravity", {}, nullptr};
  r.judgement.requirements = {
      {"mars-gravity", false, nullptr, nullptr, "gravity is [0, 0, -9.81]; asked [0, 0, -3.71] ± 0.001"},
      {"bob", true, nullptr, nullptr,
       "the mass of 'bob' is 2 kg; asked 2 ± 0.002, which is a long sentence that doesn't fit into the eighty columns "
       "of a terminal"},
      {"period", std::nullopt, nullptr, nullptr, "too short"}};
  ExecText exec{.file = "a.py",
                .program = "x\n",
                .trace = "",
                .task = "mujoco/pendulum/2",
                .says = {{"mars-gravity", "Use the gravity of Mars."}},
                .width = 80};
  std::string text = exec.of(r);
  EXPECT_TRUE(
      text.starts_with("requirements of mujoco/pendulum/2: 1 of 3 met\n"
                       "  ✗ mars-gravity  gravity is [0, 0, -9.81]; asked [0, 0, -3.71] ± 0.001\n"
                       "                  the prompt: Use the gravity of Mars.\n"
                       "  ✓ bob           the mass of 'bob' is 2 kg; asked 2 ± 0.002, which is a long\n"
                       "                  sentence that doesn't fit"))
      << text;
  EXPECT_NE(text.find("  ? period        too short\n"), std::string::npos) << text;
  EXPECT_NE(text.find("✓ physical ✗ faithful\n"), std::string::npos) << text;
  EXPECT_LE(widest(text), 80u) << text;
}

}  // namespace
}  // namespace simbench::cli
