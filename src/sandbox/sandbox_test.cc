// What a run tells about ordinary scripts: ends, errors with the candidate's line, traces.
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "sandbox/explain.h"
#include "sandbox/run_fixture.h"
#include "sandbox/simulators.h"

namespace simbench::sandbox {
namespace {

const char* kPendulum = R"py(import mujoco
XML = """<mujoco><option timestep="0.002"/><worldbody>
<body name="bob" pos="0 0 2"><joint name="pivot" type="hinge" axis="0 1 0" damping="0.01"/>
<geom type="capsule" fromto="0 0 0 0.5 0 0" size="0.02" mass="1"/></body></worldbody></mujoco>"""
m = mujoco.MjModel.from_xml_string(XML)
d = mujoco.MjData(m)
)py";

/// A regular expression that recurses by the length of what it reads would end the process that judges.
TEST(Explain, ALongHarmlessLineInTheCrashNotesIsRead) {
  RawRun raw{.frames = FrameReader({1, 2}, 1 << 20)};
  raw.signal = SIGSEGV;
  raw.crash = "Current thread 0x1 (most recent call first):\n  File \"" + std::string(4 << 20, 'x') +
              "\n  File \"/candidate/script.py\", line 7 in <module>\n";
  Outcome seen = explain(raw, {.program = "", .simulator = "mujoco"}, installation("mujoco"));
  EXPECT_EQ(seen.signal, SIGSEGV);
  raw.crash += std::string(4 << 20, '"') + "\n";
  explain(raw, {.program = "", .simulator = "mujoco"}, installation("mujoco"));
}

TEST(FindSimulator, FilesOfTheCurrentFolderAreNobodysModules) {
  TemporaryFolder folder;
  for (const char* name : {"mujoco.py", "argparse.py", "numpy.py"})
    ASSERT_TRUE(write_file(folder.path() / name, "raise SystemExit('a file of the user ran')\n"));
  fs::path before = fs::current_path();
  fs::current_path(folder.path());
  Simulator found = find_simulator("mujoco");
  fs::current_path(before);
  EXPECT_EQ(found.problem, "");
}

TEST(FindSimulator, AnInterpreterThatIsTooSlowIsNotToldToLackThePackage) {
  std::string told = unanswered("/opt/my env/bin/python", "pychrono", 300);
  EXPECT_EQ(told.find("can't import"), std::string::npos);
  EXPECT_EQ(told.find("Install"), std::string::npos);
  EXPECT_NE(told.find("too busy"), std::string::npos);
  EXPECT_NE(told.find("'/opt/my env/bin/python' -c 'import pychrono'"), std::string::npos) << told;
}

class SandboxTest : public RunFixture {
 protected:
  void SetUp() override { ASSERT_EQ(find_simulator("mujoco").problem, ""); }
  Outcome run_text(const std::string& program, std::function<void(Request&)> change = {}) {
    Request request{.program = program, .simulator = "mujoco", .trusted = true};
    request.limits.horizon_s = 1;
    if (change) change(request);
    return outcome_of(request);
  }
};

TEST_F(SandboxTest, AScriptThatStepsFinishesAndLeavesATrace) {
  Outcome o = run_text(std::string(kPendulum) + "while d.time < 1:\n    mujoco.mj_step(m, d)\nprint('done')\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_TRUE(o.parses && o.imports && o.first_step_called && o.first_step_returned);
  EXPECT_EQ(o.steps, 500);
  EXPECT_NEAR(o.sim_time_s, 1.0, 1e-9);
  EXPECT_EQ(o.stdout_tail, "done\n");
  EXPECT_EQ(o.state_writes, 0);
  trace::Trace t = trace_of(o);
  EXPECT_EQ(t.sample_count(), 51u);
  EXPECT_FALSE(t.truncated);
  EXPECT_EQ(get_string(t.end, "reason"), "finished");
}

TEST_F(SandboxTest, TheCensusNamesBodiesAndJointsInNeutralTerms) {
  Outcome o = run_text(std::string(kPendulum) + "mujoco.mj_step(m, d)\nmujoco.mj_step(m, d)\n");
  const Json census = trace_of(o).first_census();
  ASSERT_EQ(census["bodies"].size(), 2u) << census.dump(1);
  EXPECT_EQ(census["bodies"][1]["name"], "bob");
  EXPECT_NEAR(census["bodies"][1]["mass_kg"].get<double>(), 1.0, 1e-12);
  EXPECT_NEAR(census["bodies"][1]["pos_m"][0].get<double>(), 0.25, 1e-12);
  ASSERT_EQ(census["joints"].size(), 1u);
  EXPECT_EQ(census["joints"][0]["type"], "revolute");
  EXPECT_EQ(census["joints"][0]["bodies"], (Json{0, 1}));
  EXPECT_NEAR(census["system"]["gravity_m_s2"][2].get<double>(), -9.81, 1e-12);
}

TEST_F(SandboxTest, AnUncaughtErrorNamesTheCandidatesLine) {
  Outcome o = run_text(std::string(kPendulum) + "mujoco.mj_step(m, d)\nd.no_such_field\n");
  EXPECT_EQ(o.end, End::error);
  ASSERT_TRUE(o.error);
  EXPECT_EQ(o.error->type, "AttributeError");
  EXPECT_EQ(o.error->line, 8);
  EXPECT_TRUE(o.first_step_returned);
  EXPECT_NE(o.stderr_tail.find("no_such_field"), std::string::npos);
}

TEST_F(SandboxTest, AnErrorsPlaceHasColumnsInBytes) {
  auto place = [&](const std::string& program) {
    Outcome o = run_text(program);
    return o.error ? fmt::format("{} {}:{}-{}", o.error->type, o.error->line, o.error->column, o.error->end_column)
                   : "";
  };
  EXPECT_EQ(place("def f(x):\n    return x.y\n\nf(3)\n"), "AttributeError 2:12-14");
  EXPECT_EQ(place("s = 'ä'; missing(s)\n"), "NameError 1:11-17");
  EXPECT_EQ(place("f(\n  1,\n  2)\n"), "NameError 1:1-1");
  EXPECT_EQ(place("pow(1,\n    'x')\n"), "TypeError 1:1-0") << "it ends on another line";
  EXPECT_EQ(place("x = 'ä' 3 4\n"), "SyntaxError 1:10-10");
  EXPECT_EQ(run_text("x = (1\ny = 2\n").error->message, "'(' was never closed")
      << "without the place, which is told beside it";
}

TEST_F(SandboxTest, WhatRunsOutOfTimeIsToldAtItsLine) {
  Outcome busy = run_text("x = 1\nwhile True:\n    x += 1\n", [](Request& r) { r.limits.cpu_s = 1; });
  EXPECT_EQ(busy.end, End::cpu_limit);
  EXPECT_GE(busy.error->line, 2) << busy.to_json().dump(1);
  EXPECT_LE(busy.error->line, 3);
  Outcome stuck = run_text("import threading\ndef wait():\n    threading.Event().wait()\nwait()\n",
                           [](Request& r) { r.limits.wall_s = 8; });
  EXPECT_EQ(stuck.end, End::wall_limit);
  EXPECT_EQ(stuck.error->line, 3) << stuck.to_json().dump(1);
}

/// Processes that do nothing but count, all on processor 0.
class Crowd {
 public:
  explicit Crowd(size_t size) {
    while (members_.size() < size) {
      members_.push_back(::fork());
      if (members_.back() == 0) count_on_processor_0();
    }
  }
  ~Crowd() {
    for (pid_t member : members_) ::kill(member, SIGKILL), ::waitpid(member, nullptr, 0);
  }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

 private:
  [[noreturn]] static void count_on_processor_0() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    ::sched_setaffinity(0, sizeof first, &first);
    for (volatile unsigned count = 0;;) count = count + 1;
  }
  std::vector<pid_t> members_;
};

TEST_F(SandboxTest, WhoeverWaitsForAProcessorDoesNotHang) {
  Crowd crowd(10);
  auto limits = [](Request& r) { r.limits.cpu_s = 20, r.limits.wall_s = 6; };
  Outcome starved = run_text("import os\nos.sched_setaffinity(0, {0})\nwhile True:\n    pass\n", limits);
  EXPECT_EQ(starved.end, End::wall_limit);
  EXPECT_EQ(starved.infra.substr(0, 9), "overload:") << starved.to_json().dump(1);
  Outcome asleep = run_text("import threading\nthreading.Event().wait()\n", limits);
  EXPECT_EQ(asleep.end, End::wall_limit);
  EXPECT_EQ(asleep.infra, "") << "it hangs, crowd or not";
}

TEST_F(SandboxTest, CpuTimeWithoutAStepEndsTheRunAtItsLineButStepsKeepItAlive) {
  Outcome busy = run_text("x = 1\nwhile True:\n    x += 1\n", [](Request& r) { r.limits.stall_cpu_s = 0.5; });
  EXPECT_EQ(busy.end, End::cpu_limit);
  ASSERT_TRUE(busy.error);
  EXPECT_EQ(busy.error->message, "0.5 s of CPU time without a step");
  EXPECT_GE(busy.error->line, 2);
  EXPECT_LT(busy.cpu_s, 5);
  Outcome slow = run_text(
      "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco/>')\nd = mujoco.MjData(m)\n"
      "import resource\nused = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_utime\nbegin = used()\n"
      "while used() < begin + 1.5:\n    mujoco.mj_step(m, d)\n    t = used()\n    while used() < t + 0.05:\n        "
      "pass\n",
      [](Request& r) { r.limits.stall_cpu_s = 0.5; });
  EXPECT_EQ(slow.end, End::finished) << slow.to_json().dump(1);
  Outcome beside = run_text(
      "import mujoco, resource\nused = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_utime\n"
      "m = mujoco.MjModel.from_xml_string('<mujoco/>')\nn = mujoco.MjModel.from_xml_string('<mujoco><option "
      "timestep=\"1e-6\"/></mujoco>')\nd, e = mujoco.MjData(m), mujoco.MjData(n)\nmujoco.mj_step(m, d)\n"
      "n.opt.gravity[2] = -1\nbegin = used()\nwhile used() < begin + 1.5:\n    mujoco.mj_step(n, e)\n",
      [](Request& r) { r.limits.stall_cpu_s = 0.5; });
  EXPECT_EQ(beside.end, End::finished) << "steps of another run than the recorded one " << beside.to_json().dump(1);
}

TEST_F(SandboxTest, MemoryIsUpInPythonAndInNativeCodeAlike) {
  EXPECT_EQ(run_text("x = bytearray(10**12)\n").end, End::memory_limit);
  EXPECT_EQ(run_text("raise RuntimeError('std::bad_alloc')  # as bindings turn it into Python\n").end,
            End::memory_limit);
}

TEST_F(SandboxTest, AnErrorWithACharacterThatIsNoneIsTold) {
  Outcome o = run_text("raise ValueError('half a pair: \\ud800, and ä')\n");
  ASSERT_TRUE(o.error) << o.to_json().dump(1);
  EXPECT_EQ(o.error->message, "half a pair: ?, and ä");
}

TEST_F(SandboxTest, AnErrorIsToldInTheSameWordsEachTime) {
  EXPECT_EQ(run_text("raise ValueError(f'{object()} is none')\n").error->message, "<object object at 0x…> is none");
}

TEST_F(SandboxTest, AnExitFromInsideIsToldAtItsLine) {
  Outcome o = run_text("import os\ndef leave():\n    os._exit(3)\nleave()\n");
  EXPECT_EQ(o.end, End::exited);
  EXPECT_EQ(o.error->line, 3) << o.to_json().dump(1);
}

TEST_F(SandboxTest, AnErrorWhoseTextCanNotBeMadeIsStillTold) {
  Outcome o = run_text("class Mine(Exception):\n    def __str__(self):\n        return 1 / 0\nraise Mine()\n");
  EXPECT_EQ(o.end, End::error) << o.to_json().dump(1);
  EXPECT_EQ(o.error->type, "Mine");
  EXPECT_EQ(o.error->line, 4);
}

TEST_F(SandboxTest, ASyntaxErrorIsNotParsed) {
  Outcome o = run_text("x = (1\ny = 2\n");
  EXPECT_FALSE(o.parses);
  ASSERT_TRUE(o.error);
  EXPECT_EQ(o.error->type, "SyntaxError");
  EXPECT_EQ(o.error->line, 1);
}

TEST_F(SandboxTest, AnInventedImportFailsImports) {
  Outcome o = run_text("import mujoco\nimport mujoco.nonsense\n");
  EXPECT_TRUE(o.parses);
  EXPECT_FALSE(o.imports);
  EXPECT_EQ(o.infra, "");
  EXPECT_EQ(o.error->type, "ModuleNotFoundError");
  EXPECT_EQ(o.error->line, 2);
}

TEST_F(SandboxTest, AnEndlessLoopIsStoppedAQuarterAfterTheHorizon) {
  Outcome o = run_text(std::string(kPendulum) + "while True:\n    mujoco.mj_step(m, d)\n");
  EXPECT_EQ(o.end, End::horizon);
  EXPECT_NEAR(o.sim_time_s, 1.25, 0.003);
}

TEST_F(SandboxTest, AViewerLoopEndsAtTheHorizonAndTheCodeAfterItRuns) {
  Outcome o = run_text(std::string(kPendulum) + R"py(
import mujoco.viewer, time
with mujoco.viewer.launch_passive(m, d) as v:
    v.cam.distance = 3
    while v.is_running():
        start = time.time()
        mujoco.mj_step(m, d)
        v.sync()
        time.sleep(max(0, m.opt.timestep - (time.time() - start)))
print('after', round(d.time, 3))
)py");
  EXPECT_EQ(o.end, End::horizon) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "after 1.0\n");
  EXPECT_LT(o.wall_s, 30);
}

