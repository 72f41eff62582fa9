// What `run` prints of a model, where some of its cells under arm repair have no second try.
#include <gtest/gtest.h>

#include "campaign/run.h"

namespace simbench::campaign {
namespace {

TEST(Standings, OfWinnersAloneTellNoRate) {
  TemporaryFolder folder;
  auto store = store::Store::open(folder.path()).value();
  auto planned = [&](const std::string& system, const std::string& model) {
    CellKey key{"suite", system, 1, Arm::repair, model, 0};
    EXPECT_TRUE(store->plan({{.key = key, .category = Category::mbs}}));
    return key;
  };
  Judgement passed{Verdict::faithful, CellClass::pass, "", {}, nullptr},
      failed{Verdict::steps, CellClass::model_fail, "error: E", {}, nullptr};
  for (const char* model : {"m", "n"}) ASSERT_TRUE(store->save_outcome(planned("a", model), Outcome{}, passed));
  CellKey waiting = planned("b", "m");
  ASSERT_TRUE(store->save_step(
      waiting, {.number = 1, .completion = Completion{.text = "x"}, .outcome = Outcome{}, .judgement = failed}));
  planned("b", "n");
  auto rows = standings(*store).value();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].untold,
            "1 of 2 cells failed at the first try and has no outcome of a second: the others were chosen by passing at "
            "once (1 of 1 pass)");
  EXPECT_EQ(rows[1].untold, "") << "not begun: left to chance";
  ASSERT_TRUE(store->save_outcome(waiting, Outcome{}, failed));
  EXPECT_EQ(standings(*store)->at(0).untold, "");
}

}  // namespace
}  // namespace simbench::campaign
