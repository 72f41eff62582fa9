// What a script needs and its world doesn't have: told apart from what the script got wrong.
#include <gtest/gtest.h>

#include "sandbox/run_fixture.h"

namespace simbench::sandbox {
namespace {

constexpr const char* kBall =
    "<mujoco><worldbody><body pos='0 0 1'><freejoint/><geom size='.1'/></body></worldbody></mujoco>";

class LacksTest : public RunFixture {
 protected:
  void SetUp() override {
    ASSERT_EQ(find_simulator("mujoco").problem, "");
    if (!isolation().missing.empty()) GTEST_SKIP() << "isolation here is " << isolation().grade;
  }
  Outcome run_text(const std::string& program, std::map<std::string, std::string> files = {}) {
    Request request{.program = "import mujoco\n" + program, .simulator = "mujoco", .trusted = true};
    request.limits.horizon_s = 1;
    request.files = std::move(files);
    return outcome_of(request);
  }
};

TEST_F(LacksTest, APackageThatIsNotInstalledIsNamed) {
  EXPECT_EQ(run_text("import quantities_of_mine\n").lacks, "missing_package: quantities_of_mine");
  EXPECT_EQ(run_text("from quantities_of_mine.units import m\n").lacks, "missing_package: quantities_of_mine");
  Outcome answered = run_text("try:\n    import quantities_of_mine\nexcept ImportError:\n    raise SystemExit('no')\n");
  EXPECT_EQ(answered.lacks, "missing_package: quantities_of_mine");
  EXPECT_EQ(answered.infra, "");
}

TEST_F(LacksTest, AModuleThatExistsNowhereIsTheScriptsOwnFault) {
  for (const char* wrong : {"import mujocco\n", "import numpyy\n", "import mujoco.nowhere\n", "import numpy.nowhere\n",
                            "import rollout\n", "from mujoco import mj_stepp\n"}) {
    Outcome o = run_text(wrong);
    EXPECT_EQ(o.lacks, "") << wrong;
    EXPECT_FALSE(o.imports) << wrong;
  }
}

TEST_F(LacksTest, AScriptThatCopesLacksNothing) {
  Outcome o = run_text(
      "try:\n    import quantities_of_mine\nexcept ImportError:\n    pass\n"
      "try:\n    open('notes.txt')\nexcept OSError:\n    pass\n");
  EXPECT_EQ(o.end, End::finished);
  EXPECT_EQ(o.lacks, "");
}

TEST_F(LacksTest, AFileBesideTheScriptIsNamedAndCanBeGiven) {
  const std::string load = "m = mujoco.MjModel.from_xml_path('models/ball.xml')\n";
  EXPECT_EQ(run_text(load).lacks, "missing_file: models/ball.xml");
  Outcome given = run_text(load, {{"models/ball.xml", kBall}});
  EXPECT_EQ(given.end, End::finished) << given.stderr_tail;
  EXPECT_EQ(given.lacks, "");
  EXPECT_EQ(run_text("open('gains.csv')\n").lacks, "missing_file: gains.csv");
  EXPECT_EQ(run_text("import numpy\nnumpy.loadtxt('gains.csv')\n").lacks, "missing_file: gains.csv");
  EXPECT_EQ(run_text("mujoco.MjModel.from_binary_path('arm.mjb')\n").lacks, "missing_file: arm.mjb");
  Outcome module = run_text("import helper_of_mine\nprint(helper_of_mine.x)\n", {{"helper_of_mine.py", "x = 3\n"}});
  EXPECT_EQ(module.stdout_tail, "3\n") << module.stderr_tail;
}

TEST_F(LacksTest, FilesBesideAScriptStayInItsFolder) {
  for (const char* name : {"../up.txt", "/etc/up.txt", "a/../../up.txt", "script.py", ""}) {
    Request request{.program = "", .simulator = "mujoco", .trusted = true, .files = {{name, "x"}}};
    auto outcome = run(request, folder_.path());
    ASSERT_FALSE(outcome) << name;
    EXPECT_EQ(outcome.error().code, ErrorCode::invalid_input) << name;
  }
}

TEST_F(LacksTest, WhatTheCageForbidsIsSaid) {
  EXPECT_EQ(run_text("import subprocess\nsubprocess.run(['true'])\n").lacks, "forbidden: start processes");
  EXPECT_EQ(run_text("import pty\npty.fork()\n").lacks, "forbidden: start processes");
  EXPECT_EQ(run_text("import multiprocessing as mp\nif __name__ == '__main__':\n"
                     "    with mp.Pool(2) as p:\n        p.map(abs, [1])\n")
                .lacks,
            "forbidden: start processes");
  EXPECT_EQ(run_text("import concurrent.futures as f\n"
                     "with f.ProcessPoolExecutor(1) as p:\n    p.submit(abs, 1).result()\n")
                .lacks,
            "forbidden: start processes");
  EXPECT_EQ(run_text("import socket\nsocket.socket()\n").lacks, "forbidden: use the network");
  for (const char* other :
       {"os.fork()", "os.posix_spawn('/bin/true', ['true'], {})", "os.execv('/bin/true', ['true'])"})
    EXPECT_EQ(run_text(fmt::format("import os\n{}\n", other)).lacks, "forbidden: start processes") << other;
  EXPECT_EQ(run_text("import urllib.request\nurllib.request.urlopen('http://example.org/arm.xml')\n").lacks,
            "forbidden: use the network");
  for (const char* path : {"/etc/notes.txt", "/home/me/arm.xml"})
    EXPECT_EQ(run_text(fmt::format("open('{}', 'w')\n", path)).lacks, fmt::format("outside_file: {}", path));
  EXPECT_EQ(run_text("raise PermissionError('not for you')\n").lacks, "") << "the script's own words";
}

TEST_F(LacksTest, WhatTheProbeImportedIsNotThereForAScriptThatDidNot) {
  for (const char* module : {"viewer", "rollout", "renderer", "batch"}) {
    Outcome without = run_text(fmt::format("print(mujoco.{})\n", module));
    ASSERT_TRUE(without.error) << module;
    EXPECT_EQ(without.error->line, 2);
    EXPECT_EQ(without.error->type, "AttributeError");
    EXPECT_EQ(without.error->message, fmt::format("module 'mujoco' has no attribute '{}'", module));
    Outcome with = run_text(fmt::format("import mujoco.{0}\nprint(mujoco.{0}.__name__)\n", module));
    EXPECT_EQ(with.stdout_tail, fmt::format("mujoco.{}\n", module)) << with.stderr_tail;
    Outcome from =
        run_text(fmt::format("from mujoco import {0}\nimport mujoco.{0} as again\nprint(again is {0})\n", module));
    EXPECT_EQ(from.stdout_tail, "True\n") << from.stderr_tail;
    Outcome reloaded = run_text(
        fmt::format("import importlib, mujoco.{0} as first\nprint(importlib.reload(first) is first)\n", module));
    EXPECT_EQ(reloaded.stdout_tail, "True\n") << reloaded.stderr_tail;
  }
  EXPECT_EQ(run_text("print(mujoco.Renderer.__name__)\n").stdout_tail, "Renderer\n");
}

TEST_F(LacksTest, SharedMemoryIsPrivateToEachRun) {
  Outcome first = run_text("open('/dev/shm/mark', 'w').write('x')\nprint('written')\n");
  EXPECT_EQ(first.stdout_tail, "written\n") << first.stderr_tail;
  EXPECT_FALSE(fs::exists("/dev/shm/mark"));
  EXPECT_EQ(run_text("import os\nprint(os.listdir('/dev/shm'))\n").stdout_tail, "[]\n");
}

TEST_F(LacksTest, AnOpenMpRuntimeThatRegistersItselfInSharedMemoryRuns) {
  bool any = false;
  for (const char* library : {"/usr/lib/llvm-16/lib/libomp.so.5", "/usr/lib/llvm-19/lib/libomp.so.5"}) {
    if (!fs::exists(library)) continue;
    any = true;
    Outcome o = run_text(fmt::format("import ctypes\nprint(ctypes.CDLL('{}').omp_get_max_threads())\n", library));
    EXPECT_EQ(o.end, End::finished) << o.stderr_tail;
    EXPECT_EQ(o.stdout_tail, "1\n") << library;
  }
  if (!any) GTEST_SKIP() << "no LLVM OpenMP runtime here (Debian: libomp-19-dev)";
}

TEST_F(LacksTest, OurOwnSmallestScriptsRunInTheCage) {
  EXPECT_EQ(self_test("mujoco"), std::vector<std::string>{});
}

}  // namespace
}  // namespace simbench::sandbox
