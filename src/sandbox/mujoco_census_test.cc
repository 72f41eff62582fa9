// What the MuJoCo probe's census and samples say, checked against models whose numbers are known.
#include <gtest/gtest.h>

#include <cmath>

#include "sandbox/mujoco_fixture.h"
#include "sandbox/references_fixture.h"

namespace simbench::sandbox {
namespace {

TEST_F(MujocoProbe, ClosedLoopsGearsTendonsAndActuatorsAreJoints) {
  trace::Trace t = run_model(R"(<mujoco><worldbody>
    <body name="a"><joint name="ja" axis="0 1 0"/><geom name="ga" type="box" size=".1 .2 .3" mass="2"/><site name="sa" pos=".1 0 0"/>
      <body name="bolted" pos="1 0 0"><geom size=".1" mass="1"/></body></body>
    <body name="b" pos="0 1 0"><joint name="jb" axis="0 1 0" stiffness="3" damping="0.5" springref="30"/><geom type="cylinder" size=".1 .2" mass="1"/></body>
    <body name="c" pos="0 3 0"><joint name="jc" type="slide" axis="0 0 1" range="-1 2"/><geom size=".1" mass="4"/><site name="sc"/></body>
    <body name="e" pos="0 5 0"><freejoint/><geom type="capsule" size=".1 .2" mass="1"/></body>
    <site name="s0" pos="0 3 2"/></worldbody>
    <equality><joint name="gear" joint1="ja" joint2="jb" polycoef="0 -2 0 0 0"/><connect name="pin" body1="e" body2="c" anchor="0 0 .1"/><weld name="glue" body1="e" body2="b"/></equality>
    <tendon><spatial name="spring" stiffness="50" damping="2" springlength="1.5"><site site="s0"/><site site="sc"/></spatial></tendon>
    <actuator><motor name="torque" joint="ja" gear="5"/><position name="servo" joint="jc" kp="7"/><velocity name="drive" joint="jb" kv="2" ctrlrange="-1 1"/></actuator></mujoco>)");
  const Json census = t.first_census(), joints = census["joints"], bodies = census["bodies"];
  EXPECT_EQ(named(joints, "ja")["type"], "revolute");
  EXPECT_EQ(named(joints, "jc")["type"], "prismatic");
  EXPECT_EQ(named(joints, "jc")["limits"], (Json{-1.0, 2.0}));
  EXPECT_EQ(named(joints, "gear")["type"], "gear");
  EXPECT_EQ(named(joints, "gear")["params"]["ratio"], -2.0);
  EXPECT_EQ(named(joints, "pin")["type"], "spherical");
  EXPECT_EQ(named(joints, "glue")["type"], "fixed");
  EXPECT_EQ(named(joints, "spring")["path"], Json({{{"body", 0}, {"pos_m", {0.0, 3.0, 2.0}}},
                                                   {{"body", named(bodies, "c")["id"]}, {"pos_m", {0.0, 3.0, 0.0}}}}))
      << "from site to site";
  EXPECT_EQ(named(joints, "spring")["type"], "spring_damper");
  EXPECT_EQ(named(joints, "spring")["params"],
            (Json{{"stiffness_N_m", 50.0}, {"damping_N_s_m", 2.0}, {"rest_length_m", 1.5}}));
  EXPECT_EQ(named(joints, "torque")["type"], "motor_rotation_torque");
  EXPECT_EQ(named(joints, "servo")["type"], "motor_linear_position");
  EXPECT_EQ(named(joints, "drive")["type"], "motor_rotation_speed");
  EXPECT_EQ(named(joints, "jb")["params"]["stiffness_N_m_rad"], 3.0);
  EXPECT_NEAR(named(joints, "jb")["params"]["rest_angle_rad"].get<double>(), M_PI / 6, 1e-12);
  Json a = named(bodies, "a"), bolted = named(bodies, "bolted");
  bool attached = false;
  for (const Json& joint : joints)
    attached |= joint["type"] == "fixed" && joint["bodies"] == Json{a["id"], bolted["id"]};
  EXPECT_TRUE(attached) << "a body without joints is fixed to its parent";
  EXPECT_EQ(a["shapes"][0]["size_m"], (Json{0.2, 0.4, 0.6}));
  EXPECT_NEAR(a["inertia_kg_m2"][0].get<double>(), 2.0 / 12 * (0.4 * 0.4 + 0.6 * 0.6), 1e-12);
  EXPECT_EQ(named(bodies, "b")["shapes"][0]["size_m"], (Json{0.1, 0.4}));
  EXPECT_TRUE(bodies[0]["fixed"].get<bool>());
}

TEST_F(MujocoProbe, AHeightFieldTellsItsHeights) {
  const std::string xml =
      R"(<mujoco><asset><hfield name="hill" nrow="3" ncol="90" size="4 2 0.5 0.1"/></asset><worldbody><geom name="ground" type="hfield" hfield="hill"/>
    <body pos="0 0 2"><freejoint/><geom size=".1"/></body></worldbody></mujoco>)";
  const std::string code =
      "m.hfield_data[:] = [row / 4 + column / 178 for row in range(3) for column in range(90)]\n"
      "for _ in range(100): mujoco.mj_step(m, d)\n";
  std::vector<Json> told;
  for (const char* hook : {"native", "python"}) {
    if (std::string_view(hook) == "python") ::setenv("SIMBENCH_PROBE_HOOK", hook, 1);
    Json ground = run_model(xml, code).first_census()["bodies"][0]["shapes"][0], heights = ground["heights"];
    ::unsetenv("SIMBENCH_PROBE_HOOK");
    EXPECT_EQ(ground["size_m"], (Json{8.0, 4.0, 0.5}));
    ASSERT_EQ(heights["rows"], 3) << hook << ground;
    ASSERT_EQ(heights["columns"], 33) << "as many as a picture shows";
    EXPECT_EQ(heights["per_mille"][0], 0);
    EXPECT_EQ(heights["per_mille"][32], 500) << "the last column is the field's last";
    EXPECT_EQ(heights["per_mille"][98], 1000);
    told.push_back(heights);
  }
  EXPECT_EQ(told[0], told[1]) << "both hooks";
}

TEST_F(MujocoProbe, WhatMayTouchIsListedWithItsFriction) {
  trace::Trace t = run_model(R"(<mujoco><option viscosity="2" density="1.2"/><worldbody>
    <geom type="plane" size="5 5 .1" friction="1 0.005 0.0001"/>
    <body name="box" pos="0 0 .5"><freejoint/><geom type="box" size=".1 .1 .1" friction="0.4 0.005 0.0001"/>
      <geom type="sphere" size=".02" condim="1" priority="1"/>
      <body name="wheel" pos="0 .2 0"><joint axis="0 1 0"/><geom type="cylinder" size=".1 .02"/></body></body>
    <body name="ghost" pos="3 0 1"><freejoint/><geom type="capsule" size=".1 .2" contype="0" conaffinity="0"/></body>
    <body name="twin" pos="3 3 1"><freejoint/><geom type="ellipsoid" size=".1 .2 .1"/></body></worldbody>
    <contact><exclude body1="box" body2="twin"/></contact></mujoco>)");
  const Json census = t.first_census();
  EXPECT_EQ(census["system"]["medium"], (Json{{"density_kg_m3", 1.2}, {"viscosity_Pa_s", 2.0}}));
  std::map<std::string, double> friction;
  for (const Json& pair : census["contact_pairs"])
    friction[pair["bodies"].dump() + pair["shapes"].dump()] = pair["friction"];
  int box = named(census["bodies"], "box")["id"], wheel = named(census["bodies"], "wheel")["id"],
      twin = named(census["bodies"], "twin")["id"];
  auto key = [](int a, int b, const char* first, const char* second) {
    return Json{a, b}.dump() + Json{first, second}.dump();
  };
  EXPECT_EQ(friction, (std::map<std::string, double>{{key(0, box, "plane", "box"), 1},
                                                     {key(0, box, "plane", "sphere"), 0},
                                                     {key(0, wheel, "plane", "cylinder"), 1},
                                                     {key(0, twin, "plane", "ellipsoid"), 1},
                                                     {key(wheel, twin, "cylinder", "ellipsoid"), 1}}))
      << "parts of one vehicle, what is excluded and what collides with nothing aren't there";
}

TEST_F(MujocoProbe, ASoftSheetIsAMeshAndItsVerticesArentBodies) {
  trace::Trace t = run_model(
      R"(<mujoco><option integrator="discrete"/><worldbody><body name="ball" pos="0 0 1"><freejoint/><geom size=".1"/></body>
    <flexcomp name="sheet" type="grid" count="5 5 1" spacing=".1 .1 .1" dim="2" mass="1" radius=".02" pos="0 0 2"><elasticity young="2e5" poisson="0.3" thickness="0.01"/><pin id="0 4"/></flexcomp>
    </worldbody></mujoco>)");
  const Json census = t.first_census();
  EXPECT_EQ(census["bodies"].size(), 2u);
  EXPECT_EQ(census["joints"].size(), 1u) << census["joints"].dump(1);
  const Json& mesh = census["meshes"].at(0);
  EXPECT_EQ(mesh["name"], "sheet");
  EXPECT_EQ(mesh["nodes"]["count"], 25);
  EXPECT_EQ(mesh["nodes"]["fixed"], 2);
  EXPECT_EQ(mesh["elements"], Json::parse(R"([{"type":"flex2d","count":32}])"));
  EXPECT_EQ(mesh["material"]["young_modulus_Pa"], 2e5);
  EXPECT_EQ(mesh["material"]["thickness_m"], 0.01);
  std::vector<double> z = t.series("node", 24, 2, 0);
  EXPECT_NEAR(z.front(), 2, 1e-9);
  EXPECT_LT(z.back(), 1.95) << "the free corner falls";
  EXPECT_NEAR(t.series("node", 0, 2, 0).back(), 2, 1e-9) << "the pinned one doesn't";
}

TEST_F(MujocoProbe, SensorsCamerasAndLightsAreListedAndRead) {
  trace::Trace t = run_model(
      R"(<mujoco><asset><texture type="skybox" builtin="gradient" width="8" height="8"/></asset><worldbody><light name="sun" pos="0 0 3"/><camera name="eye" pos="0 -3 1" xyaxes="1 0 0 0 0 1" resolution="64 48"/>
    <geom name="floor" type="plane" size="5 5 .1" friction="0.8 0.005 0.0001"/>
    <body name="box" pos="0 0 .5"><freejoint/><geom type="box" size=".5 .5 .5" mass="3"/><site name="imu" pos="0 0 .1"/></body></worldbody>
    <sensor><accelerometer name="acc" site="imu"/><gyro name="gyro" site="imu"/><framepos name="gps" objtype="site" objname="imu"/>
    <velocimeter name="sampled" site="imu" nsample="1" interval="0.1"/><velocimeter name="not" site="imu" interval="0.1"/></sensor></mujoco>)");
  const Json census = t.first_census(), sensors = census["sensors"];
  EXPECT_EQ(named(sensors, "acc")["type"], "accelerometer");
  EXPECT_EQ(named(sensors, "acc")["body"], named(census["bodies"], "box")["id"]);
  EXPECT_NEAR(named(sensors, "acc")["pos_m"][2].get<double>(), 0.1, 1e-12);
  EXPECT_NEAR(named(sensors, "acc")["rate_Hz"].get<double>(), 500, 1e-6);
  EXPECT_NEAR(named(sensors, "sampled")["rate_Hz"].get<double>(), 10, 1e-6);
  EXPECT_NEAR(named(sensors, "not")["rate_Hz"].get<double>(), 500, 1e-6)
      << "an interval without a history does nothing";
  EXPECT_EQ(named(sensors, "eye")["resolution"], (Json{64.0, 48.0}));
  std::map<std::string, int> kinds;
  for (const Json& visual : census["visuals"]) ++kinds[visual["kind"]];
  EXPECT_EQ(kinds, (std::map<std::string, int>{{"camera", 1}, {"light", 1}, {"sky", 1}}));
  EXPECT_EQ(census["terrains"][0]["type"], "plane");
  EXPECT_EQ(census["terrains"][0]["patches"][0]["friction"], 0.8);
  EXPECT_NEAR(t.series("sensor", 0, 2).back(), 9.81, 1e-2) << "at rest the accelerometer feels the floor";
  EXPECT_NEAR(t.series("sensor", 2, 2).back(), 0.6, 1e-2);
  int box = named(census["bodies"], "box")["id"];
  EXPECT_NEAR(t.series("contact_force", box, 2).back(), 3 * 9.81, 0.05);
  EXPECT_EQ(t.series("contact", 0, 0).back(), t.series("contact_force", box, 3).back());
}

TEST_F(MujocoProbe, EnergyOfASwingIsConservedAndTheReactionCarriesTheWeight) {
  trace::Trace t = run_model(
      R"(<mujoco><option integrator="RK4" timestep="0.001"/><worldbody><body name="bob" pos="0 0 1"><joint name="pin" axis="0 1 0"/><geom type="sphere" pos=".5 0 0" size=".05" mass="2"/></body>
    <body name="hung" pos="3 0 1"><joint name="hinge" axis="0 1 0"/><geom type="sphere" pos="0 0 -.5" size=".05" mass="2"/></body></worldbody></mujoco>)",
      "for _ in range(1000): mujoco.mj_step(m, d)\n");
  std::vector<double> kinetic = t.series("energy", 0, 0), potential = t.series("energy", 0, 1);
  double start = kinetic.front() + potential.front();
  for (size_t i = 0; i < kinetic.size(); ++i) EXPECT_NEAR(kinetic[i] + potential[i], start, 1e-4);
  EXPECT_NEAR(t.series("reaction", 1, 2).back(), 2 * 9.81, 1e-6) << "the hinge holds the hanging body";
  EXPECT_NEAR(t.series("reaction", 1, 2).front(), 2 * 9.81, 1e-6);
  std::vector<double> angle = t.series("joint", 0, 0), x = t.series("body", 1, 0);
  for (size_t i = 0; i < angle.size(); ++i) EXPECT_NEAR(x[i], 0.5 * std::cos(angle[i]), 1e-9);
}

