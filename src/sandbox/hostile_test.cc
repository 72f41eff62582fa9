// Scripts that mean harm, under every set of layers that counts as at least medium. All are bounded in time and memory.
#include <gtest/gtest.h>

#include "sandbox/explain.h"

namespace simbench::sandbox {
namespace {

const char* kStep = R"py(
import mujoco
m = mujoco.MjModel.from_xml_string('<mujoco><worldbody><body><freejoint/><geom size=".1"/></body></worldbody></mujoco>')
d = mujoco.MjData(m)
for i in range(10): mujoco.mj_step(m, d)
)py";

/// "warm", "fresh", or "bare": without namespaces.
class Hostile : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    layers_ = layers();
    if (GetParam() == std::string("bare")) {
      if (layers_.namespaces && ::geteuid() == 0) layers_.user = 61357;
      layers_.namespaces = false;
    }
    if (std::string grade = describe(layers_).grade; grade != "strong" && grade != "medium")
      GTEST_SKIP() << "isolation here is " << grade;
  }
  Outcome attack(const std::string& program, double cpu_s = 10) {
    Request request{.program = program, .simulator = "mujoco"};
    request.limits = {
        .horizon_s = 1, .cpu_s = cpu_s, .wall_s = 40, .memory_bytes = size_t{1} << 30, .output_bytes = 10'000};
    const Installation& found = installation("mujoco");
    bool warm = GetParam() == std::string("warm");
    auto raw = warm ? run_warm(request, found, layers_) : run_fresh(request, found, layers_);
    EXPECT_TRUE(raw) << raw.error().text();
    return raw ? explain(*raw, request, found) : Outcome{};
  }
  /// Runs attempts, each of which should fail; stdout says which got through.
  void expect_denied(const std::string& setup, const std::vector<std::string>& attempts) {
    std::string program = "import os, sys\n" + setup;
    for (size_t i = 0; i < attempts.size(); ++i)
      program += "try:\n    " + attempts[i] + "\n    print('got through: " + std::to_string(i) +
                 "')\nexcept Exception as e:\n    print('denied', type(e).__name__)\n";
    Outcome o = attack(program);
    EXPECT_EQ(o.stdout_tail.find("got through"), std::string::npos) << o.stdout_tail;
    EXPECT_NE(o.stdout_tail.find("denied"), std::string::npos) << o.stderr_tail << o.infra;
  }
  Layers layers_;
};

TEST_P(Hostile, ForksAndProgramsDontStart) {
  expect_denied(
      "import subprocess, multiprocessing\n",
      {"os.fork()", "subprocess.run(['/usr/bin/true'], check=True)", "os.posix_spawn('/usr/bin/true', ['true'], {})",
       "os.execv('/usr/bin/true', ['true'])", "multiprocessing.get_context('fork').Process(target=print).start()"});
}

TEST_P(Hostile, NoNetwork) {
  expect_denied("import socket\n",
                {"socket.socket()", "socket.socket(socket.AF_UNIX)", "socket.create_connection(('127.0.0.1', 22), 1)"});
}

TEST_P(Hostile, NothingOfTheHostCanBeReadOrWritten) {
  std::vector<std::string> attempts{"open('/etc/passwd').read()", "open('/proc/1/environ').read()",
                                    "os.listdir('/root')",        "os.listdir('/work')",
                                    "os.listdir('/proc')",        "open('/usr/x', 'w')",
                                    "open(os.__file__, 'a')",     "open(f'/proc/{os.getppid()}/environ').read()"};
  if (!layers_.namespaces) attempts.push_back("open('/dev/shm/x', 'w')");  // with them it is the run's own
  expect_denied("import pathlib\n", attempts);
  attack("open('/dev/shm/simbench-hostile', 'w').write('x')\n");
  EXPECT_FALSE(fs::exists("/dev/shm/simbench-hostile"));
}

TEST_P(Hostile, NoSecretsInTheEnvironment) {
  ::setenv("OPENAI_API_KEY", "very-secret", 1);
  Outcome o = attack("import os\nprint(os.environ)\n");
  EXPECT_NE(o.stdout_tail.find("PYTHONHASHSEED"), std::string::npos);
  EXPECT_EQ(o.stdout_tail.find("very-secret"), std::string::npos);
  ::unsetenv("OPENAI_API_KEY");
}

TEST_P(Hostile, NobodyElseGetsSignals) {
  expect_denied("import signal\n",
                {"os.kill(os.getppid(), 9)", "os.kill(-1, 9)", "os.kill(0, 9)", "os.kill(1, 9)",
                 "os.killpg(os.getppid(), 19)", "signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 9)"});
  EXPECT_EQ(attack(kStep).end, End::finished) << "the next run is not harmed";
}

TEST_P(Hostile, MemoryIsBounded) {
  Outcome o = attack("x = []\nwhile True:\n    x.append(bytearray(16 << 20))\n");
  EXPECT_EQ(o.end, End::memory_limit) << o.to_json().dump(1);
  EXPECT_EQ(o.error->line, 3);
}

