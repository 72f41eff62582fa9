#include "pysrc/syntax_fault.h"

#include <gtest/gtest.h>

namespace simbench::pysrc {
namespace {

struct Case {
  const char* code;
  uint32_t line;  ///< where CPython 3.11 says it; 0 = it takes the code
};

TEST(Faults312, NameTheGrammarThatIsGoneBy) {
  for (const char* code :
       {"type X = int\n", "type X[T] = list[T]\n", "def f[T](x: T): pass\n", "class A[T]:\n  x: T\n"}) {
    auto fault = find_syntax_fault(std::string("x = 1\n") + code);
    ASSERT_TRUE(fault) << code;
    EXPECT_EQ(fault->line, 2u) << code;
    EXPECT_NE(fault->message.find("by the grammar of Python 3.11"), std::string::npos) << fault->message;
  }
  for (const char* code : {"type x\n", "x = def[1]\n", "types X = 1\n"})
    EXPECT_EQ(find_syntax_fault(code).value().message.find("3.11"), std::string::npos) << code;
  EXPECT_FALSE(find_syntax_fault("type = 1\ntype[0] = 2\ntype(x)\n"));
}

class Faults : public testing::TestWithParam<Case> {};

TEST_P(Faults, StandWhereCPythonSaysSo) {
  auto fault = find_syntax_fault(GetParam().code);
  EXPECT_EQ(fault ? fault->line : 0, GetParam().line) << GetParam().code << (fault ? fault->message : "");
}

INSTANTIATE_TEST_SUITE_P(Lexical, Faults,
                         testing::Values(Case{"x = 'a\ny = 1\n", 1}, Case{"x = 1\ny = '''a\nb\n", 2},
                                         Case{"x = (1,\ny = 2\n", 1}, Case{"x = 1)\n", 1}, Case{"x = (1]\n", 1},
                                         Case{"x = 08\n", 1}, Case{"x = 1abc\n", 1}, Case{"x = 1if y else 2\n", 0},
                                         Case{"x = 0x_f + 1_0.5e-3j\n", 0}, Case{"if x:\n\ty\n        z\n", 3},
                                         Case{"if x:\n    y\n  z\n", 3}, Case{"x = \\ 1\n", 1},
                                         Case{"x = 1 + \\\n  2\n", 0}, Case{"x = “a”\n", 1}, Case{"é = 'ü'\n", 0},
                                         Case{"x = 1\n# caf\xE9\n", 2}, Case{"x = 1\r\ny = 2\r\n", 0},
                                         Case{"print(\"C:\\Users\\me\")\n", 1}, Case{"x = r'C:\\Users'\n", 0},
                                         Case{"x y\nz = 'a\n", 2}, Case{"x y\n  z\n z\n", 1}));

INSTANTIATE_TEST_SUITE_P(
    Statements, Faults,
    testing::Values(
        Case{"def f(:\n  pass\n", 1}, Case{"def f():\nx = 1\n", 2}, Case{"while True:\n", 1}, Case{"print 'x'\n", 1},
        Case{"for i in range(3)\n  pass\n", 1}, Case{"x = 1\n  y = 2\n", 2}, Case{"try:\n  x\ny\n", 3},
        Case{"f() = 3\n", 1}, Case{"1 += x\n", 1}, Case{"x: int = 3\ndel x[0], (y)\n", 0}, Case{"a = b, *c = d\n", 0},
        Case{"match = 1\nmatch(x)\nmatch x:\n  case [1, *_] if y: pass\n  case A(b=1) | None:\n    pass\n", 0},
        Case{"with (open(a) as f, b as g):\n  pass\n", 0}, Case{"with a as b, c as d: pass\n", 0},
        Case{"from . import x\nfrom .a.b import (c as d, e,)\nimport a.b as c, d\n", 0},
        Case{"async def f():\n  async for x in y: await z\n", 0}, Case{"@a.b(1)\nclass C(A, metaclass=B): x: int\n", 0},
        Case{"def f(a, /, b=1, *c: int, d, **e) -> None: yield\n", 0}, Case{"def f(a=1, b): pass\n", 1},
        Case{"if x: y; z\nelif (w := 1): pass\nelse: raise A from b\n", 0}, Case{"```python\nx = 1\n```\n", 1},
        Case{"The script:\nx = 1\n", 1}));

INSTANTIATE_TEST_SUITE_P(
    Expressions, Faults,
    testing::Values(Case{"f(a=1, 2)\n", 1}, Case{"f(1,\n  2\n  3)\n", 2}, Case{"f(**a, *b, c=1)\n", 1},
                    Case{"f(*a, b, c=1, **d)\n", 0}, Case{"x = {1: 2,\n 3}\n", 2},
                    Case{"x = {**a, 'b': 1}, {1, *c}\n", 0}, Case{"x = [i for i in y if i for j in i]\n", 0},
                    Case{"x = a if b\n", 1}, Case{"x = lambda a, *b, c=1: a\n", 0}, Case{"x = a[1:2, ::3, ...]\n", 0},
                    Case{"x = a[]\n", 1}, Case{"x = not a == b is not c not in d\n", 0}, Case{"x = a == not b\n", 1},
                    Case{"x = -a ** -b @ c\n", 0}, Case{"f(a.b=1)\n", 1}, Case{"x = f'{a:.{b}f} {{c}} {d!r}'\n", 0},
                    Case{"x = f'{a'\n", 1}, Case{"x = f'{a b}'\n", 1}, Case{"x = f'}'\n", 1},
                    Case{"x = f'{a[\"b\"]}' 'c'\n", 0}, Case{"x = f'{}'\n", 1}, Case{"x = f'{a=}'\n", 0}));

TEST(Faults, OfHugeOrHostileTextAreFoundInTime) {
  EXPECT_TRUE(find_syntax_fault(std::string(200000, '(')));
  EXPECT_TRUE(find_syntax_fault(std::string(5000000, '\0')));
  EXPECT_TRUE(find_syntax_fault("x = " + std::string(100000, '[') + std::string(100000, ']') + "\n"));
  std::string nested, lambdas = "x = ", words = "f(";
  for (size_t i = 0; i < 3000; ++i) nested += std::string(i, ' ') + "if x:\n";
  for (int i = 0; i < 100000; ++i) lambdas += "lambda: ", words += "a ";
  EXPECT_TRUE(find_syntax_fault(nested));
  EXPECT_TRUE(find_syntax_fault(lambdas + "1\n"));
  EXPECT_TRUE(find_syntax_fault(words + ")\n"));
}

}  // namespace
}  // namespace simbench::pysrc