TEST_F(MujocoProbe, ControlsAreRecordedAsTheScriptSetsThem) {
  trace::Trace t = run_model(
      "<mujoco><worldbody><body><joint name='j'/><geom size='.1'/></body></worldbody><actuator><motor "
      "joint='j'/></actuator></mujoco>",
      "for i in range(500):\n    d.ctrl[0] = 0.25 if d.time < 0.5 else -0.5\n    mujoco.mj_step(m, d)\n");
  EXPECT_EQ(t.series("control", 0, 0)[10], 0.25);
  EXPECT_EQ(t.series("control", 0, 0).back(), -0.5);
}

TEST_F(MujocoProbe, EveryWayOfSteppingIsSeen) {
  const char* model = "<mujoco><worldbody><body><freejoint/><geom size='.1'/></body></worldbody></mujoco>";
  for (const char* code :
       {"mujoco.mj_step(m, d, nstep=100)\n", "for _ in range(100):\n    mujoco.mj_step1(m, d); mujoco.mj_step2(m, d)\n",
        "for _ in range(100):\n    mujoco.mj_forward(m, d); mujoco.mj_Euler(m, d)\n",
        "from mujoco import mj_step\nfor _ in range(100): mj_step(m, d)\n",
        "from mujoco import rollout\nimport numpy as np\ns = np.zeros((1, mujoco.mj_stateSize(m, "
        "mujoco.mjtState.mjSTATE_FULLPHYSICS)))\nmujoco.mj_getState(m, d, s[0], "
        "mujoco.mjtState.mjSTATE_FULLPHYSICS)\nrollout.rollout(m, d, s, nstep=100)\n"}) {
    run_model(model, code);
    EXPECT_EQ(last_.steps, 100) << code;
    EXPECT_NEAR(last_.sim_time_s, 0.2, 1e-9) << code;
  }
}

