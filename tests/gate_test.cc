// --fail-if-worse and compare as a build server sees them: by exit code.
#include <gtest/gtest.h>

#include "base/json.h"
#include "run_simbench.h"
#include "store/store.h"

namespace simbench {
namespace {

using tests::simbench;

class Gate : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  /// Cells of `model` in run `name`; pending without a judgement.
  void add(const std::string& name, const std::string& model, const std::optional<Judgement>& judgement) {
    add(name, model, judgement, {"s/1", "s/2", "s/3"});
  }
  void add(const std::string& name, const std::string& model, const std::optional<Judgement>& judgement,
           const std::vector<std::string>& tasks) {
    auto store = store::Store::open(path(name)).value();
    ASSERT_TRUE(store->set_manifest({{"suite", {{"name", "small"}}}}));
    for (const std::string& task : tasks) {
      CellKey key{"suite", task.substr(0, task.find('/')), task.back() - '0', Arm::given, model, 0};
      ASSERT_TRUE(store->plan({{.key = key, .category = Category::mbs}}));
      if (judgement) {
        ASSERT_TRUE(store->save_outcome(key, Outcome{}, *judgement));
      }
    }
  }
  ProcessResult gate(const std::string& base) {
    return simbench({"compare", path("now"), "--fail-if-worse", path(base), "--bootstrap", "50"});
  }

  /// The first turn of every system of the MuJoCo suite.
  std::vector<std::string> first_turns() {
    std::vector<std::string> tasks;
    for (const fs::path& system : list_folders(source_folder() / "suites/mujoco/systems"))
      tasks.push_back(system.filename().string() + "/1");
    return tasks;
  }

