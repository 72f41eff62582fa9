// The examples do what their page says.
#include <gtest/gtest.h>

#include <regex>

#include "base/base.h"
#include "base/json.h"
#include "endpoint_server.h"
#include "judge/judge.h"

namespace simbench {
namespace {

const fs::path kExamples = source_folder() / "examples";

class ExamplesSlow : public ::testing::Test {
 protected:
  ProcessResult run(std::vector<std::string> command) {
    ProcessOptions options{.timeout_s = 600};  // a busy machine is no fault of the example
    options.extra = {{"SIMBENCH", (build_folder() / "simbench").string()},
                     {"SUITE", (kExamples / "suite").string()},
                     {"OUT", (folder_.path() / "run").string()}};
    auto result = run_process(command, options);
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result : ProcessResult{};
  }
  ProcessResult simbench(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), (build_folder() / "simbench").string());
    return run(std::move(arguments));
  }

  TemporaryFolder folder_;
};

TEST_F(ExamplesSlow, TheSuiteIsProven) {
  fs::path copy = folder_.path() / "suite";  // validation writes beside what it proves
  fs::copy(kExamples / "suite", copy, fs::copy_options::recursive);
  ProcessResult r = simbench({"suite", "validate", copy.string()});
  EXPECT_EQ(r.exit_code, 0) << r.out << r.err;
}

TEST_F(ExamplesSlow, ASuiteToBeginWithIsProvenWithItsParameters) {
  fs::path mine = folder_.path() / "mine";
  ProcessResult r = simbench({"suite", "new", mine.string()});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.out.find("suite mine in"), std::string::npos) << r.out;
  r = simbench({"suite", "validate", mine.string(), "--stated", "--instances", "1"});
  EXPECT_EQ(r.exit_code, 0) << r.out << r.err;
  EXPECT_TRUE(r.out.starts_with("suite mine 0.1.0 with MuJoCo ")) << r.out;
  EXPECT_NE(r.out.find(": 3 tasks (cart/1, cart/2, cart/3)\n"), std::string::npos) << r.out;
  EXPECT_TRUE(r.out.ends_with(": proven\n")) << r.out;
  // What another value breaks is not told as broken by nothing.
  EXPECT_EQ(r.out.find("that was tried breaks"), std::string::npos) << r.out;
}

TEST_F(ExamplesSlow, AHorizonThatCutsARunAndACalibrationOfNoTaskAreNamed) {
  fs::path mine = folder_.path() / "mine", system = mine / "systems/cart/system.toml";
  ASSERT_EQ(simbench({"suite", "new", mine.string()}).exit_code, 0);
  ASSERT_TRUE(write_file(system, replace_all(read_file(system).value(), "horizon_s = 5", "horizon_s = 3")));
  fs::path calibration = mine / "calibration/cart/calibration.toml";
  fs::create_directories(calibration.parent_path());
  ASSERT_TRUE(write_file(calibration, "task = \"carts/1\"\n"));
  ProcessResult r = simbench({"suite", "validate", mine.string(), "--only", "cart/1"});
  EXPECT_EQ(r.exit_code, 4) << r.out;
  EXPECT_NE(r.out.find("calibration.toml"), std::string::npos) << r.out;
  EXPECT_NE(r.out.find("s of simulated time: horizon_s in system.toml is 3"), std::string::npos) << r.out;
}

TEST_F(ExamplesSlow, AnAuthorsFaultsOfAllKindsAreToldAtOnce) {
  fs::path mine = folder_.path() / "mine";
  ASSERT_EQ(simbench({"suite", "new", mine.string()}).exit_code, 0);
  auto change = [&](const char* file, const char* from, const char* to) {
    std::string text = read_file(mine / file).value();
    ASSERT_NE(text.find(from), std::string::npos) << file;
    ASSERT_TRUE(write_file(mine / file, replace_all(text, from, to)));
  };
  change("templates/given.md", "{{prompt}}", "{{promt}}");
  change("systems/cart/turn1/requirements.toml", "prismatic", "slider");
  change("systems/cart/turn1/requirements.toml", "\"box\", size_m", "\"bocks\", size_m");
  ProcessResult r = simbench({"suite", "validate", mine.string()});
  EXPECT_EQ(r.exit_code, 4) << r.out;
  for (const char* told : {"nothing fills {{promt}}; did you mean {{prompt}}?", "there is no type 'slider'",
                           "there is no type 'bocks'", "not proven, 3 findings\n"})
    EXPECT_NE((r.out + r.err).find(told), std::string::npos) << told << " in " << r.out << r.err;
}

TEST_F(ExamplesSlow, ASimulatorThatNobodyKnowsIsNamedAtItsLine) {
  fs::path mine = folder_.path() / "mine";
  ASSERT_EQ(simbench({"suite", "new", mine.string()}).exit_code, 0);
  std::string text = read_file(mine / "suite.toml").value();
  ASSERT_TRUE(write_file(mine / "suite.toml", replace_all(text, "\"mujoco\"", "\"mujoko\"")));
  ProcessResult r = simbench({"suite", "validate", mine.string()});
  EXPECT_EQ(r.exit_code, 4) << r.out << r.err;
  EXPECT_NE(r.out.find("unknown simulator 'mujoko'; did you mean 'mujoco'?"), std::string::npos) << r.out;
  EXPECT_NE(r.out.find("not proven, 1 finding\n"), std::string::npos) << r.out;
  EXPECT_TRUE(std::regex_search(r.out, std::regex(R"(suite\.toml:\d+: )"))) << r.out;
  EXPECT_EQ((r.out + r.err).find("API index"), std::string::npos) << "what to do about a name that is none";
}

