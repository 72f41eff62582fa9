// Arrays of numpy: where they come from, what they have, and what takes them.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Arrays : public testing::TestWithParam<ScriptCase> {};

TEST_P(Arrays, AreWhatNumpyMakesThem) {
  std::string program = "import numpy as np\n" + kMuJoCoSteps + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.crash_line().value_or(5) - 5, GetParam().crash) << program << to_human_text(r, "x", program, false);
  if (r.fatal_count() > 0) {
    EXPECT_EQ(r.violations.at(0).kind, GetParam().kind);
  }
}

const ScriptCase kArrays[] = {
    {"MembersThatAreThere", "d.qpos.copy().reshape(1, -1).T.astype(float).tolist()\nd.qvel.shape[0] + d.qvel.size\n"},
    {"ThereIsNoLength", "d.qpos.length\n", 1, "attribute"},
    {"ThereIsNoNorm", "d.qpos.norm()\n", 1, "attribute"},
    {"ThereIsNoAppend", "xs = np.zeros(3)\nxs.append(1)\n", 2, "attribute"},
    {"ACopyIsOneToo", "d.qpos.copy().push(1)\n", 1, "attribute"},
    {"AttributesCantBeMade", "d.qpos.note = 1\n", 1, "attribute"},
    {"ItsShapeCanBeSet", "x = np.zeros(4)\nx.shape = (2, 2)\n"},
    {"NotCalled", "d.qpos()\n", 1, "not_callable"},
    {"ItsSizeIsNotCalled", "d.qpos.size()\n", 1, "not_callable"},
    {"NoTextsAsIndex", "d.qpos['x']\n", 1, "index"},
    {"Indexed", "d.qpos[0] + d.qpos[-1]\nd.qpos[:2] = 0\nd.xpos[1, 2] = 3\nd.qpos[d.qpos > 0]\n"},
    {"NotFormattedAsANumber", "print(f'{d.qpos:.2f}')\n", 1, "format"},
    {"AnElementIsFormatted", "print(f'{d.time:.2f} {d.qpos}')\n"},
    {"OneOfAListIsAnArray", "x = np.array([1, 2])\nx.size()\n", 2, "not_callable"},
    {"OneOfANumberMayBeFormatted", "x = np.array(3.0)\nprint(f'{x:.2f}')\n"},
    {"Computed",
     "x = np.zeros(3) + d.qpos * 2 - 1\nx = -x\nx @ x\nx += 1\nprint(x > 0, x == 1, len(x), abs(x), round(x, 2))\n"},
    {"WithALibrary", "np.linalg.norm(d.qpos) + np.sum(d.qvel)\nmax(d.qpos), min(d.qpos), sum(d.qpos), list(d.qpos)\n"},
    {"Looped", "for x in d.qpos:\n    print(x + 1)\nfor t in np.linspace(0, 1, 5):\n    print(t.real)\n"},
    {"Unpacked", "x, y, z = np.zeros(3)\na, *rest = d.qpos\n"},
    {"TakenByTheApi", "mujoco.mju_norm3(np.zeros(3))\nd.qpos = np.zeros(7)\nm.opt.gravity = np.array([0, 0, -1])\n"},
    {"NotTakenForAText", "mujoco.mj_name2id(m, mujoco.mjtObj.mjOBJ_BODY, np.zeros(1))\n", 1, "argument_type"},
    {"IsinstanceKnowsThem", "x = [1]\nif isinstance(x, np.ndarray):\n    x.shape\n"},
    {"NotIsinstanceKnowsThem", "x = d.qpos\nif not isinstance(x, np.ndarray):\n    x.append(1)\n"},
    {"HasattrFindsMore", "if hasattr(d.qpos, 'detach'):\n    d.qpos.detach()\n"},
    {"Vectorized", "def f(x): return d.qpoz\nnp.vectorize(f)(np.zeros(2))\n", 1, "attribute"},
    {"VectorizedOverElements", "def f(x): return x.anything\nnp.vectorize(f)(np.zeros(2))\n"},
    // names of the modules
    {"NoSuchFunction", "np.arrray([1])\n", 1, "module_attribute"},
    {"NoSuchFunctionBelow", "np.linalg.nrm(d.qpos)\n", 1, "module_attribute"},
    {"GoneFromNumpy", "np.float(3)\n", 1, "module_attribute"},
    {"GoneFromTheNewestOnly", "np.float_(3)\nnp.Inf\n"},
    {"NotThereToImport", "from numpy import arrray\n", 1, "module_attribute"},
    {"ThereToImport",
     "from numpy import array, pi\nfrom numpy.random import default_rng\nimport numpy.typing as npt\n"
     "x: npt.NDArray = array([pi])\n"},
    {"ADrawIsFree", "rng = np.random.default_rng(0)\nrng.normal(size=3).anything\n"},
};

INSTANTIATE_TEST_SUITE_P(MuJoCo, Arrays, testing::ValuesIn(kArrays), [](const auto& c) { return c.param.name; });

TEST(Arrays, AreNoVectorsOrNumbersToSwig) {
  std::string head = "import numpy as np\n" + kChronoSteps;
  IndexPointer index = api_index::load_index("pychrono-10.0.0").value();
  for (const char* call : {"b.SetPos(np.array([0, 1, 0]))\n", "b.SetMass(np.zeros(1))\n", "b.SetName(np.zeros(1))\n"})
    EXPECT_EQ(check(*index, head + call).crash_line(), 6) << call;
  EXPECT_TRUE(check(*index, head + "x = np.array([0, 1, 0])\nb.SetPos(chrono.ChVector3d(x[0], *x[1:]))\n").runs);
}

}  // namespace
}  // namespace simbench::conformance
