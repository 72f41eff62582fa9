// The PyChrono probe on the stand-in: what is a step, what ends a run, and that nobody waits for people, clocks or
// windows.
#include "sandbox/standin_fixture.h"

namespace simbench::sandbox {
namespace {

TEST_F(PyChronoStandInTest, StepsAreCaughtAtTheDynamicLinkerAlsoInsideAVehicle) {
  EXPECT_EQ(run_text(std::string(kScene) + "for i in range(25):\n    system.DoStepDynamics(1e-3)\n").steps, 25);
  EXPECT_EQ(run_text(kBuggy, 5).steps, 200);
}

TEST_F(PyChronoStandInTest, AWindowThatOnlyShowsTheResultIsClosed) {
  Outcome o = run_text(std::string(kScene) +
                       "vis = irr.ChVisualSystemIrrlicht(system)\nsystem.DoStaticLinear()\nwhile vis.Run():\n    "
                       "vis.BeginScene()\n    vis.Render()\n    vis.EndScene()\nprint('seen')\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "seen\n");
}

TEST_F(PyChronoStandInTest, TheLongestOfSeveralSystemsIsRecorded) {
  const std::string two = std::string(kScene) +
                          "for i in range(3):\n    system.DoStepDynamics(0.01)\nother = chrono.ChSystemNSC()\nball = "
                          "chrono.ChBody()\nball.SetName('ball')\nother.Add(ball)\n";
  trace::Trace t = trace_of(run_text(two + "for i in range(50):\n    other.DoStepDynamics(0.01)\n"));
  EXPECT_EQ(t.first_census()["bodies"][0]["name"], "ball") << "the first was only tried";
  EXPECT_NEAR(t.times().back(), 0.5, 1e-9);
  trace::Trace window =
      trace_of(run_text(two + "vis = irr.ChVisualSystemIrrlicht(other)\nwhile vis.Run():\n    vis.BeginScene()\n    "
                              "vis.Render()\n    vis.EndScene()\n    other.DoStepDynamics(0.01)\n"));
  EXPECT_NEAR(window.times().back(), 1, 1e-9) << "its window closes at its own horizon";
  trace::Trace equal = trace_of(run_text(two + "for i in range(3):\n    other.DoStepDynamics(0.01)\n"));
  EXPECT_EQ(equal.first_census()["bodies"].size(), 2u) << "of equals the first";
}

TEST_F(PyChronoStandInTest, WhatIsPrintedIsToldWithTheTimeOfTheSystemThatIsSampled) {
  trace::Trace t = trace_of(run_text(std::string(kScene) + R"py(print('for 0.5 s')
other = chrono.ChSystemNSC()
for i in range(50):
    system.DoStepDynamics(0.01)
    other.DoStepDynamics(0.001)
    if i % 10 == 0: print(i)
)py"));
  auto told = std::find_if(t.events.begin(), t.events.end(), [](const Json& e) { return e["event"] == "printed"; });
  ASSERT_NE(told, t.events.end());
  EXPECT_EQ((*told)["times_s"], (Json{0, 0.01, 0.11, 0.21, 0.31, 0.41}));
}

TEST_F(PyChronoStandInTest, EndlesslyManySystemsEndToo) {
  Outcome o = run_text(
      "import pychrono as chrono\nwhile True:\n    system = chrono.ChSystemNSC()\n    for i in range(50):\n        "
      "system.DoStepDynamics(0.01)\n");
  EXPECT_EQ(o.end, End::horizon) << o.to_json().dump(1);
  EXPECT_NEAR(o.steps, 1000, 2) << "ten horizons of 1 s over all systems";
}

TEST_F(PyChronoStandInTest, AWindowHasTheNullDriverAndItsLoopEndsAtTheHorizon) {
  Outcome o = run_text(std::string(kScene) +
                       "vis = irr.ChVisualSystemIrrlicht(system, chrono.ChVector3d(0, 1, 3))\nprint(vis.driver)\n"
                       "while vis.Run():\n    vis.BeginScene()\n    vis.Render()\n    vis.EndScene()\n    "
                       "system.DoStepDynamics(1e-3)\nprint(vis.frames)\n");
  EXPECT_EQ(o.end, End::horizon) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "0\n2\n");
  const Json visuals = trace_of(o).first_census()["visuals"];
  auto camera = std::find_if(visuals.begin(), visuals.end(), [](const Json& v) { return v["kind"] == "camera"; });
  ASSERT_NE(camera, visuals.end()) << "a camera in the constructor is one";
  EXPECT_EQ((*camera)["pos_m"], (Json{0.0, 1.0, 3.0}));
  EXPECT_EQ((*camera)["target_m"], (Json{0.0, 0.0, 0.0}));
}

TEST_F(PyChronoStandInTest, AWindowIsClosedWithTheProcessOnly) {
  EXPECT_EQ(run_text(std::string(kScene) + "vis = irr.ChVisualSystemIrrlicht()\nprint(vis.this.own())\n").stdout_tail,
            "False\n");
}

TEST_F(PyChronoStandInTest, AStateOverwrittenBetweenStepsIsCounted) {
  EXPECT_GE(
      run_text(std::string(kScene) +
               "for i in range(50):\n    bob.SetPos(chrono.ChVector3d(0.5, 0, 0))\n    system.DoStepDynamics(1e-3)\n")
          .state_writes,
      48);
}

TEST_F(PyChronoStandInTest, ABodyThatIsPlacedBeforeItIsAddedIsNotOverwritten) {
  EXPECT_EQ(run_text(std::string(kScene) + "for i in range(50):\n    drop = chrono.ChBodyEasyBox(1, 1, 1, 1000)\n    "
                                           "drop.SetPos(chrono.ChVector3d(0, i, 0))\n"
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
    auto outcome = run({.program = "import pychrono\nprint(pychrono.random())\n",
                        .simulator = "pychrono",
                        .perturbation = {.seed = seed},
                        .trusted = true},
                       folder_.path());
    return outcome ? outcome->stdout_tail : outcome.error().text();
  };
  EXPECT_EQ(number(1), number(1));
  EXPECT_NE(number(1), number(2));
}

TEST_F(PyChronoStandInTest, AnInteractiveDriverGetsTheFixedManoeuvreUnlessTheScriptSteers) {
  trace::Trace t = trace_of(run_text(kBuggy, 5));
  EXPECT_NEAR(t.series("driver", 1, 0).back(), 0.6, 0.02);
  std::string never_advanced = replace_all(kBuggy, "    driver.Advance(0.01)\n", "");
  EXPECT_NEAR(trace_of(run_text(never_advanced, 5)).series("driver", 1, 0).back(), 0.6, 0.02)
      << "Synchronize tells the time";
  std::string steered = replace_all(kBuggy, "    inputs = driver.GetInputs()\n",
                                    "    driver.SetThrottle(0.25)\n    inputs = driver.GetInputs()\n");
  EXPECT_NEAR(trace_of(run_text(steered, 5)).series("driver", 1, 0).back(), 0.25, 1e-9);
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
)py",
                       5);
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "name? True '1' ''\n1\n");
  EXPECT_LT(o.wall_s, 60);
}

TEST_F(PyChronoStandInTest, ALoopThatOnlyWaitsIsToldWithItsLineAndWhatItWaitsOn) {
  for (const auto& [call, kind] : std::map<std::string, std::string>{{"vis.Run()", "Run"},
                                                                     {"timer.Spin(1)", "Spin"},
                                                                     {"time.sleep(0)", "time.sleep"},
                                                                     {"input()", "input"},
                                                                     {"time.time()", "a clock"}}) {
    Outcome o = run_text(
        "import time\nimport pychrono as chrono\nimport pychrono.irrlicht as irr\nvis, timer = "
        "irr.ChVisualSystemIrrlicht(), chrono.ChRealtimeStepTimer()\nwhile True:\n    " +
        call + "\n");
    EXPECT_EQ(o.end, End::idle) << o.to_json().dump(1);
    ASSERT_TRUE(o.error);
    EXPECT_EQ(o.error->line, 6);
    EXPECT_NE(o.error->message.find("(on " + kind + ")"), std::string::npos) << o.error->message;
  }
}

TEST_F(PyChronoStandInTest, APlotThatAsksForAWindowGetsThePictureBackend) {
  EXPECT_EQ(run_text("import matplotlib.backends.backend_tkagg as tk, matplotlib.backends.backend_qt5agg as "
                     "qt\nprint(tk.FigureCanvas, qt.FigureCanvas)\n")
                .stdout_tail,
            "a picture a picture\n");
  EXPECT_EQ(run_text("import matplotlib.backends.backend_nonsense\n").error->type, "ModuleNotFoundError");
}

TEST_F(PyChronoStandInTest, AFramesLastStepIsStretchedOrShortened) {
  auto times = [&](const char* frame) {
    return run_text(std::string(kScene) + "system.DoFrameDynamics(" + frame + ", 0.01)\nsystem.DoFrameDynamics(" +
                    frame + ", 0.01)\nprint(round(system.GetChTime(), 6))\n");
  };
  Outcome shortened = times("0.105"), stretched = times("0.1025");
  EXPECT_EQ(shortened.stdout_tail + std::to_string(shortened.steps), "0.105\n11");
  EXPECT_EQ(stretched.stdout_tail + std::to_string(stretched.steps), "0.1025\n10");
}

TEST_F(PyChronoStandInTest, OnlyOverwritingWhatMovesBetweenStepsIsAStateWrite) {
  EXPECT_EQ(
      run_text(std::string(kScene) + "bob.SetPos(chrono.ChVector3d(1, 0, 0))\nfor i in range(50):\n    "
                                     "ground.SetPos(chrono.ChVector3d(0, 0, 0))\n    system.DoStepDynamics(1e-3)\n")
          .state_writes,
      0);
  EXPECT_GE(
      run_text(std::string(kScene) +
               "for i in range(50):\n    bob.SetPosDt(chrono.ChVector3d(0, 0, 0))\n    system.DoStepDynamics(1e-3)\n")
          .state_writes,
      48);
}

TEST_F(PyChronoStandInTest, OneOverwrittenStateIsOneStateWrite) {
  EXPECT_EQ(run_text(std::string(kScene) + "for i in range(50):\n    if i == 10:\n        "
                                           "bob.SetPos(chrono.ChVector3d(1, 0, 0))\n    system.DoStepDynamics(1e-3)\n")
                .state_writes,
            1);
}

TEST_F(PyChronoStandInTest, PerturbationsAreMadeByTheProbeAndAreNotTheScripts) {
  std::string program =
      std::string(kScene) + "for i in range(100):\n    system.DoStepDynamics(1e-3)\nprint(system.GetChTime())\n";
  auto perturbed = [&](Perturbation how) {
    Request request{.program = program, .simulator = "pychrono", .perturbation = std::move(how), .trusted = true};
    auto outcome = run(request, folder_.path());
    EXPECT_TRUE(outcome);
    return outcome ? *outcome : Outcome{};
  };
  Outcome plain = run_text(program, 5), half = perturbed({.substeps = 2}),
          shaken = perturbed({.velocity_jitter = 1e-3, .seed = 3}),
          other = perturbed({.velocity_jitter = 1e-3, .seed = 4});
  EXPECT_EQ(half.steps, plain.steps);
  EXPECT_EQ(half.stdout_tail, plain.stdout_tail);
  EXPECT_EQ(std::set<std::string>({plain.trace, half.trace, shaken.trace, other.trace}).size(), 4u);
  EXPECT_EQ(shaken.trace, perturbed({.velocity_jitter = 1e-3, .seed = 3}).trace);
  EXPECT_FALSE(trace_of(shaken).end["counts"].contains("ChBody.SetPosDt"))
      << "the probe's own calls are nobody's requests";
  EXPECT_EQ(shaken.state_writes, 0);
  EXPECT_EQ(perturbed({.integrator = "HHT"}).stdout_tail, "integrator 7\n" + plain.stdout_tail);
}

TEST_F(PyChronoStandInTest, TheProbeKeepsNothingAlive) {
  EXPECT_EQ(run_text("import weakref\nimport pychrono as chrono\nsystem, body = chrono.ChSystemNSC(), "
                     "chrono.ChBody()\nsystem.Add(body)\nseen = [weakref.ref(system), weakref.ref(body)]\n"
                     "del system, body\nprint([s() for s in seen])\n")
                .stdout_tail,
            "[None, None]\n");
}

}  // namespace
}  // namespace simbench::sandbox
