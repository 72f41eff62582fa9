// The paper's numbers out of the public data: runs only where SIMBENCH_UPSTREAM names a checkout.
#include <gtest/gtest.h>

#include <cstdlib>

#include "analysis/analysis.h"
#include "base/json.h"
#include "upstream/upstream.h"

namespace simbench {
namespace {

class PublicDataSlow : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* checkout = std::getenv("SIMBENCH_UPSTREAM");
    if (checkout == nullptr)
      GTEST_SKIP() << "set SIMBENCH_UPSTREAM to a checkout of the public SimBench data to run this";
    store_ = std::move(store::Store::open(folder_.path()).value());
    summary_ = upstream::import_checkout(checkout, *store_, {.threads = core_count()}).value();
  }
  Json analyze(const std::string& reading) {
    return analysis::analyze(*store_, {.bootstrap = 20, .reading = reading}).value();
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
  Json summary_;
};

double correlation(const Json& analysis, const std::string& score) {
  for (const Json& row : analysis["correlations"])
    if (row["score"] == score && row["target"] == "pass_at_1" && row["level"] == "model" &&
        row["statistic"] == "spearman")
      return row["value"];
  return -9;
}

TEST_F(PublicDataSlow, ListsWhatTheTextsDoNotSay) {
  EXPECT_EQ(summary_["cells"], 1938);
  EXPECT_EQ(summary_["judge_texts"], 6426);
  EXPECT_EQ(summary_["unparsable_judge_texts"].size(), 12u);
  EXPECT_EQ(summary_["judge_disagreements"].size(), 11u);
  EXPECT_EQ(summary_["excluded_when_cleaned"].size(), 57u + 18u);
}

TEST_F(PublicDataSlow, ReadAsPublishedItGivesThePapersFigures) {
  Json analysis = analyze("as_published");
  EXPECT_NEAR(correlation(analysis, "judge_ref_doc"), 0.695, 5e-4);
  EXPECT_NEAR(correlation(analysis, "judge_ref"), 0.572, 5e-4);
  EXPECT_NEAR(correlation(analysis, "judge_doc"), 0.262, 5e-4);
  EXPECT_NEAR(correlation(analysis, "codebleu"), 0.423, 5e-4);
  const Json &d12 = analysis["turn_deltas"]["d12"], &d23 = analysis["turn_deltas"]["d23"];
  EXPECT_EQ(d12["n"], 646);
  EXPECT_NEAR(d12["mean"].get<double>(), 28.95, 5e-3);
  EXPECT_NEAR(d12["sd"].get<double>(), 24.31, 5e-3);
  EXPECT_NEAR(d12["improved"].get<double>(), 0.862, 5e-4);
  EXPECT_NEAR(d23["mean"].get<double>(), -5.21, 5e-3);
  EXPECT_NEAR(d23["sd"].get<double>(), 27.08, 5e-3);
  EXPECT_NEAR(d23["declined"].get<double>(), 0.556, 5e-4);
}

TEST_F(PublicDataSlow, ReadAsPublishedItGivesTheCategoryRows) {
  struct Row {
    const char* category;
    double d12, d12_sd, improved, d23, d23_sd, declined;
  };
  const Row kRows[] = {{"MBS", 32.72, 21.90, 0.905, -7.88, 20.74, 0.642},
                       {"FEA", 36.88, 25.26, 0.874, -13.00, 26.91, 0.695},
                       {"VEH", 26.59, 25.25, 0.853, 3.11, 27.40, 0.417},
                       {"RBT", 31.23, 22.91, 0.904, -16.95, 25.71, 0.737},
                       {"SEN", 19.13, 20.37, 0.763, -3.62, 25.83, 0.487}};
  Json categories = analyze("as_published")["categories"];
  ASSERT_EQ(categories.size(), std::size(kRows));
  for (size_t i = 0; i < std::size(kRows); ++i) {
    const Json& row = categories[i];
    EXPECT_EQ(row["category"], kRows[i].category);
    EXPECT_NEAR(row["d12"]["mean"].get<double>(), kRows[i].d12, 6e-3);
    EXPECT_NEAR(row["d12"]["sd"].get<double>(), kRows[i].d12_sd, 6e-3);
    EXPECT_NEAR(row["d12"]["improved"].get<double>(), kRows[i].improved, 6e-4);
    EXPECT_NEAR(row["d23"]["mean"].get<double>(), kRows[i].d23, 6e-3);
    EXPECT_NEAR(row["d23"]["sd"].get<double>(), kRows[i].d23_sd, 6e-3);
    EXPECT_NEAR(row["d23"]["declined"].get<double>(), kRows[i].declined, 6e-4);
  }
}

TEST_F(PublicDataSlow, OurSimilarityEqualsTheTableWhereThatIsDeterministic) {
  for (const Json& row : summary_["similarity_check"]) {
    bool by_seed =
        row["score"] == "codebleu" || row["score"] == "dataflow_match";         // upstream's depends on the hash seed
    EXPECT_GE(row["equal"].get<int>(), by_seed ? 1726 : 1937) << row["score"];  // one shipped program is empty
  }
}

TEST_F(PublicDataSlow, ReadingsStandSideBySide) {
  std::map<std::string, double> lead;
  Json readings = analyze("as_published")["readings"];
  for (const Json& row : readings)
    if (row["score"] == "judge_ref_doc") lead[row["reading"]] = row["spearman"]["pass_at_1"]["value"];
  EXPECT_NEAR(lead["as_published"], 0.695, 5e-4);
  EXPECT_NEAR(lead["cleaned"], 0.730, 5e-4);
}

TEST_F(PublicDataSlow, CleanedItGivesTheOtherFigures) {
  Json analysis = analyze("cleaned");
  EXPECT_NEAR(correlation(analysis, "judge_ref_doc"), 0.730, 5e-4);
  EXPECT_NEAR(analysis["turn_deltas"]["d12"]["mean"].get<double>(), 29.64, 5e-3);
  EXPECT_NEAR(analysis["turn_deltas"]["d23"]["mean"].get<double>(), -5.50, 5e-3);
}

}  // namespace
}  // namespace simbench
