// The pairs that the MuJoCo probe lists are the contacts that MuJoCo makes of the same model, when everything overlaps.
#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "sandbox/mujoco_fixture.h"

namespace simbench::sandbox {
namespace {

struct Case {
  const char *says, *model;
};

constexpr const char* kTwo = R"(<body name="a"><freejoint/><geom name="a" size=".2" friction=".4"/></body>
  <body name="b"><freejoint/><geom name="b" type="box" size=".2 .2 .2" friction=".7"/></body>)";

/// Bodies all about one place; two in place of `%`.
const Case kCases[] = {
    {"the larger friction", "<worldbody>%</worldbody>"},
    {"a pair takes the place of what the two geoms would do",
     "<worldbody>%</worldbody><contact><pair geom1='b' geom2='a' friction='.1 .1'/></contact>"},
    {"a pair says nothing of the other geoms of the same bodies",
     "<worldbody>%<body><freejoint/><geom name='c' size='.2' friction='.2'/><geom type='box' size='.1 .1 .1' "
     "friction='.9'/></body></worldbody><contact><pair geom1='a' geom2='c' friction='.05 .05'/></contact>"},
    {"a pair without a friction has that of its geoms",
     "<worldbody>%</worldbody><contact><pair geom1='a' geom2='b'/></contact>"},
    {"a pair with one friction has another one across it",
     "<worldbody>%</worldbody><contact><pair geom1='a' geom2='b' friction='.3'/></contact>"},
    {"a pair without friction", "<worldbody>%</worldbody><contact><pair geom1='a' geom2='b' condim='1'/></contact>"},
    {"two pairs of the same geoms both act",
     "<worldbody>%</worldbody><contact><pair geom1='a' geom2='b' friction='.1 .1'/><pair geom1='b' geom2='a' "
     "friction='.2 .2'/></contact>"},
    {"a pair escapes exclusion",
     "<worldbody>%</worldbody><contact><exclude body1='a' body2='b'/><pair geom1='a' geom2='b' friction='.1 .1'/>"
     "</contact>"},
    {"an exclusion", "<worldbody>%</worldbody><contact><exclude body1='b' body2='a'/></contact>"},
    {"a pair escapes masks, parents and children",
     "<default><geom contype='0' conaffinity='0'/></default><worldbody><body><joint/><geom name='a' size='.2'/><body>"
     "<joint axis='0 1 0'/><geom name='b' size='.2'/></body></body></worldbody><contact><pair geom1='a' geom2='b' "
     "friction='.1 .1'/></contact>"},
    {"a pair within one rigid body does nothing",
     "<worldbody><body><freejoint/><geom name='a' size='.2'/><body><geom name='b' size='.2'/></body></body></worldbody>"
     "<contact><pair geom1='a' geom2='b'/></contact>"},
    {"a pair of what stands still does nothing",
     "<worldbody>%<geom name='c' size='.2' contype='0' conaffinity='0'/><body><geom name='d' size='.2' contype='0' "
     "conaffinity='0'/></body><body mocap='true'><geom name='e' size='.2' contype='0' conaffinity='0'/></body>"
     "</worldbody><contact><pair geom1='c' geom2='d'/><pair geom1='c' geom2='e'/></contact>"},
    {"an override's friction, of pairs too",
     "<option o_friction='.33 .44'><flag override='enable'/></option><worldbody>%<geom name='c' type='plane' "
     "size='1 1 1'/></worldbody><contact><pair geom1='a' geom2='b' friction='.1 .1'/></contact>"},
    {"priority and condim",
     "<worldbody>%<geom type='plane' size='1 1 1' priority='1' friction='.2'/><body><freejoint/><geom size='.2' "
     "condim='1' priority='2' friction='.9'/></body><body><freejoint/><geom size='.2' condim='1'/></body></worldbody>"},
    {"masks that meet one way",
     "<worldbody>%<body><freejoint/><geom size='.2' contype='2' conaffinity='0'/></body><body><freejoint/><geom "
     "size='.2' contype='0' conaffinity='2'/></body></worldbody>"},
    {"parent and child, grandchild, and what is bolted to them",
     "<worldbody><body name='p'><joint/><geom size='.2'/><body name='bolted'><geom type='capsule' size='.1 .1'/><body "
     "name='c'><joint axis='0 1 0'/><geom type='box' size='.2 .2 .2'/><body name='g'><joint axis='0 0 1'/><geom "
     "type='cylinder' size='.2 .2'/></body></body></body></body></worldbody>"},
    {"parents and children too, by a flag",
     "<option><flag filterparent='disable'/></option><worldbody><body name='p'><joint/><geom size='.2'/><body name='c'>"
     "<joint axis='0 1 0'/><geom type='box' size='.2 .2 .2'/></body></body></worldbody>"},
    {"the world and its children, what is welded to it, and what a script moves",
     "<worldbody><geom type='plane' size='1 1 1' friction='.1'/><geom type='sphere' size='.2' friction='.2'/><body>"
     "<geom type='box' size='.2 .2 .2' friction='.3'/></body><body mocap='true'><geom type='plane' size='1 1 1' "
     "friction='.5'/><geom type='capsule' size='.2 .2' friction='.6'/><body><joint/><geom type='ellipsoid' "
     "size='.2 .1 .2' friction='.7'/></body></body><body><joint/><geom type='cylinder' size='.2 .2' friction='.4'/>"
     "</body></worldbody>"},
    {"grounds don't meet",
     "<asset><hfield name='h' nrow='3' ncol='3' size='1 1 .1 .1' elevation='0 0 0 0 1 0 0 0 0'/></asset><worldbody>"
     "<geom type='plane' size='1 1 1'/><body mocap='true'><geom type='hfield' hfield='h'/></body>%</worldbody>"},
    {"no contacts by a flag", "<option><flag contact='disable'/></option><worldbody>%</worldbody>"},
    {"no constraints by a flag", "<option><flag constraint='disable'/></option><worldbody>%</worldbody>"},
    {"soft sheets: priority, condim, each other, what carries a corner",
     "<worldbody><geom type='plane' size='1 1 1' friction='.2' priority='1'/><geom size='.2' friction='.9'/><body "
     "name='hand'><freejoint/><geom size='.2' friction='.5' condim='1' priority='2'/></body><flexcomp name='s' "
     "type='grid' count='4 4 1' spacing='.1 .1 .1' mass='1' dim='2' radius='.02'><contact "
     "selfcollide='none'/></flexcomp><flexcomp name='t' type='grid' count='3 3 1' spacing='.13 .13 .1' mass='1' "
     "dim='2' "
     "radius='.02' rgba='1 0 0 1'><contact selfcollide='none' friction='.3' condim='1'/></flexcomp>"
     "</worldbody>"},
    {"a stiff sheet and what carries it",
     "<worldbody><geom size='.2' friction='.9'/><body name='carrier'><freejoint/><geom size='.1' "
     "friction='.5'/><flexcomp name='s' "
     "type='grid' count='3 3 1' spacing='.1 .1 .1' mass='1' dim='2' radius='.02' rigid='true'><contact "
     "selfcollide='none'/></flexcomp></body><flexcomp name='t' type='grid' count='3 3 1' "
     "spacing='.13 .13 .1' mass='1' dim='2' radius='.02' rigid='true'><contact selfcollide='none'/>"
     "</flexcomp></worldbody>"},
};

/// Prints each contact whose force can act; of a plane's and a height field's what lies below counts, too.
constexpr const char* kPrintContacts = R"(
mujoco.mj_step(m, d)
import json
KINDS = ['plane', 'hfield', 'sphere', 'capsule', 'ellipsoid', 'cylinder', 'box', 'mesh']
def part(g, f):
    return [f'mesh{f}', 'flex'] if g < 0 else [int(m.geom_bodyid[g]), KINDS[m.geom_type[g]]]
for c in d.contact:
    itself = max(c.geom) < 0 and c.flex[0] == c.flex[1]
    if (c.efc_address >= 0 or c.exclude == 4) and not itself:
        for mu in c.friction[:2]:
            print(json.dumps([part(c.geom[i], c.flex[i]) for i in (0, 1)] + [0 if c.dim == 1 else float(mu)]))
)";

