// --fail-if-worse and compare as a build server sees them: by exit code.
#include <gtest/gtest.h>

#include "base/json.h"
#include "run_simbench.h"
#include "store/store.h"

namespace simbench {
namespace {

using tests::simbench;

class Gate : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  /// A cell of `model` in run `name`; pending without a judgement.
  void add(const std::string& name, const std::string& model, const std::optional<Judgement>& judgement) {
    auto store = store::Store::open(path(name)).value();
    ASSERT_TRUE(store->set_manifest({{"suite", {{"name", "small"}}}}));
    for (int turn = 1; turn <= 3; ++turn) {
      CellKey key{"suite", "s", turn, Arm::given, model, 0};
      ASSERT_TRUE(store->plan({{.key = key, .category = Category::mbs}}));
      if (judgement) {
        ASSERT_TRUE(store->save_outcome(key, Outcome{}, *judgement));
      }
    }
  }
  ProcessResult gate(const std::string& base) {
    return simbench({"compare", path("now"), "--fail-if-worse", path(base), "--bootstrap", "50"});
  }

  Judgement passed_{Verdict::faithful, CellClass::pass, "", {}, nullptr};
  Judgement broken_{Verdict::builds, CellClass::infra_fail, "disk_full", {}, nullptr};
  TemporaryFolder folder_;
};

TEST_F(Gate, NothingMeasuredIsNoPass) {
  add("now", "m", std::nullopt);
  add("base", "m", passed_);
  ProcessResult pending = gate("base");
  EXPECT_EQ(pending.exit_code, 1) << pending.err;
  EXPECT_NE(pending.err.find("not compared: pass@1 of m in the base: no task has a number in both: 3 cells of it (3 "
                             "pending) here"),
            std::string::npos)
      << pending.err;
  ProcessResult plain = simbench({"compare", path("now"), path("base")});
  EXPECT_EQ(plain.exit_code, 1) << plain.err;
  EXPECT_NE(plain.err.find("not compared: m of the second run"), std::string::npos) << plain.err;
  add("now", "m", passed_);
  EXPECT_EQ(gate("base").exit_code, 0);
  add("failed", "m", broken_);
  EXPECT_EQ(gate("failed").exit_code, 1) << "the base measured nothing";
  add("base", "gone", passed_);
  ProcessResult gone = gate("base");
  EXPECT_EQ(gone.exit_code, 1) << gone.err;
  EXPECT_NE(gone.err.find("gone in the base: the run has no cell of it"), std::string::npos) << gone.err;
  EXPECT_EQ(simbench({"compare", path("now"), "--fail-if-worse", path("base"), "--models", "m"}).exit_code, 0);
  EXPECT_EQ(simbench({"compare", path("now"), path("base")}).exit_code, 0) << "a table of those that are in both";
  ProcessResult other =
      simbench({"compare", path("now"), "--fail-if-worse", path("base"), "--measure", "compile_at_1"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find("looks at pass@1"), std::string::npos) << other.err;
}

TEST_F(Gate, ModelsOfOneRunThatHaveNothingInCommonAreNoComparison) {
  add("now", "m", passed_);
  add("now", "n", std::nullopt);
  ProcessResult r = simbench({"compare", path("now"), "--models", "m,n"});
  EXPECT_EQ(r.exit_code, 1) << r.err;
  EXPECT_NE(r.err.find("nothing was compared"), std::string::npos) << r.err;
}

}  // namespace
}  // namespace simbench
