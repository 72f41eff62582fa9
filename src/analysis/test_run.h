#pragma once
// For the tests of this room: a run that a test fills cell by cell.
#include <gtest/gtest.h>

#include "analysis/analysis.h"

namespace simbench::analysis {

class Bare {
 public:
  Bare() : store_(std::move(store::Store::open(folder_.path()).value())) {}
  store::Store& store() { return *store_; }

  CellKey add(const std::string& model, const std::string& system, int turn, std::optional<Judgement> judgement,
              Arm arm = Arm::given) {
    CellKey key{"suite", system, turn, arm, model, 0};
    EXPECT_TRUE(store_->plan({{.key = key, .category = Category::mbs}}));
    if (judgement) {
      EXPECT_TRUE(store_->save_outcome(key, Outcome{}, *judgement));
    }
    return key;
  }
  void score(const CellKey& key, const std::string& id, std::optional<double> value, const std::string& version = "1",
             const Json& detail = Json::object()) {
    EXPECT_TRUE(store_->save_scores({{SubjectKind::cell, key.id(), id, version, value, value ? "" : "none", detail}}));
  }
  Json analyze(const std::string& reading = "as_published") {
    return analysis::analyze(*store_, {.bootstrap = 50, .reading = reading}).value();
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
};

inline Judgement passed() {
  return {Verdict::faithful, CellClass::pass, "", {}, nullptr};
}
inline Judgement failed() {
  return {Verdict::steps, CellClass::model_fail, "error: E", {}, nullptr};
}

}  // namespace simbench::analysis
