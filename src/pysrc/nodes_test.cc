#include "pysrc/nodes.h"

#include <gtest/gtest.h>

#include "base/base.h"
#include "pysrc/s_expression.h"

namespace simbench::pysrc {
namespace {

std::string tree_sitters_own(TSNode node) {
  std::unique_ptr<char, void (*)(void*)> text(ts_node_string(node), std::free);
  return text.get();
}

TEST(Nodes, StandInPreOrderWithTheirLinks) {
  Tree tree("x = f(1)\ny = 2\n");
  Nodes nodes(tree);
  ASSERT_EQ(nodes[0].child_count, 2u);
  auto statements = nodes.children(0);
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(nodes.text(statements[1]), "y = 2");
  NodeIndex assignment = nodes.first_child(statements[0]);
  EXPECT_EQ(kind_name(nodes[assignment].symbol), "assignment");
  EXPECT_EQ(nodes.text(nodes.child_by_field(assignment, field_id("right"))), "f(1)");
  EXPECT_EQ(nodes.text(nodes.last_child(assignment)), "f(1)");
  EXPECT_EQ(nodes.child_by_field(assignment, field_id("body")), kNoNode);
}

TEST(SExpression, EqualsTreeSittersOnWholeAndBrokenCode) {
  for (const char* code : {"",
                           "x = 1\n",
                           "def f(a, *b, c=1, **d) -> int:\n  return a if b else c\n",
                           "a not in b\n",
                           "a is not b\n",
                           "for i, j in x: pass\nelse: print(i)\n",
                           "print 'a'\n",
                           "x = (1,\n",
                           "def f(:\n  y\n",
                           "class A(B, metaclass=C): pass\n",
                           "if a:\n",
                           "a ? b\n",
                           "\xF0\x9F\x98\x80 = 1\n",
                           "f'{a!r:>{w}}'\n",
                           "x: int = 3\n",
                           "a not b\n",
                           "with open(x) as f, g: pass\n",
                           "match x:\n  case [a, *b] if c: pass\n",
                           "@d\nasync def f(): await g()\n",
                           "lambda x, /, y: x\n",
                           "\x01\x02",
                           "((((((\n",
                           "}\n",
                           "x: y\n9 z: a * 2\n",
                           "x = y 9\nz: a 5 = 3\nb = 1 c: d\n"}) {
    Tree tree(code);
    Nodes nodes(tree);
    EXPECT_EQ(s_expression(nodes, 0), tree_sitters_own(tree.root())) << code;
  }
}

TEST(SExpression, OfInnerNodesEqualsTreeSitters) {
  Tree tree("if a not in b and c is not d:\n  x.y[1:2] = {k: v for k, v in z if k}\nelse:\n  raise E from e\n");
  Nodes nodes(tree);
  TSTreeCursor cursor = ts_tree_cursor_new(tree.root());
  for (NodeIndex i = 0; i < nodes.size(); ++i) {
    ts_tree_cursor_goto_descendant(&cursor, i);
    if (nodes[i].child_count == 0) continue;
    EXPECT_EQ(s_expression(nodes, i), tree_sitters_own(ts_tree_cursor_current_node(&cursor))) << i;
  }
  ts_tree_cursor_delete(&cursor);
}

TEST(Nodes, DeepNestingNeedsNoStack) {
  std::string text = "x = " + std::string(200000, '[') + std::string(200000, ']') + "\n";
  Tree tree(text);
  Nodes nodes(tree);
  EXPECT_GT(nodes.size(), 200000u);
  EXPECT_GT(s_expression(nodes, 0).size(), 200000u);
}

}  // namespace
}  // namespace simbench::pysrc
