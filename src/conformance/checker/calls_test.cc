// What the bindings take: objects of MuJoCo's specs and of Python for pybind11, callbacks that give something for SWIG.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Specs : public testing::TestWithParam<ScriptCase> {};

TEST_P(Specs, TakeWhatTheBindingTakes) {
  std::string program =
      kMuJoCoSteps + "spec = mujoco.MjSpec()\nbody = spec.worldbody.add_body(name='a')\n" + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.crash_line().value_or(6) - 6, GetParam().crash) << program << to_human_text(r, "x", program, false);
  if (r.fatal_count() > 0) {
    EXPECT_EQ(r.violations.at(0).kind, GetParam().kind);
  }
}

const ScriptCase kSpecs[] = {
    {"ListsAndTuples", "body.add_geom(pos=[0, 0, 1], quat=(1, 0, 0, 0), size=[.1, .1, .1], fromto=None)\n"},
    {"Arrays", "import numpy as np\nbody.add_geom(pos=np.zeros(3), rgba=np.ones(4))\n"},
    {"MixedNumbers", "body.add_body(pos=[0, d.time, m.opt.timestep])\n"},
    {"ATextIsNoVector", "body.add_body(pos='0 0 1')\n", 1, "argument_type"},
    {"ANumberIsNoVector", "body.add_geom(friction=1.0)\n", 1, "argument_type"},
    {"TextsAreNoNumbers", "body.add_geom(pos=['0', '0', '1'])\n", 1, "argument_type"},
    {"ANumberIsNoName", "body.add_geom(name=3)\n", 1, "argument_type"},
    {"ATextIsNoMass", "body.add_geom(mass='1')\n", 1, "argument_type"},
    {"AnEnumeratorIsAType", "body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX)\nbody.add_joint(type=2)\n"},
    {"ATextIsNoType", "body.add_geom(type='sphere')\n", 1, "argument_type"},
    {"NoSuchKeyword", "body.add_geom(radius=1)\n", 1, "keyword"},
    {"ElementsOfItsLists", "spec.geoms[0].radius\n", 1, "attribute"},
    {"ElementsInALoop", "for g in spec.geoms:\n    g.size[0] = 1\n    g.radius = 1\n", 3, "attribute"},
    {"ItsListsAreLists",
     "len(spec.bodies)\nspec.bodies[1].name\n[g.name for g in body.geoms]\nspec.sensors[-1].name\n"},
    {"WhatItCompilesTo", "spec.compile().nqq\n", 1, "attribute"},
    {"NoneIsNoNumber", "d.time = None\n", 1, "argument_type"},
    {"NoneIsNoArray", "d.qpos = None\n", 1, "argument_type"},
    {"NoneIsNoText", "spec.modelname = None\n", 1, "argument_type"},
    {"AnArrayIsNotCalled", "m.body_mass()\n", 1, "not_callable"},
    {"NorOneOfTheOptions", "m.opt.gravity()\n", 1, "not_callable"},
};

INSTANTIATE_TEST_SUITE_P(MuJoCo, Specs, testing::ValuesIn(kSpecs), [](const auto& c) { return c.param.name; });

TEST(Keywords, TheOneThatIsNoParameterIsBlamed) {
  std::string program = kMuJoCoSteps +
                        "spec = mujoco.MjSpec()\nspec.worldbody.add_body(name='a', colour=[1, 0, 0])\n"
                        "spec.worldbody.add_geom(size=[1, 1, 1], frictoin=[1, 0, 0])\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  ASSERT_GE(r.violations.size(), 1u);
  EXPECT_EQ(r.violations[0].message, "MjsBody.add_body has no parameter 'colour'");
  program = kMuJoCoSteps + "spec = mujoco.MjSpec()\nspec.worldbody.add_geom(size=[1, 1, 1], frictoin=[1, 0, 0])\n";
  r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  ASSERT_GE(r.violations.size(), 1u);
  EXPECT_EQ(r.violations[0].message, "MjsBody.add_geom has no parameter 'frictoin'; did you mean 'friction'?");
}

