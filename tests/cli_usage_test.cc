// What each command says to a wrong call: a code that scripts can rely on, nothing on stdout, and words that help.
#include <gtest/gtest.h>

#include "run_simbench.h"

namespace simbench {
namespace {

using tests::simbench;
using Words = std::vector<std::string>;

struct WrongCall {
  const char* name;
  Words arguments;
  int exit_code;
  Words told;  ///< all of these stand on stderr
  /// For GoogleTest's lists: else it prints the bytes of the pointers, and the test has another name in each run.
  friend void PrintTo(const WrongCall& call, std::ostream* out) { *out << call.name; }
};

const WrongCall kWrongCalls[] = {
    {"NoSuchCommand", {"frobnicate"}, 2, {"frobnicate"}},
    {"NoSuchFlag", {"exec", "x.py", "--no-such-flag"}, 2, {"--no-such-flag"}},
    {"NearlyAFlag",
     {"exec", "x.py", "--simulater", "mujoco"},
     2,
     {"no option --simulater; did you mean '--simulator'?"}},
    {"NearlyAFlagWithItsValue", {"run", "--suit=mujoco"}, 2, {"no option --suit; did you mean '--suite'?"}},
    {"TheBeginningOfAFlag", {"run", "--tempera", "0"}, 2, {"no option --tempera; did you mean '--temperature'?"}},
    {"AGlobThatTheShellExpanded",
     {"run", "--suite", "mujoco", "--only", "pendulum/a.txt", "pendulum/b.txt", "--model", "control/echo"},
     2,
     {"--only takes one pattern, and got 'pendulum/a.txt' and 'pendulum/b.txt': quote it", "--only 'pendulum/*'"}},
    {"AGlobThatBecameOneFile",
     {"run", "--suite", "mujoco", "--only", "{script}", "--model", "control/echo", "--out", "{folder}/r"},
     2,
     {"nothing matches", "'{script}' is a file here: quote a pattern"}},
    {"AWordTooMany", {"run", "--suite", "mujoco", "more"}, 2, {"one word too many: 'more'", "simbench run --help"}},
    {"NearlyAFlagOfAll", {"--versoin"}, 2, {"no option --versoin; did you mean '--version'?"}},
    {"NearlyACommandOfAGroup",
     {"suite", "lst"},
     2,
     {"simbench suite: there is no command 'lst'; did you mean 'list'?", "Try: simbench suite --help"}},
    {"AGroupAlone", {"experiment"}, 2, {"say what of it; there are", "calibration", "context"}},
    {"NoFile", {"exec"}, 2, {"FILE"}},
    {"NotANumber", {"exec", "x.py", "--horizon", "soon"}, 2, {"--horizon", "must be a number", "'soon'"}},
    {"NotAWholeNumber", {"run", "--epochs", "2.5"}, 2, {"--epochs", "must be a whole number"}},
    {"NotALevel", {"doctor", "--log-level", "loud"}, 2, {"--log-level", "debug, info, warning or error", "'loud'"}},
    {"NegativeHorizon", {"exec", "{script}", "--horizon", "-1"}, 2, {"--horizon must be above 0 s"}},
    {"UnknownSimulator", {"exec", "{script}", "--simulator", "mujocu"}, 2, {"no 'mujocu'; did you mean 'mujoco'?"}},
    {"TaskOfThreeParts", {"exec", "{script}", "--task", "mujoco/pendulum"}, 2, {"SUITE/SYSTEM/TURN"}},
    {"TaskOfNoTurn", {"exec", "{script}", "--task", "mujoco/pendulum/4"}, 2, {"1, 2 or 3", "'4'"}},
    {"TaskOfNoSystem", {"exec", "{script}", "--task", "mujoco/nothing/1"}, 2, {"no system 'nothing'"}},
    {"TaskOfNoSuite", {"exec", "{script}", "--task", "nothing/x/1"}, 2, {"no suite 'nothing'", "suite list"}},
    {"TaskHasItsOwnHorizon",
     {"exec", "{script}", "--task", "mujoco/pendulum/1", "--horizon", "1"},
     2,
     {"--horizon beside --task"}},
    {"FileThatIsMissing", {"exec", "/no/such/script.py"}, 2, {"/no/such/script.py"}},
    {"FileThatIsAFolder", {"exec", "{folder}"}, 1, {"{folder}"}},
    {"FileThatIsNoText", {"exec", "{binary}"}, 1, {"binary file", "{binary}"}},
    {"ReferenceThatIsMissing", {"exec", "{script}", "--reference", "/no/ref.py"}, 2, {"/no/ref.py"}},
    {"GradeWithoutASuite", {"grade"}, 2, {"--suite is missing"}},
    {"GradeByNoPolicy", {"grade", "--suite", "mujoco", "--reward", "x"}, 2, {"no reward policy 'x'", "fidelity"}},
    {"GradeWithNoReasons", {"grade", "--suite", "mujoco", "--reasons", "some"}, 2, {"none, class or full"}},
    {"ServeForOthers", {"serve", "--suite", "mujoco", "--listen", "0.0.0.0:80"}, 2, {"only this machine", "unix:PATH"}},
    {"ServeNowhere",
     {"serve", "--suite", "mujoco", "--listen", "foo"},
     2,
     {"--listen foo: is no address", "127.0.0.1:"}},
    {"TasksOfADialogue", {"suite", "tasks", "mujoco", "--arm", "dialogue"}, 2, {"given or no-code", "'dialogue'"}},
    {"NoModel", {"run", "--suite", "mujoco"}, 2, {"--model is missing", "control/reference"}},
    {"NoSuite", {"run", "--model", "control/echo"}, 2, {"--suite is missing"}},
    {"UnknownSuite", {"run", "--suite", "nothing", "--model", "control/echo"}, 2, {"no suite 'nothing'"}},
    {"NearlyASuite",
     {"run", "--suite", "mojoco", "--model", "control/echo"},
     2,
     {"no suite 'mojoco'; did you mean 'mujoco'?"}},
    {"NearlyASuiteOfATask", {"suite", "show", "mojoco/pendulum/1"}, 2, {"did you mean 'mujoco'?"}},
    {"SuiteInCapitals", {"suite", "show", "MUJOCO"}, 2, {"did you mean 'mujoco'?"}},
    {"NearlyASystemOfATask",
     {"exec", "{script}", "--task", "mujoco/pendulm/1"},
     2,
     {"no system 'pendulm'; did you mean 'pendulum'?"}},
    {"NearlyAScript",
     {"suite", "show", "mujoco/pendulum/1/refernce.py"},
     2,
     {"no script 'refernce.py' in this task; did you mean 'reference'?"}},
    {"NearlyAControl",
     {"run", "--suite", "mujoco", "--model", "control/referense", "--dry-run"},
     2,
     {"no control/referense; did you mean 'control/reference'?"}},
    {"NearlyAnArm",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--arm", "givn"},
     2,
     {"no arm 'givn'; did you mean 'given'?"}},
    {"NearlyAFormat",
     {"export", "{folder}", "--format", "jsnol", "--out", "x"},
     2,
     {"no 'jsnol'; did you mean 'jsonl'?"}},
    {"NearlyAnIndex", {"check", "{script}", "--api", "mujoco-4.0"}, 2, {"no API index 'mujoco-4.0'; did you mean"}},
    {"UnknownArm",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--arm", "x"},
     2,
     {"no arm 'x'", "stepwise"}},
    {"UnknownPreset",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--preset", "x"},
     2,
     {"no preset 'x'", "upstream"}},
    {"UnknownSampling",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--sampling", "x"},
     2,
     {"no sampling 'x'", "paper"}},
    {"UnknownControl",
     {"run", "--suite", "mujoco", "--model", "control/ecko", "--out", "{folder}/r"},
     2,
     {"control/ecko", "echo"}},
    {"UnknownControlOfADryRun",
     {"run", "--suite", "mujoco", "--model", "control/ecko", "--dry-run"},
     2,
     {"control/ecko", "echo"}},
    {"NearlyTheControlThatNeedsASuite",
     {"run", "--suite", "mujoco", "--model", "control/drif", "--dry-run"},
     2,
     {"did you mean 'control/drift'?"}},
    {"UnknownProvider",
     {"run", "--suite", "mujoco", "--model", "opnai/x", "--out", "{folder}/r"},
     2,
     {"opnai", "did you mean 'openai'?"}},
    {"NoKey", {"run", "--suite", "mujoco", "--model", "openai/x", "--out", "{folder}/r"}, 3, {"OPENAI_API_KEY"}},
    {"NothingMatches",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--only", "nothing/*", "--out", "{folder}/r"},
     2,
     {"nothing matches", "--only"}},
    {"TheSameModelTwice",
     {"run", "--suite", "mujoco", "--model", "control/echo,control/echo", "--out", "{folder}/r"},
     2,
     {"--model names control/echo twice"}},
    {"ProgramThatIsMissing",
     {"run", "--suite", "mujoco", "--model", "command//no/such", "--out", "{folder}/r"},
     2,
     {"/no/such", "no such program"}},
    {"NoReplies",
     {"run", "--suite", "mujoco", "--model", "replay/{binary}", "--out", "{folder}/r"},
     2,
     {"{binary}:1", "a line looks like"}},
    {"JudgeOfNoRun", {"judge", "{folder}", "--judge", "judge/conformance"}, 2, {"no run here", "simbench run"}},
    {"JudgeWithoutAJudge", {"judge", "{folder}"}, 2, {"--judge is missing"}},
    {"UnknownJudgeMode",
     {"judge", "{folder}", "--judge", "a/b", "--judge-mode", "x"},
     2,
     {"no judge's mode 'x'", "ref-doc"}},
    {"RubricOfNoJudge",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--rubric", "mine.toml", "--out", "{folder}/r"},
     2,
     {"--rubric has no effect without a judge", "--judge"}},
    {"UnknownRubric", {"judge", "{folder}", "--judge", "a/b", "--rubric", "nothing"}, 2, {"nothing"}},
    {"TooManyRepeats", {"judge", "{folder}", "--judge", "a/b", "--judge-repeats", "101"}, 2, {"between 1 and 100"}},
    {"CalibrateARule",
     {"calibrate", "--suite", "mujoco", "--judge", "judge/conformance"},
     2,
     {"fixed rule", "nothing to calibrate"}},
    {"CalibrateOnce", {"calibrate", "--suite", "mujoco", "--judge", "lab/j", "--repeats", "1"}, 2, {"at least 2"}},
    {"AnalyzeNoRun", {"analyze", "{folder}"}, 2, {"not a run folder", "{folder}"}},
    {"AnalyzeWithoutSamples", {"analyze", "{folder}", "--bootstrap", "0"}, 2, {"--bootstrap: must be at least 1"}},
    {"CompareOneModelOfNoRun", {"compare", "{folder}", "--models", "a"}, 2, {"is not a run folder"}},
    {"ReportOfNoRun", {"report", "{folder}"}, 2, {"not a run folder"}},
    {"ExportInNoForm",
     {"export", "{folder}", "--format", "xml", "--out", "x"},
     2,
     {"--format: there is no 'xml'; there are harbor, jsonl, csv, latex, junit, inspect"}},
    {"ExportToNowhere", {"export", "{folder}", "--format", "csv"}, 2, {"--out"}},
    {"ExplainNoRun", {"cache", "explain", "{folder}", "x"}, 2, {"not a run folder"}},
    {"ImportToNowhere", {"import", "upstream", "{folder}"}, 2, {"--out"}},
    {"SheetToNowhere", {"rate", "sheet", "{folder}"}, 2, {"--out"}},
    {"SheetOfNothing", {"rate", "sheet", "{folder}", "--out", "x", "--items", "0"}, 2, {"at least 1"}},
    {"RatingsOfNoRun", {"rate", "import", "{folder}", "x.csv"}, 2, {"no run here"}},
    {"ShowNoSystem", {"suite", "show", "mujoco/nothing"}, 2, {"no system 'nothing'; there are art, beam"}},
    {"ShowNearlyASystem", {"suite", "show", "mujoco/pendul"}, 2, {"did you mean 'pendulum'?"}},
    {"ShowNoTurn", {"suite", "show", "mujoco/pendulum/0"}, 2, {"1, 2 or 3"}},
    {"PlotToNowhere", {"suite", "plot", "mujoco"}, 2, {"--out"}},
    {"ValidateNothing", {"suite", "validate", "{folder}"}, 2, {"no suite"}},
    {"UpstreamThatIsMissing",
     {"run", "--suite", "upstream:{folder}/none", "--model", "control/echo", "--out", "{folder}/r"},
     2,
     {"holds no demo_data; name the folder of a checkout"}},
    {"TasksOfNothing", {"suite", "tasks", "mujoco", "--only", "nothing/*"}, 2, {"no task matches 'nothing/*'"}},
    {"NewSuiteWithoutAPlace", {"suite", "new"}, 2, {"DIR"}},
    {"NewSuiteInAFullFolder", {"suite", "new", "{folder}"}, 2, {"isn't empty"}},
    {"CheckNoFile", {"check", "/no/such.py"}, 2, {"/no/such.py"}},
    {"ShareThatIsNone",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--fail-under", "70"},
     2,
     {"between 0 and 1, not '70'"}},
    {"HotterThanHot",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--temperature", "7"},
     2,
     {"between 0 and 2"}},
    {"FewerThanNone",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--jobs", "-3"},
     2,
     {"between 1 and 1024"}},
    {"LimitOfNothing", {"run", "--suite", "mujoco", "--model", "control/echo", "--limit", "-3"}, 2, {"at least 1"}},
    {"CheckNoIndex", {"check", "{script}", "--api", "nothing-1.0"}, 2, {"nothing-1.0"}},
    {"MeasureNothing", {"measure"}, 2, {"--candidate", "--pairs"}},
    {"MeasureHalf", {"measure", "--candidate", "{script}"}, 2, {"both --candidate and --reference"}},
    {"MeasureBoth", {"measure", "--candidate", "x", "--pairs", "y"}, 2, {"either"}},
    {"IndexOfNothing", {"index"}, 2, {"--package is missing"}},
    {"EndpointOfAControl", {"endpoint", "check", "control/echo"}, 2, {"no endpoint"}},
    {"EndpointOfNobody", {"endpoint", "check", "gpt"}, 2, {"provider/name"}},
    {"CrossNeedsTwoSuites",
     {"experiment", "cross-simulator", "--suite", "mujoco", "--model", "control/echo"},
     2,
     {"two suites"}},
    {"CrossNeedsAFolder",
     {"experiment", "cross-simulator", "--suite", "mujoco,chrono", "--model", "control/echo"},
     2,
     {"--out"}},
    {"SlurmNoTime",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/s", "--time", "abc"},
     2,
     {"--time 'abc'", "HH:MM:SS"}},
    {"SlurmTimeOfFourParts",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/s", "--time",
      "1:2:3:4"},
     2,
     {"--time"}},
    {"SlurmMemoryWithASpace",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/s", "--mem", "2 G"},
     2,
     {"--mem '2 G'", "16G"}},
    {"SlurmMemoryBelowNothing",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/s", "--mem=-5"},
     2,
     {"--mem"}},
    {"SlurmAccountWithMore",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/s", "--account",
      "a b;c"},
     2,
     {"--account 'a b;c'"}},
    {"SlurmPartitionOfTwoLines",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/s", "--partition",
      "a\n#SBATCH --x"},
     2,
     {"--partition 'a\\n#SBATCH"}},
    {"SlurmPathWithAQuote",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/a\"b"},
     2,
     {"quotation mark"}},
    {"SlurmNoJudge",
     {"slurm", "--suite", "mujoco", "--model", "control/echo", "--shards", "3", "--out", "{folder}/s", "--judge",
      "nosuch/x"},
     2,
     {"no provider 'nosuch'"}},
    {"SlurmNoModel",
     {"slurm", "--suite", "mujoco", "--shards", "3", "--out", "{folder}/s", "--model", "nosuch/x"},
     2,
     {"no provider 'nosuch'"}},
    {"NearlyASystem",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--only", "pendulun/*", "--out", "{folder}/r"},
     2,
     {"nothing matches", "did you mean 'pendulum/*'?"}},
    {"NearlyASystemOfAProof",
     {"suite", "tasks", "mujoco", "--only", "pendulun/1"},
     2,
     {"no task matches 'pendulun/1'; did you mean 'pendulum/1'?"}},
    {"ADryRunOfNearlyAJudge",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--judge", "judge/requirments", "--dry-run"},
     2,
     {"no judge 'judge/requirments'; did you mean 'judge/requirements'?"}},
    {"ADryRunWithoutItsInterpreter",
     {"run", "--suite", "mujoco", "--model", "control/echo", "--mujoco-python", "/no/such", "--dry-run"},
     4,
     {"--mujoco-python: there is no interpreter at /no/such"}},
    {"CompareOfNoRun", {"compare", "{folder}/nope"}, 2, {"{folder}/nope: is not a run folder"}},
    {"ExperimentWithoutSuite", {"experiment", "context", "--model", "control/echo"}, 2, {"--suite is missing"}},
};

class WrongCalls : public testing::TestWithParam<WrongCall> {
 protected:
  WrongCalls() {
    EXPECT_TRUE(write_file(folder_.path() / "script.py", "import mujoco\n"));
    EXPECT_TRUE(write_file(folder_.path() / "binary.py", std::string("\0\1\2", 3)));
  }
  std::string filled(std::string text) const {
    text = replace_all(text, "{script}", (folder_.path() / "script.py").string());
    text = replace_all(text, "{binary}", (folder_.path() / "binary.py").string());
    return replace_all(text, "{folder}", folder_.path().string());
  }
  TemporaryFolder folder_;
};

TEST_P(WrongCalls, AreRefusedWithACodeAndWords) {
  const WrongCall& call = GetParam();
  Words arguments;
  for (const std::string& argument : call.arguments) arguments.push_back(filled(argument));
  ProcessResult r = simbench(arguments, {{"OPENAI_API_KEY", ""}});
  EXPECT_EQ(r.exit_code, call.exit_code) << r.err;
  EXPECT_EQ(r.out, "") << "results only on stdout";
  for (const std::string& words : call.told)
    EXPECT_NE(r.err.find(filled(words)), std::string::npos) << filled(words) << " isn't in: " << r.err;
  EXPECT_LT(r.err.size(), 1500u) << "a message, not a page: " << r.err;
}

INSTANTIATE_TEST_SUITE_P(CommandLine, WrongCalls, testing::ValuesIn(kWrongCalls),
                         [](const auto& call) { return std::string(call.param.name); });

TEST(Help, NamesEverySettingOfItsCommandWithTheDefaultThatHolds) {
  ProcessResult r = simbench({"endpoint", "check", "--help"});
  EXPECT_EQ(r.exit_code, 0);
  for (const char* words : {"--timeout", "[60]", "--max-retries", "[1]", "simbench endpoint check openai/gpt-5"})
    EXPECT_NE(r.out.find(words), std::string::npos) << words << " in " << r.out;
  ProcessResult run = simbench({"run", "--help"});
  for (const char* words : {"[600]", "[5]", "--redo", "--log-level"})
    EXPECT_NE(run.out.find(words), std::string::npos) << words << " in " << run.out;
}

TEST(Help, OfAnArraySaysWhatItsSeedIsOf) {
  ProcessResult r = simbench({"slurm", "--help"});
  for (const char* words : {"--instance", "--prices", "--reference-cache", "Sampling seed of the endpoint"})
    EXPECT_NE(r.out.find(words), std::string::npos) << words << " in " << r.out;
  EXPECT_EQ(r.out.find("bootstrap"), std::string::npos);
}

TEST(Help, AGroupNamesWhatIsInIt) {
  ProcessResult r = simbench({"suite", "--help"});
  for (const char* command : {"list", "show", "validate", "plot"})
    EXPECT_NE(r.out.find(command), std::string::npos) << command << " in " << r.out;
}

TEST(Help, ASettingOfTheWrongFileSaysWhatToTry) {
  ProcessResult r = simbench({"judge", "/tmp"});
  EXPECT_NE(r.err.find("Try: simbench judge --help"), std::string::npos) << r.err;
}

TEST(Environment, AVariableThatIsNearlyASettingIsNamed) {
  ProcessResult r = simbench({"suite", "list"}, {{"SIMBENCH_TEMPERTURE", "0"}, {"SIMBENCH_MINE", "x"}});
  EXPECT_EQ(r.exit_code, 0);
  EXPECT_NE(r.err.find("nothing reads the environment's SIMBENCH_TEMPERTURE; did you mean 'SIMBENCH_TEMPERATURE'?"),
            std::string::npos)
      << r.err;
  EXPECT_EQ(r.err.find("SIMBENCH_MINE"), std::string::npos) << r.err;
  EXPECT_EQ(simbench({"suite", "list"}, {{"SIMBENCH_TEMPERATURE", "0"}}).err, "");
}

}  // namespace
}  // namespace simbench
