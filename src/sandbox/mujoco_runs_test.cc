// Which way through a script's steps is its run: looks ahead, batches, rollouts, data in turns, own integrators.
#include <gtest/gtest.h>

#include <cmath>

#include "sandbox/mujoco_fixture.h"

namespace simbench::sandbox {
namespace {

class MujocoRuns : public MujocoProbe {
 protected:
  static constexpr const char* kSwing =
      "<mujoco><option timestep='0.002' integrator='RK4'/><worldbody><body name='bob' pos='0 0 1'><joint axis='0 1 0'/>"
      "<geom pos='0.4 0 0' size='.05' mass='1'/></body></worldbody></mujoco>";
  /// A swing of two seconds, however it is stepped.
  trace::Trace swing(const std::string& code) {
    return run_model(kSwing, "import copy, numpy as np\nd.qpos[0] = 0.3\n" + code, 2);
  }
  /// The same swing as if nothing else had been done.
  void expect_plain_swing(const char* what, const std::string& code, double tolerance = 1e-9) {
    SCOPED_TRACE(what);
    trace::Trace plain = swing("while d.time < 2 - 1e-6: mujoco.mj_step(m, d)\n"), t = swing(code);
    EXPECT_EQ(last_.state_writes, 0);
    EXPECT_NEAR(last_.sim_time_s, 2, 0.0021);
    std::vector<double> times = t.times(), z = t.series("body", 1, 2), right = plain.series("body", 1, 2);
    ASSERT_GE(z.size() + 1, right.size());
    for (size_t i = 0; i < std::min(z.size(), right.size()); ++i) {
      EXPECT_NEAR(times[i], plain.times()[i], 1e-9);
      EXPECT_NEAR(z[i], right[i], tolerance) << "at " << times[i];
    }
  }
  static Json event_named(const trace::Trace& t, std::string_view name) {
    for (const Json& event : t.events)
      if (get_string(event, "event") == name) return event;
    return nullptr;
  }
};

TEST_F(MujocoRuns, LookingAheadIsNoAnimationAndNoTimeOfTheRun) {
  expect_plain_swing("states saved and set", R"py(
S = int(mujoco.mjtState.mjSTATE_INTEGRATION); s = np.zeros(mujoco.mj_stateSize(m, S)); n = 0
while d.time < 2 - 1e-6:
    if n % 50 == 0:
        mujoco.mj_getState(m, d, s, S)
        for _ in range(200):
            d.qfrc_applied[0] = 1
            mujoco.mj_step(m, d)
        mujoco.mj_setState(m, d, s, S)
    mujoco.mj_step(m, d); n += 1
)py");
  expect_plain_swing("copies", R"py(
n = 0
while d.time < 2 - 1e-6:
    if n % 100 == 0: mujoco.mj_step(m, copy.copy(d), nstep=300)
    mujoco.mj_step(m, d); n += 1
)py");
  expect_plain_swing("positions and velocities only, the clock runs on", R"py(
for n in range(1000):
    if n % 100 == 0:
        q, v = d.qpos.copy(), d.qvel.copy()
        for _ in range(30): mujoco.mj_step(m, d)
        d.qpos[:], d.qvel[:] = q, v
    mujoco.mj_step(m, d)
)py");
  expect_plain_swing("differences about each state", R"py(
while d.time < 2 - 1e-6:
    q, v, t = d.qpos.copy(), d.qvel.copy(), d.time
    for x in (d.qpos, d.qvel):
        x[0] += 1e-3
        mujoco.mj_step(m, d)
        d.qpos[:], d.qvel[:], d.time = q, v, t
    mujoco.mj_step(m, d)
)py");
}

TEST_F(MujocoRuns, DataInTurnsAreOneRun) {
  expect_plain_swing("two data", R"py(
e = mujoco.MjData(m)
while d.time < 2 - 1e-6:
    mujoco.mj_copyData(e, m, d); mujoco.mj_step(m, e); d, e = e, d
)py");
  expect_plain_swing("a new copy each time", R"py(
while d.time < 2 - 1e-6:
    e = copy.copy(d); mujoco.mj_step(m, e); d = e
)py");
  expect_plain_swing("each step once whole and once in halves", R"py(
e = mujoco.MjData(m)
while d.time < 2 - 1e-6:
    e.time, e.qpos[:], e.qvel[:] = d.time, d.qpos, d.qvel
    m.opt.timestep = 0.002; mujoco.mj_step(m, d)
    m.opt.timestep = 0.001; mujoco.mj_step(m, e, nstep=2)
    d.time, d.qpos[:], d.qvel[:] = e.time, e.qpos, e.qvel
)py",
                     1e-6);
  EXPECT_NEAR(static_cast<double>(last_.steps), 2000, 2) << "the halves are the run";
}

TEST_F(MujocoRuns, ATryFromTheSameStartThatIsShorterIsNotTheRun) {
  swing(
      "for _ in range(100): mujoco.mj_step(m, d)\nd = mujoco.MjData(m); d.qpos[0] = 0.3; d.qfrc_applied[0] = 0.5\n"
      "for _ in range(700): mujoco.mj_step(m, d)\n");
  EXPECT_EQ(last_.steps, 700);
  EXPECT_EQ(last_.state_writes, 0);
  trace::Trace t = swing(
      "for _ in range(100): mujoco.mj_step(m, d)\nm.opt.gravity[2] = -1; d = mujoco.MjData(m)\n"
      "d.qpos[0] = 0.3\nfor _ in range(700): mujoco.mj_step(m, d)\n");
  EXPECT_EQ(last_.steps, 700);
  EXPECT_EQ(t.first_census()["system"]["gravity_m_s2"][2], -1.0) << "what was changed between is another system";
}

TEST_F(MujocoRuns, EachMemberOfABatchIsARunAndTheSameOneEachTime) {
  for (const char* how :
       {"nsim=1, nthread=1", "nsim=4, nthread=1", "nsim=4, nthread=3", "nsim=3, nthread=2, persistent=True"}) {
    SCOPED_TRACE(how);
    std::string code = std::string("from mujoco.batch import Batch\nb = Batch(m, ") + how +
                       ")\nb.bind('qpos')[:] = 0.3\nfor _ in range(100): b.step(nstep=10)\n";
    expect_plain_swing("stepped", code);
    EXPECT_EQ(last_.steps, 1000);
    std::string first = last_.trace;
    swing(code);
    EXPECT_EQ(last_.trace, first);
  }
  trace::Trace t = swing(
      "from mujoco.batch import Batch\nb = Batch(m, nsim=3, nthread=2)\nb.bind('qpos')[:] = 0.3\nout = b.rollout(1000, "
      "record=('qpos', 'xpos'))\nassert (out['qpos'][0] == out['qpos'][2]).all() and out['xpos'][2, 0, 1, 2] == 1\n");
  EXPECT_EQ(last_.end, End::finished) << last_.to_json().dump(1);
  EXPECT_EQ(last_.steps, 1000);
  swing(
      "from mujoco.batch import Batch\nb = Batch(m, nsim=2)\nq = b.bind('qpos')\nfor i in range(500):\n    q[:] = 0.3 "
      "- "
      "1e-3 * i\n    b.step()\n");
  EXPECT_GT(last_.state_writes, 450) << "a batch may be animated, too";
}

TEST_F(MujocoRuns, EachMemberOfARolloutIsARun) {
  std::string code = R"py(
from mujoco import rollout
FULL = int(mujoco.mjtState.mjSTATE_FULLPHYSICS)
s = np.zeros((4, mujoco.mj_stateSize(m, FULL)))
for i in range(4):
    d.qpos[0] = 0.3 + 0.1 * i
    mujoco.mj_getState(m, d, s[i], FULL)
state, _ = rollout.rollout(m, [copy.copy(d) for _ in range(3)], s, nstep=1000)
assert state.shape[:2] == (4, 1000)
)py";
  expect_plain_swing("threads", code);
  EXPECT_EQ(last_.end, End::finished) << last_.to_json().dump(1);
  EXPECT_EQ(last_.steps, 1000);
}