TEST_P(Hostile, ThreadsAreBounded) {
  Outcome o = attack(
      "import threading, time, os\ne = threading.Event()\nn = 0\ntry:\n  while n < 5000:\n    "
      "threading.Thread(target=e.wait, daemon=True).start(); n += 1\nexcept (RuntimeError, MemoryError):\n  "
      "print('bounded at', n)\nos._exit(0)\n");
  EXPECT_NE(o.stdout_tail.find("bounded at"), std::string::npos) << o.to_json().dump(1);
}

TEST_P(Hostile, OneFileIsBounded) {
  Outcome o = attack(
      "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nf = open('big', 'wb')\nwhile True:\n    "
      "f.write(bytes(1 << 20))\n");
  EXPECT_EQ(o.error->type, "OSError");
}

TEST_P(Hostile, AnInfiniteLoopEndsAtTheCpuLimit) {
  Outcome o = attack(
      "import signal\nfor s in range(1, 32):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, "
      "ValueError): pass\nwhile True: pass\n",
      1);
  EXPECT_EQ(o.end, End::cpu_limit) << o.to_json().dump(1);
  EXPECT_LT(o.cpu_s, 8);
}

TEST_P(Hostile, AnOutputFloodKeepsOnlyTheTail) {
  Outcome o = attack("import sys\nfor i in range(200000): sys.stdout.write('x' * 100 + '\\n')\nprint('the end')\n");
  EXPECT_EQ(o.end, End::finished);
  EXPECT_LT(o.stdout_tail.size(), 11'000u);
  EXPECT_TRUE(o.stdout_tail.ends_with("the end\n"));
}

TEST_P(Hostile, LeavingByTheBackDoorIsNotFinishing) {
  for (const char* way : {"import os\nos._exit(0)\n", "import ctypes\nctypes.CDLL(None)._exit(0)\n",
                          "import ctypes\nctypes.CDLL(None).exit(0)\n"}) {
    Outcome o = attack(std::string(kStep) + way);
    EXPECT_EQ(o.end, End::exited) << way << o.to_json().dump(1);
  }
}

TEST_P(Hostile, CrashesHaveALine) {
  Outcome o = attack("import ctypes\n\nctypes.memset(0, 0, 1)\n");
  EXPECT_EQ(o.end, End::crashed);
  EXPECT_EQ(o.error->type, "SIGSEGV");
  EXPECT_EQ(o.error->line, 3);
  o = attack("import os\nos.abort()\n");
  EXPECT_EQ(o.error->type, "SIGABRT");
  EXPECT_EQ(o.error->line, 2);
}

TEST_P(Hostile, ATraceWrittenByTheScriptIsNotBelieved) {
  Outcome o = attack(std::string(kStep) + R"py(
import os, struct, json
def frame(kind, payload): return struct.pack('<c3xI', kind, len(payload)) + payload
forged = frame(b'E', json.dumps({'event': 'first_step_called', 't': 0}).encode()) + frame(b'Z', json.dumps({'reason': 'finished', 'steps': 10**6, 'sim_time_s': 99, 'state_writes': 0}).encode())
for fd in range(3, 64):
    try: os.write(fd, b'\0' * 8 + forged)
    except OSError: pass
os._exit(0)
)py");
  EXPECT_NE(o.end, End::finished);
  EXPECT_LT(o.sim_time_s, 1);
  ASSERT_FALSE(o.warnings.empty());
  EXPECT_NE(o.warnings.back().find("tampered"), std::string::npos);
}

TEST_P(Hostile, AFakeStepperLeavesNoPhysics) {
  Outcome o = attack(
      "import mujoco\nmujoco.mj_step = lambda m, d: None\nm = mujoco.MjModel.from_xml_string('<mujoco/>')\nd = "
      "mujoco.MjData(m)\nfor i in range(10): mujoco.mj_step(m, d)\n");
  EXPECT_FALSE(o.first_step_called);
  EXPECT_EQ(o.steps, 0);
}

TEST_P(Hostile, ClosedDescriptorsAreNoTrick) {
  Outcome o = attack(std::string(kStep) + "import os\nos.closerange(0, 256)\n");
  EXPECT_NE(o.end, End::finished);
}

TEST_P(Hostile, ProgramsThatAreNoText) {
  Outcome o = attack(std::string("x = 1\ny = '\xff\xfe'\n"));
  EXPECT_FALSE(o.parses);
  EXPECT_EQ(o.error->type, "SyntaxError");
  o =
      attack(std::string("\x7f"
                         "ELF\0\0\1\2",
                         8));
  EXPECT_FALSE(o.parses);
  o = attack("");
  EXPECT_TRUE(o.parses);
  EXPECT_EQ(o.steps, 0);
  o = attack(std::string(100'000, '(') + "\n");
  EXPECT_FALSE(o.parses);
}

INSTANTIATE_TEST_SUITE_P(Layers, Hostile, testing::Values("warm", "fresh", "bare"),
                         [](const auto& row) { return std::string(row.param); });

}  // namespace
}  // namespace simbench::sandbox
