// The PyChrono probe's own wrapping, on a small package with proxies in SWIG's manner (tests/standin): it runs where no PyChrono is.
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sandbox/sandbox.h"
#include "sandbox/simulators.h"

namespace simbench::sandbox {
namespace {

constexpr const char* kScene = R"py(import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr
import pychrono.vehicle as veh
system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, -9.81, 0))
ground = chrono.ChBody()
ground.SetFixed(True)
system.Add(ground)
bob = chrono.ChBodyEasyBox(1, 0.1, 0.1, 1000)
bob.SetName("bob")
bob.SetPos(chrono.ChVector3d(0.5, 0, 0))
system.Add(bob)
pivot = chrono.ChLinkLockRevolute()
pivot.Initialize(ground, bob, chrono.ChFramed())
system.AddLink(pivot)
)py";

constexpr const char* kBuggy = R"py(import pychrono as chrono
import pychrono.vehicle as veh
buggy = veh.Buggy()
buggy.SetTireType(veh.TireModelType_TMEASY)
buggy.Initialize()
driver = veh.ChInteractiveDriver(buggy.GetVehicle())
terrain = veh.RigidTerrain(buggy.GetSystem())
terrain.AddPatch(None, chrono.ChVector3d(0, 0, 1), 100, 60)
time = 0.0
while time < 2:
    inputs = driver.GetInputs()
    driver.Synchronize(time)
    buggy.Synchronize(time, inputs, terrain)
    driver.Advance(0.01)
    buggy.Advance(0.01)
    time += 0.01
)py";

class PyChronoStandInTest : public testing::Test {
 protected:
  void SetUp() override { use("standin"); }
  void use(const char* folder) {
    fs::path python = build_folder() / folder / "bin/python";
    if (!fs::exists(python)) GTEST_SKIP() << "no stand-in: .deps/mujoco isn't installed";
    ::setenv("SIMBENCH_PYCHRONO_PYTHON", python.c_str(), 1);
    if (find_simulator("pychrono").python != python) GTEST_SKIP() << "another PyChrono was looked at in this process";
    ASSERT_EQ(find_simulator("pychrono").problem, "");
  }
  Outcome run_text(const std::string& program, double horizon_s = 1) {
    Request request{.program = program, .simulator = "pychrono", .trusted = true};
    request.limits.horizon_s = horizon_s;
    request.limits.wall_s = 30;
    auto outcome = run(request, folder_.path());
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().text());
    return outcome ? *outcome : Outcome{};
  }
  /// The trace of a run in which the probe had nothing to complain about.
  trace::Trace trace_of(const Outcome& outcome) {
    auto read = trace::read(folder_.path() / (outcome.trace + ".trace.zst"));
    EXPECT_TRUE(read) << (read ? "" : read.error().text());
    if (!read) return {};
    for (const Json& event : read->events) EXPECT_FALSE(get_string(event, "note").value_or("").starts_with("probe:")) << event.dump();
    return *read;
  }
  TemporaryFolder folder_;
};

TEST_F(PyChronoStandInTest, TheCensusHasTrueClassesThroughBaseProxies) {
  const Json census = trace_of(run_text(std::string(kScene) + "system.DoStepDynamics(1e-3)\n")).first_census();
  ASSERT_EQ(census["bodies"].size(), 2u) << census.dump(1);
  EXPECT_EQ(census["bodies"][1]["type"], "ChBodyEasyBox");
  EXPECT_EQ(census["bodies"][1]["name"], "bob");
  EXPECT_NEAR(census["bodies"][1]["mass_kg"].get<double>(), 10, 1e-9);
  EXPECT_EQ(census["joints"][0]["type"], "revolute") << "the system gives it back as a ChLink";
  EXPECT_EQ(census["joints"][0]["bodies"], Json({census["bodies"][0]["id"], census["bodies"][1]["id"]}));
  EXPECT_EQ(census["system"]["contact"], "NSC");
}

TEST_F(PyChronoStandInTest, EveryConstructorAndSetterIsLoggedOnceWithItsLine) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + "system.DoStepDynamics(1e-3)\n"));
  const Json& counts = t.end["counts"];
  EXPECT_EQ(counts["ChSystemNSC.__init__"], 1) << "modules show each other's classes: none is wrapped twice";
  EXPECT_EQ(counts["ChBody.SetFixed"], 1);
  EXPECT_EQ(counts["ChBodyEasyBox.SetPos"], 1) << "a method inherited from frames is the body's";
  auto call = std::find_if(t.calls.begin(), t.calls.end(), [](const Json& c) { return c["method"] == "Initialize"; });
  ASSERT_NE(call, t.calls.end());
  EXPECT_EQ((*call)["line"], 15);
  EXPECT_EQ((*call)["args"][0]["ref"], "body");
}

TEST_F(PyChronoStandInTest, StepsAreCaughtAtTheDynamicLinkerAlsoInsideAVehicle) {
  EXPECT_EQ(run_text(std::string(kScene) + "for i in range(25):\n    system.DoStepDynamics(1e-3)\n").steps, 25);
  EXPECT_EQ(run_text(kBuggy, 5).steps, 200);
}