TEST_F(ExamplesSlow, AProgramAnswersAsAModel) {
  fs::path out = folder_.path() / "run";
  ProcessResult r = simbench({"run", "--suite", (kExamples / "suite").string(), "--model",
                              "command/" + (kExamples / "command-model/my_model.py").string(), "--only", "cart/2",
                              "--allow-weak-isolation", "--out", out.string()});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  r = simbench({"analyze", out.string(), "--json"});
  Json model = get(parse_json(r.out, "analyze").value(), "models").at(0);
  EXPECT_EQ(get_number(model, "compile_at_1"), 1) << "the given code runs: " << model;
  EXPECT_EQ(get_number(model, "pass_at_1"), 0) << "and doesn't do what turn 2 asks: " << model;
}

TEST_F(ExamplesSlow, AGraderGivesTheVerdictsOfTheRun) {
  fs::path out = folder_.path() / "run", suite = kExamples / "suite";
  ProcessResult r =
      simbench({"run", "--suite", suite.string(), "--model",
                "control/reference,control/equivalent,control/echo,control/mutant,control/prose,control/empty",
                "--no-judge", "--reference-cache", (folder_.path() / "cache").string(), "--out", out.string()});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  ProcessOptions options{.timeout_s = 600};
  options.extra = {{"SIMBENCH_PROGRAM", (build_folder() / "simbench").string()},
                   {"SIMBENCH_REFERENCE_CACHE", (folder_.path() / "cache").string()},
                   {"PYTHONPATH", (source_folder() / "python").string()}};
  auto regraded = run_process({(source_folder() / ".deps/mujoco/bin/python").string(),
                               (kExamples / "grader/regrade.py").string(), out.string(), suite.string()},
                              options);
  ASSERT_TRUE(regraded);
  EXPECT_TRUE(regraded->out.starts_with("18 replies graded, 0 with another verdict")) << regraded->out << regraded->err;
}

TEST_F(ExamplesSlow, TheBestOfSeveralAnswersIsTheOneThatTheGraderLikesMost) {
  std::string right = "```python\n" + read_file(kExamples / "suite/systems/cart/turn1/reference.py").value() + "```";
  tests::EndpointServer model([&](size_t number, const Json&) {
    std::string said = number == 1 ? right : number == 2 ? "```python\nimport mujoco\n```" : "I'd rather not.";
    return tests::Behaviour{.text = said};
  });
  ProcessOptions options{.timeout_s = 600};
  options.extra = {{"SIMBENCH_PROGRAM", (build_folder() / "simbench").string()},
                   {"SIMBENCH_REFERENCE_CACHE", (folder_.path() / "cache").string()},
                   {"PYTHONPATH", (source_folder() / "python").string()}};
  fs::path best = folder_.path() / "best.jsonl";
  auto chosen = run_process({(source_folder() / ".deps/mujoco/bin/python").string(),
                             (kExamples / "grader/best_of_n.py").string(), "--url", model.url() + "/v1", "-n", "3",
                             "--suite", (kExamples / "suite").string(), "--only", "cart/1", "--out", best.string()},
                            options);
  ASSERT_TRUE(chosen);
  EXPECT_NE(chosen->out.find("0.00 no-code, 1.00 faithful, 0.05 imports → 1.00 faithful"), std::string::npos)
      << chosen->out << chosen->err;
  EXPECT_NE(chosen->out.find("1 of 1 tasks passed"), std::string::npos) << chosen->out;
  EXPECT_EQ(get_string(parse_json(read_file(best).value(), "best").value(), "reply"), right);
  EXPECT_EQ(model.seen().at(2).body["seed"], 2) << "each sample has a seed of its own";
}

TEST_F(ExamplesSlow, AnExperimentAnswersItsQuestionOnTheReportsFirstPage) {
  fs::path out = folder_.path() / "run";
  ProcessResult r = simbench({"experiment", "context", "--suite", (kExamples / "suite").string(), "--model",
                              "control/reference,control/echo", "--out", out.string()});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  std::string page = read_file(out / "report.html").value();
  EXPECT_NE(page.find("<section id=\"experiment\">"), std::string::npos) << r.out;
}

TEST_F(ExamplesSlow, TheJobFailsBelowItsBarAndReportsAllTheSame) {
  std::string grade = (kExamples / "ci/grade.sh").string();
  EXPECT_EQ(run({grade, "control/reference", "1"}).exit_code, 0);
  fs::remove_all(folder_.path() / "run");
  EXPECT_EQ(run({grade, "control/echo", "0.5"}).exit_code, 100);
  EXPECT_TRUE(fs::exists(folder_.path() / "run/report.html"));
  fs::rename(folder_.path() / "run", folder_.path() / "base");
  EXPECT_EQ(run({grade, "control/echo", "0.5", (folder_.path() / "base").string()}).exit_code, 100) << "as bad as then";
  EXPECT_EQ(run({grade, "control/echo", "0", (folder_.path() / "base").string()}).exit_code, 0);
  EXPECT_EQ(run({grade, "control/echo", "0.5", (folder_.path() / "gone").string()}).exit_code, 100)
      << "a base that isn't there doesn't make the model better";
  EXPECT_NE(read_file(kExamples / "ci/simbench.yml").value().find("examples/ci/grade.sh"), std::string::npos);
}

TEST(Examples, TheRubricIsOne) {
  auto rubric = judge::load_rubric((kExamples / "rubric.toml").string());
  ASSERT_TRUE(rubric) << rubric.error().text();
  EXPECT_EQ(rubric->total(), 100);
}

}  // namespace
}  // namespace simbench
