// The table of kinds against its documentation, and complaints at loading.
#include "verdict/documented_examples.h"
#include "verdict/roles.h"
#include "verdict/words.h"

namespace simbench::verdict::testing {
namespace {

TEST(Registry, EveryKindIsDocumentedWithAllItsKeys) {
  std::string text = requirements_page();
  for (const Kind& kind : registry()) {
    size_t at = text.find(fmt::format("\n| `{}` |", kind.name));
    ASSERT_NE(at, std::string::npos) << "no row for " << kind.name << " in docs/format/requirements.md";
    std::string row = text.substr(at + 1, text.find('\n', at + 1) - at);
    std::vector<std::string> needed;
    for (const Key& key : kind.keys) needed.emplace_back(key.name);
    if (kind.groups & kBound) needed.emplace_back(kind.value);
    if (kind.groups & kTime) needed.emplace_back("time");
    if (kind.groups & kStatistic) needed.emplace_back("statistic");
    for (const std::string& word : needed) EXPECT_NE(row.find(word), std::string::npos) << kind.name << ": " << word;
  }
}

TEST(Registry, EveryKindHasAnExampleThatLoads) {
  DocumentedExamples all = documented_examples();
  std::set<std::string> shown;
  for (const suite::Requirement& example : all.checks) {
    EXPECT_EQ(join(check_kind(example, all.roles), "\n"), "") << example.kind;
    shown.insert(example.kind);
  }
  for (const std::string& name : kinds()) EXPECT_TRUE(shown.contains(name)) << "no example of " << name;
}

std::string complaint(const std::string& check_text, const std::string& roles = "bob = { body = \"moving\" }") {
  suite::Turn turn = turn_from("[roles]\n" + roles + "\n[[requirement]]\ncheck = { " + check_text + " }\n");
  return join(check_kind(turn.requirements.at(0), turn.roles), "\n");
}

TEST(CheckKind, NamesTheWrongWordAndTheNearest) {
  EXPECT_EQ(complaint("kind = \"mass\", of = \"bob\", kg = 2"), "");
  EXPECT_NE(complaint("kind = \"gravty\", m_s2 = 1").find("'gravity'"), std::string::npos);
  EXPECT_NE(complaint("kind = \"inertia\", of = \"bob\", kg_m = [1, 1, 1]").find("'kg_m2'"), std::string::npos);
  EXPECT_NE(complaint("kind = \"mass\", of = \"bop\", kg = 2").find("'bob'"), std::string::npos);
  EXPECT_NE(complaint("kind = \"speed\", of = \"bob\", max = 1, statistic = \"maen\"").find("'mean'"),
            std::string::npos);
}

TEST(CheckKind, NoWordThatNoCensusSaysGetsIn) {
  const std::string joint = "bob = { body = \"moving\" }\npivot = { joint = \"any\", between = [\"bob\", \"world\"] }";
  EXPECT_EQ(complaint("kind = \"joint_type\", of = \"pivot\", type = [\"revolute\", \"motor_*\"]", joint), "");
  EXPECT_NE(complaint("kind = \"joint_type\", of = \"pivot\", type = [\"revolute\", \"prismtic\"]", joint)
                .find("there is no type 'prismtic'; did you mean 'prismatic'?"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"joint_count\", type = \"hinge\", equals = 1").find("there is no type 'hinge'"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"shape\", of = \"bob\", type = \"shere\"").find("'sphere'"), std::string::npos);
  EXPECT_NE(complaint("kind = \"visual\", request = \"shape\", shape = \"bocks\"").find("known: sphere, box"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"body_count\", shape = \"ball\", equals = 1").find("'ball'"), std::string::npos);
  EXPECT_NE(complaint("kind = \"gravity\", m_s2 = 1", "bob = { body = \"moving\", shape = \"cilinder\" }")
                .find("role 'bob': there is no shape 'cilinder'; did you mean 'cylinder'?"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"gravity\", m_s2 = 1",
                      "bob = { body = \"moving\" }\np = { joint = \"slide\", between = "
                      "[\"bob\", \"world\"] }")
                .find("role 'p': there is no joint 'slide'"),
            std::string::npos);
}

TEST(CheckKind, TheNeutralWordsAreThoseOfTheTracesPage) {
  std::string page = read_file(source_folder() / "docs/format/trace.md").value();
  auto listed = [&](std::string_view before, std::string_view after) {
    size_t begin = page.find(before) + before.size();
    std::set<std::string> words;
    std::string text = page.substr(begin, page.find(after, begin) - begin);
    for (char& c : text) c = c == '|' || c == '\n' ? ' ' : c;
    for (std::string_view word : split(text, ' '))
      if (!word.empty()) words.insert(std::string(word));
    return words;
  };
  auto set_of = [](const std::vector<std::string>& words) { return std::set<std::string>(words.begin(), words.end()); };
  EXPECT_EQ(listed("`shapes [{type: ", ", size_m"), set_of(shape_types()));
  EXPECT_EQ(listed("- neutral joint types: `", "`"), set_of(joint_types()));
  EXPECT_EQ(listed("elements [{type, count}]` with neutral types `", "`"), set_of(element_types()));
}

TEST(CheckKind, SaysWhatIsMissingOrOfTheWrongType) {
  EXPECT_NE(complaint("kind = \"mass\", kg = 2").find("'of' is missing"), std::string::npos);
  EXPECT_NE(complaint("kind = \"mass\", of = \"bob\"").find("one of kg, min, max is needed"), std::string::npos);
  EXPECT_NE(complaint("kind = \"mass\", of = \"bob\", kg = \"two\"").find("must be a number"), std::string::npos);
  EXPECT_NE(complaint("kind = \"gravity\", vector_m_s2 = [0, 1]").find("three numbers"), std::string::npos);
  EXPECT_NE(complaint("kind = \"joint_type\", of = \"bob\", type = \"fixed\"").find("can't be a body"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"code\", pattern = \"(\"").find("regular expression"), std::string::npos);
  EXPECT_NE(complaint("kind = \"speed\", of = \"bob\", max = 1, at_s = 1, from_s = 2").find("exclude"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"mass\", of = \"bob\", min = 3, max = 2").find("larger"), std::string::npos);
}

TEST(CheckKind, TellsAllAtOnceAndOneFaultOnce) {
  EXPECT_EQ(complaint("kind = \"mass\", off = \"bob\", kgs = 2, rel = \"x\""),
            "kind 'mass': there is no key 'kgs'; did you mean 'kg'? (docs/format/requirements.md)\n"
            "kind 'mass': there is no key 'off'; did you mean 'of'? (docs/format/requirements.md)\n"
            "kind 'mass': 'rel' must be a number (docs/format/requirements.md)")
      << "no echo: neither 'of' nor a bound is missing";
  EXPECT_EQ(complaint("kind = \"speed\", of = \"bob\", min = 2, max = 1, from_s = 2, until_s = 1"),
            "kind 'speed': 'min' is larger than 'max' (docs/format/requirements.md)\n"
            "kind 'speed': 'from_s' is later than 'until_s' (docs/format/requirements.md)");
  EXPECT_EQ(complaint("kind = \"mas\", of = \"bob\"", "bob = { body = \"mowing\", shap = \"box\" }\nrod = 3"),
            "role 'bob': a body has no key 'shap'; did you mean 'shape'?\n"
            "role 'bob': a body is \"moving\", \"fixed\" or \"any\"\n"
            "role 'rod': must be a table\n"
            "there is no kind 'mas'; did you mean 'mass'?");
}

TEST(CheckKind, NoBoundThatHoldsForEverythingGetsIn) {
  const std::string joint = "bob = { body = \"moving\" }\npivot = { joint = \"any\", between = [\"bob\", \"world\"] }";
  EXPECT_NE(complaint("kind = \"mass\", of = \"bob\", kg = nan").find("must be a number"), std::string::npos);
  EXPECT_NE(complaint("kind = \"mass\", of = \"bob\", max = inf").find("must be a number"), std::string::npos);
  EXPECT_NE(complaint("kind = \"speed\", of = \"bob\", axis = [0, 0, 0], max = 1").find("a direction"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"initial_velocity\", of = \"bob\", max = 1").find("needs an 'axis'"), std::string::npos);
  EXPECT_NE(complaint("kind = \"initial_velocity\", of = \"bob\", vel_m_s = [1, 0, 0], max = 1").find("exclude"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"reaction\", of = \"pivot\", torque = true, N = 5", joint).find("go together"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"reaction\", of = \"pivot\", N_m = 5", joint).find("go together"), std::string::npos);
  EXPECT_EQ(complaint("kind = \"reaction\", of = \"pivot\", torque = true, max = 5", joint), "");
  EXPECT_NE(complaint("kind = \"at_rest\", of = \"bob\", max = 1, from_s = 2, until_s = 1").find("later"),
            std::string::npos);
  EXPECT_NE(complaint("kind = \"region\", lo_m = [0, 0, 1], hi_m = [1, 1, 0]").find("below"), std::string::npos);
  EXPECT_NE(complaint("kind = \"gravity\", vector_m_s2 = [0, 0, -1.62], m_s2 = 9.81").find("exclude"),
            std::string::npos);
}

TEST(CheckKind, ARoleIsNeverFoundByTheValueUnderTest) {
  std::string pivot = "bob = { body = \"moving\" }\npivot = { joint = \"spherical\", between = [\"bob\", \"world\"] }";
  EXPECT_NE(complaint("kind = \"joint_type\", of = \"pivot\", type = [\"revolute\", \"spherical\"]", pivot)
                .find("can't be wrong"),
            std::string::npos);
  EXPECT_EQ(complaint("kind = \"joint_type\", of = \"pivot\", type = \"revolute\"", pivot), "") << "it may be narrower";
  EXPECT_NE(complaint("kind = \"fixed\", of = \"floor\"", "floor = { body = \"fixed\" }").find("can't be wrong"),
            std::string::npos);
  EXPECT_EQ(complaint("kind = \"fixed\", of = \"floor\"", "floor = { body = \"any\", shape = \"box\" }"), "");
  std::string ball = "ball = { body = \"moving\", shape = \"sphere\" }";
  EXPECT_NE(complaint("kind = \"shape\", of = \"ball\", type = \"sphere\"", ball).find("can't be wrong"),
            std::string::npos);
  EXPECT_EQ(complaint("kind = \"shape\", of = \"ball\", type = \"sphere\", size_m = [0.1]", ball), "");
}

TEST(CheckKind, RolesAreCheckedToo) {
  std::string mass = "kind = \"mass\", of = \"bob\", kg = 2";
  EXPECT_NE(complaint(mass, "bob = { body = \"movin\" }").find("moving"), std::string::npos);
  EXPECT_NE(complaint(mass, "bob = { body = \"moving\", jointed = \"x\" }").find("jointed_to"), std::string::npos);
  EXPECT_NE(complaint(mass, "bob = { body = \"moving\", jointed_to = \"x\" }").find("isn't there"), std::string::npos);
  EXPECT_NE(complaint(mass, "bob = { thing = \"moving\" }").find("must say body"), std::string::npos);
  EXPECT_NE(complaint(mass, "bob = { body = \"moving\" }\nworld = { body = \"fixed\" }").find("always there"),
            std::string::npos);
}

}  // namespace
}  // namespace simbench::verdict::testing
