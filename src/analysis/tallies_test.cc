// What is counted while cells are read doesn't depend on the order in which they come.
#include "analysis/tallies.h"

#include <gtest/gtest.h>

namespace simbench::analysis {
namespace {

/// Counts one answer more; its texts need live no longer.
void count(Tallies& tallies, uint32_t place, bool met, const std::string& reason, const Json& task) {
  CellKey key{"suite", "pendulum", 1, Arm::given, "m", static_cast<int>(place)};
  store::CellDigest digest;
  digest.judgement = store::JudgementDigest{met ? Verdict::faithful : Verdict::physical,
                                            met ? CellClass::pass : CellClass::model_fail,
                                            met ? "" : "requirements: 1 of 2",
                                            {{"mass", met, reason}, {"load", met, reason}}};
  tallies.add(digest, {key, place, 0, true}, task);
}

TEST(Tallies, ShowTheFirstCellsWhicheverOrderTheyComeIn) {
  Json task{
      {"requirements", {{{"id", "mass"}, {"says", "a bob of 2 kg"}}, {{"id", "load"}, {"says", "a bob of 2 kg"}}}}};
  for (std::vector<uint32_t> order :
       {std::vector<uint32_t>{0, 1, 2, 3, 4, 5}, {5, 3, 1, 0, 2, 4}, {2, 5, 4, 3, 1, 0}}) {
    Tallies tallies;
    for (uint32_t place : order) count(tallies, place, place == 2, "why " + std::to_string(place), task);
    const Sentence& sentence = tallies.sentences.at({"pendulum", 1}).at("mass");
    EXPECT_EQ(sentence.asked, 6u);
    EXPECT_EQ(sentence.missed, 5u) << "two requirements of one sentence miss once";
    EXPECT_EQ(sentence.requirements, (std::set<std::string, std::less<>>{"load", "mass"}));
    std::vector<std::string> reasons;
    for (const auto& [place, reason] : sentence.examples) reasons.push_back(reason);
    EXPECT_EQ(reasons, (std::vector<std::string>{"why 0", "why 1", "why 3"}));
    const Failures& failures = tallies.failures.at({0, Arm::given});
    EXPECT_EQ(failures.failed, 5u);
    const Tally& tally = failures.unmet.at({"pendulum", 1}).at("load");
    EXPECT_EQ(tally.of, 6u);
    EXPECT_EQ(tally.examples, (std::vector<uint32_t>{0, 1, 3}));
    EXPECT_EQ(failures.ends.at({"physical", "requirements"}).count, 5u);
  }
}

TEST(Tallies, ASentenceHasTheWordsOfTheFirstCellThatIsAskedIt) {
  Json one{{"requirements", {{{"id", "mass"}, {"says", "a bob of 2 kg"}}}}};
  Json other{{"requirements", {{{"id", "mass"}, {"says", "a bob of 3 kg"}}}}};
  for (bool backwards : {false, true}) {
    Tallies tallies;
    if (backwards) count(tallies, 1, false, "", other);
    count(tallies, 0, false, "", one);
    if (!backwards) count(tallies, 1, false, "", other);
    EXPECT_EQ(tallies.sentences.at({"pendulum", 1}).at("mass").says, "a bob of 2 kg");
  }
}

}  // namespace
}  // namespace simbench::analysis