class PythonHook : public MujocoProbe {
 protected:
  void SetUp() override { ::setenv("SIMBENCH_FRESH_PROCESS", "1", 1); }
  void TearDown() override {
    for (const char* name : {"SIMBENCH_FRESH_PROCESS", "SIMBENCH_PROBE_HOOK", "SIMBENCH_PROBE_LIBRARIES"})
      ::unsetenv(name);
  }
  trace::Trace trace_of(const std::string& program) {
    auto outcome =
        run({.program = program, .simulator = "mujoco", .limits = {.cpu_s = 120, .wall_s = 600}, .trusted = true},
            folder_.path());
    EXPECT_TRUE(outcome && !outcome->trace.empty()) << (outcome ? outcome->to_json().dump(1) : outcome.error().text());
    return outcome ? trace::read(trace::file(folder_.path(), outcome->trace)).value_or(trace::Trace{}) : trace::Trace{};
  }
  /// Everything that requirements look at: names, types, numbers to 1e-9 of their size.
  static void expect_same(const Json& a, const Json& b, const std::string& where) {
    if (a.is_number() && b.is_number()) {
      EXPECT_NEAR(a.get<double>(), b.get<double>(), 1e-9 * (1 + std::abs(a.get<double>()))) << where;
    } else if (a.is_array() && b.is_array() && a.size() == b.size()) {
      for (size_t i = 0; i < a.size(); ++i) expect_same(a[i], b[i], where + "/" + std::to_string(i));
    } else if (a.is_object() && b.is_object()) {
      for (const auto& [key, value] : a.items())
        expect_same(value, b.contains(key) ? b[key] : Json(), where + "/" + key);
    } else {
      EXPECT_EQ(a, b) << where;
    }
  }
  static void expect_same(const trace::Trace& native, const trace::Trace& python, const std::string& where) {
    EXPECT_EQ(native.header["probe"], "native") << where;
    EXPECT_EQ(python.header["probe"], "python") << where;
    expect_same(native.first_census(), python.first_census(), where);
    ASSERT_EQ(native.times(), python.times()) << where;
    for (const trace::Block& block : native.segments.at(0).blocks) {
      ASSERT_EQ(python.width(block.kind, block.id, block.mesh), block.width) << where << " " << block.kind << block.id;
      for (size_t c = 0; c < block.width; ++c) {
        double a = native.series(block.kind, block.id, c, block.mesh).back(),
               b = python.series(block.kind, block.id, c, block.mesh).back();
        EXPECT_NEAR(a, b, 1e-6 * (1 + std::abs(a))) << where << " " << block.kind << block.id << " column " << c;
      }
    }
  }
};

