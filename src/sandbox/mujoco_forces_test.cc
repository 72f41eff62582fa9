// Forces and energies of the MuJoCo probe where MuJoCo's own arrays don't say what acts: sleep, gaps, limits, delays.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sandbox/mujoco_fixture.h"

namespace simbench::sandbox {
namespace {

double swing_of(const std::vector<double>& x) {
  auto [least, most] = std::minmax_element(x.begin(), x.end());
  return *most - *least;
}

std::vector<double> total_energy(const trace::Trace& t) {
  std::vector<double> sum = t.series("energy", 0, 0);
  for (size_t part : {1u, 2u})
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += t.series("energy", 0, part)[i];
  return sum;
}

TEST_F(MujocoProbe, ASleepingBodyStillLiesOnWhatCarriesIt) {
  trace::Trace t = run_model(
      R"(<mujoco><option><flag sleep="enable"/></option><worldbody><geom type="plane" size="5 5 .1"/>
    <body name="lower" pos="0 0 .1"><freejoint/><geom type="box" size=".1 .1 .1" mass="3"/><site name="s"/></body>
    <body name="upper" pos="0 0 .3"><freejoint/><geom type="box" size=".1 .1 .1" mass="2"/></body>
    <body name="floats" pos="3 0 4" sleep="init"><freejoint/><geom size=".1" mass="1"/></body></worldbody>
    <sensor><accelerometer name="acc" site="s"/></sensor></mujoco>)",
      "for _ in range(1500): mujoco.mj_step(m, d)\nassert (d.tree_asleep >= 0).all() and d.ncon == 0\n", 3);
  EXPECT_EQ(last_.end, End::finished) << "they do fall asleep " << last_.to_json().dump(1);
  EXPECT_NEAR(t.series("contact_force", 2, 2).back(), 2 * 9.81, 0.1) << "the upper one is carried";
  EXPECT_NEAR(t.series("contact_force", 1, 2).back(), 3 * 9.81, 0.15) << "by the floor, less the upper one's weight";
  EXPECT_EQ(t.series("contact", 0, 0).back(), 8);
  EXPECT_EQ(t.series("contact_force", 1, 3).back(), 8);
  EXPECT_EQ(t.series("contact_force", 3, 3).back(), 0) << "asleep in the air";
  EXPECT_NEAR(t.series("body", 3, 2).back(), 4, 1e-12);
  EXPECT_NEAR(t.series("sensor", 0, 2).back(), 9.81, 0.05);
}

TEST_F(MujocoProbe, ASleepingPendulumStillHangsOnItsJoint) {
  trace::Trace t = run_model(
      R"(<mujoco><option><flag sleep="enable"/></option><worldbody><body pos="0 0 1"><joint axis="0 1 0" damping="5"/>
    <geom pos="0 0 -.3" size=".05" mass="2"/></body></worldbody></mujoco>)",
      "for _ in range(500): mujoco.mj_step(m, d)\nassert (d.tree_asleep >= 0).all()\n");
  EXPECT_EQ(last_.end, End::finished) << last_.to_json().dump(1);
  EXPECT_NEAR(t.series("reaction", 0, 2).back(), 2 * 9.81, 1e-6);
}

TEST_F(MujocoProbe, APairThatDoesntPressIsNoContact) {
  const std::string near = R"(<mujoco><option gravity="0 0 0"/><worldbody><geom type="plane" size="5 5 .1" ATTRIBUTES/>
    <body pos="0 0 .13"><freejoint/><geom size=".1" mass="1"/></body></worldbody></mujoco>)";
  auto contacts = [&](const std::string& attributes) {
    std::string xml = near;
    xml.replace(xml.find("ATTRIBUTES"), 10, attributes);
    trace::Trace t = run_model(xml, "for _ in range(200): mujoco.mj_step(m, d)\nassert d.ncon == 1\n");
    std::vector<double> all = t.series("contact", 0, 0), body = t.series("contact_force", 1, 3);
    EXPECT_EQ(all, body);
    return *std::max_element(all.begin(), all.end());
  };
  EXPECT_EQ(contacts("gap='.05'"), 0);
  EXPECT_EQ(contacts("margin='.05'"), 1) << "within the margin it is pushed";
}

TEST_F(MujocoProbe, GravityThatIsCompensatedStoresNothing) {
  trace::Trace t = run_model(
      R"(<mujoco><option integrator="RK4"/><worldbody><body pos="0 0 1" gravcomp="1"><joint type="slide" axis="0 0 1" stiffness="100"/>
    <geom size=".05" mass="1"/></body><body pos="2 0 1" gravcomp=".5"><joint type="slide" axis="0 0 1"/><geom size=".05" mass="1"/></body></worldbody></mujoco>)",
      "d.qpos[0] = 0.1\nfor _ in range(500): mujoco.mj_step(m, d)\n");
  EXPECT_LT(swing_of(total_energy(t)), 1e-6);
  EXPECT_GT(swing_of(t.series("energy", 0, 0)), 1) << "the other one falls with half its weight";
}

