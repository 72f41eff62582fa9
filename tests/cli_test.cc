// The program as a user meets it: exit codes, where output goes, messages that say what to do.
#include <gtest/gtest.h>

#include "base/base.h"
#include "base/json.h"
#include "run_simbench.h"

namespace simbench {
namespace {

using tests::simbench;

TEST(CommandLine, HelpNamesEveryCommandAndExitsWithZero) {
  ProcessResult r = simbench({"--help"});
  EXPECT_EQ(r.exit_code, 0);
  for (const char* command : {"doctor", "suite", "exec"}) EXPECT_NE(r.out.find(command), std::string::npos) << command;
}

TEST(CommandLine, AWrongCommandOrFlagIsAUsageError) {
  EXPECT_EQ(simbench({"frobnicate"}).exit_code, 2);
  EXPECT_EQ(simbench({"exec", "--no-such-flag"}).exit_code, 2);
  ProcessResult r = simbench({"exec", "x.py", "--horizon", "soon"});
  EXPECT_EQ(r.exit_code, 2);
  EXPECT_NE(r.err.find("must be a number"), std::string::npos) << r.err;
}

TEST(CommandLine, AnUnknownCommandIsToldWithItsNeighbour) {
  ProcessResult r = simbench({"reprot", "--out", "x"});
  EXPECT_EQ(r.exit_code, 2);
  EXPECT_EQ(r.err, "simbench: there is no command 'reprot'; did you mean 'report'?\nTry: simbench --help\n");
}

TEST(CommandLine, APathThatCannotBeAskedAboutIsOneLine) {
  TemporaryFolder folder;
  fs::create_symlink("circle", folder.path() / "circle");
  for (const std::string& path : {std::string(300, 'x'), (folder.path() / "circle").string()})
    for (std::vector<std::string> words : {std::vector<std::string>{"report"}, {"suite", "validate"}, {"exec"}}) {
      words.push_back(path);
      ProcessResult r = simbench(words);
      EXPECT_EQ(r.exit_code, 2) << r.err;
      EXPECT_NE(r.err.find(path), std::string::npos) << r.err;
      EXPECT_EQ(std::count(r.err.begin(), r.err.end(), '\n'), 1) << r.err;
    }
}

TEST(CommandLine, AMissingFileIsAUsageErrorThatNamesIt) {
  ProcessResult r = simbench({"exec", "/no/such/script.py"});
  EXPECT_EQ(r.exit_code, 2);
  EXPECT_NE(r.err.find("/no/such/script.py"), std::string::npos) << r.err;
  EXPECT_TRUE(r.out.empty()) << r.out;
}

TEST(CommandLine, AWrongSettingInTheFileIsNamedWithItsLine) {
  TemporaryFolder folder;
  fs::path file = folder.path() / "simbench.toml";
  ASSERT_TRUE(write_file(file, "json = true\nhorizonn = 3\n"));
  ProcessResult r = simbench({"exec", "x.py", "--config", file.string()});
  EXPECT_EQ(r.exit_code, 2);
  EXPECT_NE(r.err.find("simbench.toml:2"), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("did you mean 'horizon'"), std::string::npos) << r.err;
}

TEST(CommandLine, AnEnvironmentVariableIsBelowTheCommandLineAndIsChecked) {
  EXPECT_EQ(simbench({"exec", "x.py"}, {{"SIMBENCH_HORIZON", "soon"}}).exit_code, 2);
  EXPECT_EQ(simbench({"exec", "/no/such.py", "--horizon", "1"}, {{"SIMBENCH_HORIZON", "soon"}}).exit_code, 2);
}

TEST(CommandLine, AResultThatNobodyGetsIsNoSuccess) {
  auto r =
      run_process({"sh", "-c", "exec \"$0\" suite list --json > /dev/full", (build_folder() / "simbench").string()});
  ASSERT_TRUE(r);
  EXPECT_EQ(r->exit_code, 1);
  EXPECT_NE(r->err.find("could not be written"), std::string::npos) << r->err;
}

TEST(CommandLine, ADataFolderIsACheckoutOrWhatWasInstalledOrRefused) {
  ProcessResult r = simbench({"suite", "list"}, {{"SIMBENCH_DATA", "/no/such/folder"}});
  EXPECT_EQ(r.exit_code, 2);
  EXPECT_NE(r.err.find("SIMBENCH_DATA: /no/such/folder"), std::string::npos) << r.err;
  r = simbench({"suite", "list"}, {{"SIMBENCH_DATA", source_folder().string()}});
  EXPECT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.out.find("mujoco"), std::string::npos) << r.out;
}

TEST(CommandLine, FoldersAndInterpretersMayBeNamedFromHere) {
  TemporaryFolder folder;
  fs::path script = folder.path() / "x.py";
  ASSERT_TRUE(write_file(script,
                         "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco/>')\n"
                         "mujoco.mj_step(m, mujoco.MjData(m))\n"));
  const char* command =
      "cd \"$0\" && SIMBENCH_DATA=. SIMBENCH_MUJOCO_PYTHON=.deps/mujoco/bin/python exec \"$1\" exec \"$2\"";
  auto r = run_process(
      {"sh", "-c", command, source_folder().string(), (build_folder() / "simbench").string(), script.string()},
      {.timeout_s = 120});
  ASSERT_TRUE(r);
  EXPECT_NE(r->out.find("1 step,"), std::string::npos) << r->out << r->err;
}

TEST(CommandLine, AnIndexOfOnesOwnHidesNoneOfTheProgram) {
  TemporaryFolder folder;
  fs::create_directories(folder.path() / "suites/mine/api");
  ASSERT_TRUE(write_file(folder.path() / "suites/mine/api/mine-1.0.api", "x"));
  ASSERT_TRUE(write_file(folder.path() / "x.py", "import mujoco\nmujoco.mj_stepp(1, 2)\n"));
  auto r = run_process({"sh", "-c", "cd \"$0\" && exec \"$1\" check x.py", folder.path().string(),
                        (build_folder() / "simbench").string()});
  ASSERT_TRUE(r);
  EXPECT_NE(r->out.find("did you mean mj_step?"), std::string::npos) << r->out << r->err;
}

TEST(CommandLine, SuiteShowTakesAFolderAnywhere) {
  std::string suite = (source_folder() / "examples/suite").string();
  EXPECT_NE(simbench({"suite", "show", suite + "/"}).out.find("cart"), std::string::npos);
  ProcessResult r = simbench({"suite", "show", suite + "/cart/1/04"});
  EXPECT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.out.find("damping=\"0.5\""), std::string::npos) << r.out;
  r = simbench({"suite", "show", "/no/such/1"});
  EXPECT_EQ(r.exit_code, 2);
  EXPECT_NE(r.err.find("no suite '/no/such/1'"), std::string::npos) << r.err;
}