TEST_F(PyChronoStandInTest, AWindowThatOnlyShowsTheResultIsClosed) {
  Outcome o = run_text(std::string(kScene) + "vis = irr.ChVisualSystemIrrlicht(system)\nsystem.DoStaticLinear()\nwhile vis.Run():\n    vis.BeginScene()\n    vis.Render()\n    vis.EndScene()\nprint('seen')\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "seen\n");
}

TEST_F(PyChronoStandInTest, AJointThatWasNeverInitialisedCrashesInTheScriptsStep) {
  Outcome o = run_text(std::string(kScene) + "system.AddLink(chrono.ChLinkLockRevolute())\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(o.end, End::crashed);
  EXPECT_EQ(o.infra, "");
  EXPECT_EQ(trace_of(o).first_census()["bodies"].size(), 2u) << "the probe leaves it alone and looks at the rest";
  EXPECT_EQ(o.error->line, 18);
}

TEST_F(PyChronoStandInTest, ACrashInsideTheProbeIsNotTheScripts) {
  const std::string broken = std::string(kScene) + "class Broken(chrono.ChBody):\n    def GetMass(self):\n        chrono.crash()\nbody = Broken()\n";
  Outcome in_census = run_text(broken + "system.Add(body)\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(in_census.end, End::crashed);
  EXPECT_TRUE(in_census.infra.starts_with("probe: it crashed itself (SIGSEGV)")) << in_census.to_json().dump(1);
  Outcome in_script = run_text(broken + "system.DoStepDynamics(1e-3)\nbody.GetMass()\n");
  EXPECT_EQ(in_script.end, End::crashed);
  EXPECT_EQ(in_script.infra, "");
  Outcome in_both = run_text(broken + "system.Add(body)\nsystem.DoStepDynamics(1e-3)\nbody.GetMass()\n");
  EXPECT_EQ(in_both.infra, "") << "without the probe's looks the script crashes by itself";
  EXPECT_EQ(in_both.error ? in_both.error->line : 0, 19) << in_both.to_json().dump(1);
}

TEST_F(PyChronoStandInTest, ATireThatIsNotThereIsNotTouched) {
  const Json vehicle = trace_of(run_text(std::string(kBuggy).insert(std::string(kBuggy).find("driver ="), "buggy.GetVehicle().tire = veh.NoTire\n"), 5)).first_census()["vehicles"][0];
  EXPECT_EQ(vehicle["tire"], (Json::array({"TMEASY"}))) << vehicle.dump() << ": what was asked for, and no class";
}

TEST_F(PyChronoStandInTest, TheLongestOfSeveralSystemsIsRecorded) {
  const std::string two = std::string(kScene) + "for i in range(3):\n    system.DoStepDynamics(0.01)\nother = chrono.ChSystemNSC()\nball = chrono.ChBody()\nball.SetName('ball')\nother.Add(ball)\n";
  trace::Trace t = trace_of(run_text(two + "for i in range(50):\n    other.DoStepDynamics(0.01)\n"));
  EXPECT_EQ(t.first_census()["bodies"][0]["name"], "ball") << "the first was only tried";
  EXPECT_NEAR(t.times().back(), 0.5, 1e-9);
  trace::Trace window = trace_of(run_text(two + "vis = irr.ChVisualSystemIrrlicht(other)\nwhile vis.Run():\n    vis.BeginScene()\n    vis.Render()\n    vis.EndScene()\n    other.DoStepDynamics(0.01)\n"));
  EXPECT_NEAR(window.times().back(), 1, 1e-9) << "its window closes at its own horizon";
  trace::Trace equal = trace_of(run_text(two + "for i in range(3):\n    other.DoStepDynamics(0.01)\n"));
  EXPECT_EQ(equal.first_census()["bodies"].size(), 2u) << "of equals the first";
}

TEST_F(PyChronoStandInTest, EndlesslyManySystemsEndToo) {
  Outcome o = run_text("import pychrono as chrono\nwhile True:\n    system = chrono.ChSystemNSC()\n    for i in range(50):\n        system.DoStepDynamics(0.01)\n");
  EXPECT_EQ(o.end, End::horizon) << o.to_json().dump(1);
  EXPECT_NEAR(o.steps, 1000, 2) << "ten horizons of 1 s over all systems";
}

TEST_F(PyChronoStandInTest, AWindowHasTheNullDriverAndItsLoopEndsAtTheHorizon) {
  Outcome o = run_text(std::string(kScene) +
                       "vis = irr.ChVisualSystemIrrlicht(system, chrono.ChVector3d(0, 1, 3))\nprint(vis.driver)\n"
                       "while vis.Run():\n    vis.BeginScene()\n    vis.Render()\n    vis.EndScene()\n    system.DoStepDynamics(1e-3)\nprint(vis.frames)\n");
  EXPECT_EQ(o.end, End::horizon) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "0\n2\n");
  const Json visuals = trace_of(o).first_census()["visuals"];
  auto camera = std::find_if(visuals.begin(), visuals.end(), [](const Json& v) { return v["kind"] == "camera"; });
  ASSERT_NE(camera, visuals.end()) << "a camera in the constructor is one";
  EXPECT_EQ((*camera)["pos_m"], (Json{0.0, 1.0, 3.0}));
  EXPECT_EQ((*camera)["target_m"], (Json{0.0, 0.0, 0.0}));
}

TEST_F(PyChronoStandInTest, WhatOnlyAConstructorToldOfASectionIsKept) {
  const Json mesh = trace_of(run_text(std::string(kScene) +
                                      "mesh = fea.ChMesh()\nsection = fea.ChBeamSectionEulerEasyRectangular(0.1, 0.2, 2e11, 8e10, 7800)\n"
                                      "mesh.AddNode(fea.ChNodeFEAxyzrot(chrono.ChVector3d(0, 0, 0)))\nelement = fea.ChElementBeamEuler()\n"
                                      "element.SetSection(section)\nmesh.AddElement(element)\nsystem.Add(mesh)\nsystem.DoStepDynamics(1e-3)\n"))
                        .first_census()["meshes"][0];
  EXPECT_EQ(mesh["elements"], Json::parse(R"([{"type": "euler_beam", "count": 1}])"));
  EXPECT_EQ(mesh["material"]["young_modulus_Pa"], 2e11) << mesh.dump(1);
  EXPECT_EQ(mesh["material"]["density_kg_m3"], 7800);
  EXPECT_EQ(mesh["material"]["height_m"], 0.2);
}

TEST_F(PyChronoStandInTest, AMeshHasKineticEnergyAndItsTiesHaveEnds) {
  trace::Trace t = trace_of(run_text(std::string(kScene) +
                                     "mesh = fea.ChMesh()\nnode = fea.ChNodeFEAxyzrot(chrono.ChVector3d(0, 0, 0))\nmesh.AddNode(node)\nsystem.Add(mesh)\n"
                                     "tie = fea.ChLinkNodeFrame()\ntie.Initialize(node, bob)\nsystem.Add(tie)\nbob.SetPosDt(chrono.ChVector3d(1, 0, 0))\n"
                                     "system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))\nsystem.DoStepDynamics(1e-3)\n"));
  EXPECT_NEAR(t.series("energy", 0, 0).back(), 0.5 * 10 * 1 + 0.5 * 2 * 9, 1e-9) << "½ vᵀMv of the body and of the node";
  EXPECT_EQ(t.series("energy", 0, 1).back(), 0) << "no gravity";
  EXPECT_TRUE(std::isnan(t.series("energy", 0, 2).back())) << "nobody tells the strain";
  const Json& census = t.first_census();
  const Json tie = census["joints"].back();
  EXPECT_EQ(tie["type"], "node_body") << tie.dump();
  EXPECT_EQ(tie["bodies"], (Json{"mesh" + std::to_string(census["meshes"][0]["id"].get<int>()) + ".node0", census["bodies"][1]["id"]}));
}

TEST_F(PyChronoStandInTest, AJointWithoutAProxyOfItsOwnIsReadAsItsBase) {
  const Json census = trace_of(run_text(std::string(kScene) + "class Brake(chrono.ChLinkLockRevolute):\n    native = 'ChLinkLockBrake'\n"
                                        "brake = Brake()\nbrake.Initialize(ground, bob, chrono.ChFramed())\nsystem.Add(brake)\nsystem.DoStepDynamics(1e-3)\n"))
                          .first_census();
  const Json brake = census["joints"].back();
  EXPECT_EQ(brake["class"], "ChLinkLockBrake");
  EXPECT_EQ(brake["type"], "brake");
  EXPECT_EQ(brake["bodies"], census["joints"][0]["bodies"]) << census["joints"].dump();
}

TEST_F(PyChronoStandInTest, AJointThatLetsGoIsTold) {
  for (const char* way : {"pivot.SetDisabled(True)", "system.RemoveLink(pivot)"}) {
    trace::Trace t = trace_of(run_text(std::string(kScene) + "for i in range(10):\n    system.DoStepDynamics(0.02)\n    if i == 4:\n        " + way + "\n"));
    auto told = std::find_if(t.events.begin(), t.events.end(), [](const Json& event) { return event["event"] == "switched"; });
    ASSERT_NE(told, t.events.end()) << way;
    EXPECT_EQ((*told)["joint"], t.first_census()["joints"][0]["id"]);
    EXPECT_EQ((*told)["active"], false);
    EXPECT_NEAR((*told)["t"].get<double>(), 0.12, 1e-9) << way;
  }
}

TEST_F(PyChronoStandInTest, ACollisionShapeThatComesAsAPairIsPlacedInItsBody) {
  const Json census = trace_of(run_text(std::string(kScene) + "system.Add(chrono.ChBodyEasyBox(1, 2, 3, 1000, True, True))\nsystem.DoStepDynamics(1e-3)\n")).first_census();
  const Json shape = census["bodies"].back()["shapes"][0];
  EXPECT_EQ(shape["type"], "box") << census["bodies"].dump(1);
  EXPECT_EQ(shape["size_m"], (Json{1.0, 2.0, 3.0}));
  EXPECT_EQ(shape["pos_m"], (Json{0.5, 0.0, -1.0}));
  EXPECT_EQ(shape["quat"], (Json{0.0, 1.0, 0.0, 0.0}));
}

TEST_F(PyChronoStandInTest, AStateOverwrittenBetweenStepsIsCounted) {
  EXPECT_GE(run_text(std::string(kScene) + "for i in range(50):\n    bob.SetPos(chrono.ChVector3d(0.5, 0, 0))\n    system.DoStepDynamics(1e-3)\n").state_writes, 48);
}

TEST_F(PyChronoStandInTest, ABodyThatIsPlacedBeforeItIsAddedIsNotOverwritten) {
  EXPECT_EQ(run_text(std::string(kScene) + "for i in range(50):\n    drop = chrono.ChBodyEasyBox(1, 1, 1, 1000)\n    drop.SetPos(chrono.ChVector3d(0, i, 0))\n"
                                           "    system.Add(drop)\n    system.DoStepDynamics(0.02)\n")
                .state_writes,
            0);
}

TEST_F(PyChronoStandInTest, StaticSolvesAndFramesAreSteps) {
  Outcome o = run_text(std::string(kScene) + "system.DoStaticLinear()\n");
  EXPECT_TRUE(o.first_step_called && o.first_step_returned);
  EXPECT_EQ(run_text(std::string(kScene) + "system.DoFrameDynamics(0.1, 0.01)\n").steps, 10);
  EXPECT_EQ(run_text(std::string(kScene) + "for i in range(7):\n    system.DoStepKinematics(0.01)\n").steps, 7);
  Outcome kinematics = run_text(std::string(kScene) + "system.DoFrameKinematics(0.1, 0.01)\n");
  EXPECT_EQ(kinematics.steps, 10) << kinematics.to_json().dump(1);
  EXPECT_NEAR(kinematics.sim_time_s, 0.1, 1e-9);
}

TEST_F(PyChronoStandInTest, RandomDevicesAreSeeded) {
  auto number = [&](uint64_t seed) {
    auto outcome = run({.program = "import pychrono\nprint(pychrono.random())\n", .simulator = "pychrono", .perturbation = {.seed = seed}, .trusted = true}, folder_.path());
    return outcome ? outcome->stdout_tail : outcome.error().text();
  };
  EXPECT_EQ(number(1), number(1));
  EXPECT_NE(number(1), number(2));
}

TEST_F(PyChronoStandInTest, AVehicleIsKnownByModelTireDriverAndMotion) {
  trace::Trace t = trace_of(run_text(kBuggy, 5));
  const Json census = t.first_census(), vehicle = census["vehicles"][0];
  EXPECT_EQ(vehicle["model"], (Json{"Buggy"})) << census.dump(1);
  EXPECT_EQ(vehicle["tire"], (Json{"TMEASY", "TMeasyTire", "Buggy_TMeasyTire"}));
  EXPECT_EQ(vehicle["driver"], (Json{"ChInteractiveDriver"}));
  EXPECT_EQ(vehicle["chassis_body"], census["bodies"][0]["id"]);
  EXPECT_EQ(census["terrains"][0]["patches"][0]["size_m"], (Json{100, 60}));
  EXPECT_EQ(t.width("vehicle", 1), 2u);
  EXPECT_EQ(t.series("vehicle", 1, 0).back(), 3.0);
  EXPECT_NEAR(t.series("vehicle", 1, 1).back(), M_PI / 2, 1e-9) << "heading of a chassis turned by 90 degrees";
}

TEST_F(PyChronoStandInTest, AnInteractiveDriverGetsTheFixedManoeuvreUnlessTheScriptSteers) {
  trace::Trace t = trace_of(run_text(kBuggy, 5));
  EXPECT_NEAR(t.series("driver", 1, 0).back(), 0.6, 0.02);
  std::string never_advanced = replace_all(kBuggy, "    driver.Advance(0.01)\n", "");
  EXPECT_NEAR(trace_of(run_text(never_advanced, 5)).series("driver", 1, 0).back(), 0.6, 0.02) << "Synchronize tells the time";
  std::string steered = replace_all(kBuggy, "    inputs = driver.GetInputs()\n", "    driver.SetThrottle(0.25)\n    inputs = driver.GetInputs()\n");
  EXPECT_NEAR(trace_of(run_text(steered, 5)).series("driver", 1, 0).back(), 0.25, 1e-9);
}

constexpr const char* kSensors = R"py(
import pychrono.sensor as sens
manager = sens.ChSensorManager(system)
camera = sens.ChCameraSensor(bob, 30, chrono.ChFramed(chrono.ChVector3d(0, 0, 0.1)), 640, 480, 1.2)
camera.PushFilter(sens.ChFilterRGBA8Access())
camera.SetLag(0.05)
manager.AddSensor(camera)
)py";

TEST_F(PyChronoStandInTest, SensorsThatCanNotRunAreDeclared) {
  Outcome o = run_text(std::string(kScene) + kSensors + "system.DoStepDynamics(1e-3)\nmanager.Update()\nprint(camera.GetMostRecentRGBA8Buffer().HasData())\n"
                                               "gps = sens.ChGPSSensor(bob, 10, chrono.ChFramed(), chrono.ChVector3d(0, 0, 0), sens.ChNoiseNone())\n"
                                               "print(gps.GetMostRecentGPSBuffer().GetGPSData()[0])\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.sensors, "declared");
  EXPECT_EQ(o.stdout_tail, "False\nnan\n") << "no data come out";
  const Json sensor = trace_of(o).first_census()["sensors"][0];
  EXPECT_EQ(sensor["type"], "camera");
  EXPECT_EQ(sensor["resolution"], (Json{640, 480}));
  EXPECT_EQ(sensor["lag_s"], 0.05);
  EXPECT_EQ(sensor["pos_m"], (Json{0.0, 0.0, 0.1}));
  EXPECT_EQ(sensor["filters"], (Json{"ChFilterRGBA8Access"}));
  EXPECT_EQ(run_text(std::string(kScene) + "system.DoStepDynamics(1e-3)\n").sensors, "real") << "only what is used is declared";
}

TEST_F(PyChronoStandInTest, RealSensorsAreReadBesideDeclaredOnes) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + kSensors +
                                     "imu = sens.ChAccelerometerSensor(bob, 100, chrono.ChFramed(), sens.ChNoiseNone())\nimu.PushFilter(sens.ChFilterAccelAccess())\n"
                                     "manager.AddSensor(imu)\nidle = sens.ChAccelerometerSensor(bob, 100, chrono.ChFramed(), sens.ChNoiseNone())\nmanager.scene.AddPointLight\nsystem.DoStepDynamics(1e-3)\n"));
  ASSERT_EQ(t.first_census()["sensors"].size(), 2u) << t.first_census().dump(1);
  EXPECT_EQ(t.width("sensor", 1), 0u) << "a declared camera";
  ASSERT_EQ(t.width("sensor", 2), 3u);
  EXPECT_EQ(t.series("sensor", 2, 2).back(), 9.81);
  Outcome only_real = run_text(std::string(kScene) + "import pychrono.sensor as sens\nsens.ChSensorManager(system)\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(only_real.sensors, "real");
}