/// Library code: nothing calls it.
TEST(Annotations, GiveTheParametersOfUncalledFunctionsTheirTypes) {
  const std::string program =
      "import mujoco\nfrom typing import Optional\n"
      "def step(m: mujoco.MjModel, d: \"mujoco.MjData\", n: int = 1, *rest: float, spec: mujoco.MjSpec = None):\n"
      "    d.qposs[0] = m.nqq\n    spec.compil()\n    mujoco.mj_step(m, d)\n"
      "def lookup(m: Optional[mujoco.MjModel], names: list[str]) -> dict[str, int]:\n    return m.anything\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", program, false);
  std::set<std::string> names;
  for (const Violation& v : r.violations) names.insert(v.message.substr(0, v.message.find(';')));
  EXPECT_EQ(r.violations.size(), 3u) << to_human_text(r, "x", program, false);
  for (const char* member : {"qposs", "nqq", "compil"})
    EXPECT_TRUE(std::any_of(names.begin(), names.end(), [&](const std::string& n) {
      return n.find(member) != std::string::npos;
    })) << member;
}

TEST(Annotations, AnInventedClassInThemIsAnErrorWherePythonEvaluatesThem) {
  auto report = [](const std::string& lines) {
    bool first = lines.starts_with("from __future__");
    return check(*api_index::load_index("mujoco-4.0.0").value(), (first ? "" : "import mujoco\n") + lines);
  };
  for (const char* lines : {"def f(m: mujoco.MjModell):\n    pass\n", "def f(m) -> mujoco.MjModell:\n    pass\n",
                            "class A:\n    def f(self, m: mujoco.MjModell = None): pass\n"}) {
    Report r = report(lines);
    EXPECT_EQ(r.fatal_count(), 1) << lines;
    EXPECT_NE(to_human_text(r, "x", lines, false).find("MjModel"), std::string::npos);
  }
  for (const char* lines :
       {"def f(m: 'mujoco.MjModell'):\n    pass\n",
        "from __future__ import annotations\nimport mujoco\ndef f(m: mujoco.MjModell):\n    pass\n"}) {
    Report r = report(lines);
    EXPECT_EQ(r.fatal_count(), 0) << lines;
    EXPECT_EQ(r.violations.size(), 1u) << lines << "told all the same";
  }
  EXPECT_TRUE(report("def f(m: 'a text', n: \"Later\" = 1) -> 'list[Later]':\n    return n\n").violations.empty());
}

TEST(Bases, OfPythonAloneNeedNoConstructor) {
  std::string program = kMuJoCoSteps +
                        "from mujoco import minimize\nclass Soft(minimize.Norm):\n    def __init__(self): self.d = 1\n"
                        "    def value(self, r): return r\n    def grad_hess(self, r, p): return r, p\n"
                        "minimize.least_squares(d.qpos, lambda x: x, norm=Soft())\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", program, false);
}

/// A callback of PyChrono whose body is `lines`; what it gives goes back to C++ in the step.
Report with_callback(const std::string& base, const std::string& method, const std::string& body,
                     const std::string& rest) {
  std::string program = "import pychrono as chrono\ns = chrono.ChSystemNSC()\nclass F(chrono." + base + "):\n    def " +
                        method + ":\n        " + body + "\nf = F()\n" + rest + "s.DoStepDynamics(0.01)\n";
  return check(*api_index::load_index("pychrono-10.0.0").value(), program);
}

const std::string kSpring = "t = chrono.ChLinkTSDA()\nt.RegisterForceFunctor(f)\ns.Add(t)\n",
                  kMotor = "t = chrono.ChLinkMotorRotationSpeed()\nt.SetSpeedFunction(f)\ns.Add(t)\n";

TEST(Callbacks, HaveToGiveWhatTheSimulatorWants) {
  const std::string force = "evaluate(self, time, rest, length, vel, link)";
  EXPECT_EQ(with_callback("ForceFunctor", force, "return -1.0", kSpring).fatal_count(), 0);
  EXPECT_EQ(with_callback("ForceFunctor", force, "return length * 2", kSpring).fatal_count(), 0);
  EXPECT_EQ(with_callback("ForceFunctor", force, "pass", kSpring).crash_line(), 10);
  EXPECT_EQ(with_callback("ForceFunctor", force, "return 'strong'", kSpring).crash_line(), 10);
  EXPECT_EQ(with_callback("ChFunction", "GetVal(self, x)", "return x", kMotor).fatal_count(), 0);
  EXPECT_EQ(with_callback("ChFunction", "GetVal(self, x)", "print(x)", kMotor).crash_line(), 10);
}

TEST(Callbacks, MayGiveNothingWhereNothingIsWanted) {
  Report r = with_callback("ForceFunctor", "evaluate(self, time, rest, length, vel, link)",
                           "if length > 1: return 1.0\n        return 0.0", kSpring);
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", "", false);
}

}  // namespace
}  // namespace simbench::conformance
