// The oracle on real runs of MuJoCo: references, a script without a task, a comparison with a user's reference.
#include "oracle/oracle.h"

#include <gtest/gtest.h>

#include "oracle/ensemble.h"

namespace simbench::oracle {
namespace {

std::string falling(double gravity, double seconds = 0.5) {
  return fmt::format(
      "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco><option gravity=\"0 0 {}\"/><worldbody>"
      "<body pos=\"0 0 3\"><freejoint/><geom size=\"0.1\"/></body></worldbody></mujoco>')\n"
      "d = mujoco.MjData(m)\nwhile d.time < {}:\n    mujoco.mj_step(m, d)\n",
      gravity, seconds);
}

trace::Trace run_with(const char* integrator) {
  trace::Trace trace;
  trace.censuses = {{{"when", "first_step"}, {"system", {{"integrator", integrator}}}}};
  return trace;
}

TEST(Ensemble, HasHalfTheStepJitteredStartsAndAnotherIntegratorWhereThereIsOne) {
  auto members = ensemble("mujoco", run_with("Euler"), 0.01);
  ASSERT_EQ(members.size(), 5u);
  EXPECT_EQ(members[0].substeps, 2);
  std::set<uint64_t> seeds;
  for (size_t i = 1; i < 4; ++i) {
    EXPECT_EQ(members[i].velocity_jitter, 0.01);
    seeds.insert(members[i].seed);
  }
  EXPECT_EQ(seeds.size(), 3u);
  EXPECT_EQ(members[4].integrator, "RK4");
  EXPECT_EQ(ensemble("mujoco", run_with("RK4"))[4].integrator, "implicitfast") << "not the reference's own";
  EXPECT_EQ(ensemble("pychrono", run_with("EulerImplicitLinearized")).size(), 4u);
  auto borne = robustness("pychrono", suite::Turn{}, {});
  ASSERT_EQ(borne.size(), 5u) << "what compares with a reference isn't changed by another solver";
  EXPECT_EQ(name_of(borne.back()), "solver SparseQR");
  EXPECT_EQ(name_of(borne.front()), "half the step");
  EXPECT_EQ(name_of(robustness("mujoco", suite::Turn{}, {}).back()), "integrator RK4");
}

TEST(Alone, AScriptIsJudgedByTheLadderAndComparedWithTheUsersReference) {
  TemporaryFolder folder;
  fs::path reference = folder.path() / "reference.py";
  ASSERT_TRUE(write_file(reference, falling(-9.81)));
  Alone how{.simulator = "mujoco", .horizon_s = 1, .reference = reference};
  auto same = run_alone(falling(-9.81), how, folder.path());
  ASSERT_TRUE(same) << same.error().text();
  EXPECT_EQ(same->judgement.verdict, Verdict::physical);
  EXPECT_EQ(same->judgement.reason, "no_requirements");
  EXPECT_EQ(same->judgement.comparison["pass"], true) << same->judgement.comparison.dump(1);
  auto moon = run_alone(falling(-1.62), how, folder.path());
  ASSERT_TRUE(moon);
  EXPECT_EQ(moon->judgement.comparison["pass"], false) << moon->judgement.comparison.dump(1);
}

TEST(Oracle, AReferenceWithoutATraceSaysWhoseFaultThatIs) {
  Outcome outcome;
  EXPECT_EQ(why_no_trace(outcome), "not_started");
  outcome.lacks = "missing_package: scipy";
  EXPECT_EQ(why_no_trace(outcome), "missing_package: scipy");
  outcome.infra = "self_test: step.py: OMP error";
  EXPECT_EQ(why_no_trace(outcome), "this machine's fault: self_test: step.py: OMP error");
}

TEST(Alone, AReferenceThatNeverStepsIsRefusedByName) {
  TemporaryFolder folder;
  fs::path reference = folder.path() / "words.py";
  ASSERT_TRUE(write_file(reference, "raise SystemExit\n"));
  auto result =
      run_alone(falling(-9.81), {.simulator = "mujoco", .horizon_s = 1, .reference = reference}, folder.path());
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().text().find("words.py"), std::string::npos) << result.error().text();
}

/// What oracle.py's author is told, or what it gives.
std::string computed(const std::string& code) {
  auto given = compute({.file = "oracle.py", .code = code, .parameters = {{"length", 0.5}, {"axis", "Y's"}}});
  return given ? to_text(*given) : given.error().text();
}

TEST(Compute, RunsOraclePyInTheCageWithItsParameters) {
  EXPECT_EQ(
      computed(
          "import numpy as np\ndef expected(p):\n    return {'twice': np.float64(2 * p.length), 'n': len(p.axis)}\n"),
      "{\"n\":3,\"twice\":1.0}");
}

TEST(Compute, ToldAtTheLineIsWhatGoesWrong) {
  EXPECT_EQ(computed("import math\ndef expected(p):\n    return {'x': 1 / (p.length - 0.5)}\n"),
            "oracle.py:3: ZeroDivisionError: float division by zero");
  EXPECT_EQ(computed("# a comment\nfrom mujoco import mj_step\n"),
            "oracle.py:2: imports mujoco: what is expected of a simulator is computed without one");
  EXPECT_EQ(computed("def wanted(p):\n    return {}\n"),
            "oracle.py: has no function expected(p) that returns a dict: name → number in SI");
  EXPECT_EQ(computed("def expected(p):\n    return 3\n"),
            "oracle.py: expected(p) must return a dict: name → number in SI");
  EXPECT_NE(computed("import os\nos._exit(3)\n").find("oracle.py"), std::string::npos);
  EXPECT_EQ(computed("def expected(p):\n    return {'x': 1.0, 'per': float('nan')}\n"),
            "oracle.py: expected(p) gives a number that isn't finite: {\"x\": 1.0, \"per\": NaN}");
}

}  // namespace
}  // namespace simbench::oracle