TEST_F(MujocoProbe, WeightThatNoActuatorTakesAwayIsStored) {
  for (const char* actuator : {"", "<actuator><motor joint='j'/></actuator>"}) {
    trace::Trace t = run_model(
        std::string(
            "<mujoco><option integrator='RK4'/><worldbody><body pos='0 0 1' gravcomp='1'><joint name='j' type='slide' "
            "axis='0 0 1' stiffness='100' actuatorgravcomp='true'/><geom size='.05' mass='1'/></body></worldbody>") +
            actuator + "</mujoco>",
        "d.qpos[0] = 0.1\nfor _ in range(500): mujoco.mj_step(m, d)\n");
    EXPECT_LT(swing_of(total_energy(t)), 1e-6) << actuator;
  }
}

TEST_F(MujocoProbe, WhatAScriptsOwnForcesStoreIsNotTold) {
  trace::Trace t =
      run_model("<mujoco><worldbody><body><joint type='slide'/><geom size='.05' mass='1'/></body></worldbody></mujoco>",
                "def pull(m, d): d.qfrc_passive[0] -= 100 * d.qpos[0]\nmujoco.set_mjcb_passive(pull)\n"
                "for _ in range(500): mujoco.mj_step(m, d)\n");
  EXPECT_TRUE(std::isnan(t.series("energy", 0, 2).back()));
  EXPECT_FALSE(std::isnan(t.series("energy", 0, 1).back()));
}

TEST_F(MujocoProbe, ASpringThatYieldedStoresWhatIsLeft) {
  trace::Trace t = run_model(
      R"(<mujoco><option gravity="0 0 0" integrator="RK4" timestep="0.0005"/><worldbody><body><joint type="slide" stiffness="100" springyield=".02"/>
    <geom size=".05" mass="1"/></body></worldbody></mujoco>)",
      "d.qpos[0] = 0.1\nfor _ in range(2000): mujoco.mj_step(m, d)\n");
  std::vector<double> elastic = t.series("energy", 0, 2), energy = total_energy(t);
  EXPECT_LT(*std::max_element(elastic.begin() + 1, elastic.end()), 0.5 * 100 * 0.02 * 0.02 * 1.02);
  std::vector<double> later(energy.begin() + static_cast<ptrdiff_t>(energy.size() / 2), energy.end());
  EXPECT_LT(swing_of(later), 0.01 * later.back()) << "within its elastic range it is a spring like others";
}

TEST_F(MujocoProbe, ATendonsInertiaHasKineticEnergy) {
  trace::Trace t = run_model(
      R"(<mujoco><option gravity="0 0 0" integrator="RK4"/><worldbody><body><joint type="slide" stiffness="50"/><geom size=".05" mass="1"/><site name="a"/></body>
    <site name="b" pos="-3 0 0"/></worldbody><tendon><spatial armature="3"><site site="b"/><site site="a"/></spatial></tendon></mujoco>)",
      "d.qpos[0] = 0.2\nfor _ in range(500): mujoco.mj_step(m, d)\n");
  EXPECT_NEAR(total_energy(t).front(), 1, 1e-9);
  EXPECT_LT(swing_of(total_energy(t)), 1e-4);
}

TEST_F(MujocoProbe, WhatAnActuatorExertsStandsBesideWhatIsCommanded) {
  trace::Trace t = run_model(
      R"(<mujoco><option gravity="0 0 0" actuatorgroupdisable="3"/><worldbody>
    <body><joint name="a" axis="0 0 1"/><geom size=".1" mass="1"/></body>
    <body pos="1 0 0"><joint name="b" type="slide" actuatorfrcrange="-3 3"/><geom size=".1" mass="1"/></body></worldbody>
    <actuator><motor name="plain" joint="a" gear="2"/><motor name="ranged" joint="a" ctrlrange="-1 1"/><motor name="limited" joint="a" forcerange="-.5 .5" gear="4"/>
    <motor name="off" joint="a" group="3"/><motor name="late" joint="a" delay="0.5" nsample="300"/>
    <motor name="one" joint="b" gear="2"/><motor name="two" joint="b"/></actuator></mujoco>)",
      "d.ctrl[:] = 5\nfor _ in range(500): mujoco.mj_step(m, d)\n");
  Json joints = t.first_census()["joints"];
  auto force = [&](const char* name) { return t.series("actuator_force", named(joints, name)["id"].get<int>(), 0); };
  EXPECT_NEAR(force("plain").back(), 10, 1e-12);
  EXPECT_NEAR(force("plain").front(), 10, 1e-12) << "also at the start";
  EXPECT_NEAR(force("ranged").back(), 1, 1e-12);
  EXPECT_NEAR(force("limited").back(), 2, 1e-12) << "the range is before the gear";
  EXPECT_EQ(force("off").back(), 0);
  EXPECT_EQ(force("late").front(), 0);
  EXPECT_EQ(force("late")[20], 0) << "at 0.4 s";
  EXPECT_NEAR(force("late").back(), 5, 1e-12);
  EXPECT_NEAR(force("one").back(), 2, 1e-12) << "of 15 N the joint lets 3 through: each gets its part";
  EXPECT_NEAR(force("two").back(), 1, 1e-12);
  EXPECT_EQ(t.series("control", 0, 0).back(), 5);
}

}  // namespace
}  // namespace simbench::sandbox