TEST_F(PyChronoStandInTest, AModuleThatIsMissingIsAllDoubles) {
  Outcome o = run_text(std::string(kScene) + "import pychrono.ros as ros\nmanager = ros.ChROSManager()\nmanager.Initialize()\nmanager.RegisterHandler(ros.ChROSClockHandler())\n"
                                             "system.DoStepDynamics(1e-3)\nprint(manager.Update(0, 1e-3))\n");
  EXPECT_EQ(o.stdout_tail, "True\n") << o.to_json().dump(1);
  EXPECT_EQ(o.sensors, "declared");
}

TEST_F(PyChronoStandInTest, ADoublesMethodThatIsWrittenInPythonGivesWhatItsBasesGives) {
  Outcome o = run_text("import sys\nmaker = sys.modules['simbench_pychrono_doubles'].Maker([])\n"
                       "made = maker.make('m', ['class A()', ' Update(float time) bool', 'class B(A) @open', ' Update(any time) any', ' Free() any'])\n"
                       "print(made.B().Update(0), made.B().Free())\n");
  EXPECT_EQ(o.stdout_tail, "True None\n") << o.to_json().dump(1);
}

TEST_F(PyChronoStandInTest, ADoubleRefusesWhatTheBindingWouldRefuse) {
  Outcome few = run_text(std::string(kScene) + "import pychrono.sensor as sens\nsens.ChCameraSensor(bob, 30)\n");
  ASSERT_TRUE(few.error);
  EXPECT_EQ(few.error->type, "TypeError");
  EXPECT_EQ(few.error->line, 18);
  Outcome wrong = run_text(std::string(kScene) + "import pychrono.sensor as sens\nsens.ChCameraSensor(bob, 30, 'pose', 640, 480, 1.2)\n");
  EXPECT_EQ(wrong.error ? wrong.error->type : "", "TypeError");
  Outcome invented = run_text(std::string(kScene) + "import pychrono.sensor as sens\nsens.ChSensorManager(system).AddCamera(1)\n");
  EXPECT_EQ(invented.error ? invented.error->type : "", "AttributeError");
  EXPECT_TRUE(invented.infra.empty());
}