TEST(CommandLine, SuiteShowTakesThePathOfAFile) {
  std::string system = (source_folder() / "examples/suite/systems/cart").string();
  auto shown = [](const std::string& path) {
    ProcessResult r = simbench({"suite", "show", path});
    EXPECT_EQ(r.exit_code, 0) << path << ": " << r.err;
    return r.out;
  };
  EXPECT_NE(shown(system).find("Cart on a rail"), std::string::npos);
  EXPECT_NE(shown(system + "/system.toml").find("Cart on a rail"), std::string::npos);
  EXPECT_NE(shown(system + "/turn2/prompt.md").find("turn 2  (6 s simulated"), std::string::npos);
  EXPECT_NE(shown(system + "/turn3/requirements.toml").find("turn 3 "), std::string::npos);
  EXPECT_NE(shown(system + "/turn1/equivalents/spec.py").find("mujoco.MjSpec()"), std::string::npos);
  EXPECT_NE(shown(system + "/turn3/mutants.patch").find("11-wind-turned"), std::string::npos);
  EXPECT_NE(shown(system + "/turn3/mutants.patch/11-wind-turned").find("WIND_N = -8.0"), std::string::npos);
  for (const char* missing : {"/turn1/promt.md", "/sytem.toml", "/turn1/steps/1.md"})
    EXPECT_EQ(simbench({"suite", "show", system + missing}).exit_code, 2) << missing;
}

