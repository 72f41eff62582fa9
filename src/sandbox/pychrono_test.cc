// The PyChrono probe against a real PyChrono, where SIMBENCH_PYCHRONO_PYTHON names an interpreter that has one.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "sandbox/run_fixture.h"

namespace simbench::sandbox {
namespace {

constexpr const char* kChronoPendulum = R"py(import pychrono as chrono
import pychrono.irrlicht as irr
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
pivot.Initialize(ground, bob, chrono.ChFramed(chrono.VNULL, chrono.QUNIT))
system.AddLink(pivot)
)py";

constexpr const char* kViewer = R"py(
vis = irr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0, 1, 3))
while vis.Run():
    vis.BeginScene()
    vis.Render()
    vis.EndScene()
    system.DoStepDynamics(1e-3)
print("after the window")
)py";

class PyChronoTest : public RunFixture {
 protected:
  void SetUp() override {
    if (std::getenv("SIMBENCH_PYCHRONO_PYTHON") == nullptr)
      GTEST_SKIP() << "SIMBENCH_PYCHRONO_PYTHON isn't set: no real PyChrono to test with";
    if (find_simulator("pychrono").python.find("/standin") != std::string::npos)
      GTEST_SKIP() << "this process looked at the stand-in";
    ASSERT_EQ(find_simulator("pychrono").problem, "");
  }
  Outcome run_text(const std::string& program, double horizon_s = 1, const Perturbation& perturbation = {}) {
    Request request{.program = program, .simulator = "pychrono", .trusted = true};
    request.limits.horizon_s = horizon_s;
    request.perturbation = perturbation;
    return outcome_of(request);
  }
  static bool has(std::string_view module) {
    const auto modules = find_simulator("pychrono").modules;
    return std::find(modules.begin(), modules.end(), module) != modules.end();
  }
};

TEST_F(PyChronoTest, AViewerLoopEndsAtTheHorizonWithoutADisplay) {
  Outcome o = run_text(std::string(kChronoPendulum) + kViewer);
  EXPECT_EQ(o.end, End::horizon) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "after the window\n");
  EXPECT_EQ(o.steps, 1000);
  EXPECT_NEAR(o.sim_time_s, 1.0, 1e-6);
}

TEST_F(PyChronoTest, TheCensusKnowsTrueTypesMassesAndJoints) {
  trace::Trace t = trace_of(run_text(std::string(kChronoPendulum) + "system.DoStepDynamics(1e-3)\n"));
  const Json& census = t.first_census();
  ASSERT_EQ(census["bodies"].size(), 2u) << census.dump(1);
  EXPECT_EQ(census["bodies"][1]["type"], "ChBodyEasyBox");
  EXPECT_NEAR(census["bodies"][1]["mass_kg"].get<double>(), 10, 1e-9);
  EXPECT_EQ(census["joints"][0]["type"], "revolute");
  EXPECT_EQ(census["joints"][0]["bodies"], Json({census["bodies"][0]["id"], census["bodies"][1]["id"]}));
  EXPECT_EQ(census["system"]["contact"], "NSC");
  for (const Json& event : t.events)
    EXPECT_FALSE(get_string(event, "note").value_or("").starts_with("probe:")) << event.dump();
}

TEST_F(PyChronoTest, TheSameScriptGivesTheSameTrace) {
  std::string program = std::string(kChronoPendulum) + kViewer;
  EXPECT_EQ(run_text(program).trace, run_text(program).trace);
}

TEST_F(PyChronoTest, AHalfStepIsTakenByTheProbe) {
  std::string program = std::string(kChronoPendulum) + kViewer;
  Outcome whole = run_text(program), half = run_text(program, 1, {.substeps = 2});
  EXPECT_EQ(whole.steps, half.steps);
  EXPECT_NE(whole.trace, half.trace);
}