TEST_F(PyChronoStandInTest, AMissingMeshOfTheReleaseIsTheInstallationsFaultAndAMadeUpOneTheScripts) {
  Outcome missing = run_text("import pychrono\npychrono.load_mesh(pychrono.GetChronoDataPath() + 'vehicle/hmmwv/hmmwv_chassis.obj')\n");
  EXPECT_TRUE(missing.infra.starts_with("missing_data: vehicle/hmmwv/hmmwv_chassis.obj")) << missing.to_json().dump(1);
  Outcome made_up = run_text("import pychrono\npychrono.load_mesh(pychrono.GetChronoDataPath() + 'vehicle/hmmwv/my_truck.obj')\n");
  EXPECT_EQ(made_up.infra, "");
  EXPECT_EQ(made_up.end, End::crashed);
  Outcome caught = run_text("import pychrono\nprint('could not open /standin/data/vehicle/hmmwv/hmmwv_chassis.obj')\n");
  EXPECT_EQ(caught.infra, "") << "what a script prints says nothing";
  Outcome silent = run_text("import pychrono\nimport pychrono.vehicle as veh\nveh.RigidTerrain(pychrono.ChSystemNSC()).LoadMap(pychrono.GetChronoDataPath() + 'vehicle/terrain/height_maps/test64.bmp')\n");
  EXPECT_TRUE(silent.infra.starts_with("missing_data: vehicle/terrain/height_maps/test64.bmp")) << silent.to_json().dump(1);
  Outcome went_on = run_text(std::string(kScene) + "chrono.try_mesh(chrono.GetChronoDataPath() + 'vehicle/hmmwv/hmmwv_chassis.obj')\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(went_on.end, End::finished);
  EXPECT_TRUE(went_on.infra.starts_with("missing_data: vehicle/hmmwv/hmmwv_chassis.obj")) << "a body without its mesh is another body";
  Outcome unrelated = run_text("import pychrono\nimport pychrono.vehicle as veh\nterrain = veh.RigidTerrain(pychrono.ChSystemNSC())\nterrain.AddPatch(None, pychrono.ChVector3d(), pychrono.GetChronoDataPath() + 'vehicle/hmmwv/hmmwv_chassis.obj')\n1 / 0\n");
  EXPECT_EQ(unrelated.infra, "") << "it failed for another reason";
}

TEST_F(PyChronoStandInTest, AnEndlessRunIsStoppedAQuarterAfterTheHorizon) {
  Outcome endless = run_text(std::string(kScene) + "while True:\n    system.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(endless.end, End::horizon);
  EXPECT_NEAR(endless.sim_time_s, 1.25, 0.02) << "stopped at a quarter after the horizon, at the next sample";
}

TEST_F(PyChronoStandInTest, NothingWaitsForPeopleOrClocks) {
  Outcome o = run_text(R"py(import time, sys
import pychrono as chrono
begin = time.time()
chrono.ChRealtimeStepTimer().Spin(5)
time.sleep(1000)
print(time.time() - begin >= 1000, repr(input("name? ")), repr(sys.stdin.read()))
begin = time.perf_counter()
while time.perf_counter() < begin + 3600:
    pass
begin = time.monotonic_ns()
system = chrono.ChSystemNSC()
for i in range(100):
    system.DoStepDynamics(1e-2)
print((time.monotonic_ns() - begin) // 10**9)
)py", 5);
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "name? True '1' ''\n1\n");
  EXPECT_LT(o.wall_s, 60);
}

TEST_F(PyChronoStandInTest, ALoopThatOnlyWaitsIsToldWithItsLineAndWhatItWaitsOn) {
  for (const auto& [call, kind] : std::map<std::string, std::string>{{"vis.Run()", "Run"}, {"timer.Spin(1)", "Spin"}, {"time.sleep(0)", "time.sleep"}, {"input()", "input"}, {"time.time()", "a clock"}}) {
    Outcome o = run_text("import time\nimport pychrono as chrono\nimport pychrono.irrlicht as irr\nvis, timer = irr.ChVisualSystemIrrlicht(), chrono.ChRealtimeStepTimer()\nwhile True:\n    " + call + "\n");
    EXPECT_EQ(o.end, End::idle) << o.to_json().dump(1);
    ASSERT_TRUE(o.error);
    EXPECT_EQ(o.error->line, 6);
    EXPECT_NE(o.error->message.find("(on " + kind + ")"), std::string::npos) << o.error->message;
  }
}

TEST_F(PyChronoStandInTest, APlotThatAsksForAWindowGetsThePictureBackend) {
  EXPECT_EQ(run_text("import matplotlib.backends.backend_tkagg as tk, matplotlib.backends.backend_qt5agg as qt\nprint(tk.FigureCanvas, qt.FigureCanvas)\n").stdout_tail, "a picture a picture\n");
  EXPECT_EQ(run_text("import matplotlib.backends.backend_nonsense\n").error->type, "ModuleNotFoundError");
}

TEST_F(PyChronoStandInTest, AFramesLastStepIsStretchedOrShortened) {
  auto times = [&](const char* frame) {
    return run_text(std::string(kScene) + "system.DoFrameDynamics(" + frame + ", 0.01)\nsystem.DoFrameDynamics(" + frame + ", 0.01)\nprint(round(system.GetChTime(), 6))\n");
  };
  Outcome shortened = times("0.105"), stretched = times("0.1025");
  EXPECT_EQ(shortened.stdout_tail + std::to_string(shortened.steps), "0.105\n11");
  EXPECT_EQ(stretched.stdout_tail + std::to_string(stretched.steps), "0.1025\n10");
}

TEST_F(PyChronoStandInTest, AStaticSolveHasACensusASampleAndAnEvent) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + "system.SetNumThreads(8)\nprint(system.threads)\nsystem.DoStaticLinear()\n"));
  EXPECT_EQ(t.first_census()["bodies"].size(), 2u);
  EXPECT_GE(t.sample_count(), 1u);
  auto solve = std::find_if(t.events.begin(), t.events.end(), [](const Json& e) { return e["event"] == "static_solve"; });
  ASSERT_NE(solve, t.events.end());
  EXPECT_EQ((*solve)["method"], "DoStaticLinear");
  EXPECT_EQ(run_text(std::string(kScene) + "system.SetNumThreads(8, 4)\nprint(system.threads)\n").stdout_tail, "(1, 1)\n") << "one thread, whatever is asked";
}