TEST(CommandLine, HelpIsAsWideAsTheTerminal) {
  auto columns = [](std::string_view line) {
    return std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
  };
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {}, {"run"}, {"suite", "validate"}, {"compare"}, {"slurm"}, {"experiment", "calibration"}, {"view"}})
    for (int width : {20, 60, 80, 140}) {
      std::vector<std::string> words = command;
      words.emplace_back("--help");
      ProcessResult r = simbench(words, {{"COLUMNS", std::to_string(width)}});
      EXPECT_EQ(r.exit_code, 0);
      for (std::string_view line : split_lines(r.out)) EXPECT_LE(columns(line), std::max(width, 48)) << line;
    }
  ProcessResult run = simbench({"run", "--help"}, {{"COLUMNS", "80"}});
  EXPECT_NE(run.out.find(" \\\n"), std::string::npos) << "a long example goes on below, and can be pasted";
}

TEST(CommandLine, EachCommandSaysWhatItsOutIs) {
  auto help = [](std::vector<std::string> command) {
    command.emplace_back("--help");
    return simbench(command, {{"COLUMNS", "200"}}).out;
  };
  EXPECT_NE(help({"run"}).find("Run directory (default: runs/<suite>-<date>)"), std::string::npos);
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{{"suite", "plot"},
                                                                                       {"suite", "instance"},
                                                                                       {"view"},
                                                                                       {"slurm"},
                                                                                       {"import", "upstream"},
                                                                                       {"import", "jsonl"},
                                                                                       {"report"},
                                                                                       {"rate", "sheet"},
                                                                                       {"export"},
                                                                                       {"index"},
                                                                                       {"measure"}}) {
    std::string text = help(command);
    EXPECT_NE(text.find("--out "), std::string::npos) << join(command, " ");
    EXPECT_EQ(text.find("default: runs/<suite>-<date>"), std::string::npos) << join(command, " ");
  }
}

TEST(CommandLine, AGuessIsToldUnlessOnlyTheEndIsAskedFor) {
  TemporaryFolder folder;
  fs::path script = folder.path() / "x.py";
  ASSERT_TRUE(write_file(script, "x = 1\n"));
  EXPECT_NE(simbench({"check", script.string()}).err.find("say otherwise with --api"), std::string::npos);
  EXPECT_EQ(simbench({"check", script.string(), "--log-level", "error"}).err, "");
}

TEST(CommandLine, SuitePlotDrawsTheReferencesFromTheirTraces) {
  TemporaryFolder folder;
  fs::path suite = source_folder() / "suites/chrono";
  ProcessResult r =
      simbench({"suite", "plot", suite.string(), "--only", "pendulum/1", "--out", (folder.path() / "plots").string()});
  EXPECT_EQ(r.exit_code, 0) << r.err;
  auto svg = read_file(folder.path() / "plots/pendulum-1.svg");
  ASSERT_TRUE(svg) << r.out;
  EXPECT_NE(svg->find("coordinate of bob, X (m)"), std::string::npos) << *svg;
  EXPECT_NE(svg->find("undamped"), std::string::npos);
  EXPECT_EQ(
      simbench({"suite", "plot", suite.string(), "--only", "nothing/1", "--out", folder.path().string()}).exit_code, 2);
  EXPECT_EQ(simbench({"suite", "plot", suite.string()}).exit_code, 2);
}

TEST(SuitePlotSlow, ASkewAxisIsToldInThreeDigits) {
  TemporaryFolder folder;
  ProcessResult drawn = simbench({"suite", "plot", "mujoco", "--only", "particles/1", "--out", folder.path().string()});
  EXPECT_EQ(drawn.exit_code, 0) << drawn.err;
  auto svg = read_file(folder.path() / "particles-1.svg");
  ASSERT_TRUE(svg);
  EXPECT_NE(svg->find("coordinate of second, (0.94, 0, -0.342) (m)"), std::string::npos);
}

TEST(CommandLine, ASimulatorsInterpreterCanBeNamed) {
  ProcessResult r = simbench({"doctor", "--pychrono-python", "/no/such/python"});
  EXPECT_NE(r.out.find("no interpreter at /no/such/python"), std::string::npos) << r.out;
}

