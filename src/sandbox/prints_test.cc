// When a script prints, as the trace tells it; and that printing is for the script what it always was.
#include <cstdlib>

#include "sandbox/mujoco_fixture.h"

namespace simbench::sandbox {
namespace {

class MujocoPrints : public MujocoProbe {
 protected:
  void TearDown() override { ::unsetenv("SIMBENCH_PROBE_HOOK"); }
  /// What was printed beside a falling ball that is stepped by 2 ms.
  Json printed(const std::string& code, double horizon_s = 1) {
    trace::Trace t = run_model("<mujoco><worldbody><body><freejoint/><geom size='.1'/></body></worldbody></mujoco>",
                               code, horizon_s);
    Json found;
    for (const Json& event : t.events)
      if (event["event"] == "printed") found = event;
    EXPECT_FALSE(found.is_null());
    return found;
  }
};

constexpr const char* kRows = R"py(
print("falling for 0.3 s")
print("no number here")
for k in range(150):
    if k % 50 == 0: print("t =", round(d.time, 3), f"z = {d.qpos[2]:.3f}")
    mujoco.mj_step(m, d)
print("end", flush=True)
print("max -1.5e-3 m", end="")
)py";

TEST_F(MujocoPrints, LinesWithANumberAreToldWithTheTimeOfTheRun) {
  for (const char* hook : {"", "python"}) {
    ::setenv("SIMBENCH_PROBE_HOOK", hook, 1);
    Json lines = printed(kRows);
    EXPECT_EQ(lines["times_s"], (Json{0, 0, 0.1, 0.2, 0.3})) << hook;
    EXPECT_EQ(lines["numbers"], (Json{0.3, 0, 0.1, 0.2, -0.0015})) << "the last line, though nobody completed it";
    EXPECT_EQ(lines["looks"], (Json{1, 2, 2, 2, 3}));
    EXPECT_FALSE(lines.contains("elsewhere"));
    EXPECT_EQ(lines["cut"], false);
    EXPECT_TRUE(last_.stdout_tail.starts_with("falling for 0.3 s\nno number here\nt = 0.0 z = 0.000\n"));
    EXPECT_TRUE(last_.stdout_tail.ends_with("end\nmax -1.5e-3 m")) << last_.stdout_tail;
  }
}

TEST_F(MujocoPrints, AnEmptyListIsASilentScriptsAndOneThatIsStoppedHasTold) {
  EXPECT_TRUE(printed("for _ in range(50): mujoco.mj_step(m, d)\n")["times_s"].empty());
  Json lines = printed("while True:\n    mujoco.mj_step(m, d)\n    print(d.time)\n", 0.1);
  EXPECT_EQ(last_.end, End::horizon) << last_.to_json().dump(1);
  ASSERT_GE(lines["times_s"].size(), 55u) << "stopped in native code, a quarter past the horizon";
  EXPECT_NEAR(lines["times_s"][20].get<double>(), lines["numbers"][20].get<double>(), 1e-9);
}

TEST_F(MujocoPrints, TheStreamIsWhatItWas) {
  Json lines = printed(R"py(
import contextlib, io, logging, os, sys
assert sys.stdout is sys.__stdout__ and type(sys.stdout) is io.TextIOWrapper and sys.stdout.fileno() == 1
assert sys.stdout.encoding.lower() == "utf-8" and sys.stdout.write("1 of 9\n") == 7 and not sys.stdout.isatty()
sys.stdout.reconfigure(line_buffering=True)
sys.stdout.writelines(["2 of 9\n", "3 of", " 9\n"])
print(4, "of 9", file=sys.stdout)
logging.basicConfig(stream=sys.stdout, format="%(message)s", level=logging.INFO)
logging.info("5 of 9")
with contextlib.redirect_stdout(io.StringIO()) as elsewhere:
    print("not 6 yet")
assert elsewhere.getvalue() == "not 6 yet\n"
assert sys.stdout.buffer.write(b"6 of 9, by bytes\n") == 17
try:
    sys.stdout.write(7)
except TypeError as error:
    print("7 of 9:", error)
try:
    print("\ud800")
except UnicodeEncodeError as error:
    print("8 of 9", str(error)[:7])
mujoco.mj_step(m, d)
class Tee:
    def __init__(self, inner): self.inner = inner
    def write(self, text): return self.inner.write(text)
    def flush(self): self.inner.flush()
sys.stdout = Tee(sys.stdout)
print("9 of 9")
sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8")
print("10 isn't heard")
)py");
  EXPECT_EQ(lines["numbers"], (Json{1, 2, 3, 4, 5, 6, 7, 8, 9})) << last_.to_json().dump(1);
  EXPECT_EQ(lines["times_s"].back(), 0.002);
  EXPECT_EQ(last_.end, End::finished);
  EXPECT_EQ(get_bool(lines, "elsewhere"), true) << "the tenth isn't heard, and that is told";
  EXPECT_TRUE(last_.stdout_tail.ends_with("10 isn't heard\n")) << last_.stdout_tail;
}

TEST_F(MujocoPrints, OtherWaysToTheSameStreamsAreHeard) {
  Json lines = printed(R"py(
import io, sys
print(1, "to stderr", file=sys.stderr)
for k in (2, 3): print(f"\r{k} %", end="")
print()
assert not sys.stdout.seekable() and sys.stdout.name == "<stdout>"
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", line_buffering=True)
mujoco.mj_step(m, d)
print(4, "by a stream of the script's")
mine = io.TextIOWrapper(sys.stderr.buffer, encoding="utf-8")
mine.write("5 that nobody flushes\n")
)py");
  EXPECT_EQ(lines["numbers"], (Json{1, 2, 3, 4, 5})) << last_.to_json().dump(1);
  EXPECT_EQ(lines["times_s"], (Json{0, 0, 0, 0.002, 0.002}));
  EXPECT_TRUE(last_.stdout_tail.ends_with("4 by a stream of the script's\n")) << last_.stdout_tail;
  EXPECT_TRUE(last_.stderr_tail.ends_with("5 that nobody flushes\n")) << last_.stderr_tail;
}

TEST_F(MujocoPrints, NumbersMayBeGluedToLetters) {
  EXPECT_EQ(printed("mujoco.mj_step(m, d)\nprint('t0.5s a0.3')\nprint('q1 = 0.7')\nprint('v1.2.3')\n")["numbers"],
            (Json{0.5, 0.7, 1.2}));
}

TEST_F(MujocoPrints, ADescriptorOfTheScriptsOwnIsTold) {
  for (const char* code : {"open('/dev/stdout', 'w').write('1\\n')", "import os; os.write(1, b'1\\n')",
                           "import sys; open(sys.stdout.fileno(), 'wb', 0, closefd=False).write(b'1\\n')"}) {
    Json lines = printed(std::string("mujoco.mj_step(m, d)\n") + code + "\n");
    EXPECT_EQ(get_bool(lines, "elsewhere"), true) << code;
    EXPECT_EQ(last_.stdout_tail, "1\n") << code;
  }
  EXPECT_FALSE(printed("mujoco.mj_step(m, d)\nopen('out.csv', 'w').write('1')\n").contains("elsewhere"));
}

TEST_F(MujocoPrints, MuchTextCostsLittleAndIsCut) {
  Json lines = printed(R"py(
print("7" * 10_000_000)
print("1" + "x" * 10_000_000, end="")
print(" 2\n" * 3)
for _ in range(300_000): print(end=".")
print()
for k in range(200_000): print("row", k)
mujoco.mj_step(m, d)
)py");
  EXPECT_EQ(lines["cut"], true);
  EXPECT_LE(lines["times_s"].size(), 20000u);
  EXPECT_GT(lines["times_s"].size(), 19900u);
  EXPECT_EQ(lines["numbers"][1], 1);
  EXPECT_EQ(last_.end, End::finished) << last_.to_json().dump(1);
  Json kinds = printed("for k in range(500): print(k, chr(97 + k % 26) * (k + 1))\nmujoco.mj_step(m, d)\n");
  EXPECT_EQ(kinds["looks"][63], 64);
  EXPECT_EQ(kinds["looks"][499], 0) << "no more than 64 are told apart";
  EXPECT_EQ(printed("print(" + std::string(200, '9') + ", 'e999')\nprint('1e999')\nmujoco.mj_step(m, d)\n")["numbers"],
            (Json{1e40, nullptr}));
}

}  // namespace
}  // namespace simbench::sandbox
