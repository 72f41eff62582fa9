// A rating sheet made from a run, filled in by three people, and imported: the worked example of docs/rating.md.
#include "campaign/rating.h"

#include <gtest/gtest.h>

#include "analysis/analysis.h"
#include "stats/stats.h"

namespace simbench::campaign {
namespace {

/// The anxiety ratings of R's irr manual: twenty subjects, three raters, points 1–6. Published: kappa2(weight =
/// "squared") of the first two raters 0.297, ICC(A,1) of all three 0.198. Alphas: krippendorff 0.9.0; Spearman:
/// scipy 1.17.1; pair's ICC: R psych 2.2.9.
const std::map<std::string, std::vector<double>> kAnxiety{
    {"ann", {3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3}},
    {"bob", {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4}},
    {"eve", {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2}}};

judge::Rubric one_category() {
  return {.name = "ten", .version = "1", .categories = {{"Quality", 10, {}, {}}}, .hash = std::string(64, 'a')};
}

/// Ten systems, three models; subject 2i + m of the example is model m's program for system i. The third model isn't
/// rated.
class RatedRun : public testing::Test {
 protected:
  static constexpr const char* kModels[3] = {"openai/gpt-4o", "acme/wonder-7b", "acme/third"};

  RatedRun() : store_(std::move(store::Store::open(folder_.path() / "run").value())) {
    std::vector<store::CellRow> rows;
    Json tasks = Json::object();
    for (int system = 0; system < 10; ++system) {
      std::string name = fmt::format("s{}", system);
      for (const char* model : kModels) rows.push_back({.key = {"suite", name, 1, Arm::given, model, 0}});
      tasks[name + "/1"] = {{"prompt", store_->put_text("build " + name).value()},
                            {"given", nullptr},
                            {"reference", store_->put_text("right = 1\n").value()}};
    }
    EXPECT_TRUE(store_->plan(rows));
    EXPECT_TRUE(store_->put_note("tasks", tasks));
    for (const store::CellRow& row : rows) {
      EXPECT_TRUE(store_->save_request(row.key, {{"messages", Json::array()}}));
      EXPECT_TRUE(store_->save_program(
          row.key, {fmt::format("# by {}\nsubject = {}\n", row.key.model, subject(row.key)), "fenced", {}}));
    }
  }

  /// Subject of the example, from 0; 20 and more for the model that isn't rated.
  static int subject(const CellKey& key) {
    int system = key.system[1] - '0';
    return key.model == kModels[2] ? 20 + system : 2 * system + (key.model == kModels[1]);
  }

  judge::RatingSheet sheet(uint64_t seed = 1) {
    return make_sheet(*store_, {.rubric = one_category(), .seed = seed}).value().sheet;
  }

  /// The form as one person fills it in; items that are not in the example stay blank.
  fs::path filled(const judge::RatingSheet& sheet, const std::string& rater) {
    std::string csv = judge::sheet_csv(sheet);
    for (const judge::RatingItem& item : sheet.items) {
      size_t number = std::stoul(item.program.substr(item.program.find("subject = ") + 10));
      if (number >= 20) continue;
      std::string blank = fmt::format(",{},{},,,", item.id, item.task);
      csv =
          replace_all(csv, blank, fmt::format(",{},{},{},{},", item.id, item.task, rater, kAnxiety.at(rater)[number]));
    }
    fs::path file = folder_.path() / (rater + ".csv");
    EXPECT_TRUE(write_file(file, csv));
    return file;
  }

  Result<std::vector<Imported>> import_all() {
    std::vector<fs::path> files;
    for (const auto& [rater, points] : kAnxiety) files.push_back(filled(sheet(), rater));
    return import_ratings(*store_, files, {.partial = true});
  }