TEST(CommandLine, ExecTellsTheVerdictAsJsonOnStdout) {
  TemporaryFolder folder;
  fs::path script = folder.path() / "ball.py";
  ASSERT_TRUE(
      write_file(script,
                 "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco><worldbody><body><freejoint/><geom "
                 "size=\"0.1\"/></body></worldbody></mujoco>')\n"
                 "d = mujoco.MjData(m)\nwhile d.time < 0.5:\n    mujoco.mj_step(m, d)\n"));
  EXPECT_EQ(simbench({"exec", script.string(), "--simulator", "mujocu"}).exit_code, 2);
  ProcessResult r = simbench({"exec", script.string(), "--simulator", "mujoco", "--json"});
  EXPECT_EQ(r.exit_code, 0) << r.err;
  auto json = parse_json(r.out, "stdout");
  ASSERT_TRUE(json) << r.out;
  EXPECT_EQ((*json)["verdict"], "physical");
  EXPECT_EQ((*json)["class"], "unscored");
  for (const char* key :
       {"reason", "error", "steps", "sim_time_s", "cpu_s", "wall_s", "isolation", "simulator", "trace", "requirements"})
    EXPECT_TRUE(json->contains(key)) << key;
}

/// A turn of a shipped suite.
std::string script(const char* name) {
  return (source_folder() / "suites/mujoco/systems/pendulum/turn2" / name).string();
}

TEST(CommandLine, MeasureHasTheKeysOfTheContractAndNothingElseOnStdout) {
  ProcessResult r = simbench({"measure", "--candidate", script("given.py"), "--reference", script("reference.py"),
                              "--given", script("given.py"), "--json"});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  Json scores = parse_json(r.out, "stdout").value();
  for (const char* key :
       {"codebleu", "ngram_match", "weighted_ngram_match", "syntax_match", "dataflow_match", "bleu", "rouge1", "rouge2",
        "rougeL", "rougeLsum", "api_f1", "api_edit_f1", "codebleu_defined", "dataflow_defined"})
    EXPECT_TRUE(get_number(scores, key)) << key << " in " << r.out;
  EXPECT_EQ(scores["api_edit_f1"], 0.0) << "a copy of the given code edits nothing";
  EXPECT_EQ(scores["echo"]["codebleu"], scores["codebleu"]);
}

TEST(CommandLine, MeasureReadsTheCallsOfATableOnlyWhereAnIndexIsNamed) {
  TemporaryFolder folder;
  ASSERT_TRUE(
      write_file(folder.path() / "pairs.csv", fmt::format("candidate,reference\n{0},{0}\n", script("reference.py"))));
  std::string table = (folder.path() / "pairs.csv").string();
  EXPECT_EQ(simbench({"measure", "--pairs", table}).out.find("api_f1"), std::string::npos);
  ProcessResult r = simbench({"measure", "--pairs", table, "--api", "mujoco-4.0.0"});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  CsvTable scores = parse_csv(r.out, "stdout").value();
  EXPECT_EQ(scores.rows.at(0).at(scores.column("api_f1").value()), "1");
}

TEST(CommandLine, CheckHasTheKeysOfTheContract) {
  TemporaryFolder folder;
  fs::path file = folder.path() / "old.py";
  ASSERT_TRUE(write_file(file, "import pychrono as chrono\np = chrono.ChVectorD(0, 0, 1)\n"));
  ProcessResult r = simbench({"check", file.string(), script("reference.py"), "--api", "auto", "--json"});
  EXPECT_EQ(r.exit_code, 1) << r.err;
  Json files = parse_json(r.out, "stdout").value()["files"];
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0]["file"], file.string());
  EXPECT_EQ(files[0]["runs"], false);
  Json violation = files[0]["violations"].at(0);
  EXPECT_EQ(violation["line"], 2);
  EXPECT_EQ(violation["fatal"], true);
  EXPECT_EQ(violation["suggestion"], "ChVector3d");
  for (const char* key : {"column", "kind", "class", "name", "message"}) EXPECT_TRUE(violation.contains(key)) << key;
  EXPECT_EQ(files[1]["runs"], true);
  EXPECT_TRUE(files[1]["violations"].empty());
}

}  // namespace
}  // namespace simbench
