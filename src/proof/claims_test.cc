#include "proof/claims.h"

#include <gtest/gtest.h>

namespace simbench::proof {
namespace {

/// A system whose first turn asks for one thing and has one mutant, and what was seen of that mutant.
struct OneMutant {
  OneMutant() {
    system.name = "ball";
    system.turns[0].requirements.push_back({.id = "height", .kind = "coordinate"});
    mutant = {.script = {"/s/systems/ball/turn1/mutants.patch", "pass\n", "01-low", 3}, .breaks = {"height"}};
  }
  std::map<std::string, std::string> falsifiers_if(Verdict verdict, std::optional<bool> met) const {
    ScriptRecord record{.verdict = verdict, .requirements = {{.id = "height", .met = met}}};
    suite::Suite suite;
    suite.folder = "/s";
    return falsifiers(suite, {{&system, 1, "mutant", &mutant.script, &mutant}},
                      {{mutant.script.address().string(), record}});
  }
  suite::System system;
  suite::Mutant mutant;
};

TEST(Falsifiers, AreMutantsThatComeToTheirEndAndMissTheRequirement) {
  OneMutant one;
  EXPECT_EQ(one.falsifiers_if(Verdict::physical, false).at("ball/1 height"), "systems/ball/turn1/mutants.patch/01-low");
  EXPECT_EQ(one.falsifiers_if(Verdict::finishes, false).size(), 1u) << "unstable, but it ran";
  EXPECT_TRUE(one.falsifiers_if(Verdict::steps, false).empty()) << "a crash misses everything and shows nothing";
  EXPECT_TRUE(one.falsifiers_if(Verdict::syntax, false).empty());
  EXPECT_TRUE(one.falsifiers_if(Verdict::physical, std::nullopt).empty()) << "undecided";
}

/// What is told of turn 3's given code beside this reference of turn 2.
std::vector<Finding> givens(const std::string& reference, const std::string& given,
                            std::vector<std::string> faults = {}) {
  suite::System system;
  for (size_t i = 0; i < 3; ++i) system.turns[i].number = static_cast<int>(i) + 1;
  system.turns[1].reference.code = reference;
  suite::Turn& third = system.turns[2];
  third.given = suite::Script{"turn3/given.py", given};
  third.faults = std::move(faults);
  return check_givens({{&system, 3, "given", &*third.given}});
}

TEST(Givens, OfTurn3AreTheReferenceOfTurn2ButForTiesAndPlantedFaults) {
  const std::string reference = "import mujoco\nGAP_M = 0.2  #: gap\nrun()\n";
  EXPECT_TRUE(givens(reference, reference).empty());
  EXPECT_TRUE(givens(reference, "import mujoco\nGAP_M = 0.2\nrun()\n").empty()) << "not stated by turn 3: not tied";
  EXPECT_TRUE(givens(reference, "import mujoco\nGAP_M = 0.3\nrun()\n", {"the gap is too wide"}).empty());
  auto findings = givens(reference, "import mujoco\nGAP_M = 0.3  #: gap\nrun()\n");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].where, "turn3/given.py");
  EXPECT_NE(findings[0].message.find("'GAP_M = 0.3' stands where that has 'GAP_M = 0.2'"), std::string::npos)
      << findings[0].message;
  EXPECT_EQ(givens(reference, "import mujoco\nGAP_M = 0.2\n").size(), 1u) << "a line is missing";
}

TEST(Equivalents, ThatAreTheReferenceWithOtherCommentsProveNothing) {
  suite::System system;
  for (size_t i = 0; i < 3; ++i) system.turns[i].number = static_cast<int>(i) + 1;
  system.turns[0].reference.code = "import mujoco\nGAP_M = 0.2  #: gap\nrun()\n";
  suite::Script same{"turn1/equivalents/same.py", "# another\nimport mujoco\n\nGAP_M = 0.2\nrun( )  # now\n"},
      other{"turn1/equivalents/other.py", "from mujoco import *\nrun()\n"};
  EXPECT_TRUE(check_equivalents({{&system, 1, "equivalent", &other}}).empty());
  auto findings = check_equivalents({{&system, 1, "equivalent", &same}});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].where, "turn1/equivalents/same.py");
  EXPECT_NE(findings[0].message.find("write a right solution another way"), std::string::npos) << findings[0].message;
}

TEST(Claims, AMutantThatOnlyTheComparisonCatchesIsNotSaidToBreakNothing) {
  suite::Mutant mutant;
  mutant.script = {"/s/systems/ball/turn1/mutants.patch", "pass\n", "01-low", 3};
  mutant.breaks = {"height"};
  suite::System system;
  SuiteScript script{&system, 1, "mutant", &mutant.script, &mutant};
  ScriptRecord record;
  record.verdict = Verdict::physical;
  record.reason = "differs_from_reference: agreement 0.4";
  record.requirements = {{.id = "height", .met = true}};
  auto finding = broken_claim(script, record);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->message,
            "mutant 01-low must break height but doesn't; it breaks no requirement, and only the comparison with the "
            "reference catches it (differs_from_reference: agreement 0.4)");
}

TEST(Claims, ARequirementThatAsksForNothingIsToldWithItsLineWhatWasFoundAndWhatToDo) {
  suite::System system;
  system.name = "ball";
  for (size_t i = 0; i < 3; ++i) system.turns[i].number = static_cast<int>(i) + 1;
  suite::Turn& turn = system.turns[0];
  turn.requirements.push_back({.id = "one-ball", .kind = "body_count", .parameters = {{"equals", 1}}});
  turn.requirements[0].where = "/s/systems/ball/turn1/requirements.toml:7";
  suite::Script script{"turn1/reference.py", "pass\n"};
  std::vector<Finding> findings = check_claims({}, {{&system, 1, "reference", &script}}, {});
  ASSERT_EQ(findings.size(), 2u) << "and that nothing has been run";
  EXPECT_EQ(findings[0].where, "/s/systems/ball/turn1/requirements.toml:7");
  for (const char* part :
       {"one-ball of ball/1 holds for a lone falling body (", "would meet it. Ask for", "Null worlds"})
    EXPECT_NE(findings[0].message.find(part), std::string::npos) << part << ": " << findings[0].message;
}

}  // namespace
}  // namespace simbench::proof