TEST_F(PyChronoTest, AnErrorIsToldAtTheScriptsLineThoughTheProxiesAreWrapped) {
  Outcome o = run_text(std::string(kChronoPendulum) + "bob.SetPos('here')\n");
  ASSERT_TRUE(o.error);
  EXPECT_EQ(o.end, End::error);
  EXPECT_EQ(o.error->type, "TypeError");
  EXPECT_EQ(o.error->line, 15);
}

TEST_F(PyChronoTest, ASegmentationFaultIsToldAtTheScriptsLine) {
  Outcome o = run_text(
      "import pychrono as chrono\nimport pychrono.irrlicht as irr\nvis = irr.ChVisualSystemIrrlicht()\nvis.Run()\n");
  EXPECT_EQ(o.end, End::crashed) << o.to_json().dump(1);
  ASSERT_TRUE(o.error);
  EXPECT_EQ(o.error->line, 4);
}

TEST_F(PyChronoTest, NeutralisedCallsStillRefuseWrongArguments) {
  Outcome o = run_text(std::string(kChronoPendulum) + kViewer + R"py(
timer = chrono.ChRealtimeStepTimer()
timer.Spin(1e-2)
for wrong in (lambda: timer.Spin("x"), lambda: timer.Spin(), lambda: vis.BeginScene("x"), lambda: vis.Render(1), lambda: vis.WriteImageToFile(3)):
    try:
        wrong()
        print("accepted")
    except TypeError:
        print("refused")
)py");
  EXPECT_EQ(o.stdout_tail, "after the window\nrefused\nrefused\nrefused\nrefused\nrefused\n") << o.to_json().dump(1);
}

TEST_F(PyChronoTest, AScriptThatMovesABodyByHandIsSeen) {
  Outcome o = run_text(
      std::string(kChronoPendulum) +
      "for i in range(100):\n    bob.SetPos(chrono.ChVector3d(0.5, 0.01 * i, 0))\n    system.DoStepDynamics(1e-3)\n");
  EXPECT_GE(o.state_writes, 98);
}

TEST_F(PyChronoTest, StepsAreStillSeenAfterOneThatEndedInACallbacksError) {
  Outcome o = run_text(std::string(kChronoPendulum) + R"py(class Force(chrono.ForceFunctor):
    calls = 0
    def evaluate(self, time, rest_length, length, vel, link):
        self.calls += 1
        if self.calls == 5:
            raise ValueError("once")
        return 0.0
force = Force()
spring = chrono.ChLinkTSDA()
spring.Initialize(ground, bob, False, chrono.ChVector3d(0, 1, 0), chrono.ChVector3d(1, 0, 0))
spring.RegisterForceFunctor(force)
system.AddLink(spring)
failed = 0
for i in range(100):
    try:
        system.DoStepDynamics(1e-3)
    except RuntimeError:
        failed += 1
print(failed)
raise KeyError("of another kind")
)py");
  EXPECT_EQ(o.stdout_tail, "1\n") << o.to_json().dump(1);
  EXPECT_EQ(o.steps, 99);
  EXPECT_EQ(o.error->type, "KeyError");
}

TEST_F(PyChronoTest, AStaticSolveCountsAsAStep) {
  Outcome o = run_text(
      "import pychrono as chrono\nimport pychrono.fea as fea\nsystem = chrono.ChSystemSMC()\nmesh = fea.ChMesh()\n"
      "section = fea.ChBeamSectionEulerAdvanced()\nsection.SetAsRectangularSection(0.01, "
      "0.02)\nsection.SetYoungModulus(2e11)\n"
      "section.SetShearModulus(8e10)\nsection.SetDensity(7800)\nbuilder = fea.ChBuilderBeamEuler()\n"
      "builder.BuildBeam(mesh, section, 5, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(1, 0, 0), "
      "chrono.ChVector3d(0, 1, 0))\n"
      "builder.GetLastBeamNodes().front().SetFixed(True)\nbuilder.GetLastBeamNodes().back().SetForce(chrono.ChVector3d("
      "0, -10, 0))\n"
      "system.Add(mesh)\nsystem.SetSolver(chrono.ChSolverSparseQR())\nsystem.DoStaticLinear()\n");
  EXPECT_TRUE(o.first_step_called && o.first_step_returned) << o.to_json().dump(1);
  const Json mesh = trace_of(o).first_census()["meshes"][0];
  EXPECT_EQ(mesh["elements"], Json::parse(R"([{"type": "euler_beam", "count": 5}])"));
  EXPECT_EQ(mesh["material"]["young_modulus_Pa"], 2e11);
}