TEST_F(SandboxTest, WaitingCostsNoTimeWhateverWaits) {
  const std::string rest = "print(round(d.time, 1))\n";
  for (const char* code : {"import asyncio\nasync def run():\n    while d.time < 1:\n        mujoco.mj_step(m, d); "
                           "await asyncio.sleep(0.01)\nasyncio.run(run())\n",
                           "import datetime\nbegin = datetime.datetime.now()\nwhile (datetime.datetime.now() - "
                           "begin).total_seconds() < 1: mujoco.mj_step(m, d)\n"}) {
    Outcome o = run_text(kPendulum + (code + rest));
    EXPECT_EQ(o.stdout_tail, "1.0\n") << code << o.to_json().dump(1);
    EXPECT_LT(o.cpu_s, 2) << code;
  }
  Outcome o = run_text(std::string(kPendulum) +
                       "import threading, time\ndef run():\n    while True: mujoco.mj_step(m, d); time.sleep(0.002)\n"
                       "threading.Thread(target=run, daemon=True).start()\ntime.sleep(0.5)\n");
  EXPECT_GE(o.sim_time_s, 0.5) << "the main thread sleeps while another one steps";
}

TEST_F(SandboxTest, WindowsRefuseWhatRealOnesWould) {
  const std::string steps = "mujoco.mj_step(m, d, nstep=10)\n",
                    glfw = "import glfw\nglfw.init()\nwindow = glfw.create_window(320, 240, 'a', None, None)\n";
  for (const char* code : {"assert glfw.get_video_mode(glfw.get_primary_monitor()).size.width > 0\nassert "
                           "glfw.KEY_ESCAPE == 256 and glfw.KEY_SPACE == 32\n",
                           "assert glfw.get_window_size(window) == (320, 240)\nx, y = glfw.get_window_pos(window)\n",
                           "with mujoco.Renderer(m) as r:\n    r.update_scene(d)\n    assert r.scene.ngeom > 0 and "
                           "r.render().shape == (240, 320, 3)\n"}) {
    Outcome o = run_text(kPendulum + (glfw + steps) + code);
    EXPECT_EQ(o.end, End::finished) << code << o.to_json().dump(1);
  }
  for (const char* code :
       {"glfw.set_window_titel(window, 'a')\n", "import mujoco.viewer\nmujoco.viewer.launch_passive(d, m)\n",
        "import mujoco.viewer\nmujoco.viewer.launch_passive(m, d, title='a')\n",
        "mujoco.Renderer(m).update_scene(d, camera=3)\n"}) {
    Outcome o = run_text(kPendulum + (glfw + steps) + code);
    EXPECT_EQ(o.end, End::error) << code << o.to_json().dump(1);
  }
}

