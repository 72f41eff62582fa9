// What the page can show of a cell: every try and message, and what its program is a change of.
#include "report/explorer.h"

#include <gtest/gtest.h>

#include "report/test_html.h"

namespace simbench::report {
namespace {

class Explorer : public ::testing::Test {
 protected:
  Explorer() : store_(std::move(store::Store::open(folder_.path() / "run").value())) {}

  CellKey add(Arm arm, int turn, const std::string& code, Json messages) {
    CellKey key{"suite", "gear", turn, arm, "m", 0};
    EXPECT_TRUE(store_->plan({{.key = key}}));
    EXPECT_TRUE(store_->save_request(key, {{"messages", std::move(messages)}}));
    EXPECT_TRUE(store_->save_program(key, {code, "fenced", {}}));
    return key;
  }

  /// The detail of the cell with this key; texts are numbers of blobs, equal for equal texts.
  Json detail_of(const CellKey& key) {
    Input input;
    input.cells = store_->cells().value();
    Blobs blobs;
    Json index = explorer_index(input, *store_, {}, blobs);
    for (size_t i = 0; i < input.cells.size(); ++i)
      if (input.cells[i].key == key) return parse_json(texts(blobs).at(index["cells"][i]["d"]), "detail").value();
    return nullptr;
  }
  static std::vector<std::string> texts(const Blobs& blobs) {
    std::vector<std::string> all;
    std::string lines = blobs.lines();
    for (std::string_view line : split(lines, '\n')) all.push_back(inflated(line));
    return all;
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(Explorer, ADialogueIsShownWholeAndItsProgramBesideTheModelsOwnEarlierOne) {
  add(Arm::dialogue, 1, "first = 1\n", Json::array({Json{{"role", "user"}, {"content", "turn 1"}}}));
  CellKey second = add(
      Arm::dialogue, 2, "second = 2\n",
      Json::array({Json{{"role", "user"}, {"content", "turn 1"}}, Json{{"role", "assistant"}, {"content", "first = 1"}},
                   Json{{"role", "user"}, {"content", "turn 2"}}}));
  Json detail = detail_of(second);
  ASSERT_EQ(detail["conversation"].size(), 3u);
  EXPECT_EQ(detail["conversation"][1]["role"], "assistant");
  EXPECT_EQ(detail["base"]["name"], "Its own turn 1");
}

TEST_F(Explorer, ARepairShowsItsFirstTryWithTheError) {
  CellKey key = add(Arm::repair, 2, "right = 1\n", Json::array({Json{{"role", "user"}, {"content", "It failed"}}}));
  store::StepRow first;
  first.number = 1;
  first.request = {{"messages", Json::array({Json{{"role", "user"}, {"content", "Do it"}}})}};
  first.completion = Completion{.text = "wrong = 1"};
  first.program = Program{"wrong = 1\n", "fenced", {}};
  first.outcome = Outcome{};
  first.outcome->error = ScriptError{"ValueError", "no mass"};
  first.judgement = Judgement{Verdict::builds, CellClass::model_fail, "error: ValueError"};
  ASSERT_TRUE(store_->save_step(key, first));
  Json detail = detail_of(key);
  ASSERT_EQ(detail["tries"].size(), 1u);
  EXPECT_EQ(detail["tries"][0]["error"], "ValueError: no mass");
  EXPECT_EQ(detail["tries"][0]["verdict"], "builds");
  EXPECT_EQ(detail["base"]["name"], "Try 1");
  EXPECT_EQ(detail["base"]["program"], detail["tries"][0]["program"]);
}

TEST_F(Explorer, WhereTheCodeIsGivenThereIsNoOtherBase) {
  EXPECT_EQ(detail_of(add(Arm::given, 2, "x = 1\n", Json::array()))["base"], nullptr);
  EXPECT_EQ(detail_of(add(Arm::dialogue, 1, "x = 1\n", Json::array()))["base"], nullptr);
}

}  // namespace
}  // namespace simbench::report
