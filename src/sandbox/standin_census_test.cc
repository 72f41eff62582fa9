// The PyChrono probe on the stand-in: census, call log, what is kept of the script's calls, doubles, samples.
#include <cmath>

#include "sandbox/standin_fixture.h"

namespace simbench::sandbox {
namespace {

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

TEST_F(PyChronoStandInTest, WhatOnlyAConstructorToldOfASectionIsKept) {
  const Json mesh =
      trace_of(
          run_text(
              std::string(kScene) +
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
  trace::Trace t = trace_of(
      run_text(std::string(kScene) +
               "mesh = fea.ChMesh()\nnode = fea.ChNodeFEAxyzrot(chrono.ChVector3d(0, 0, "
               "0))\nmesh.AddNode(node)\nsystem.Add(mesh)\n"
               "tie = fea.ChLinkNodeFrame()\ntie.Initialize(node, "
               "bob)\nsystem.Add(tie)\nbob.SetPosDt(chrono.ChVector3d(1, 0, 0))\n"
               "system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))\nsystem.DoStepDynamics(1e-3)\n"));
  EXPECT_NEAR(t.series("energy", 0, 0).back(), 0.5 * 10 * 1 + 0.5 * 2 * 9, 1e-9)
      << "½ vᵀMv of the body and of the node";
  EXPECT_EQ(t.series("energy", 0, 1).back(), 0) << "no gravity";
  EXPECT_TRUE(std::isnan(t.series("energy", 0, 2).back())) << "nobody tells the strain";
  const Json& census = t.first_census();
  const Json tie = census["joints"].back();
  EXPECT_EQ(tie["type"], "node_body") << tie.dump();
  EXPECT_EQ(tie["bodies"], (Json{"mesh" + std::to_string(census["meshes"][0]["id"].get<int>()) + ".node0",
                                 census["bodies"][1]["id"]}));
}

TEST_F(PyChronoStandInTest, AJointWithoutAProxyOfItsOwnIsReadAsItsBase) {
  const Json census = trace_of(run_text(std::string(kScene) +
                                        "class Brake(chrono.ChLinkLockRevolute):\n    native = 'ChLinkLockBrake'\n"
                                        "brake = Brake()\nbrake.Initialize(ground, bob, "
                                        "chrono.ChFramed())\nsystem.Add(brake)\nsystem.DoStepDynamics(1e-3)\n"))
                          .first_census();
  const Json brake = census["joints"].back();
  EXPECT_EQ(brake["class"], "ChLinkLockBrake");
  EXPECT_EQ(brake["type"], "brake");
  EXPECT_EQ(brake["bodies"], census["joints"][0]["bodies"]) << census["joints"].dump();
}

TEST_F(PyChronoStandInTest, AJointThatLetsGoIsTold) {
  for (const char* way : {"pivot.SetDisabled(True)", "system.RemoveLink(pivot)"}) {
    trace::Trace t = trace_of(
        run_text(std::string(kScene) +
                 "for i in range(10):\n    system.DoStepDynamics(0.02)\n    if i == 4:\n        " + way + "\n"));
    auto told =
        std::find_if(t.events.begin(), t.events.end(), [](const Json& event) { return event["event"] == "switched"; });
    ASSERT_NE(told, t.events.end()) << way;
    EXPECT_EQ((*told)["joint"], t.first_census()["joints"][0]["id"]);
    EXPECT_EQ((*told)["active"], false);
    EXPECT_NEAR((*told)["t"].get<double>(), 0.12, 1e-9) << way;
  }
}

TEST_F(PyChronoStandInTest, ACollisionShapeThatComesAsAPairIsPlacedInItsBody) {
  const Json census =
      trace_of(run_text(std::string(kScene) +
                        "system.Add(chrono.ChBodyEasyBox(1, 2, 3, 1000, True, True))\nsystem.DoStepDynamics(1e-3)\n"))
          .first_census();
  const Json shape = census["bodies"].back()["shapes"][0];
  EXPECT_EQ(shape["type"], "box") << census["bodies"].dump(1);
  EXPECT_EQ(shape["size_m"], (Json{1.0, 2.0, 3.0}));
  EXPECT_EQ(shape["pos_m"], (Json{0.5, 0.0, -1.0}));
  EXPECT_EQ(shape["quat"], (Json{0.0, 1.0, 0.0, 0.0}));
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

constexpr const char* kSensors = R"py(
import pychrono.sensor as sens
manager = sens.ChSensorManager(system)
camera = sens.ChCameraSensor(bob, 30, chrono.ChFramed(chrono.ChVector3d(0, 0, 0.1)), 640, 480, 1.2)
camera.PushFilter(sens.ChFilterRGBA8Access())
camera.SetLag(0.05)
manager.AddSensor(camera)
)py";

TEST_F(PyChronoStandInTest, SensorsThatCanNotRunAreDeclared) {
  Outcome o =
      run_text(std::string(kScene) + kSensors +
               "system.DoStepDynamics(1e-3)\nmanager.Update()\nprint(camera.GetMostRecentRGBA8Buffer().HasData())\n"
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
  EXPECT_EQ(run_text(std::string(kScene) + "system.DoStepDynamics(1e-3)\n").sensors, "real")
      << "only what is used is declared";
}

TEST_F(PyChronoStandInTest, RealSensorsAreReadBesideDeclaredOnes) {
  trace::Trace t =
      trace_of(run_text(std::string(kScene) + kSensors +
                        "imu = sens.ChAccelerometerSensor(bob, 100, chrono.ChFramed(), "
                        "sens.ChNoiseNone())\nimu.PushFilter(sens.ChFilterAccelAccess())\n"
                        "manager.AddSensor(imu)\nidle = sens.ChAccelerometerSensor(bob, 100, chrono.ChFramed(), "
                        "sens.ChNoiseNone())\nmanager.scene.AddPointLight\nsystem.DoStepDynamics(1e-3)\n"));
  ASSERT_EQ(t.first_census()["sensors"].size(), 2u) << t.first_census().dump(1);
  EXPECT_EQ(t.width("sensor", 1), 0u) << "a declared camera";
  ASSERT_EQ(t.width("sensor", 2), 3u);
  EXPECT_EQ(t.series("sensor", 2, 2).back(), 9.81);
  Outcome only_real =
      run_text(std::string(kScene) +
               "import pychrono.sensor as sens\nsens.ChSensorManager(system)\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(only_real.sensors, "real");
}

TEST_F(PyChronoStandInTest, AModuleThatIsMissingIsAllDoubles) {
  Outcome o = run_text(std::string(kScene) +
                       "import pychrono.ros as ros\nmanager = "
                       "ros.ChROSManager()\nmanager.Initialize()\nmanager.RegisterHandler(ros.ChROSClockHandler())\n"
                       "system.DoStepDynamics(1e-3)\nprint(manager.Update(0, 1e-3))\n");
  EXPECT_EQ(o.stdout_tail, "True\n") << o.to_json().dump(1);
  EXPECT_EQ(o.sensors, "declared");
}

TEST_F(PyChronoStandInTest, ADoublesMethodThatIsWrittenInPythonGivesWhatItsBasesGives) {
  Outcome o = run_text(
      "import sys\nmaker = sys.modules['simbench_pychrono_doubles'].Maker([])\n"
      "made = maker.make('m', ['class A()', ' Update(float time) bool', 'class B(A) @open', ' Update(any time) any', ' "
      "Free() any'])\n"
      "print(made.B().Update(0), made.B().Free())\n");
  EXPECT_EQ(o.stdout_tail, "True None\n") << o.to_json().dump(1);
}

TEST_F(PyChronoStandInTest, ADoubleRefusesWhatTheBindingWouldRefuse) {
  Outcome few = run_text(std::string(kScene) + "import pychrono.sensor as sens\nsens.ChCameraSensor(bob, 30)\n");
  ASSERT_TRUE(few.error);
  EXPECT_EQ(few.error->type, "TypeError");
  EXPECT_EQ(few.error->line, 18);
  Outcome wrong = run_text(std::string(kScene) +
                           "import pychrono.sensor as sens\nsens.ChCameraSensor(bob, 30, 'pose', 640, 480, 1.2)\n");
  EXPECT_EQ(wrong.error ? wrong.error->type : "", "TypeError");
  Outcome invented =
      run_text(std::string(kScene) + "import pychrono.sensor as sens\nsens.ChSensorManager(system).AddCamera(1)\n");
  EXPECT_EQ(invented.error ? invented.error->type : "", "AttributeError");
  EXPECT_TRUE(invented.infra.empty());
}

TEST_F(PyChronoStandInTest, AStaticSolveHasACensusASampleAndAnEvent) {
  trace::Trace t = trace_of(
      run_text(std::string(kScene) + "system.SetNumThreads(8)\nprint(system.threads)\nsystem.DoStaticLinear()\n"));
  EXPECT_EQ(t.first_census()["bodies"].size(), 2u);
  EXPECT_GE(t.sample_count(), 1u);
  auto solve =
      std::find_if(t.events.begin(), t.events.end(), [](const Json& e) { return e["event"] == "static_solve"; });
  ASSERT_NE(solve, t.events.end());
  EXPECT_EQ((*solve)["method"], "DoStaticLinear");
  EXPECT_EQ(run_text(std::string(kScene) + "system.SetNumThreads(8, 4)\nprint(system.threads)\n").stdout_tail,
            "(1, 1)\n")
      << "one thread, whatever is asked";
}

TEST_F(PyChronoStandInTest, StepAndInitialStateAreThoseOfTheDynamicRunThoughAStaticSolveCameFirst) {
  trace::Trace t =
      trace_of(run_text(std::string(kScene) + "system.DoStaticLinear()\nbob.SetPos(chrono.ChVector3d(0.6, 0, 0))\n"
                                              "for i in range(100):\n    system.DoStepDynamics(2e-3)\n"));
  EXPECT_EQ(t.first_census()["system"]["step_s"], 2e-3);
  EXPECT_EQ(t.first_census()["bodies"][1]["pos_m"], (Json{0.6, 0.0, 0.0}));
  EXPECT_EQ(t.objects("bodies").size(), 2u);
  EXPECT_EQ(t.objects("joints").size(), 1u);
}

TEST_F(PyChronoStandInTest, WhatOnlyAStaticSolveMovedStandsWhereItWasPut) {
  trace::Trace t = trace_of(run_text(
      std::string(kScene) +
      "mesh = fea.ChMesh()\nnodes = [fea.ChNodeFEAxyzrot(chrono.ChVector3d(x, 0, 0)) for x in range(3)]\n"
      "for node in nodes: mesh.AddNode(node)\nsystem.Add(mesh)\nsystem.DoStaticLinear()\n"
      "nodes[1].pos = chrono.ChVector3d(1, 5, 0)\nsystem.DoStaticLinear()\nbob.SetPos(chrono.ChVector3d(0.6, 0, 0))\n"
      "for i in range(100):\n    system.DoStepDynamics(2e-3)\nprint(nodes[0].pos.y)\n"));
  EXPECT_EQ(t.first_census()["meshes"][0]["node_pos_m"], Json::parse("[[0.0,0.0,0.0],[1.0,5.0,0.0],[2.0,0.0,0.0]]"));
  EXPECT_EQ(t.first_census()["bodies"][1]["pos_m"], (Json{0.6, 0.0, 0.0})) << "the script moved it afterwards";
  EXPECT_NEAR(t.series("node", 0, 1, t.first_census()["meshes"][0]["id"]).back(), -0.2, 1e-12) << "where it is";
}

TEST_F(PyChronoStandInTest, ABodyThatIsRemovedOnTheWayIsAskedNothingMore) {
  Outcome o = run_text(std::string(kScene) +
                       "bob.EnableCollision(True)\nother = chrono.ChBody()\nsystem.Add(other)\n"
                       "for i in range(200):\n    system.DoStepDynamics(1e-3)\n    if i == 99:\n"
                       "        system.RemoveBody(bob)\nprint('done')\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.infra, "");
  EXPECT_EQ(o.stdout_tail, "done\n");
  trace::Trace t = trace_of(o);
  auto height = t.series("body", t.first_census()["bodies"][1]["id"], 1);
  ASSERT_EQ(height.size(), t.times().size());
  for (size_t i = 0; i < height.size(); ++i) EXPECT_EQ(std::isfinite(height[i]), t.times()[i] < 0.101) << t.times()[i];
  EXPECT_TRUE(std::isfinite(t.series("body", t.first_census()["bodies"][2]["id"], 1).back()));
}

TEST_F(PyChronoStandInTest, ABodyThatIsAddedOnTheWayIsSeenAtThatInstant) {
  trace::Trace t = trace_of(run_text(std::string(kScene) +
                                     "for i in range(200):\n    system.DoStepDynamics(1e-3)\n    if i == 103:\n"
                                     "        late = chrono.ChBody()\n        system.Add(late)\n"
                                     "        late.SetPos(chrono.ChVector3d(0, 7, 0))\n"));
  auto created =
      std::find_if(t.censuses.begin(), t.censuses.end(), [](const Json& c) { return c["when"] == "created"; });
  ASSERT_NE(created, t.censuses.end());
  EXPECT_NEAR((*created)["bodies"][0]["created_s"].get<double>(), 0.104, 1e-9);
  EXPECT_EQ((*created)["bodies"][0]["pos_m"], (Json{0.0, 7.0, 0.0})) << "before it falls";
}

TEST_F(PyChronoStandInTest, TheFirstCensusIsTakenBeforeTheFirstStepAndWhatIsMadeLaterIsAdded) {
  trace::Trace t =
      trace_of(run_text(std::string(kScene) +
                        "for i in range(200):\n    system.DoStepDynamics(1e-3)\n    if i == 99:\n        late = "
                        "chrono.ChBody()\n        late.SetName('late')\n        system.Add(late)\n"));
  const Json first = t.first_census();
  EXPECT_EQ(first["when"], "first_step");
  EXPECT_EQ(first["system"]["step_s"], 1e-3);
  EXPECT_EQ(first["bodies"][1]["pos_m"], (Json{0.5, 0.0, 0.0})) << "before the step it has not fallen yet";
  ASSERT_EQ(first["bodies"].size(), 2u);
  auto created =
      std::find_if(t.censuses.begin(), t.censuses.end(), [](const Json& c) { return c["when"] == "created"; });
  ASSERT_NE(created, t.censuses.end());
  EXPECT_EQ((*created)["bodies"][0]["name"], "late");
  EXPECT_NEAR((*created)["bodies"][0]["created_s"].get<double>(), 0.1, 0.021);
  EXPECT_LT(t.series("body", (*created)["bodies"][0]["id"], 1).back(), -0.01) << "from then on it is sampled: it falls";
  EXPECT_EQ(t.censuses.back()["when"], "end");
  EXPECT_NEAR(t.times().back(), 0.2, 1e-9);
  EXPECT_EQ(t.sample_count(), 11u) << "one a 20 ms, and the first step's";
}

TEST_F(PyChronoStandInTest, TheCallLogIsCappedButCountsAll) {
  Outcome o =
      run_text(std::string(kScene) +
               "for i in range(300):\n    ground.SetFixed(True)\nsystem.DoStepDynamics(1e-3)\nsystem.NoSuch()\n");
  trace::Trace t = trace_of(o);
  EXPECT_EQ(t.end["counts"]["ChBody.SetFixed"], 301);
  EXPECT_EQ(std::count_if(t.calls.begin(), t.calls.end(), [](const Json& c) { return c["method"] == "SetFixed"; }),
            200);
  ASSERT_EQ(o.last_calls.size(), 12u);
  EXPECT_EQ(o.last_calls.back(), "ChBody.SetFixed (line 18)");
  Outcome quiet = run_text(kBuggy, 5);
  trace::Trace driven = trace_of(quiet);
  EXPECT_EQ(driven.end["counts"]["Buggy.Advance"], 200);
  EXPECT_EQ(
      std::count_if(driven.calls.begin(), driven.calls.end(), [](const Json& c) { return c["method"] == "Advance"; }),
      0)
      << "every step's calls are only counted";
}

TEST_F(PyChronoStandInTest, TheEnergiesAreThoseOfTheMovingBodies) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + "for i in range(100):\n    system.DoStepDynamics(1e-3)\n"));
  double speed = 9.81 * 0.1, fallen = 9.81 * 1e-6 * 100 * 101 / 2;
  EXPECT_NEAR(t.series("energy", 0, 0).back(), 0.5 * 10 * speed * speed, 1e-9);
  EXPECT_NEAR(t.series("energy", 0, 1).back(), -10 * 9.81 * fallen, 1e-9);
}

TEST_F(PyChronoStandInTest, AHeightMapsHeightsAreThoseThatTheTerrainTells) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + R"py(class Place:
    pos, rot = chrono.ChVector3d(2, 0, 0), chrono.ChQuaterniond()
terrain = veh.RigidTerrain(system)
terrain.AddPatch(None, Place(), "hills.bmp", 40, 20, -2, 4)
terrain.AddPatch(None, Place(), 40, 20)
for i in range(100): system.DoStepDynamics(1e-3)
)py"));
  const Json patches = t.first_census()["terrains"][0]["patches"];
  ASSERT_EQ(patches.size(), 2u) << patches;
  EXPECT_EQ(patches[0]["height_map"], "hills.bmp");
  Json heights = patches[0]["heights"];
  ASSERT_EQ(heights["rows"], 25) << patches;
  ASSERT_EQ(heights["per_mille"].size(), 625u);
  EXPECT_EQ(heights["per_mille"][12], 367) << "0.2 m in the middle, of −2 to 4 m";
  EXPECT_EQ(heights["per_mille"][24], 699) << "2.2 m at the edge, all but";
  EXPECT_FALSE(patches[1].contains("heights")) << "what is flat needs none";
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

}  // namespace
}  // namespace simbench::sandbox