TEST_F(PythonHook, SeesWhatTheNativeRecorderSees) {
  const std::string program = R"py(import mujoco
m = mujoco.MjModel.from_xml_string("""<mujoco><asset><texture type="skybox" builtin="gradient" width="8" height="8"/></asset><worldbody><light pos="0 0 3"/><camera name="eye" pos="0 -3 1" resolution="64 48"/>
  <geom type="plane" size="5 5 .1"/><body name="a" pos="0 0 1"><joint name="ja" axis="0 1 0" stiffness="3" damping=".5"/><geom type="box" size=".1 .2 .3" pos=".2 0 0"/><site name="s1"/>
  <body name="bolted" pos=".5 0 0"><geom size=".05"/></body></body><body name="b" pos="0 1 1"><joint name="jb" type="ball"/><geom pos="0 0 -.3" size=".1"/><site name="s2"/></body>
  <body name="c" pos="0 2 .5"><freejoint/><geom type="capsule" size=".1 .2" euler="90 0 0"/></body><body name="m" mocap="true" pos="2 0 1"><geom size=".1"/></body>
  <flexcomp name="sheet" type="grid" count="3 3 1" spacing=".1 .1 .1" dim="2" mass="1" radius=".02" pos="0 4 1"><elasticity young="2e4" poisson=".3" thickness=".01"/></flexcomp></worldbody>
  <equality><weld name="off" body1="a" body2="c" active="false"/><connect name="pin" body1="b" body2="c" anchor="0 0 -.3" active="false"/><tendon name="winch" tendon1="rope" active="false"/></equality>
  <tendon><spatial name="rope" stiffness="5"><site site="s1"/><site site="s2"/></spatial></tendon>
  <actuator><position name="servo" joint="ja" kp="3" ctrlrange="-1 1"/><motor name="pull" tendon="rope"/><motor name="thrust" site="s2" gear="0 0 2 0 0 0"/></actuator>
  <sensor><gyro name="g" site="s1" noise=".1"/><jointvel name="r" joint="ja"/><framepos name="p" objtype="body" objname="c"/><actuatorfrc name="f" actuator="servo"/></sensor></mujoco>""")
d = mujoco.MjData(m)
for _ in range(200): mujoco.mj_step(m, d)
)py";
  trace::Trace native = trace_of(program);
  ::setenv("SIMBENCH_PROBE_HOOK", "python", 1);
  expect_same(native, trace_of(program), "census");
}