TEST_F(PyChronoStandInTest, TheFirstCensusIsTakenBeforeTheFirstStepAndWhatIsMadeLaterIsAdded) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + "for i in range(200):\n    system.DoStepDynamics(1e-3)\n    if i == 99:\n        late = chrono.ChBody()\n        late.SetName('late')\n        system.Add(late)\n"));
  const Json first = t.first_census();
  EXPECT_EQ(first["when"], "first_step");
  EXPECT_EQ(first["system"]["step_s"], 1e-3);
  EXPECT_EQ(first["bodies"][1]["pos_m"], (Json{0.5, 0.0, 0.0})) << "before the step it has not fallen yet";
  ASSERT_EQ(first["bodies"].size(), 2u);
  auto created = std::find_if(t.censuses.begin(), t.censuses.end(), [](const Json& c) { return c["when"] == "created"; });
  ASSERT_NE(created, t.censuses.end());
  EXPECT_EQ((*created)["bodies"][0]["name"], "late");
  EXPECT_NEAR((*created)["bodies"][0]["created_s"].get<double>(), 0.1, 0.021);
  EXPECT_LT(t.series("body", (*created)["bodies"][0]["id"], 1).back(), -0.01) << "from then on it is sampled: it falls";
  EXPECT_EQ(t.censuses.back()["when"], "end");
  EXPECT_NEAR(t.times().back(), 0.2, 1e-9);
  EXPECT_EQ(t.sample_count(), 11u) << "one a 20 ms, and the first step's";
}