TEST_F(PyChronoTest, WhatOnlyAStaticSolveMovedStandsWhereItWasPut) {
  Outcome o = run_text(R"py(import pychrono as chrono
import pychrono.fea as fea
system = chrono.ChSystemSMC()
mesh = fea.ChMesh()
section = fea.ChBeamSectionEulerAdvanced()
section.SetAsRectangularSection(0.01, 0.02)
section.SetYoungModulus(2e9)
section.SetShearModulus(8e8)
section.SetDensity(7800)
builder = fea.ChBuilderBeamEuler()
builder.BuildBeam(mesh, section, 5, chrono.VNULL, chrono.ChVector3d(1, 0, 0), chrono.ChVector3d(0, 1, 0))
first, last = builder.GetLastBeamNodes().front(), builder.GetLastBeamNodes().back()
first.SetFixed(True)
last.SetForce(chrono.ChVector3d(0, -1, 0))
ball = chrono.ChBody()
ball.SetPos(last.GetPos())
system.Add(ball)
system.Add(mesh)
link = chrono.ChLinkMateFix()
link.Initialize(last, ball)
system.Add(link)
system.SetSolver(chrono.ChSolverSparseQR())
system.DoStaticLinear()
print(last.GetPos().y < -0.01 and ball.GetPos().y < -0.01)
for i in range(10): system.DoStepDynamics(1e-3)
)py");
  EXPECT_EQ(o.stdout_tail, "True\n") << o.to_json().dump(1);
  const Json census = trace_of(o).first_census();
  EXPECT_NEAR(census["meshes"][0]["node_pos_m"][5][1].get<double>(), 0, 1e-12) << census.dump();
  EXPECT_NEAR(census["bodies"][0]["pos_m"][1].get<double>(), 0, 1e-12) << census.dump();
}

TEST_F(PyChronoTest, KinematicsAreStepsToo) {
  std::string crank = std::string(kChronoPendulum) +
                      "system.RemoveLink(pivot)\nsystem.SetSolver(chrono.ChSolverSparseQR())\nmotor = "
                      "chrono.ChLinkMotorRotationAngle()\n"
                      "motor.Initialize(bob, ground, chrono.ChFramed(chrono.VNULL, chrono.QUNIT))\n"
                      "motor.SetAngleFunction(chrono.ChFunctionRamp(0, 2))\nsystem.AddLink(motor)\n";
  trace::Trace t = trace_of(run_text(crank + "for i in range(10):\n    system.DoStepKinematics(0.05)\n"));
  ASSERT_EQ(t.sample_count(), 10u);
  EXPECT_EQ(t.end["steps"], 10);
  int bob = t.first_census()["bodies"][1]["id"];
  EXPECT_NEAR(std::atan2(t.series("body", bob, 1).back(), t.series("body", bob, 0).back()), 1, 0.11)
      << "2 rad/s for 0.5 s, the last step not yet followed";
  // Chrono's own frames of kinematics go on by a microsecond at a time, whatever the step: a short one will do.
  Outcome frame = run_text(crank + "system.DoFrameKinematics(1e-3, 5e-4)\n");
  EXPECT_EQ(frame.steps, 2) << frame.to_json().dump(1);
  EXPECT_NEAR(frame.sim_time_s, 1e-3, 1e-9);
}