TEST_F(PythonHook, TakesOverWhenTheNativeRecorderIsOfAnotherRelease) {
  fs::path real = probe_library_folder();
  for (auto [from, to] : {std::pair{"libsimbench_wire.so", "libsimbench_wire.so"},
                          {"libsimbench_cage.so", "libsimbench_cage.so"},
                          {"libsimbench_mujoco_other.so", "libsimbench_mujoco.so"}})
    fs::copy_file(real / from, folder_.path() / to);
  ::setenv("SIMBENCH_PROBE_LIBRARIES", folder_.path().c_str(), 1);
  trace::Trace t = trace_of(
      "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco><worldbody><body><freejoint/><geom "
      "size=\".1\"/></body></worldbody></mujoco>')\nd = mujoco.MjData(m)\n"
      "for _ in range(100): mujoco.mj_step(m, d)\n");
  EXPECT_EQ(t.header["probe"], "python");
  EXPECT_EQ(t.end["steps"], 100);
  EXPECT_NE(to_text(Json(t.events)).find("native recorder is for 3002007, MuJoCo is 4000000"), std::string::npos)
      << to_text(Json(t.events));
}

TEST_F(PythonHook, AFaultOfOursIsNeverTheScripts) {
  fs::path probes = folder_.path() / "probes";
  fs::copy(probe_folder(), probes, fs::copy_options::recursive);
  ASSERT_TRUE(
      write_file(probes / "mujoco/hook_census.py", "def take(*args):\n    raise ValueError('a fault of the probe')\n"));
  ::setenv("SIMBENCH_PROBES", probes.c_str(), 1);
  ::setenv("SIMBENCH_PROBE_HOOK", "python", 1);
  auto outcome = run({.program = "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco/>')\nd = "
                                 "mujoco.MjData(m)\nmujoco.mj_step(m, d)\n",
                      .simulator = "mujoco",
                      .trusted = true},
                     folder_.path());
  ::unsetenv("SIMBENCH_PROBES");
  ASSERT_TRUE(outcome);
  bool ours =
      outcome->infra.starts_with("probe:") || outcome->infra.starts_with("self_test:");  // whichever meets it first
  EXPECT_TRUE(ours) << outcome->to_json().dump(1);
}