TEST_F(SandboxTest, ASegmentationFaultIsScoredAtTheScriptsLine) {
  Outcome o = run_text("import mujoco\nimport ctypes\nctypes.string_at(0)\n");
  EXPECT_EQ(o.end, End::crashed);
  ASSERT_TRUE(o.error);
  EXPECT_EQ(o.error->type, "SIGSEGV");
  EXPECT_EQ(o.error->line, 3);
}

TEST_F(SandboxTest, WhatWasRecordedBeforeADeathIsKept) {
  for (const char* death : {"import ctypes; ctypes.string_at(0)\n", "import os; os._exit(0)\n",
                            "import os; os.abort()\n", "import ctypes; ctypes.CDLL(None).exit(3)\n"}) {
    Outcome o = run_text(std::string(kPendulum) + "for _ in range(100): mujoco.mj_step(m, d)\n" + death);
    EXPECT_TRUE(o.end == End::crashed || o.end == End::exited) << death << o.to_json().dump(1);
    EXPECT_EQ(o.steps, 100) << death;
    EXPECT_NEAR(o.sim_time_s, 0.2, 1e-9) << death;
    EXPECT_NEAR(trace_of(o).times().back(), 0.2, 1e-9) << death;
  }
}

TEST_F(SandboxTest, AWaitWithoutStepsIsIdle) {
  EXPECT_EQ(run_text(std::string(kPendulum) + "import time\nwhile True:\n    time.sleep(1)\n").end, End::idle);
}

