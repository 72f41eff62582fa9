// MJCF in a script's texts: elements, attributes, keywords and numbers as the compiler takes them.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

struct Xml {
  const char* name;
  const char* inside;     ///< of <mujoco><worldbody><body>
  const char* kind = "";  ///< of the violation; "": none
  const char* label = "";
};

void PrintTo(const Xml& x, std::ostream* out) {
  *out << x.name;
}

class MjcfValues : public testing::TestWithParam<Xml> {};

TEST_P(MjcfValues, AreThoseThatTheCompilerReads) {
  std::string program = "import mujoco\nm = mujoco.MjModel.from_xml_string(\"\"\"<mujoco><worldbody><body>" +
                        std::string(GetParam().inside) + "</body></worldbody></mujoco>\"\"\")\n" +
                        "mujoco.mj_step(m, mujoco.MjData(m))\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  ASSERT_EQ(r.violations.size(), *GetParam().kind ? 1u : 0u) << to_human_text(r, "x", program, false);
  if (r.violations.empty()) return;
  EXPECT_EQ(r.violations[0].kind, GetParam().kind);
  EXPECT_EQ(r.violations[0].name, GetParam().label);
  EXPECT_TRUE(r.violations[0].fatal);
}

const Xml kXml[] = {
    {"AKeyword", "<joint type='hinge'/><geom size='.1'/>"},
    {"NoSuchKeyword", "<joint type='fixed'/><geom size='.1'/>", "mjcf_value", "joint@type"},
    {"KeywordsMindTheirCase", "<geom type='Box' size='1 1 1'/>", "mjcf_value", "geom@type"},
    {"AnEmptyKeyword", "<joint type=''/><geom size='.1'/>", "mjcf_value", "joint@type"},
    {"Numbers", "<geom size='1 2 3' pos='0 0 1e-3' rgba='1 0 0 .5'/>"},
    {"FewerNumbersWhereFewerDo", "<geom size='1'/>"},
    {"TooManyNumbers", "<geom size='1 1 1 1'/>", "mjcf_value", "geom@size"},
    {"TooFewNumbers", "<geom pos='1 2' size='1'/>", "mjcf_value", "geom@pos"},
    {"NumbersWithCommas", "<geom pos='1,2,3' size='1'/>", "mjcf_value", "geom@pos"},
    {"NumbersWithAUnit", "<geom mass='1kg' size='1'/>", "mjcf_value", "geom@mass"},
    {"AFractionForAnInteger", "<geom contype='1.5' size='1'/>", "mjcf_value", "geom@contype"},
    {"NewLinesBetweenNumbers", "<geom size='1\n 2\t3'/>"},
    {"NamesAreFree", "<geom name='1 2 x' size='1'/>"},
    {"AFieldOfATemplate", "<geom size='{size}' type='%s'/>"},
    {"NoSuchAttribute", "<geom sise='1'/>", "mjcf_attribute", "geom@sise"},
    {"NoSuchElement", "<geometry/>", "mjcf_element", "geometry"},
};

INSTANTIATE_TEST_SUITE_P(Body, MjcfValues, testing::ValuesIn(kXml), [](const auto& c) { return c.param.name; });

TEST(Mjcf, EscapesOfTheTextAreReadFirst) {
  std::string program =
      "import mujoco\nm = mujoco.MjModel.from_xml_string(\"<mujoco model=\\\"a\\\"/>\")\n"
      "mujoco.mj_step(m, mujoco.MjData(m))\n";
  EXPECT_TRUE(check(*api_index::load_index("mujoco-4.0.0").value(), program).runs);
}

class Typed : public testing::TestWithParam<ScriptCase> {};

TEST_P(Typed, ResultsHaveTheAttributesOfTheirClass) {
  std::string program = kMuJoCoSteps + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << program << to_human_text(r, "x", program, false);
}

const ScriptCase kTyped[] = {
    {"Enumerator", "mujoco.mjtObj.mjOBJ_BODY\nmujoco.mj_name2id(m, mujoco.mjtObj.mjOBJ_BODY, 'a')\n"},
    {"NoSuchEnumerator", "mujoco.mjtObj.mjOBJ_LINK\n", 1},
    {"ValueOfAnEnumerator", "mujoco.mjtObj.mjOBJ_BODY.value + 1\nint(mujoco.mjtObj.mjOBJ_BODY)\n"},
    {"AnEnumeratorCounts", "range(mujoco.mjtObj.mjOBJ_BODY)\n[1, 2][mujoco.mjtObj.mjOBJ_BODY]\n"},
    {"AnIntegerForAnEnumerator", "spec = mujoco.MjSpec()\nspec.worldbody.add_geom(type=2, size=[1, 1, 1])\n"},
    {"View", "d.body('a').xpos\nm.geom('g').size[0]\nd.joint('j').qpos[0] = 1\n"},
    {"NoSuchAttributeOfAView", "d.body('a').xposition\n", 1},
    {"ViewByNumber", "m.body(0).masss\n", 1},
    {"Contact", "d.contact[0].dist\nd.contact.geom1\nlen(d.contact)\n"},
    {"NoSuchAttributeOfAContact", "for c in d.contact:\n    c.distance\n", 2},
    {"Statistics", "m.stat.extents\n", 1},
    {"Visual", "m.vis.global_.fovyy\n", 1},
    {"Compiled", "spec = mujoco.MjSpec()\nspec.compile().nbodyy\n", 2},
    {"NoneForAModel", "mujoco.mj_step(None, d)\n", 1},
    {"NoneWhereItMayBe",
     "o, c, s = mujoco.MjvOption(), mujoco.MjvCamera(), mujoco.MjvScene(m, maxgeom=9)\n"
     "mujoco.mjv_updateScene(m, d, o, None, c, 1, s)\n"},
    {"AConstructorWithoutAModel", "mujoco.MjData()\n", 1},
    {"AClassThatNobodyConstructs", "mujoco.MjModel('x')\n", 1},
    {"AResultOfAFunction", "def make(): return mujoco.MjData(m)\nmake().qpoz\n", 2},
};

INSTANTIATE_TEST_SUITE_P(MuJoCo, Typed, testing::ValuesIn(kTyped), [](const auto& c) { return c.param.name; });

}  // namespace
}  // namespace simbench::conformance