TEST_F(PyChronoTest, ACameraInTheConstructorAndAnEasySectionsNumbersAreSeen) {
  const Json census =
      trace_of(run_text(std::string(kChronoPendulum) +
                        "import pychrono.fea as fea\nvis = irr.ChVisualSystemIrrlicht(system, chrono.ChVector3d(0, 1, "
                        "3), chrono.ChVector3d(0, 0.5, 0))\n"
                        "mesh = fea.ChMesh()\nsection = fea.ChBeamSectionEulerEasyRectangular(0.01, 0.02, 2e11, 8e10, "
                        "7800)\nbuilder = fea.ChBuilderBeamEuler()\n"
                        "builder.BuildBeam(mesh, section, 4, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(1, 0, 0), "
                        "chrono.ChVector3d(0, 1, 0))\n"
                        "system.Add(mesh)\nsystem.SetSolver(chrono.ChSolverSparseQR())\nsystem.DoStepDynamics(1e-3)\n"))
          .first_census();
  const Json& visuals = census["visuals"];
  auto camera = std::find_if(visuals.begin(), visuals.end(), [](const Json& v) { return v["kind"] == "camera"; });
  ASSERT_NE(camera, visuals.end()) << visuals.dump();
  EXPECT_EQ((*camera)["target_m"], (Json{0.0, 0.5, 0.0}));
  const Json material = census["meshes"][0]["material"];
  EXPECT_EQ(material["young_modulus_Pa"], 2e11) << material.dump();
  EXPECT_EQ(material["density_kg_m3"], 7800);
  EXPECT_EQ(material["width_m"], 0.01);
}

TEST_F(PyChronoTest, TheKineticEnergyOfAMeshIsThatOfItsElements) {
  trace::Trace t = trace_of(run_text(R"py(import pychrono as chrono
import pychrono.fea as fea
system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))
mesh = fea.ChMesh()
section = fea.ChBeamSectionEulerEasyRectangular(0.012, 0.025, 1e7, 3e6, 1000)
builder = fea.ChBuilderBeamEuler()
builder.BuildBeam(mesh, section, 5, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(0.5, 0, 0), chrono.ChVector3d(0, 1, 0))
for node in builder.GetLastBeamNodes():
    node.SetPosDt(chrono.ChVector3d(1, 2, 3))
system.Add(mesh)
box = chrono.ChBodyEasyBox(1, 1, 1, 100)
box.SetPosDt(chrono.ChVector3d(2, 0, 0))
system.Add(box)
loose = fea.ChNodeFEAxyz(chrono.ChVector3d(9, 9, 9))
mesh.AddNode(loose)
tie = fea.ChLinkNodeFrame()
tie.Initialize(loose, box)
system.Add(tie)
system.SetSolver(chrono.ChSolverSparseQR())
system.DoStepDynamics(1e-6)
)py"));
  ASSERT_GT(t.sample_count(), 0u);
  EXPECT_NEAR(t.series("energy", 0, 0).front(), 0.5 * 100 * 4 + 0.5 * (0.012 * 0.025 * 0.5 * 1000) * 14, 2e-3);
  EXPECT_TRUE(std::isnan(t.series("energy", 0, 2).front()));
  const Json& census = t.first_census();
  EXPECT_EQ(census["joints"][0]["bodies"],
            (Json{"mesh" + std::to_string(census["meshes"][0]["id"].get<int>()) + ".node6", census["bodies"][0]["id"]}))
      << census["joints"].dump();
}

