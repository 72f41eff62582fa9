#include "grader/intrusions.h"

#include <gtest/gtest.h>

#include "suite/suite.h"

namespace simbench::grader {
namespace {

using Found = std::vector<std::string>;

TEST(Intrusions, AreNamedWithTheirLinesEachOnce) {
  EXPECT_EQ(intrusions("import ctypes as c\nimport os as o\n\nc.CDLL(None)\no.write(4, b'')\no.write(4, b'')\n"),
            (Found{"ctypes (line 1)", "os.write (line 5)"}));
  EXPECT_EQ(intrusions("from os import write as w\nw(4, b'')\n"), (Found{"os.write (line 1)"}));
  EXPECT_EQ(intrusions("import sys\nsys._getframe(1).f_back.f_globals\n").size(), 3u);
}

TEST(Intrusions, OfEachKindAreSeen) {
  for (const char* program : {"import gc\n",
                              "from gc import get_objects\n",
                              "import numpy as np\nnp.lib.stride_tricks.as_strided(1)\n",
                              "import numpy.ctypeslib\n",
                              "open('/proc/self/maps')\n",
                              "open(f'/proc/{1}/fd')\n",
                              "open(4, 'wb')\n",
                              "open(sys.stderr.fileno(), 'wb')\n",
                              "f.__globals__\n",
                              "import sys\nsys.modules\n",
                              "from sys import modules\n",
                              "__import__('x')\n",
                              "eval('1')\n",
                              "getattr(o, 'a' + 'b')\n",
                              "getattr(o, '__globals__')\n",
                              "import importlib\nimportlib.import_module(x)\n",
                              "from importlib.machinery import SourceFileLoader\n",
                              "import importlib.util as u\nu.find_spec('cty' + 'pes')\n",
                              "import importlib.util as u\nu.find_spec('ctypes')\n",
                              "import importlib.util\nimportlib.util.spec_from_file_location('m', path)\n",
                              "open('m.py', 'w').write(x)\nimport m\n",
                              "compile('1', '', 'eval')\n",
                              "class A: __array_interface__ = {}\n",
                              "from os import *\n",
                              "x.tb_frame\n"})
    EXPECT_FALSE(intrusions(program).empty()) << program;
}

TEST(Intrusions, WhatHonestProgramsDoIsNone) {
  for (const char* program :
       {"import numpy as np, mujoco, os, sys, time\nos.makedirs('x')\nsys.stdout.write('x')\n", "open('x.csv', 'w')\n",
        "print('ctypes and gc')\n", "add_geom(name='gc')\n", "open(os.path.join(out, 'x.csv'), 'w')\n",
        "# import ctypes\n", "getattr(m, 'opt')\n", "import re\nre.compile('x')\n", "def write(x): pass\nwrite(1)\n",
        "f.write('x')\n", "import importlib.util\nimportlib.util.find_spec('pychrono.postprocess')\n",
        "load(path('escapement.py'))\n", "d.eval = 1\n"})
    EXPECT_EQ(intrusions(program), std::string_view(program).starts_with("d.eval") ? Found{"eval (line 1)"} : Found{})
        << program;
}

TEST(IntrusionsSlow, NoScriptOfTheSuitesHasAny) {
  size_t looked_at = 0;
  auto look = [&](const suite::Script& script) {
    ++looked_at;
    EXPECT_EQ(intrusions(script.code), Found()) << script.address();
  };
  for (const char* name : {"mujoco", "chrono"}) {
    suite::Suite suite = suite::load(suite::locate(name).value()).value();
    for (const suite::System& system : suite.systems) {
      for (const suite::Turn& turn : system.turns) {
        look(turn.reference);
        if (turn.given) look(*turn.given);
        for (const suite::Script& equivalent : turn.equivalents) look(equivalent);
      }
      for (const suite::Mutant& mutant : system.mutants) look(mutant.script);
    }
  }
  EXPECT_GT(looked_at, 1000u);
}

TEST(Intrusions, ABrokenOrDeeplyNestedProgramIsReadAsFarAsItGoes) {
  EXPECT_EQ(intrusions("import gc\ndef broken(:\n"), Found{"gc (line 1)"});
  EXPECT_EQ(intrusions("import gc\nx = " + std::string(50'000, '(') + "1\n"), Found{"gc (line 1)"});
}

}  // namespace
}  // namespace simbench::grader