TEST_F(PyChronoStandInTest, TheCallLogIsCappedButCountsAll) {
  Outcome o = run_text(std::string(kScene) + "for i in range(300):\n    ground.SetFixed(True)\nsystem.DoStepDynamics(1e-3)\nsystem.NoSuch()\n");
  trace::Trace t = trace_of(o);
  EXPECT_EQ(t.end["counts"]["ChBody.SetFixed"], 301);
  EXPECT_EQ(std::count_if(t.calls.begin(), t.calls.end(), [](const Json& c) { return c["method"] == "SetFixed"; }), 200);
  ASSERT_EQ(o.last_calls.size(), 12u);
  EXPECT_EQ(o.last_calls.back(), "ChBody.SetFixed (line 18)");
  Outcome quiet = run_text(kBuggy, 5);
  trace::Trace driven = trace_of(quiet);
  EXPECT_EQ(driven.end["counts"]["Buggy.Advance"], 200);
  EXPECT_EQ(std::count_if(driven.calls.begin(), driven.calls.end(), [](const Json& c) { return c["method"] == "Advance"; }), 0) << "every step's calls are only counted";
}

TEST_F(PyChronoStandInTest, OnlyOverwritingWhatMovesBetweenStepsIsAStateWrite) {
  EXPECT_EQ(run_text(std::string(kScene) + "bob.SetPos(chrono.ChVector3d(1, 0, 0))\nfor i in range(50):\n    ground.SetPos(chrono.ChVector3d(0, 0, 0))\n    system.DoStepDynamics(1e-3)\n").state_writes, 0);
  EXPECT_GE(run_text(std::string(kScene) + "for i in range(50):\n    bob.SetPosDt(chrono.ChVector3d(0, 0, 0))\n    system.DoStepDynamics(1e-3)\n").state_writes, 48);
}

