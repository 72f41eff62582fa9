#pragma once
// What the tests of the PyChrono probe's own wrapping share: it runs on a small package with proxies in SWIG's manner
// (tests/standin), where no PyChrono is.
#include <gtest/gtest.h>

#include <cstdlib>

#include "sandbox/run_fixture.h"
#include "sandbox/simulators.h"

namespace simbench::sandbox {

inline constexpr const char* kScene = R"py(import pychrono as chrono
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

inline constexpr const char* kBuggy = R"py(import pychrono as chrono
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

class PyChronoStandInTest : public RunFixture {
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
    return outcome_of(request);
  }
  /// The trace of a run in which the probe had nothing to complain about.
  trace::Trace trace_of(const Outcome& outcome) {
    trace::Trace trace = RunFixture::trace_of(outcome);
    for (const Json& event : trace.events)
      EXPECT_FALSE(get_string(event, "note").value_or("").starts_with("probe:")) << event.dump();
    return trace;
  }
};

}  // namespace simbench::sandbox
