// Second simulations: what they confirm, what they can't be made of, and what they refute.
#include "oracle/confirm.h"

#include <gtest/gtest.h>

namespace simbench::oracle {
namespace {

class SecondSimulation : public ::testing::Test {
 protected:
  static constexpr const char* kModel = R"py(import mujoco, numpy as np
m = mujoco.MjModel.from_xml_string("""<mujoco><option timestep="0.002"/><worldbody>
  <body name="bob" pos="0 0 1"><joint name="j" axis="0 1 0" damping="0.1"/><geom pos="0.4 0 0" size=".05" mass="1"/></body>
  <body name="puck" pos="1 0 0.2"><freejoint/><geom size="0.1"/></body><geom type="plane" size="5 5 .1"/>
  <body name="hand" mocap="true"/></worldbody>
  <actuator><motor joint="j"/></actuator>
  <sensor><jointpos joint="j"/></sensor></mujoco>""")
d = mujoco.MjData(m); d.qpos[0] = 0.3
)py";
  sandbox::Recording record(const std::string& loop) {
    sandbox::Request request{.program = kModel + loop, .simulator = "mujoco", .tell_inputs = true, .trusted = true};
    request.limits.horizon_s = 1;
    auto recording = sandbox::record(request);
    EXPECT_TRUE(recording) << (recording ? "" : recording.error().text());
    if (!recording) return {};
    EXPECT_FALSE(recording->outcome.error) << recording->outcome.error->message;
    return *recording;
  }
  Confirmation confirmed(const sandbox::Recording& recording) {
    auto told = trace::parse(recording.frames);
    auto seen = confirm("mujoco", told.value(), recording.inputs, {.horizon_s = 1});
    EXPECT_TRUE(seen) << (seen ? "" : seen.error().text());
    return seen ? *seen : Confirmation{};
  }
  void expect(Confirmed what, const char* code, const std::string& loop) {
    Confirmation seen = confirmed(record(loop));
    EXPECT_EQ(seen.confirmed, what) << loop << seen.reason;
    EXPECT_TRUE(seen.reason.starts_with(code)) << loop << seen.reason;
  }
};

TEST_F(SecondSimulation, WhatIsSetBetweenStepsIsGivenToTheSecondSimulation) {
  expect(Confirmed::yes, "", "while d.time < 1: mujoco.mj_step(m, d)\n");
  expect(Confirmed::yes, "", R"py(
for n in range(500):
    d.ctrl[0] = np.sin(0.01 * n)
    d.xfrc_applied[1, 2] = 0.5 if n > 100 else 0
    d.qfrc_applied[0] = -0.1 * d.qvel[0]
    d.mocap_pos[0, 0] = 0.001 * n
    mujoco.mj_forward(m, d)
    mujoco.mj_step(m, d)
)py");
  expect(Confirmed::yes, "", R"py(
for n in range(500):
    mujoco.mj_step1(m, d)
    d.ctrl[0] = -d.qvel[0]
    mujoco.mj_step2(m, d)
)py");
  expect(Confirmed::yes, "", "while True: mujoco.mj_step(m, d, nstep=5)\n");
  expect(Confirmed::yes, "", R"py(
def main():
    m2 = mujoco.MjModel.from_xml_string('<mujoco><worldbody><body><freejoint/><geom size=".1"/></body></worldbody></mujoco>')
    d2 = mujoco.MjData(m2)
    for _ in range(100): mujoco.mj_step(m2, d2)
main()
while d.time < 1: mujoco.mj_step(m, d)
)py");
}

TEST_F(SecondSimulation, WhatAScriptDoesToTheSimulationItselfCantBeRepeated) {
  using enum Confirmed;
  expect(not_applicable,
         "callback:", "mujoco.set_mjcb_control(lambda m, d: None)\nwhile d.time < 1: mujoco.mj_step(m, d)\n");
  expect(not_applicable, "model_edit:",
         "while d.time < 1:\n  m.opt.gravity[2] = -9.81 if d.time < 0.5 else -5\n  mujoco.mj_step(m, d)\n");
  expect(not_applicable,
         "model_edit:", "for n in range(500):\n  m.dof_damping[0] = 0.2 if n == 77 else 0.1\n  mujoco.mj_step(m, d)\n");
  expect(
      not_applicable, "reset:",
      "for _ in range(300): mujoco.mj_step(m, d)\nmujoco.mj_resetData(m, d)\nwhile d.time < 1: mujoco.mj_step(m, d)\n");
  expect(not_applicable, "state_write:", "for n in range(500):\n  if n == 50: d.qvel[0] = 1\n  mujoco.mj_step(m, d)\n");
  expect(not_applicable, "state_write:",
         "for n in range(500):\n  mujoco.mj_step1(m, d)\n  d.qfrc_passive[0] += 0.1\n  mujoco.mj_step2(m, d)\n");
  expect(not_applicable, "stages:", "for n in range(500):\n  mujoco.mj_forward(m, d)\n  mujoco.mj_Euler(m, d)\n");
  expect(not_applicable, "edit_after:", "while d.time < 1: mujoco.mj_step(m, d)\nm.body_mass[1] = 7\n");
}

TEST_F(SecondSimulation, ATraceThatIsntWhatItsModelDoesIsAMismatch) {
  sandbox::Recording recording = record("while d.time < 1: mujoco.mj_step(m, d)\n");
  auto told = trace::parse(recording.frames);
  ASSERT_TRUE(told);
  auto differs = [&](auto alter) {
    trace::Trace forged = *told;
    alter(forged);
    sandbox::Recording other = recording;
    other.frames = trace::encode(forged);
    return confirmed(other);
  };
  Confirmation seen = differs([](trace::Trace& t) { t.segments[0].values[3 * t.segments[0].stride + 1] += 1e-6; });
  EXPECT_EQ(seen.confirmed, Confirmed::mismatch);
  EXPECT_TRUE(seen.reason.starts_with("body ")) << seen.reason;
  seen = differs([](trace::Trace& t) { t.censuses[0]["bodies"][0]["mass_kg"] = 3; });
  EXPECT_EQ(seen.reason, "the census's bodies");
  seen = differs([](trace::Trace& t) { t.censuses.erase(t.censuses.begin()); });
  EXPECT_EQ(seen.confirmed, Confirmed::mismatch);
  seen =
      differs([](trace::Trace& t) { t.segments[0].values.resize(t.segments[0].values.size() - t.segments[0].stride); });
  EXPECT_EQ(seen.confirmed, Confirmed::mismatch);
  seen = differs([](trace::Trace& t) { t.end["steps"] = 1; });
  EXPECT_EQ(seen.confirmed, Confirmed::mismatch);
  EXPECT_EQ(differs([](trace::Trace&) {}).confirmed, Confirmed::yes) << "nothing but what was altered";
}

TEST_F(SecondSimulation, WhatTheSecondSimulationIsGivenMayBeAnything) {
  sandbox::Recording recording = record("while d.time < 1: mujoco.mj_step(m, d)\n");
  for (size_t keep : {size_t{0}, size_t{3}, size_t{300}, recording.inputs.stream.size() - 1}) {
    sandbox::Recording cut = recording;
    cut.inputs.stream.resize(keep);
    EXPECT_EQ(confirmed(cut).confirmed, Confirmed::mismatch) << keep;
  }
  sandbox::Recording untold = recording;
  untold.inputs.whole = false;
  EXPECT_EQ(confirmed(untold).confirmed, Confirmed::not_applicable);
}

TEST_F(SecondSimulation, TheTraceIsTheSameWhetherInputsAreToldOrNot) {
  sandbox::Request request{.program = std::string(kModel) + "while d.time < 1: mujoco.mj_step(m, d)\n",
                           .simulator = "mujoco",
                           .trusted = true};
  request.limits.horizon_s = 1;
  auto without = sandbox::record(request);
  request.tell_inputs = true;
  auto with = sandbox::record(request);
  ASSERT_TRUE(without && with);
  EXPECT_EQ(without->frames, with->frames);
  EXPECT_TRUE(without->inputs.stream.empty());
  EXPECT_FALSE(with->inputs.stream.empty());
}

}  // namespace
}  // namespace simbench::oracle
