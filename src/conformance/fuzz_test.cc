#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::conformance {

int fuzz(const uint8_t* data, size_t size);  // conformance_fuzz.cc

namespace {

/// Pieces of scripts, of Python, and of neither.
constexpr std::string_view kPieces[] = {
    "import pychrono as chrono\n",
    "import mujoco\n",
    "from pychrono import *\n",
    "sys = chrono.ChSystemNSC()\n",
    "sys.Add(",
    "b = chrono.ChBody()\n",
    "b.SetPos(chrono.ChVector3d(0, 1, 2))\n",
    "class F(chrono.ChFunction):\n",
    "  def GetVal(self, x):\n",
    "    return x\n",
    "def f(a, *b, c=1, **d):\n",
    "  f(1)\n",
    "f(f)\n",
    "m = mujoco.MjModel.from_xml_string('''<mujoco><worldbody><geom/></worldbody></mujoco>''')\n",
    "while True:\n",
    "  sys.DoStepDynamics(0.01)\n",
    "try:\n",
    "except:\n",
    "  pass\n",
    "x = [y for y in ",
    "lambda: ",
    "'",
    "\"\"\"",
    "\\\n",
    "\n",
    "    ",
    "\t",
    "if x:",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    "=",
    ".",
    ",",
    "#",
    "é",
    "\xFF",
    "f'{b:.2f}'",
    "global x\n",
    "del b\n",
    "yield",
    "return",
    "0",
    "1e999",
    "-",
    "**",
    "@",
    "->",
    "match x:\n case 1:\n",
    "super().__init__()\n",
    "self.x = self\n",
    "\r",
    "\f",
    "<mujoco",
    "None",
    "b.b.b"};

std::string random_text(uint64_t seed) {
  Rng rng(seed);
  std::string text = rng.below(2) == 0 ? "import pychrono as chrono\n" : "";
  for (uint64_t k = rng.below(60); k > 0; --k) {
    if (rng.below(12) == 0)
      text += static_cast<char>(rng.below(256));
    else
      text += kPieces[rng.below(std::size(kPieces))];
  }
  return text;
}

TEST(ConformanceFuzz, SeededBytesAndPiecesBreakNothing) {
  for (uint64_t seed = 0; seed < 600; ++seed) {
    std::string text = random_text(seed);
    fuzz(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }
}

}  // namespace
}  // namespace simbench::conformance