using PythonHookSlow = PythonHook;

TEST_F(PythonHookSlow, SeesEveryReferenceAsTheNativeRecorderDoes) {
  for (const fs::path& file : reference_files("mujoco")) {
    std::string program = read_file(file).value();
    // The hook in Python takes a model that is compiled again for another run.
    if (program.find(".recompile(") != std::string::npos) continue;
    trace::Trace native = trace_of(program);
    ::setenv("SIMBENCH_PROBE_HOOK", "python", 1);
    expect_same(native, trace_of(program), file.string());
    ::unsetenv("SIMBENCH_PROBE_HOOK");
  }
}

TEST_F(MujocoProbe, VerticesOfAnInterpolatedFlexHaveVelocities) {
  trace::Trace t = run_model(
      R"(<mujoco><option integrator="discrete"/><worldbody><flexcomp name="block" type="grid" dof="trilinear" count="3 3 3" spacing=".1 .1 .1" dim="3"
    mass="2" radius=".01" pos="0 0 2"><elasticity young="1e4" poisson="0.2"/></flexcomp></worldbody></mujoco>)",
      "for _ in range(100): mujoco.mj_step(m, d)\n");
  std::vector<double> z = t.series("node", 13, 2, 0), v = t.series("node", 13, 5, 0);
  EXPECT_NEAR(v.back(), -9.81 * 0.2, 1e-2);
  EXPECT_NEAR((z.back() - z[z.size() - 2]) / 0.02, v.back(), 0.1);
  EXPECT_EQ(v.front(), 0);
}