TEST_F(SandboxTest, AWindowThatOnlyShowsTheResultIsClosed) {
  Outcome o = run_text(std::string(kPendulum) +
                       "import mujoco.viewer\nmujoco.mj_step(m, d)\nv = mujoco.viewer.launch_passive(m, d)\nwhile "
                       "v.is_running():\n    v.sync()\nprint('seen')\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "seen\n");
}

TEST_F(SandboxTest, TheSameProgramGivesTheSameBytes) {
  std::string program = std::string(kPendulum) +
                        "import numpy as np, time\nd.qvel[0] = np.random.default_rng().normal()\nwhile d.time < 1:\n   "
                        " mujoco.mj_step(m, d)\nprint(time.time())\n";
  Outcome a = run_text(program), b = run_text(program);
  EXPECT_EQ(a.trace, b.trace);
  EXPECT_EQ(a.stdout_tail, b.stdout_tail);
}

TEST_F(SandboxTest, QuestionsAreAnswered) {
  Outcome o = run_text(std::string(kPendulum) +
                       "speed = float(input('speed? '))\nmujoco.mj_step(m, d)\nprint(speed, int(input()))\n");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_EQ(o.stdout_tail, "speed? 1.0 1\n");
}

TEST_F(SandboxTest, EveryClockIsVirtualSoPacingTakesNoTime) {
  Outcome o = run_text(std::string(kPendulum) + R"py(
import datetime, time
start = datetime.datetime.now()
assert isinstance(start - datetime.timedelta(1), datetime.datetime) and start.year == 2023 and datetime.date.today().year == 2023
for clock in (time.time, time.monotonic, time.perf_counter, time.process_time):
    last = clock()
    time.sleep(100)
    assert 100 <= clock() - last < 101, clock
while (datetime.datetime.now() - start).total_seconds() < 500:  # nobody waits for a real clock
    mujoco.mj_step(m, d)
    time.sleep(0.5)
)py");
  EXPECT_EQ(o.end, End::finished) << o.to_json().dump(1);
  EXPECT_LT(o.wall_s, 30);
}

TEST_F(SandboxTest, AProgramTooLargeToBeOneIsAnOutcome) {
  Outcome o = run_text(std::string(size_t{100} << 20, '#'));
  EXPECT_FALSE(o.parses);
  ASSERT_TRUE(o.error);
  EXPECT_EQ(o.error->type, "ProgramTooLarge");
}

TEST(ReadProgram, BadFilesGetAMessageWithTheirPlace) {
  TemporaryFolder folder;
  auto complaint = [&](const char* name, const std::string& content) {
    EXPECT_TRUE(write_file(folder.path() / name, content));
    auto read = read_program(folder.path() / name);
    return read ? "" : read.error().text();
  };
  EXPECT_EQ(complaint("good.py", "x = 'ä'\n"), "");
  EXPECT_NE(complaint("binary.py", std::string("\x7f"
                                               "ELF\0\0",
                                               6))
                .find("binary"),
            std::string::npos);
  EXPECT_NE(complaint("windows.py", std::string("\xff\xfe"
                                                "x\0",
                                                4))
                .find("save the script as UTF-8"),
            std::string::npos);
  EXPECT_NE(complaint("latin.py", "x = 1\ny = '\xe4'\n").find("latin.py:2"), std::string::npos);
  EXPECT_NE(complaint("large.py", std::string(size_t{5} << 20, '#')), "");
  EXPECT_EQ(read_program(folder.path() / "missing.py").error().code, ErrorCode::not_found);
  EXPECT_EQ(read_program(folder.path()).error().code, ErrorCode::invalid_input);
}

TEST_F(SandboxTest, OverwritingTheStateIsCounted) {
  Outcome o =
      run_text(std::string(kPendulum) + "for i in range(100):\n    d.qpos[0] = 0.01 * i\n    mujoco.mj_step(m, d)\n");
  EXPECT_EQ(o.state_writes, 99);
}

TEST_F(SandboxTest, PerturbationsChangeTheMotionNotTheScript) {
  std::string program =
      std::string(kPendulum) + "while d.time < 1:\n    mujoco.mj_step(m, d)\nprint(m.opt.timestep, m.opt.integrator)\n";
  Outcome plain = run_text(program);
  Outcome half = run_text(program, [](Request& r) { r.perturbation.substeps = 2; });
  Outcome rk4 = run_text(program, [](Request& r) { r.perturbation.integrator = "RK4"; });
  Outcome none = run_text(program, [](Request& r) { r.perturbation.integrator = "of nobody"; });
  EXPECT_TRUE(none.infra.starts_with("probe: the runner ended before the script"))
      << "the runner's fault isn't the script's: " << none.to_json().dump(1);
  Outcome shaken =
      run_text(program, [](Request& r) { r.perturbation.velocity_jitter = 1e-3, r.perturbation.seed = 3; });
  for (const Outcome& o : {half, rk4, shaken}) {
    EXPECT_EQ(o.end, End::finished);
    EXPECT_EQ(o.steps, 500);
    EXPECT_EQ(o.stdout_tail, plain.stdout_tail);
    EXPECT_NE(o.trace, plain.trace);
  }
}

}  // namespace
}  // namespace simbench::sandbox
