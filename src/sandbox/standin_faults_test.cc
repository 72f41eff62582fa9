// The PyChrono probe on the stand-in: whose fault it is, and where.
#include <fmt/format.h>

#include <cmath>

#include "sandbox/standin_fixture.h"

namespace simbench::sandbox {
namespace {

TEST_F(PyChronoStandInTest, AJointThatWasNeverInitialisedCrashesInTheScriptsStep) {
  Outcome o =
      run_text(std::string(kScene) + "system.AddLink(chrono.ChLinkLockRevolute())\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(o.end, End::crashed);
  EXPECT_EQ(o.infra, "");
  EXPECT_EQ(trace_of(o).first_census()["bodies"].size(), 2u) << "the probe leaves it alone and looks at the rest";
  EXPECT_EQ(o.error->line, 18);
}

TEST_F(PyChronoStandInTest, ACrashInsideTheProbeIsNotTheScripts) {
  const std::string broken =
      std::string(kScene) +
      "class Broken(chrono.ChBody):\n    def GetMass(self):\n        chrono.crash()\nbody = Broken()\n";
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
  const Json vehicle = trace_of(run_text(std::string(kBuggy).insert(std::string(kBuggy).find("driver ="),
                                                                    "buggy.GetVehicle().tire = veh.NoTire\n"),
                                         5))
                           .first_census()["vehicles"][0];
  EXPECT_EQ(vehicle["tire"], (Json::array({"TMEASY"}))) << vehicle.dump() << ": what was asked for, and no class";
}

TEST_F(PyChronoStandInTest, ATireWhoseFileIsOpenedForWritingGetsACopyOfOneThatCanOnlyBeRead) {
  Outcome o = run_text(
      "import os\nimport pychrono\nfrom pychrono.core import read_tire\ninstalled = pychrono.core.__file__\n"
      "print('lines', read_tire(installed) == len(open(installed).readlines()))\n"
      "open('own.tir', 'w').write('a\\nb\\n')\nprint('own', read_tire('own.tir'), 'none', read_tire('none.tir'))\n"
      "print('left behind', [n for n in os.listdir() if n.startswith('simbench-')])\n");
  EXPECT_NE(o.stdout_tail.find("lines True"), std::string::npos) << o.to_json().dump(1);
  EXPECT_NE(o.stdout_tail.find("own 2 none 0"), std::string::npos) << o.stdout_tail;
  EXPECT_NE(o.stdout_tail.find("left behind []"), std::string::npos) << o.stdout_tail;
}

TEST_F(PyChronoStandInTest, AMissingMeshOfTheReleaseIsTheInstallationsFaultAndAMadeUpOneTheScripts) {
  Outcome missing = run_text(
      "import pychrono\npychrono.load_mesh(pychrono.GetChronoDataPath() + 'vehicle/hmmwv/hmmwv_chassis.obj')\n");
  EXPECT_TRUE(missing.infra.starts_with("missing_data: vehicle/hmmwv/hmmwv_chassis.obj")) << missing.to_json().dump(1);
  Outcome made_up =
      run_text("import pychrono\npychrono.load_mesh(pychrono.GetChronoDataPath() + 'vehicle/hmmwv/my_truck.obj')\n");
  EXPECT_EQ(made_up.infra, "");
  EXPECT_EQ(made_up.end, End::crashed);
  Outcome caught = run_text("import pychrono\nprint('could not open /standin/data/vehicle/hmmwv/hmmwv_chassis.obj')\n");
  EXPECT_EQ(caught.infra, "") << "what a script prints says nothing";
  Outcome silent = run_text(
      "import pychrono\nimport pychrono.vehicle as "
      "veh\nveh.RigidTerrain(pychrono.ChSystemNSC()).LoadMap(pychrono.GetChronoDataPath() + "
      "'vehicle/terrain/height_maps/test64.bmp')\n");
  EXPECT_TRUE(silent.infra.starts_with("missing_data: vehicle/terrain/height_maps/test64.bmp"))
      << silent.to_json().dump(1);
  Outcome went_on = run_text(
      std::string(kScene) +
      "chrono.try_mesh(chrono.GetChronoDataPath() + 'vehicle/hmmwv/hmmwv_chassis.obj')\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(went_on.end, End::finished);
  EXPECT_TRUE(went_on.infra.starts_with("missing_data: vehicle/hmmwv/hmmwv_chassis.obj"))
      << "a body without its mesh is another body";
  Outcome unrelated = run_text(
      "import pychrono\nimport pychrono.vehicle as veh\nterrain = "
      "veh.RigidTerrain(pychrono.ChSystemNSC())\nterrain.AddPatch(None, pychrono.ChVector3d(), "
      "pychrono.GetChronoDataPath() + 'vehicle/hmmwv/hmmwv_chassis.obj')\n1 / 0\n");
  EXPECT_EQ(unrelated.infra, "") << "it failed for another reason";
}

TEST_F(PyChronoStandInTest, AFaultOfTheProbeIsANoteAndNotTheScripts) {
  Outcome o =
      run_text(std::string(kScene) +
               "terrain = veh.RigidTerrain(system)\nterrain.AddPatch(None, None, 1, 2)\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  auto read = trace::read(trace::file(folder_.path(), o.trace));
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::any_of(read->events.begin(), read->events.end(),
                          [](const Json& e) { return get_string(e, "note").value_or("").starts_with("probe:"); }));
}

TEST_F(PyChronoStandInTest, WhatCanNotBeSampledIsUnknownAndToldInANote) {
  Outcome o = run_text(std::string(kScene) +
                       "class Broken(chrono.ChBody):\n    def GetAngVelParent(self):\n        raise "
                       "ValueError('no')\nbroken = Broken()\nsystem.Add(broken)\nsystem.DoStepDynamics(1e-3)\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  auto read = trace::read(trace::file(folder_.path(), o.trace));
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::any_of(read->events.begin(), read->events.end(), [](const Json& e) {
    return get_string(e, "note").value_or("").starts_with("probe: sample: ValueError");
  }));
  int unknown = 0;
  for (int id = 1; id < 10; ++id)
    if (read->width("body", id) > 0) unknown += std::isnan(read->series("body", id, 0).back());
  EXPECT_EQ(unknown, 1) << "of three bodies";
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
  Outcome survived =
      run_text(std::string(kScene) + kCallback +
               "try:\n    system.DoStepDynamics(1e-3)\nexcept RuntimeError:\n    pass\nraise RuntimeError('mine')\n");
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
  for (const char* program :
       {"import pychrono.vsg3d\n", "from pychrono import vsg3d\n",
        "import sys\ntry:\n    import pychrono.vsg3d as vsg\nexcept ImportError:\n    sys.exit('needs VSG')\n"})
    EXPECT_EQ(run_text(program).infra, "missing_module: pychrono.vsg3d") << program;
  EXPECT_EQ(run_text("from pychrono import nonsense\n").infra, "");
  EXPECT_EQ(run_text("try:\n    import pychrono.vsg3d\nexcept ImportError:\n    pass\nraise ValueError('x')\n").infra,
            "")
      << "it went on without it";
}

TEST_F(PyChronoStandInTest, ANameOfTheReleaseThatThisInstallationLacksIsNotTheScriptsFault) {
  const std::string name = "ChSuspensionTestRigVisualSystemVSG";  // where VSG is
  for (const std::string& program :
       {"import pychrono.vehicle as veh\nveh." + name + "()\n", "from pychrono.vehicle import " + name + "\n"})
    EXPECT_EQ(run_text(program).infra, "missing_name: pychrono.vehicle." + name) << program;
  EXPECT_EQ(run_text("import pychrono.vehicle as veh\nveh.ChSuspensionTestRigVisual()\n").infra, "");
  EXPECT_EQ(run_text("import pychrono as chrono\nchrono." + name + "()\n").infra, "") << "it is no name of that module";
}

TEST_F(PyChronoStandInTest, RosIsTheInstallationsAndAnInventedPackageTheScripts) {
  for (const char* package : {"rclpy", "std_msgs.msg"})
    EXPECT_TRUE(run_text(fmt::format("import pychrono\nimport {}\n", package)).infra.starts_with("missing_module: "))
        << package;
  EXPECT_EQ(run_text("import pychrono\nimport rospy\n").infra, "") << "no part of ROS 2";
}

/// A PyChrono that is linked so that its calls can't be caught.
class ClosedStandInTest : public PyChronoStandInTest {
  void SetUp() override { use("standin-closed"); }
};

TEST_F(ClosedStandInTest, WhatTheProbeCanNotSeeIsRefusedWithARemedy) {
  auto outcome = run({.program = "import pychrono\n", .simulator = "pychrono", .trusted = true}, folder_.path());
  std::string told =
      outcome ? outcome->infra : outcome.error().text();  // without namespaces it is an outcome of infrastructure
  EXPECT_NE(told.find("doesn't come through the probe"), std::string::npos) << told;
  EXPECT_NE(told.find("use a PyChrono whose libraries are shared"), std::string::npos) << told;
}

TEST_F(PyChronoStandInTest, CrashesAbortsAndExitsAreToldApartAtTheScriptsLine) {
  Outcome crashed = run_text("import pychrono\n\npychrono.crash()\n"),
          aborted = run_text("import pychrono\npychrono.abort()\n");
  EXPECT_EQ(crashed.end, End::crashed);
  EXPECT_EQ(crashed.error->type + std::to_string(crashed.error->line), "SIGSEGV3") << crashed.to_json().dump(1);
  EXPECT_EQ(aborted.error->type + std::to_string(aborted.error->line), "SIGABRT2") << aborted.to_json().dump(1);
  EXPECT_EQ(run_text("raise RuntimeError('std::bad_alloc')\n").end, End::memory_limit)
      << "memory that C++ didn't get, as a binding tells it";
  Outcome left = run_text("import os\nos._exit(3)\n");
  EXPECT_EQ(left.end, End::exited);
  EXPECT_NE(left.error->message.find("status 3"), std::string::npos) << left.error->message;
}

}  // namespace
}  // namespace simbench::sandbox
