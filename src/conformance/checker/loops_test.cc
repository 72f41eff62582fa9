// Loops: what one turn leaves behind for the next, and loops that are walked turn by turn.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Turns : public testing::TestWithParam<ScriptCase> {};

TEST_P(Turns, SeeWhatAnotherTurnLeftBehind) {
  std::string program = kMuJoCoReady + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << program << to_human_text(r, "x", program, false);
  EXPECT_TRUE(r.steps) << "in no turn";
}

/// Each of them steps in a later turn than the first.
const ScriptCase kTurns[] = {
    {"AFlagOfTheLoop",
     "first = True\nfor i in range(3):\n    if first:\n        first = False\n    else:\n"
     "        mujoco.mj_step(m, d)\n"},
    {"AFlagOfAnObject",
     "class S:\n    def __init__(self):\n        self.ready = False\n    def tick(self):\n        if not self.ready:\n"
     "            self.ready = True\n            return\n        mujoco.mj_step(m, d)\ns = S()\n"
     "for i in range(3):\n    s.tick()\n"},
    {"AFlagOfTheModule",
     "ready = False\ndef tick():\n    global ready\n    if not ready:\n        ready = True\n        return\n"
     "    mujoco.mj_step(m, d)\nwhile d.time < 1:\n    tick()\n"},
    {"AFlagInADict",
     "state = {'ready': False}\nfor i in range(3):\n    if state['ready']:\n        mujoco.mj_step(m, d)\n"
     "    state['ready'] = True\n"},
    {"AFlagInADictOfTheModule",
     "state = {'ready': False}\ndef tick():\n    if state['ready']:\n        mujoco.mj_step(m, d)\n"
     "    state['ready'] = True\nfor i in range(3):\n    tick()\n"},
    {"WhatWasNone",
     "last = None\nfor i in range(3):\n    if last is not None:\n        mujoco.mj_step(m, d)\n        print(i - "
     "last)\n"
     "    last = i\n"},
    {"WhatWasNoneInADict",
     "s = {'last': None}\nwhile d.time < 1:\n    if s['last'] is not None:\n        mujoco.mj_step(m, d)\n"
     "        print(d.time - s['last'])\n    s['last'] = d.time\n"},
    {"WhatWasNoneInAnObject",
     "class S:\n    def __init__(self): self.data = None\n    def tick(self):\n        if self.data is None:\n"
     "            self.data = mujoco.MjData(m)\n        else:\n            mujoco.mj_step(m, self.data)\n"
     "s = S()\nfor i in range(3):\n    s.tick()\n"},
    {"ACounterOfAnObject",
     "class S:\n    def __init__(self): self.n = 0\n    def tick(self):\n        self.n += 1\n        if self.n > 2:\n"
     "            mujoco.mj_step(m, d)\ns = S()\nwhile True:\n    s.tick()\n"},
    {"AMode",
     "mode = 'wait'\nwhile d.time < 1:\n    if mode == 'run':\n        mujoco.mj_step(m, d)\n"
     "    elif mode == 'wait':\n        mode = 'run'\n"},
    {"AFaultInALaterTurn",
     "first = True\nfor i in range(3):\n    if not first:\n        mujoco.mj_step(m, d)\n        d.qpoz\n"
     "    first = False\n",
     5},
    {"ObjectsInTurn",
     "class A:\n    def go(self): pass\nclass B:\n    def go(self): mujoco.mj_step(m, d)\nfor o in [A(), B()]:\n"
     "    o.go()\n"},
    {"ObjectsInADict",
     "class A:\n    def go(self): pass\nclass B:\n    def go(self): mujoco.mj_step(m, d)\n"
     "for k, o in {'a': A(), 'b': B()}.items():\n    o.go()\n"},
    {"ObjectsThatWereAppended",
     "class A:\n    def __init__(self, k): self.k = k\n    def go(self): mujoco.mj_step(m, d)\nxs = "
     "[]\nxs.append(A(1))\n"
     "xs.append(A(2))\nfor o in xs:\n    o.go()\n"},
    {"WhatATurnSetUpInAnObject",
     "class A:\n    def __init__(self): self.data = None\n    def setup(self): self.data = mujoco.MjData(m)\n"
     "xs = [A(), A()]\nfor o in xs:\n    o.setup()\nfor o in xs:\n    mujoco.mj_step(m, o.data)\n"},
    {"ACallOfItself",
     "def run(n):\n    if n == 0:\n        mujoco.mj_step(m, d)\n        return\n    run(n - 1)\nrun(3)\n"},
    {"AFaultAtTheEndOfARecursion",
     "def run(n):\n    if n == 0:\n        mujoco.mj_step(m, d)\n        d.qpoz\n        return\n    run(n - "
     "1)\nrun(3)\n",
     4},
};

/// Of a loop's name that held None before the first turn, and of the places of rows.
TEST(LaterTurns, KnowWhatStandsInPlaceOfNoneAndInRows) {
  const std::pair<const char*, int> kLines[] = {
      {"def next_of(old):\n    new = mujoco.MjData(m)\n    if old is not None:\n        new.qpos[:] = old.qops\n"
       "    return new\nlast = None\nfor i in range(3):\n    last = next_of(last)\n",
       4},
      {"last = None\nwhile d.time < 1:\n    if last is not None:\n        print(last.tiem)\n    last = d\n", 4},
      {"def next_of(old):\n    if old is not None:\n        print(old.qops)\n    return mujoco.MjData(m)\n"
       "last = None\nwhile d.time < 1:\n    if d.time > 0.5:\n        last = next_of(last)\n    mujoco.mj_step(m, d)\n",
       3},
      {"last = None\nwhile d.time < 1:\n    if last is None:\n        last = d\n    print(last.x)\n    last = m\n", 0},
      {"last = None\nwhile d.time < 1:\n    if last is not None:\n        print(last.time)\n    last = d\n", 0},
      {"for name, one in (('a', d), ('b', mujoco.MjData(m))):\n    print(name, one.qops)\n", 2},
      {"for name, one in [['a', d], ['b', mujoco.MjData(m)]]:\n    print(name, one.qops)\n", 2},
      {"print([one.qops for name, one in (('a', d), ('b', mujoco.MjData(m)))])\n", 1},
      {"for i, (name, one) in enumerate((('a', d), ('b', mujoco.MjData(m)))):\n    print(one.qops)\n", 2},
      {"for name, one in (('a', d), ('b', m)):\n    print(one.qops)\n", 0},
      {"for name, f in (('a', mujoco.mj_step), ('b', mujoco.mj_forward)):\n    f(m)\n", 2},
  };
  for (const auto& [lines, crash] : kLines) {
    std::string program = kMuJoCoReady + lines;
    Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
    EXPECT_EQ(crash_of(r), crash) << program << to_human_text(r, "x", program, false);
  }
}

INSTANTIATE_TEST_SUITE_P(MuJoCo, Turns, testing::ValuesIn(kTurns), [](const auto& c) { return c.param.name; });

}  // namespace
}  // namespace simbench::conformance