TEST_F(PyChronoTest, ALayerOfAShellHasItsMaterial) {
  const Json mesh =
      trace_of(run_text("import pychrono as chrono\nimport pychrono.fea as fea\nsystem = chrono.ChSystemSMC()\nmesh = "
                        "fea.ChMesh()\nsystem.Add(mesh)\n"
                        "nodes = [fea.ChNodeFEAxyz(chrono.ChVector3d(x, 0, z)) for x, z in ((0, 0), (1, 0), (0, "
                        "1))]\nfor node in nodes:\n    mesh.AddNode(node)\n"
                        "material = fea.ChMaterialShellKirchhoff(fea.ChElasticityKirchhoffIsothropic(6e4, "
                        "0.1))\nmaterial.SetDensity(100)\n"
                        "element = fea.ChElementShellBST()\nelement.SetNodes(*nodes, None, None, "
                        "None)\nelement.AddLayer(0.01, 0, material)\nmesh.AddElement(element)\n"
                        "system.SetSolver(chrono.ChSolverSparseQR())\nsystem.DoStepDynamics(1e-4)\n"))
          .first_census()["meshes"][0];
  EXPECT_EQ(mesh["elements"], Json::parse(R"([{"type": "bst_shell", "count": 1}])"));
  EXPECT_EQ(mesh["material"],
            Json::parse(R"({"young_modulus_Pa": 6e4, "poisson": 0.1, "density_kg_m3": 100, "thickness_m": 0.01})"));
}

TEST_F(PyChronoTest, ARoversCommandsAreThoseOfItsMotors) {
  if (!has("pychrono.robot")) GTEST_SKIP() << "this PyChrono has no robot module";
  trace::Trace t = trace_of(run_text(R"py(import pychrono as chrono
import pychrono.robot as robot
system = chrono.ChSystemNSC()
system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
rover = robot.Viper(system)
driver = robot.ViperDCMotorControl()
rover.SetDriver(driver)
driver.SetMotorNoLoadSpeed(2, robot.V_LB)
rover.Initialize(chrono.ChFramed(chrono.ChVector3d(0, 0, 5), chrono.QUNIT))
for i in range(20):
    driver.SetSteering(0.3)
    rover.Update()
    system.DoStepDynamics(1e-3)
)py"));
  const Json rover = t.first_census()["robots"][0];
  EXPECT_EQ(rover["driver"], "ViperDCMotorControl") << rover.dump();
  EXPECT_EQ(rover["wheel_bodies"].size(), 4u);
  ASSERT_EQ(rover["commands"].size(), 8u);
  ASSERT_GT(t.sample_count(), 0u);
  EXPECT_NEAR(t.series("wheel", 1, 0).back(), M_PI, 1e-9) << "a DC motor's no-load speed, as it comes";
  EXPECT_NEAR(t.series("wheel", 1, 2).back(), 2, 1e-9) << "as the script set it";
  EXPECT_NEAR(t.series("wheel", 1, 4).back(), 0.3, 1e-9) << "steering";
}

TEST_F(PyChronoTest, AVehicleIsDrivenByTheFixedManoeuvreAndItsSpeedIsSampled) {
  if (!has("pychrono.vehicle")) GTEST_SKIP() << "this PyChrono has no vehicle module";
  trace::Trace t = trace_of(run_text(R"py(import pychrono as chrono
import pychrono.vehicle as veh
car = veh.HMMWV_Full()
car.SetContactMethod(chrono.ChContactMethod_NSC)
car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(0, 0, 0.5), chrono.QUNIT))
car.SetTireType(veh.TireModelType_TMEASY)
car.Initialize()
car.GetSystem().SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
material = chrono.ChContactMaterialNSC()
material.SetFriction(0.9)
terrain = veh.RigidTerrain(car.GetSystem())
terrain.AddPatch(material, chrono.CSYSNORM, 100, 60)
terrain.Initialize()
vis = veh.ChWheeledVehicleVisualSystemIrrlicht()
vis.Initialize()
vis.AttachVehicle(car.GetVehicle())
driver = veh.ChInteractiveDriver(car.GetVehicle())
driver.Initialize()
while vis.Run():
    vis.BeginScene()
    vis.Render()
    vis.EndScene()
    time = car.GetSystem().GetChTime()
    inputs = driver.GetInputs()
    driver.Synchronize(time)
    terrain.Synchronize(time)
    car.Synchronize(time, inputs, terrain)
    vis.Synchronize(time, inputs)
    for part in (driver, terrain, car, vis):
        part.Advance(2e-3)
)py",
                                     2));
  const Json census = t.first_census(), car = census["vehicles"][0], patch = census["terrains"][0]["patches"][0];
  EXPECT_EQ(car["model"], (Json{"HMMWV_Full"})) << census["vehicles"].dump(1);
  EXPECT_EQ(car["tire"], (Json{"TMEASY", "TMeasyTire", "HMMWV_TMeasyTire"}));
  EXPECT_EQ(car["driver"], (Json{"ChInteractiveDriver"}));
  EXPECT_EQ(car["wheel_bodies"].size(), 4u);
  EXPECT_NEAR(patch["friction"].get<double>(), 0.9, 1e-6);
  EXPECT_EQ(patch["size_m"], (Json{100.0, 60.0})) << patch.dump();
  EXPECT_NEAR(t.series("driver", 1, 0).back(), 0.6, 1e-9);
  EXPECT_GT(t.series("vehicle", 1, 0).back(), 2) << "0.6 throttle moves it";
  for (const auto& joint : census["joints"]) {
    if (joint["type"] == "distance") {
      EXPECT_TRUE(std::isfinite(t.series("joint", joint["id"], 1).back())) << "the rate of a distance";
    }
  }
}

