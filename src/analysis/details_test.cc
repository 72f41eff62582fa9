#include "analysis/details.h"

#include <gtest/gtest.h>

namespace simbench::analysis {
namespace {

TEST(Violations, AreVisitedInTheOrderOfCellsAndTheFirstListOfACellCounts) {
  Violations violations(4);
  std::vector<store::ViolationDigest> invented{{"invented", "a.b", "", true}};
  std::vector<store::ViolationDigest> drift{{"drift", "a.c", "a.d", false}, {"invented", "a.b", "", true}};
  violations.add(3, drift);
  violations.add(1, invented);
  violations.add(1, drift);  // the same program's list, carried by another score
  violations.add(0, {});
  violations.sort();
  std::vector<std::pair<uint32_t, std::string>> seen;
  violations.for_each(
      [&](uint32_t cell, const Violation& v) { seen.emplace_back(cell, v.cls + (v.fatal ? "!" : "")); });
  EXPECT_EQ(seen, (std::vector<std::pair<uint32_t, std::string>>{{1, "invented!"}, {3, "drift"}, {3, "invented!"}}));
  EXPECT_TRUE(violations.checked(0)) << "checked, and nothing found";
  EXPECT_FALSE(violations.checked(2));
}

TEST(Deductions, AreSummedByCategoryAndAScoreThatDoesNotStandOnlyTellsItsCategories) {
  Deductions deductions;
  std::vector<store::DeductionDigest> list{{"Quality", 2}, {"Quality", 3}, {std::nullopt, 1}};
  deductions.add(7, "judge_doc", true, list);
  deductions.add(2, "judge_doc", false, {{"Correctness", 9}});
  std::vector<std::tuple<uint32_t, std::string, double>> seen;
  deductions.for_each([&](uint32_t cell, const std::string& id, std::map<std::string, double>& points) {
    seen.emplace_back(cell, id, points["Quality"]);
  });
  EXPECT_EQ(seen, (std::vector<std::tuple<uint32_t, std::string, double>>{{7, "judge_doc", 5}}));
  EXPECT_EQ(deductions.categories().at("judge_doc"), (std::set<std::string>{"Correctness", "Quality"}));
}

}  // namespace
}  // namespace simbench::analysis