TEST_F(PyChronoStandInTest, OneOverwrittenStateIsOneStateWrite) {
  EXPECT_EQ(run_text(std::string(kScene) + "for i in range(50):\n    if i == 10:\n        bob.SetPos(chrono.ChVector3d(1, 0, 0))\n    system.DoStepDynamics(1e-3)\n").state_writes, 1);
}

TEST_F(PyChronoStandInTest, PerturbationsAreMadeByTheProbeAndAreNotTheScripts) {
  std::string program = std::string(kScene) + "for i in range(100):\n    system.DoStepDynamics(1e-3)\nprint(system.GetChTime())\n";
  auto perturbed = [&](Perturbation how) {
    Request request{.program = program, .simulator = "pychrono", .perturbation = std::move(how), .trusted = true};
    auto outcome = run(request, folder_.path());
    EXPECT_TRUE(outcome);
    return outcome ? *outcome : Outcome{};
  };
  Outcome plain = run_text(program, 5), half = perturbed({.substeps = 2}), shaken = perturbed({.velocity_jitter = 1e-3, .seed = 3}), other = perturbed({.velocity_jitter = 1e-3, .seed = 4});
  EXPECT_EQ(half.steps, plain.steps);
  EXPECT_EQ(half.stdout_tail, plain.stdout_tail);
  EXPECT_EQ(std::set<std::string>({plain.trace, half.trace, shaken.trace, other.trace}).size(), 4u);
  EXPECT_EQ(shaken.trace, perturbed({.velocity_jitter = 1e-3, .seed = 3}).trace);
  EXPECT_FALSE(trace_of(shaken).end["counts"].contains("ChBody.SetPosDt")) << "the probe's own calls are nobody's requests";
  EXPECT_EQ(shaken.state_writes, 0);
  EXPECT_EQ(perturbed({.integrator = "HHT"}).stdout_tail, "integrator 7\n" + plain.stdout_tail);
}

TEST_F(PyChronoStandInTest, AFaultOfTheProbeIsANoteAndNotTheScripts) {
  Outcome o = run_text(std::string(kScene) + "terrain = veh.RigidTerrain(system)\nterrain.AddPatch(None, None, 1, 2)\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  auto read = trace::read(folder_.path() / (o.trace + ".trace.zst"));
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::any_of(read->events.begin(), read->events.end(), [](const Json& e) { return get_string(e, "note").value_or("").starts_with("probe:"); }));
}

TEST_F(PyChronoStandInTest, TheEnergiesAreThoseOfTheMovingBodies) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + "for i in range(100):\n    system.DoStepDynamics(1e-3)\n"));
  double speed = 9.81 * 0.1, fallen = 9.81 * 1e-6 * 100 * 101 / 2;
  EXPECT_NEAR(t.series("energy", 0, 0).back(), 0.5 * 10 * speed * speed, 1e-9);
  EXPECT_NEAR(t.series("energy", 0, 1).back(), -10 * 9.81 * fallen, 1e-9);
}

TEST_F(PyChronoStandInTest, WhatCanNotBeSampledIsUnknownAndToldInANote) {
  Outcome o = run_text(std::string(kScene) + "class Broken(chrono.ChBody):\n    def GetAngVelParent(self):\n        raise ValueError('no')\nbroken = Broken()\nsystem.Add(broken)\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  auto read = trace::read(folder_.path() / (o.trace + ".trace.zst"));
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::any_of(read->events.begin(), read->events.end(), [](const Json& e) { return get_string(e, "note").value_or("").starts_with("probe: sample: ValueError"); }));
  int unknown = 0;
  for (int id = 1; id < 10; ++id)
    if (read->width("body", id) > 0) unknown += std::isnan(read->series("body", id, 0).back());
  EXPECT_EQ(unknown, 1) << "of three bodies";
}

TEST_F(PyChronoStandInTest, TheProbeKeepsNothingAlive) {
  EXPECT_EQ(run_text("import weakref\nimport pychrono as chrono\nsystem, body = chrono.ChSystemNSC(), chrono.ChBody()\nsystem.Add(body)\nseen = [weakref.ref(system), weakref.ref(body)]\n"
                     "del system, body\nprint([s() for s in seen])\n").stdout_tail, "[None, None]\n");
}

TEST_F(PyChronoStandInTest, SoilAndARobotsCommandsAreKept) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + R"py(import pychrono.robot as robot
soil = veh.SCMTerrain(system)
soil.SetSoilParameters(2e6, 0, 1.1, 0, 30, 0.01, 4e7, 3e4)
soil.Initialize(20, 10, 0.1)
bot = robot.TurtleBot(system, None, None)
bot.Initialize()
for i in range(100):
    bot.SetMotorSpeed(3.0, 1)
    system.DoStepDynamics(1e-3)
)py"));
  const Json census = t.first_census(), terrain = census["terrains"][0], bot = census["robots"][0];
  EXPECT_EQ(terrain["type"], "scm");
  EXPECT_EQ(terrain["soil"]["Mohr_friction_deg"], 30);
  EXPECT_EQ(terrain["patches"][0], Json::parse(R"({"size_m": [20, 10], "spacing_m": 0.1})"));
  EXPECT_EQ(bot["model"], "TurtleBot") << census.dump(1);
  EXPECT_EQ(bot["chassis_body"], census["bodies"][2]["id"]);
  EXPECT_EQ(t.series("wheel", 1, 0).back(), 0.0);
  EXPECT_EQ(t.series("wheel", 1, 1).back(), 3.0);
}