class ContactPairs : public MujocoProbe {
 protected:
  using Pairs = std::set<std::string>;

  static std::string told(Json a, Json b, double friction) {
    if (b < a) std::swap(a, b);
    return fmt::format("{} {} {:.4f}", to_text(a), to_text(b), friction);
  }

  /// What the census lists, and what the script printed, of this model.
  std::pair<Pairs, Pairs> pairs_of(const std::string& model) {
    std::string xml = model;
    if (size_t at = xml.find('%'); at != std::string::npos) xml.replace(at, 1, kTwo);
    trace::Trace t = run_model("<mujoco><default><geom mass='1'/></default>" + xml + "</mujoco>", kPrintContacts);
    Pairs listed, made;
    const Json census = t.first_census();
    for (const Json& pair : get(census, "contact_pairs"))
      listed.insert(
          told({pair["bodies"][0], pair["shapes"][0]}, {pair["bodies"][1], pair["shapes"][1]}, pair["friction"]));
    for (std::string_view line : split_lines(last_.stdout_tail))
      if (auto contact = parse_json(line, "contact")) made.insert(told((*contact)[0], (*contact)[1], (*contact)[2]));
    return {listed, made};
  }
};

TEST_F(ContactPairs, AreTheContactsThatMujocoMakes) {
  for (const Case& one : kCases)
    for (const char* hook : {"native", "python"}) {
      if (std::string_view(hook) == "python") ::setenv("SIMBENCH_PROBE_HOOK", hook, 1);
      auto [listed, made] = pairs_of(one.model);
      ::unsetenv("SIMBENCH_PROBE_HOOK");
      EXPECT_EQ(listed, made) << one.says << ", " << hook;
    }
}

TEST_F(ContactPairs, APairThatTheModelNamesIsListedOnceWithItsOwnFriction) {
  trace::Trace t = run_model(
      "<mujoco><worldbody><geom name='floor' type='plane' size='5 5 .1' friction='1'/><body name='box' pos='0 0 .1'>"
      "<freejoint/><geom name='box' type='box' size='.1 .1 .1' friction='.8'/></body></worldbody><contact><pair "
      "geom1='floor' geom2='box' friction='.25 .25'/></contact></mujoco>");
  const Json pairs = t.first_census()["contact_pairs"];
  ASSERT_EQ(pairs.size(), 1u) << pairs;
  EXPECT_EQ(pairs[0]["friction"], 0.25);
}

}  // namespace
}  // namespace simbench::sandbox