TEST_F(MujocoProbe, SensorsAndActuatorsOfEveryKindAreTold) {
  trace::Trace t = run_model(
      R"(<mujoco><worldbody><body name="a"><joint name="h" axis="0 1 0"/><geom size=".1"/><site name="s1"/></body>
    <body name="b" pos="0 1 0"><joint name="s" type="slide"/><geom size=".1"/><site name="s2"/></body><body name="f" pos="0 4 0"><freejoint name="free"/><geom size=".1"/><site name="s3"/></body></worldbody>
    <tendon><spatial name="rope"><site site="s1"/><site site="s2"/></spatial></tendon>
    <equality><weld name="off" body1="a" body2="f" active="false"/><tendon name="winch" tendon1="rope"/></equality>
    <actuator><motor name="torque" joint="h"/><position name="servo" joint="s" kp="3" kv="1"/><motor name="thrust" site="s3" gear="0 0 2 0 0 0"/><motor name="pull" tendon="rope"/><motor name="push" joint="free" gear="0 0 1 0 0 0"/></actuator>
    <sensor><gyro name="gyro" site="s1" noise="0.1"/><jointactuatorfrc name="jaf" joint="h"/><actuatorfrc name="af" actuator="servo"/><subtreeangmom name="spin" body="a"/><jointvel name="rate" joint="h"/><clock name="clock"/></sensor></mujoco>)");
  const Json census = t.first_census(), joints = census["joints"], sensors = census["sensors"],
             bodies = census["bodies"];
  auto id = [&](const char* body) { return named(bodies, body)["id"]; };
  EXPECT_FALSE(named(joints, "torque")["params"].contains("kp"));
  EXPECT_EQ(named(joints, "servo")["params"]["kp"], 3.0);
  EXPECT_EQ(named(joints, "thrust")["params"]["gear"], (Json{0.0, 0.0, 2.0, 0.0, 0.0, 0.0}));
  EXPECT_EQ(named(joints, "pull")["bodies"], (Json{id("a"), id("b")}));
  EXPECT_EQ(named(joints, "push")["type"], "actuator");
  EXPECT_EQ(named(joints, "off")["active"], false);
  EXPECT_EQ(named(joints, "winch")["class"], "tendon_equality");
  EXPECT_EQ(named(sensors, "gyro")["noise"]["stdev"], 0.1);
  std::map<std::string, std::string> types{
      {"jaf", "jointactuatorfrc"}, {"spin", "subtreeangmom"}, {"rate", "tachometer"}, {"clock", "clock"}};
  for (const auto& [name, type] : types) EXPECT_EQ(named(sensors, name)["type"], type);
  EXPECT_EQ(named(sensors, "af")["body"], id("b"));
}

TEST_F(MujocoProbe, AWeldThatLetsGoIsToldAndIsNoDrift) {
  trace::Trace t = run_model(
      R"(<mujoco><worldbody><body name="ball"><freejoint/><geom size=".1" mass="1"/></body></worldbody><equality><weld name="hold" body1="ball"/></equality></mujoco>)",
      "for i in range(200):\n    d.eq_active[0] = i < 100\n    mujoco.mj_step(m, d)\n");
  Json hold = named(t.first_census()["joints"], "hold");
  EXPECT_EQ(hold["active"], true);
  Json switched;
  for (const Json& event : t.events)
    if (event["event"] == "switched") switched = event;
  EXPECT_EQ(switched["joint"], hold["id"]);
  EXPECT_EQ(switched["active"], false);
  EXPECT_NEAR(switched["t"].get<double>(), 0.202, 1e-9);
}