constexpr const char* kCallback = R"py(class Spring(chrono.ForceFunctor):
    def evaluate(self, time):
        return self.stiffness * time
spring = Spring()
system.RegisterForce(spring)
)py";

TEST_F(PyChronoStandInTest, AnErrorInsideACallbackIsToldAtItsOwnLine) {
  Outcome o = run_text(std::string(kScene) + kCallback + "system.DoStepDynamics(1e-3)\n");
  ASSERT_TRUE(o.error);
  EXPECT_EQ(o.error->type, "AttributeError");
  EXPECT_EQ(o.error->line, 19);
  EXPECT_EQ(o.error->message, "'Spring' object has no attribute 'stiffness' (in a callback, called from line 22)");
  EXPECT_NE(o.stderr_tail.find("RuntimeError: SWIG director"), std::string::npos) << o.stderr_tail;
  EXPECT_EQ(o.stderr_tail.find("callbacks.py"), std::string::npos) << o.stderr_tail;
  Outcome survived = run_text(std::string(kScene) + kCallback + "try:\n    system.DoStepDynamics(1e-3)\nexcept RuntimeError:\n    pass\nraise RuntimeError('mine')\n");
  EXPECT_EQ(survived.error->message, "mine");
}

TEST_F(PyChronoStandInTest, NoFrameOfTheProbeIsShown) {
  Outcome o = run_text(std::string(kScene) + R"py(import threading, traceback
def fail():
    bob.SetPos("here")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
try:
    fail()
except TypeError:
    traceback.print_exc(file=__import__("sys").stdout)
    raise ValueError("after that")
)py");
  for (const std::string& text : {o.stdout_tail, o.stderr_tail}) {
    EXPECT_EQ(text.find("probes"), std::string::npos) << text;
    EXPECT_NE(text.find("line 19, in fail"), std::string::npos) << text;
    EXPECT_NE(text.find("TypeError: in method"), std::string::npos) << text;
  }
  EXPECT_EQ(o.error->line, 27);
}

TEST_F(PyChronoStandInTest, AModuleOfTheReleaseThatIsMissingIsTheInstallationsFaultHoweverItIsAskedFor) {
  for (const char* program : {"import pychrono.vsg3d\n", "from pychrono import vsg3d\n", "import sys\ntry:\n    import pychrono.vsg3d as vsg\nexcept ImportError:\n    sys.exit('needs VSG')\n"})
    EXPECT_EQ(run_text(program).infra, "missing_module: pychrono.vsg3d") << program;
  EXPECT_EQ(run_text("from pychrono import nonsense\n").infra, "");
  EXPECT_EQ(run_text("try:\n    import pychrono.vsg3d\nexcept ImportError:\n    pass\nraise ValueError('x')\n").infra, "") << "it went on without it";
}

TEST_F(PyChronoStandInTest, RosIsTheInstallationsAndAnInventedPackageTheScripts) {
  for (const char* package : {"rclpy", "std_msgs.msg"})
    EXPECT_TRUE(run_text(fmt::format("import pychrono\nimport {}\n", package)).infra.starts_with("missing_module: ")) << package;
  EXPECT_EQ(run_text("import pychrono\nimport rospy\n").infra, "") << "no part of ROS 2";
}

/// A PyChrono that is linked so that its calls can't be caught.
class ClosedStandInTest : public PyChronoStandInTest {
  void SetUp() override { use("standin-closed"); }
};

TEST_F(ClosedStandInTest, WhatTheProbeCanNotSeeIsRefusedWithARemedy) {
  auto outcome = run({.program = "import pychrono\n", .simulator = "pychrono", .trusted = true}, folder_.path());
  std::string told = outcome ? outcome->infra : outcome.error().text();  // without namespaces it is an outcome of infrastructure
  EXPECT_NE(told.find("doesn't come through the probe"), std::string::npos) << told;
  EXPECT_NE(told.find("use a PyChrono whose libraries are shared"), std::string::npos) << told;
}

TEST_F(PyChronoStandInTest, CrashesAbortsAndExitsAreToldApartAtTheScriptsLine) {
  Outcome crashed = run_text("import pychrono\n\npychrono.crash()\n"), aborted = run_text("import pychrono\npychrono.abort()\n");
  EXPECT_EQ(crashed.end, End::crashed);
  EXPECT_EQ(crashed.error->type + std::to_string(crashed.error->line), "SIGSEGV3") << crashed.to_json().dump(1);
  EXPECT_EQ(aborted.error->type + std::to_string(aborted.error->line), "SIGABRT2") << aborted.to_json().dump(1);
  EXPECT_EQ(run_text("raise RuntimeError('std::bad_alloc')\n").end, End::memory_limit) << "memory that C++ didn't get, as a binding tells it";
  Outcome left = run_text("import os\nos._exit(3)\n");
  EXPECT_EQ(left.end, End::exited);
  EXPECT_NE(left.error->message.find("status 3"), std::string::npos) << left.error->message;
}

}  // namespace
}  // namespace simbench::sandbox