/// The joint of the first census that has this class.
Json joint_of(const trace::Trace& trace, std::string_view cls) {
  for (const Json& joint : get(trace.first_census(), "joints"))
    if (get_string(joint, "class") == cls) return joint;
  return Json();
}

TEST_F(PyChronoTest, JointsTellWhatTheyHold) {
  trace::Trace t = trace_of(run_text(std::string(kChronoPendulum) + R"py(
ends = [chrono.ChFramed(chrono.ChVector3d(x, 0, 0), chrono.QUNIT) for x in (1, 2, 3)]
bodies = [chrono.ChBodyEasyBox(0.1, 0.1, 0.1, 1000) for _ in ends]
for body, end in zip(bodies, ends):
    body.SetPos(end.GetPos())
    system.Add(body)
shaken = chrono.ChLinkLockLock()
shaken.Initialize(bodies[0], ground, ends[0])
shaken.SetMotionX(chrono.ChFunctionSine(0.3, 1.0))
free = chrono.ChLinkMotorRotationSpeed()
free.Initialize(bodies[1], ground, ends[1])
free.SetSpindleConstraint(chrono.ChLinkMotorRotation.SpindleConstraint_OLDHAM)
free.SetSpeedFunction(chrono.ChFunctionSine(2.0, 1.0))
kept = chrono.ChLinkMotorRotationTorque()
kept.Initialize(bodies[2], ground, ends[2])
kept.SetTorqueFunction(chrono.ChFunctionConst(0.1))
for link in (shaken, free, kept): system.AddLink(link)
for i in range(200): system.DoStepDynamics(5e-3)
)py"));
  EXPECT_EQ(joint_of(t, "ChLinkLockLock")["holds"], (Json{0, 1, 1}));
  EXPECT_EQ(joint_of(t, "ChLinkMotorRotationSpeed")["holds"], (Json{0, 0, 0}));
  for (const char* all : {"ChLinkMotorRotationTorque", "ChLinkLockRevolute"})
    EXPECT_FALSE(joint_of(t, all).contains("holds")) << joint_of(t, all).dump();
  const Json sine = joint_of(t, "ChLinkMotorRotationSpeed")["params"]["motor"]["function"];
  ASSERT_EQ(sine["values"].size(), 201u) << sine.dump();
  EXPECT_NEAR(sine["values"][50].get<double>(), 2.0, 1e-5) << "1 Hz, a quarter of a second";
  EXPECT_FALSE(joint_of(t, "ChLinkMotorRotationTorque")["params"]["motor"]["function"].contains("values"));
}

TEST_F(PyChronoTest, AJointThatHoldsOtherAxesOnTheWayIsTold) {
  trace::Trace t = trace_of(run_text(std::string(kChronoPendulum) + R"py(
ends = [chrono.ChFramed(chrono.ChVector3d(x, 0, 0), chrono.QuatFromAngleZ(0.5)) for x in (1, 2)]
bodies = [chrono.ChBodyEasyBox(0.1, 0.1, 0.1, 1000) for _ in ends]
for body, end in zip(bodies, ends):
    body.SetPos(end.GetPos())
    system.Add(body)
lock = chrono.ChLinkLockLock()
lock.Initialize(bodies[0], ground, ends[0])
mate = chrono.ChLinkMateFix()
mate.Initialize(bodies[1], ground, ends[1])
for link in (lock, mate): system.AddLink(link)
for i in range(200):
    if i == 50: lock.SetMotionX(chrono.ChFunctionRamp(0, 0.5))
    if i == 100:
        mate.SetConstrainedCoords(True, False, True, True, True, True)
        system.ForceUpdate()  # else Chrono crashes: it counts constraints only when it sets up
    system.DoStepDynamics(5e-3)
)py"));
  std::vector<Json> told;
  for (const Json& event : t.events)
    if (event["event"] == "holds") told.push_back(event);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0]["joint"], joint_of(t, "ChLinkLockLock")["id"]);
  EXPECT_EQ(told[0]["holds"], (Json{0, 1, 1}));
  EXPECT_NEAR(told[0]["t"].get<double>(), 0.25, 1e-9);
  EXPECT_EQ(told[1]["holds"], (Json{1, 0, 1}));
  EXPECT_NEAR(told[1]["quat"][3].get<double>(), std::sin(0.25), 1e-9);
}