TEST_F(MujocoProbe, TheLongestRunFromTimeZeroIsRecorded) {
  const std::string ball =
      "<mujoco><worldbody><body name='ball' pos='0 0 1'><freejoint/><geom size='.1'/></body></worldbody></mujoco>";
  const std::string
      tried = "t = mujoco.MjModel.from_xml_string('<mujoco/>'); td = mujoco.MjData(t)\nmujoco.mj_step(t, td)\n",
      steps = "for _ in range(100): mujoco.mj_step(m, d)\n";
  trace::Trace t = run_model(ball, tried + steps);
  EXPECT_EQ(last_.steps, 100) << "not the model that was only tried";
  EXPECT_EQ(named(t.first_census()["bodies"], "ball")["id"], 1);
  run_model(ball,
            "import copy\nfor _ in range(100):\n    ahead = copy.copy(d)\n    mujoco.mj_step(m, ahead, nstep=10)\n    "
            "mujoco.mj_step(m, d)\n");
  EXPECT_EQ(last_.steps, 100) << "not the looks ahead";
  run_model(ball, steps + "import copy\nahead = copy.copy(d)\nmujoco.mj_step(m, ahead, nstep=300)\n");
  EXPECT_EQ(last_.steps, 100) << "a branch isn't a run";
  t = run_model(ball, "spec = mujoco.MjSpec.from_string(\"\"\"" + ball +
                          "\"\"\")\nm = spec.compile(); d = mujoco.MjData(m)\n" + steps +
                          "spec.worldbody.add_body(name='late', pos=[0, 0, 3]).add_geom(size=[.1, 0, 0])\nm, d = "
                          "spec.recompile(m, d)\n" +
                          steps);
  EXPECT_EQ(last_.steps, 200) << "compiled again, it goes on";
  EXPECT_EQ(named(t.objects("bodies"), "late")["id"], 2);
}

TEST_F(MujocoProbe, AResetIsANewEpisodeFromItsFirstState) {
  const char* ball = "<mujoco><worldbody><body pos='0 0 1'><freejoint/><geom size='.1'/></body></worldbody></mujoco>";
  trace::Trace t = run_model(ball,
                             "for _ in range(50): mujoco.mj_step(m, d)\nmujoco.mj_resetData(m, d)\nd.qpos[2] = 5\nfor "
                             "_ in range(100): mujoco.mj_step(m, d)\n");
  std::vector<double> times = t.times(), z = t.series("body", 1, 2);
  size_t second = static_cast<size_t>(std::find(times.begin() + 1, times.end(), 0.0) - times.begin());
  ASSERT_LT(second, times.size());
  EXPECT_EQ(z[second], 5);
  EXPECT_EQ(last_.state_writes, 0);
  run_model(ball, "for i in range(100):\n    d.qpos[2] = 1 + 0.01 * i; d.time = 0\n    mujoco.mj_step(m, d)\n");
  EXPECT_GT(last_.state_writes, 90) << "going back all the time is animation";
}

TEST_F(MujocoProbe, ScriptsMayDropModelsBeforeTheirData) {
  run_model("<mujoco><worldbody><body><joint/><geom size='.1'/></body></worldbody></mujoco>",
            "for size in (1, 2, 3):\n    m = mujoco.MjModel.from_xml_string(f'<mujoco><worldbody><body><joint/><geom "
            "size=\".{size}\"/></body></worldbody></mujoco>')\n"
            "    d = mujoco.MjData(m)\n    for _ in range(20): mujoco.mj_step(m, d)\ndel m\ndel d\n");
  EXPECT_EQ(last_.end, End::finished) << last_.to_json().dump(1);
  EXPECT_EQ(last_.steps, 20) << "of equally long runs the first is recorded";
}

TEST_F(MujocoProbe, ABlowUpIsAWarning) {
  run_model(
      "<mujoco><option timestep='0.01'/><worldbody><body><joint type='slide' stiffness='1e9' springref='1'/><geom "
      "size='.1' mass='1e-3'/></body></worldbody></mujoco>",
      "for _ in range(100): mujoco.mj_step(m, d)\n");
  ASSERT_FALSE(last_.warnings.empty()) << last_.to_json().dump(1);
  EXPECT_NE(last_.warnings[0].find("bad_q"), std::string::npos);
}

}  // namespace
}  // namespace simbench::sandbox