  Judgement failed_{Verdict::no_code, CellClass::model_fail, "no_code: prose", {}, nullptr};
  Judgement passed_{Verdict::faithful, CellClass::pass, "", {}, nullptr};
  Judgement broken_{Verdict::builds, CellClass::infra_fail, "disk_full", {}, nullptr};
  TemporaryFolder folder_;
};

TEST_F(Gate, NothingMeasuredIsNoPass) {
  add("now", "m", std::nullopt);
  add("base", "m", passed_);
  ProcessResult pending = gate("base");
  EXPECT_EQ(pending.exit_code, 1) << pending.err;
  EXPECT_NE(pending.err.find("not compared: pass@1 of m in the base: no task has a number in both: 3 cells of it (3 "
                             "pending) here"),
            std::string::npos)
      << pending.err;
  ProcessResult plain = simbench({"compare", path("now"), path("base")});
  EXPECT_EQ(plain.exit_code, 1) << plain.err;
  ProcessResult alone = simbench({"compare", path("now"), "--models", "m"});
  EXPECT_EQ(alone.exit_code, 2);
  EXPECT_NE(alone.err.find("at least two models"), std::string::npos) << alone.err;
  EXPECT_NE(plain.err.find("not compared: m of the second run"), std::string::npos) << plain.err;
  add("now", "m", passed_);
  EXPECT_EQ(gate("base").exit_code, 0);
  add("failed", "m", broken_);
  EXPECT_EQ(gate("failed").exit_code, 1) << "the base measured nothing";
  add("base", "gone", passed_);
  ProcessResult gone = gate("base");
  EXPECT_EQ(gone.exit_code, 1) << gone.err;
  EXPECT_NE(gone.err.find("gone in the base: the run has no cell of it"), std::string::npos) << gone.err;
  EXPECT_EQ(simbench({"compare", path("now"), "--fail-if-worse", path("base"), "--models", "m"}).exit_code, 0);
  EXPECT_EQ(simbench({"compare", path("now"), path("base")}).exit_code, 0) << "a table of those that are in both";
  ProcessResult other =
      simbench({"compare", path("now"), "--fail-if-worse", path("base"), "--measure", "compile_at_1"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find("looks at pass@1"), std::string::npos) << other.err;
}

TEST_F(Gate, ADropThatChanceDoesNotExplainEndsWithAHundredAndIsToldWithWhatCouldHaveBeenSeen) {
  std::vector<std::string> tasks = first_turns();
  add("base", "m", passed_, tasks);
  add("now", "m", failed_, tasks);
  ProcessResult worse = gate("base");
  EXPECT_EQ(worse.exit_code, 100) << worse.err;
  EXPECT_NE(
      worse.err.find(
          "worse: pass@1 of m (given): 0.000, 1.000 in the base; smallest visible difference, before adjustment: "),
      std::string::npos)
      << worse.err;
  add("now", "m", passed_, tasks);
  ProcessResult same = gate("base");
  EXPECT_EQ(same.exit_code, 0) << same.err;
  EXPECT_NE(same.err.find("not worse: pass@1 of m (given): 1.000, 1.000 in the base"), std::string::npos) << same.err;
  add("now", "m", failed_, {tasks.front()});
  EXPECT_EQ(gate("base").exit_code, 0) << "one task is chance";
  EXPECT_EQ(simbench({"compare", path("now"), "--fail-if-worse", path("gone")}).exit_code, 2)
      << "a folder that isn't there";
}

TEST_F(Gate, WhatOfTheBaseWasNotComparedIsNotPassed) {
  add("base", "m", passed_);
  add("now", "m", passed_, {"s/1"});
  ProcessResult part = gate("base");
  EXPECT_EQ(part.exit_code, 1) << part.err;
  EXPECT_NE(part.err.find("not compared: pass@1 of m in the base: compared 1 of 3 tasks of the base under arm given: "
                          "not s/2 (missing), s/3 (missing)"),
            std::string::npos)
      << part.err;
  add("now", "m", std::nullopt, {"s/2", "s/3"});
  part = gate("base");
  EXPECT_EQ(part.exit_code, 1) << part.err;
  EXPECT_NE(part.err.find("not s/2 (pending), s/3 (pending)"), std::string::npos) << part.err;
  EXPECT_EQ(simbench({"compare", path("now"), path("base")}).exit_code, 0) << "a table of those that are in both";
}

TEST_F(Gate, ADropThatTooFewSystemsCannotShowIsNotPassed) {
  add("base", "old", passed_);
  add("now", "new", failed_);
  ProcessResult drop = gate("base");
  EXPECT_EQ(drop.exit_code, 1) << drop.err;
  EXPECT_NE(drop.err.find("can't tell: pass@1 of new (given): 0.000, 1.000 of old in the base; 3 tasks of 1 system: "
                          "with fewer than 6 systems this drop can't be told from chance; --fail-under bounds it"),
            std::string::npos)
      << drop.err;
  add("now", "new", passed_);
  ProcessResult same = gate("base");
  EXPECT_EQ(same.exit_code, 0) << same.err;
  EXPECT_EQ(same.err.find("null"), std::string::npos) << same.err;
}

TEST_F(Gate, ABaseOfJsonLinesIsToldHowItBecomesARun) {
  add("now", "m", passed_);
  ASSERT_EQ(simbench({"export", path("now"), "--format", "jsonl", "--out", path("lines")}).exit_code, 0);
  ProcessResult lines = gate("lines");
  EXPECT_EQ(lines.exit_code, 2) << lines.err;
  EXPECT_NE(lines.err.find("simbench import jsonl " + path("lines") + " --out RUN"), std::string::npos) << lines.err;
  ASSERT_EQ(simbench({"import", "jsonl", path("lines"), "--out", path("base")}).exit_code, 0);
  EXPECT_EQ(gate("base").exit_code, 0);
}

TEST_F(Gate, ARunIsNotItsOwnBase) {
  add("now", "m", passed_);
  ProcessResult same = gate("now");
  EXPECT_EQ(same.exit_code, 2) << same.err;
  EXPECT_NE(same.err.find("is named twice"), std::string::npos) << same.err;
  ProcessResult run = simbench(
      {"run", "--suite", "mujoco", "--model", "control/echo", "--out", path("now"), "--fail-if-worse", path("now")});
  EXPECT_EQ(run.exit_code, 2) << run.err;
}

using GateSlow = Gate;

TEST_F(GateSlow, ARunEndsAsTheComparisonWithItsBaseDoesAndSaysWhatIsBelow) {
  std::string lines;
  for (const std::string& task : first_turns())
    lines += to_text({{"system", task.substr(0, task.find('/'))}, {"turn", 1}, {"reply", "I'd rather not."}}) + "\n";
  ASSERT_TRUE(write_file(path("answers.jsonl"), lines));
  std::string model = "replay/" + path("answers.jsonl");
  auto run = [&](std::vector<std::string> more) {
    std::vector<std::string> command{"run",     "--suite", "mujoco", "--only",   "*/1",
                                     "--model", model,     "--out",  path("now")};
    command.insert(command.end(), more.begin(), more.end());
    return simbench(command);
  };
  add("base", model, passed_, first_turns());
  add("alike", model, failed_, first_turns());
  ProcessResult gone = run({"--fail-if-worse", path("gone")});
  EXPECT_EQ(gone.exit_code, 2) << gone.err;
  EXPECT_FALSE(fs::exists(path("now"))) << "told before anything is asked";
  ProcessResult worse = run({"--fail-if-worse", path("base"), "--json"});
  EXPECT_EQ(worse.exit_code, 100) << worse.err;
  EXPECT_NE(worse.err.find(fmt::format("worse: pass@1 of {} (given): 0.000, 1.000 in the base", model)),
            std::string::npos)
      << worse.err;
  EXPECT_EQ(parse_json(worse.out, "")->at("comparison").at("comparisons").at(0).at("worse"), true) << worse.out;
  EXPECT_EQ(run({"--fail-if-worse", path("alike")}).exit_code, 0);
  ProcessResult below = run({"--fail-under", "0.6", "--fail-if-worse", path("alike")});
  EXPECT_EQ(below.exit_code, 100) << below.err;
  EXPECT_NE(below.err.find(fmt::format("below --fail-under 0.6: pass@1 of {} (given): 0.000 (0 of {})", model,
                                       first_turns().size())),
            std::string::npos)
      << below.err;
  EXPECT_NE(below.err.find("not worse: pass@1 of"), std::string::npos) << "both are told: " << below.err;
  EXPECT_EQ(run({"--fail-under", "0"}).exit_code, 0);
  add("other", "m", passed_);
  EXPECT_EQ(run({"--fail-if-worse", path("other")}).exit_code, 1) << "a model of the base that this run lacks";
}

TEST_F(Gate, ModelsOfOneRunThatHaveNothingInCommonAreNoComparison) {
  add("now", "m", passed_);
  add("now", "n", std::nullopt);
  ProcessResult r = simbench({"compare", path("now"), "--models", "m,n"});
  EXPECT_EQ(r.exit_code, 1) << r.err;
  EXPECT_NE(r.err.find("nothing was compared"), std::string::npos) << r.err;
}

}  // namespace
}  // namespace simbench