  /// A judge that gives ten points more than people do.
  void judge_everything() {
    std::vector<Score> scores;
    auto cells = store_->cells().value();
    for (const store::CellRow& row : cells) {
      int number = subject(row.key);
      double people = 0;
      for (const auto& [rater, points] : kAnxiety)
        people += 10 * (number < 20 ? points[static_cast<size_t>(number)] : number - 16);
      people /= 3;  // last, so that equal sums stay equal
      scores.push_back({SubjectKind::cell,
                        row.key.id(),
                        "judge_ref",
                        "1",
                        people + 10,
                        "",
                        {{"deductions", Json::array()}, {"lost", {{"Quality", 9 - people / 10}}}}});
    }
    EXPECT_TRUE(store_->save_scores(scores));
  }

  Json row(const Json& rows, const Json& wanted) {
    for (const Json& one : rows) {
      bool fits = true;
      for (const auto& [key, value] : wanted.items()) fits = fits && one.at(key) == value;
      if (fits) return one;
    }
    ADD_FAILURE() << "no row with " << to_text(wanted);
    return Json::object();
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(RatedRun, TheSheetIsBlindedAndInAnOrderThatTheSeedGives) {
  judge::RatingSheet first = sheet(1);
  ASSERT_EQ(first.items.size(), 30u);
  std::string shown = judge::sheet_page(first) + judge::sheet_csv(first);
  for (const char* name : {"gpt-4o", "openai", "wonder", "acme"})
    EXPECT_EQ(shown.find(name), std::string::npos) << name;
  auto programs = [](const judge::RatingSheet& one) {
    std::vector<std::string> list;
    for (const auto& item : one.items) list.push_back(item.program);
    return list;
  };
  EXPECT_EQ(programs(first), programs(sheet(1)));
  EXPECT_NE(programs(first), programs(sheet(2)));
  EXPECT_NE(first.id(), sheet(2).id());
  EXPECT_EQ(first.items[0].id, "001");  // a place, which tells nothing of the model
}

TEST_F(RatedRun, ASampleIsDrawnAndTheRestCounted) {
  ASSERT_TRUE(store_->plan({{.key = {"suite", "s0", 2, Arm::given, kModels[0], 0}}}));
  MadeSheet made = make_sheet(*store_, {.rubric = one_category(), .only = "s0/*", .items = 2}).value();
  EXPECT_EQ(made.sheet.items.size(), 2u);
  EXPECT_EQ(made.left_out, 1u);
  EXPECT_EQ(made.without_program, 1u);
  EXPECT_FALSE(make_sheet(*store_, {.rubric = one_category(), .only = "nothing/*"}));
}

TEST_F(RatedRun, FilledSheetsGiveTheWorkedAgreement) {
  auto imported = import_all();
  ASSERT_TRUE(imported) << imported.error().text();
  EXPECT_EQ((*imported)[0].ratings, 20u);
  Json rows = analysis::ratings(*store_, {.bootstrap = 200}).value()["rating_agreement"];
  Json pair = row(rows, {{"first", "ann"}, {"second", "bob"}, {"measure", "total"}});
  EXPECT_EQ(pair["n"], 20);
  EXPECT_EQ(pair["clusters"], 10);
  EXPECT_NEAR(pair["quadratic_kappa"].get<double>(), 0.297, 5e-4);
  EXPECT_NEAR(pair["spearman"].get<double>(), 0.42219382265555966, 1e-9);
  EXPECT_NEAR(pair["alpha_ordinal"].get<double>(), 0.44007782101167314, 1e-9);
  EXPECT_NEAR(pair["alpha_interval"].get<double>(), 0.31434599156118137, 1e-9);
  EXPECT_NEAR(pair["icc"].get<double>(), 0.307580174927, 1e-9);
  EXPECT_LT(pair["quadratic_kappa_ci"][0].get<double>(), 0.297);
  EXPECT_GT(pair["quadratic_kappa_ci"][1].get<double>(), 0.297);
  Json all = row(rows, {{"kind", "humans"}, {"measure", "Quality"}});
  EXPECT_NEAR(all["icc"].get<double>(), 0.198, 5e-4);
  EXPECT_NEAR(all["alpha_ordinal"].get<double>(), 0.22838694529232206, 1e-9);
  EXPECT_NEAR(all["alpha_interval"].get<double>(), 0.17009860788863107, 1e-9);
  EXPECT_EQ(all["quadratic_kappa"], nullptr);
  EXPECT_EQ(all["quadratic_kappa_reason"], "of two raters only");
}

TEST_F(RatedRun, AJudgeIsComparedWithPeopleAndItsMeanCorrected) {
  judge_everything();
  ASSERT_TRUE(import_all());
  Json tables = analysis::ratings(*store_, {.bootstrap = 200}).value();
  Json total =
      row(tables["rating_agreement"], {{"kind", "human-judge"}, {"second", "judge_ref"}, {"measure", "total"}});
  EXPECT_NEAR(total["spearman"].get<double>(), 1, 1e-12);  // it orders as people do
  EXPECT_LT(total["quadratic_kappa"].get<double>(), 0.8);  // but not at their level
  Json lost =
      row(tables["rating_agreement"], {{"kind", "human-judge"}, {"second", "judge_ref"}, {"measure", "Quality"}});
  EXPECT_NEAR(lost["spearman"].get<double>(), 1, 1e-12);
  Json corrected = row(tables["corrected_means"], {{"score", "judge_ref"}, {"model", "all"}});
  EXPECT_EQ(corrected["rated"], 20);
  EXPECT_EQ(corrected["unrated"], 10);
  std::vector<double> truth, judged, rest;
  for (size_t i = 0; i < 20; ++i) {
    double people = 0;
    for (const auto& [rater, points] : kAnxiety) people += 10 * points[i];
    truth.push_back(people / 3), judged.push_back(people / 3 + 10);
  }
  for (int i = 20; i < 30; ++i) rest.push_back(10.0 * (i - 16) + 10);
  auto direct = stats::prediction_powered_mean({truth, judged, rest});
  EXPECT_NEAR(corrected["corrected"].get<double>(), *direct.estimate.figure.value, 1e-9);
  EXPECT_NEAR(corrected["lambda"].get<double>(), direct.lambda, 1e-12);
  EXPECT_LT(corrected["corrected"].get<double>(), corrected["judge_mean"].get<double>() - 5);
}

TEST_F(RatedRun, WhatIsRatedAgainReplacesAndNothingIsSavedOfABadFile) {
  ASSERT_TRUE(import_all());
  auto again = import_ratings(*store_, {filled(sheet(), "ann")}, {.partial = true});
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)[0].replaced, 20u);
  auto before = store_->scores("human").value();
  EXPECT_EQ(before.size(), 20u);
  fs::path bad = folder_.path() / "bad.csv";
  ASSERT_TRUE(write_file(bad, replace_all(read_file(filled(sheet(), "ann")).value(), ",001,", ",777,")));
  auto refused = import_ratings(*store_, {filled(sheet(), "bob"), bad}, {.rater = "zoe", .partial = true});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("bad.csv:2"), std::string::npos) << refused.error().text();
  auto after = store_->scores("human").value();
  EXPECT_EQ(to_text(after[0].detail), to_text(before[0].detail));
}

TEST_F(RatedRun, ASheetOfAnotherRunIsRefused) {
  fs::path file = folder_.path() / "other.csv";
  ASSERT_TRUE(write_file(file, "sheet,rubric,item,task,rater,Quality,comment\n00000000,x,001,s0/1,ann,3,\n"));
  auto result = import_ratings(*store_, {file}, {});
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().text().find("wasn't made from the run"), std::string::npos);
}

TEST_F(RatedRun, WithoutRatingsTheTablesAreEmpty) {
  Json tables = analysis::ratings(*store_, {.bootstrap = 50}).value();
  EXPECT_TRUE(tables["rating_agreement"].empty());
  EXPECT_TRUE(tables["corrected_means"].empty());
}

}  // namespace
}  // namespace simbench::campaign
