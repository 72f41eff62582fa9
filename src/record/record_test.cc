#include "record/record.h"

#include <gtest/gtest.h>

namespace simbench {
namespace {

TEST(Record, NamesRoundTrip) {
  for (int i = 0; i < 8; ++i) EXPECT_EQ(verdict_from(to_string(static_cast<Verdict>(i))), static_cast<Verdict>(i));
  for (Arm arm : all_arms()) EXPECT_EQ(arm_from(to_string(arm)), arm);
  EXPECT_EQ(category_from("FEA"), Category::fea);
  EXPECT_EQ(verdict_from("great"), std::nullopt);
}

TEST(Record, CellIdDependsOnEveryPart) {
  CellKey a{"s", "pendulum", 1, Arm::given, "control/echo", 0};
  std::set<std::string> ids{a.id()};
  CellKey b = a;
  b.turn = 2, ids.insert(b.id());
  b = a, b.arm = Arm::no_code, ids.insert(b.id());
  b = a, b.model = "x", ids.insert(b.id());
  b = a, b.epoch = 1, ids.insert(b.id());
  b = a, b.suite = "t", ids.insert(b.id());
  b = a, b.system = "gear", ids.insert(b.id());
  EXPECT_EQ(ids.size(), 7u);
}

TEST(Record, OutcomeSurvivesJson) {
  Outcome o;
  o.end = End::crashed;
  o.signal = 11;
  o.error = ScriptError{"SIGSEGV", "", 12};
  o.steps = 5;
  o.isolation.layers = {"bwrap"};
  EXPECT_EQ(to_text(Outcome::from_json(o.to_json()).to_json()), to_text(o.to_json()));
}

}  // namespace
}  // namespace simbench