TEST_F(PyChronoTest, ABodyThatIsRemovedOnTheWayIsAskedNothingMore) {
  Outcome o = run_text(std::string(kChronoPendulum) + R"py(
falling = chrono.ChBodyEasySphere(0.1, 1000, True, True, chrono.ChContactMaterialNSC())
system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
system.Add(falling)
for i in range(200):
    system.DoStepDynamics(5e-3)
    if i == 100: system.Remove(falling)
print('done')
)py");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "done\n");
  EXPECT_EQ(o.infra, "");
}

TEST_F(PyChronoTest, ASpringsAxisIsAUnitVector) {
  trace::Trace t = trace_of(run_text(std::string(kChronoPendulum) + R"py(
spring = chrono.ChLinkTSDA()
spring.Initialize(ground, bob, False, chrono.ChVector3d(0.5, 3, 0), chrono.ChVector3d(0.5, 0, 0))
system.AddLink(spring)
system.DoStepDynamics(1e-3)
)py"));
  EXPECT_EQ(joint_of(t, "ChLinkTSDA")["axis"], (Json{0.0, -1.0, 0.0}));
}

TEST_F(PyChronoTest, TheDynamicRunTellsItsStepThoughAStaticSolveCameFirst) {
  trace::Trace t = trace_of(run_text(std::string(kChronoPendulum) +
                                     "system.DoStaticLinear()\nfor i in range(100): system.DoStepDynamics(5e-3)\n"));
  EXPECT_EQ(t.first_census()["system"]["step_s"], 5e-3);
  EXPECT_EQ(t.objects("bodies").size(), 2u);
}

TEST_F(PyChronoTest, OurOwnSmallestScriptsRunInTheCage) {
  EXPECT_EQ(self_test("pychrono"), std::vector<std::string>{});
}

TEST_F(PyChronoTest, ItsReleaseIsKnownWithoutAnyMetadata) {
  EXPECT_FALSE(find_simulator("pychrono").version.empty());
}

}  // namespace
}  // namespace simbench::sandbox