TEST_F(MujocoRuns, StatesOfTheScriptsOwnAreStillAnimation) {
  swing("for i in range(500):\n    d.qpos[0] = 0.3 * np.cos(0.01 * i)\n    mujoco.mj_step(m, d)\n");
  EXPECT_GT(last_.state_writes, 450);
  swing("for i in range(500):\n    mujoco.mj_resetData(m, d); d.qpos[0] = 0.3 - 1e-3 * i\n    mujoco.mj_step(m, d)\n");
  EXPECT_GT(last_.state_writes, 450) << "resetting all the time";
}

TEST_F(MujocoRuns, EndlessEpisodesByHandComeToAnEnd) {
  swing("while True:\n    if d.time > 0.5: d.qpos[0] = 0.3; d.qvel[:] = 0; d.time = 0\n    mujoco.mj_step(m, d)\n");
  EXPECT_EQ(last_.end, End::horizon);
  EXPECT_EQ(last_.state_writes, 0);
}

TEST_F(MujocoRuns, OwnIntegratorsAreSteps) {
  struct Own {
    const char *what, *function, *code;
  };
  const Own own[] = {
      {"mj_integratePos", "mj_integratePos",
       "while d.time < 2:\n    mujoco.mj_forward(m, d)\n    d.qvel += 0.002 * d.qacc\n    "
       "mujoco.mj_integratePos(m, d.qpos, "
       "d.qvel, 0.002)\n    d.time += 0.002\n"},
      {"by hand", "mj_forward",
       "while d.time < 2:\n    mujoco.mj_forward(m, d)\n    d.qvel += 0.002 * d.qacc\n    d.qpos += "
       "0.002 * d.qvel\n    "
       "d.time += 0.002\n"},
      {"mj_forwardSkip", "mj_forward",
       "while d.time < 2:\n    mujoco.mj_forwardSkip(m, d, mujoco.mjtStage.mjSTAGE_NONE, 1)\n    "
       "d.qvel += 0.002 * d.qacc\n    d.qpos += 0.002 * d.qvel\n    d.time += 0.002\n"},
      {"stages one by one", "mj_forward",
       "while d.time < 2:\n    mujoco.mj_fwdPosition(m, d); mujoco.mj_fwdVelocity(m, d); "
       "mujoco.mj_fwdActuation(m, d); mujoco.mj_fwdAcceleration(m, d); mujoco.mj_fwdConstraint(m, d)\n    "
       "d.qvel += 0.002 * d.qacc\n    d.qpos += 0.002 * d.qvel\n    d.time += 0.002\n"},
      {"without a clock", "mj_forward",
       "for _ in range(1000):\n    mujoco.mj_forward(m, d)\n    d.qvel += 0.002 * d.qacc\n    d.qpos += "
       "0.002 * d.qvel\n"},
      {"kick, drift, kick", "mj_integratePos", R"py(
while d.time < 2:
    mujoco.mj_forward(m, d)
    d.qvel += 0.001 * d.qacc
    mujoco.mj_integratePos(m, d.qpos, d.qvel, 0.002)
    mujoco.mj_forward(m, d)
    d.qvel += 0.001 * d.qacc
    d.time += 0.002
)py"},
      {"Verlet", "mj_forward", R"py(
mujoco.mj_forward(m, d)
while d.time < 2:
    a = d.qacc.copy()
    d.qpos += 0.002 * d.qvel + 0.000002 * a
    mujoco.mj_forward(m, d)
    d.qvel += 0.001 * (a + d.qacc)
    d.time += 0.002
)py"},
      {"Runge-Kutta", "mj_forward", R"py(
h = 0.002
def f(q, v):
    d.qpos[:], d.qvel[:] = q, v
    mujoco.mj_forward(m, d)
    return v, d.qacc.copy()
while d.time < 2:
    q, v = d.qpos.copy(), d.qvel.copy()
    a = f(q, v); b = f(q + h / 2 * a[0], v + h / 2 * a[1]); c = f(q + h / 2 * b[0], v + h / 2 * b[1]); e = f(q + h * c[0], v + h * c[1])
    d.qpos[:] = q + h / 6 * (a[0] + 2 * b[0] + 2 * c[0] + e[0])
    d.qvel[:] = v + h / 6 * (a[1] + 2 * b[1] + 2 * c[1] + e[1])
    d.time += h
)py"}};
  for (const Own& o : own) {
    SCOPED_TRACE(o.what);
    trace::Trace t = swing(o.code);
    EXPECT_NEAR(static_cast<double>(last_.steps), 999, 2) << last_.to_json().dump(1);
    EXPECT_EQ(last_.state_writes, 0);
    EXPECT_EQ(t.first_census()["system"]["integrator"], "script");
    EXPECT_EQ(get_string(event_named(t, "own_integrator"), "function").value_or(""), o.function);
    EXPECT_NEAR(t.times()[1], 0.02, 1e-9);
  }
}

TEST_F(MujocoRuns, ShowingPosesIsNoStep) {
  Request request{
      .program = std::string("import mujoco, math\nm = mujoco.MjModel.from_xml_string(\"\"\"") + kSwing +
                 "\"\"\")\nd = mujoco.MjData(m)\nfor i in range(1000):\n    d.time = 0.002 * i\n    d.qpos[0] = "
                 "0.3 * math.cos(3 * d.time)\n    mujoco.mj_forward(m, d)\n",
      .simulator = "mujoco",
      .trusted = true};
  Outcome shown = outcome_of(request);
  EXPECT_EQ(shown.end, End::finished);
  EXPECT_FALSE(shown.first_step_called);
  EXPECT_EQ(shown.steps, 0);
}

TEST_F(MujocoRuns, WhatMuJoCoDoesOtherwiseThanAskedIsNoted) {
  trace::Trace t = swing("for _ in range(50): mujoco.mj_step1(m, d); mujoco.mj_step2(m, d)\n");
  EXPECT_NE(get_string(event_named(t, "note"), "note").value_or("").find("RK4"), std::string::npos);
  ASSERT_EQ(last_.notes.size(), 1u);
  EXPECT_NE(last_.notes[0].find("RK4"), std::string::npos);
  t = swing("for _ in range(50): mujoco.mj_step(m, d)\n");
  EXPECT_TRUE(event_named(t, "note").is_null()) << event_named(t, "note").dump();
  t = run_model(
      "<mujoco><worldbody><body><joint name='one' type='slide' axis='1 0 0'/><joint name='two' type='slide' "
      "axis='1 0 0'/><geom size='.1' mass='1'/></body></worldbody></mujoco>");
  EXPECT_NE(get_string(event_named(t, "note"), "note").value_or("").find("singular"), std::string::npos);
  ASSERT_EQ(last_.notes.size(), 1u);
  EXPECT_NE(last_.notes[0].find("joint 'two'"), std::string::npos) << last_.notes[0];
}

}  // namespace
}  // namespace simbench::sandbox
