// Calibrating judges of known character behind a scripted endpoint: a good, a biased, a noisy, an innumerate and a mute
// one.
#include <gtest/gtest.h>

#include "../../tests/endpoint_server.h"
#include "judge/test_item.h"

namespace simbench::judge {
namespace {

using test::deduction;
using tests::Behaviour;
using tests::EndpointServer;

/// What a fair judge takes off for a fault of severity 1 … 5.
struct Fault {
  const char* category;
  double points;
};
constexpr Fault kFaults[] = {
    {"Robustness", 4}, {"Quality", 8}, {"Efficiency", 10}, {"Correctness", 25}, {"Completeness", 40}};

Specimen specimen(const std::string& task, const std::string& kind, int severity) {
  Specimen one{.task = task,
               .file = severity > 0 ? fmt::format("{}-fault.py", severity) : kind,
               .kind = kind,
               .severity = severity};
  if (severity > 0) one.category = kFaults[severity - 1].category;
  one.item = test::small_item();
  one.item.reference = "id = 'reference0'\n";
  one.item.candidate = fmt::format("id = '{}{}'\n", kind, severity);  // the scripted judges know programs by this line
  return one;
}

CalibrationSetup setup(int tasks = 3) {
  CalibrationSetup result{.suite = "toy", .repeats = 3, .bootstrap = 200};
  for (int t = 0; t < tasks; ++t) {
    std::string task = fmt::format("system{}/2", t);
    for (const char* kind : {"reference", "verbose", "stripped"}) result.specimens.push_back(specimen(task, kind, 0));
    for (int severity = 1; severity <= 5; ++severity) result.specimens.push_back(specimen(task, "variant", severity));
  }
  return result;
}

/// Program (kind and severity) and repeat → the judge's answer.
using Character = std::function<std::string(const std::string& kind, int severity, int repeat)>;

Json fair(int severity) {
  Json deductions = Json::array();
  if (severity > 0) deductions.push_back(deduction(kFaults[severity - 1].category, kFaults[severity - 1].points));
  return deductions;
}

double lost(const Json& deductions) {
  double sum = 0;
  for (const Json& one : deductions) sum += one["points"].get<double>();
  return sum;
}

std::string honest(Json deductions) {
  return test::answer_text(deductions, 100 - lost(deductions));
}

Result<Json> calibrate_with(const Character& character, const CalibrationSetup& what = setup()) {
  EndpointServer server([&](size_t, const Json& body) {
    std::string shown = body["messages"].back()["content"];
    size_t begin = shown.rfind("id = '") + 6;  // the candidate stands last
    std::string name = shown.substr(begin, shown.find('\'', begin) - begin);
    return Behaviour{.text = character(name.substr(0, name.size() - 1), name.back() - '0', body["seed"].get<int>())};
  });
  Options options = test::options_for();
  options.sampling.seed = 0;
  options.provider = {.base_url = server.url(), .timeout_s = 10, .max_retries = 0};
  std::unique_ptr<Judge> judge = make("lab/judge-1", options).value();
  return calibrate(*judge, options.rubric, what);
}

std::vector<std::string> reasons(const Json& record) {
  return record["reasons"].get<std::vector<std::string>>();
}

TEST(Calibrate, AGoodJudgePasses) {
  Json record = calibrate_with([](const std::string&, int severity, int) { return honest(fair(severity)); }).value();
  EXPECT_EQ(record["verdict"], "pass") << to_text(record["reasons"]);
  const Json& m = record["measures"];
  EXPECT_EQ(m["reference_first"], 1);
  EXPECT_EQ(m["reference_first_n"], 15);
  EXPECT_EQ(m["severity_order"], 1);
  EXPECT_EQ(m["severity_order_n"], 30);
  EXPECT_EQ(m["attribution"], 1);
  EXPECT_EQ(m["ceiling"], 100);
  EXPECT_EQ(m["noise_sd"], 0);
  EXPECT_EQ(m["unscored_n"], 72);
  EXPECT_EQ(m["confusion"]["Correctness"], (Json{{"Correctness", 3}}));
  EXPECT_EQ(record["key"]["mode"], "ref");
  EXPECT_EQ(record["served_models"], Json({"served-1"}));
  EXPECT_EQ(record["items"].size(), 24u);
}

/// Takes points for missing comments, and more where there are none at all.
TEST(Calibrate, ABiasedJudgeFailsForItsBias) {
  Json record = calibrate_with([](const std::string& kind, int severity, int) {
                  Json deductions = fair(severity);
                  if (kind == "reference") deductions.push_back(deduction("Quality", 3.5, {1}, "hardly any comments"));
                  if (kind == "stripped") deductions.push_back(deduction("Quality", 10, {1}, "no comments"));
                  return honest(deductions);
                }).value();
  EXPECT_EQ(record["verdict"], "fail");
  EXPECT_EQ(reasons(record), std::vector<std::string>{"bias"});
  EXPECT_EQ(record["measures"]["verbosity_bias"], 3.5);
  EXPECT_EQ(record["measures"]["comment_bias"], -6.5);
}

TEST(Calibrate, ANoisyJudgeFailsForItsNoiseFirst) {
  Json record = calibrate_with([](const std::string&, int severity, int repeat) {
                  Json deductions = fair(severity);
                  if (repeat > 0) deductions.push_back(deduction("Correctness", 12.0 * repeat));
                  return honest(deductions);
                }).value();
  EXPECT_EQ(record["verdict"], "fail");
  ASSERT_FALSE(reasons(record).empty());
  EXPECT_EQ(reasons(record)[0], "noise") << "it explains the other reasons";
  // 0, −12, −24 for six of seven items; for severity 4 the cap of 30 leaves 75, 70, 70: √((7·144 + 25/3)/8)
  EXPECT_NEAR(record["measures"]["noise_sd"].get<double>(), std::sqrt((7 * 144 + 25.0 / 3) / 8), 1e-9);
}

/// Adds wrongly and takes more than a category has: the program's own sums are right.
TEST(Calibrate, AnInnumerateJudgePassesWithItsArithmeticRepaired) {
  Json record =
      calibrate_with([](const std::string&, int severity, int) {
        Json deductions = fair(severity);
        if (severity == 5) deductions[0]["points"] = 70;         // of 40
        return test::answer_text(deductions, lost(deductions));  // the sum of deductions instead of what is left
      }).value();
  EXPECT_EQ(record["verdict"], "pass") << to_text(record["reasons"]);
  for (const Json& one : record["items"])
    EXPECT_TRUE(one["severity"] != 5 || one["judgements"][0]["score"] == 60) << to_text(one);
  EXPECT_EQ(record["measures"]["contradictions"]["over_cap"], 9);
  EXPECT_GT(record["measures"]["contradictions"]["stated_total"], 50);
}

TEST(Calibrate, AMuteJudgeFailsAndEveryJudgementIsCounted) {
  Json record = calibrate_with([](const std::string&, int, int) { return "I like it."; }, setup(1)).value();
  EXPECT_EQ(reasons(record)[0], "unscored");
  EXPECT_EQ(record["measures"]["unscored"], 1);
  EXPECT_EQ(record["measures"]["unscored_reasons"], (Json{{"no_parse", 24}}));
  EXPECT_EQ(record["measures"]["ceiling"], nullptr);
  EXPECT_EQ(record["measures"]["ceiling_reason"], "a reference has no score");
}

TEST(Calibrate, AnEndpointThatFailsDecidesNothing) {
  EndpointServer server([](size_t, const Json&) { return Behaviour{.status = 500, .body = "{}"}; });
  Options options = test::options_for();
  options.provider = {.base_url = server.url(), .timeout_s = 10, .max_retries = 0};
  std::unique_ptr<Judge> judge = make("lab/judge-1", options).value();
  EXPECT_FALSE(calibrate(*judge, options.rubric, setup(1)));
  EXPECT_LE(server.seen().size(), 8u * 4);  // one repeat, not three
}

// --- measures on items made by hand

Json item(const std::string& task, const std::string& kind, int severity, double score, Json lost = Json::object()) {
  return {
      {"task", task},
      {"file", kind},
      {"kind", kind},
      {"severity", severity},
      {"category", severity > 0 ? "Quality" : ""},
      {"judgements", {{{"score", score}, {"lost", std::move(lost)}}, {{"score", score}, {"lost", Json::object()}}}}};
}

TEST(CalibrationMeasures, TiesOfSeverityCountHalfAndATieWithTheReferenceIsWrong) {
  Json items{item("t/1", "reference", 0, 90), item("t/1", "variant", 1, 90), item("t/1", "variant", 2, 50),
             item("t/1", "variant", 3, 50)};
  Json m = calibration_measures(items, {}, 1, 50);
  EXPECT_NEAR(m["reference_first"].get<double>(), 2.0 / 3, 1e-12);
  EXPECT_NEAR(m["severity_order"].get<double>(), 2.5 / 3, 1e-12);
}

TEST(CalibrationMeasures, ATieOfLostPointsGoesToTheCategoryThatLostMoreOfItself) {
  Json items{item("t/1", "variant", 3, 90, {{"Correctness", 5}, {"Quality", 5}}), item("t/1", "variant", 4, 100)};
  Json m = calibration_measures(items, {{"Correctness", 30}, {"Quality", 10}}, 1, 50);
  EXPECT_EQ(m["attribution"], 0.5);
  EXPECT_EQ(m["confusion"]["Quality"], (Json{{"Quality", 1}, {"none", 1}}));
}

TEST(CalibrationMeasures, WhatIsNotShownFails) {
  std::vector<std::string> failures = calibration_failures(calibration_measures(Json::array(), {}, 1, 50));
  EXPECT_EQ(failures,
            (std::vector<std::string>{"unscored", "noise", "bias", "ceiling", "ordering", "severity", "attribution"}));
}

TEST(CalibrationMeasures, LimitsComeFromTheConfiguration) {
  Json items{item("t/1", "reference", 0, 90)};
  Json m = calibration_measures(items, {}, 1, 50);
  auto has_ceiling = [&](double limit) {
    auto failures = calibration_failures(m, {{"min-ceiling", limit}});
    return std::find(failures.begin(), failures.end(), "ceiling") != failures.end();
  };
  EXPECT_TRUE(has_ceiling(95));
  EXPECT_FALSE(has_ceiling(85));
}

TEST(CalibrationMeasures, TheTableNamesVerdictAndReasons) {
  Json record{{"made_at", "2026-01-01T00:00:00Z"},
              {"key", {{"judge", "lab/j"}, {"mode", "ref"}, {"suite", "toy"}}},
              {"rubric_name", "simbench@1"},
              {"measures", {{"noise_sd", 7.25}}},
              {"verdict", "fail"},
              {"reasons", {"noise", "ceiling"}}};
  std::string text = calibration_text({record});
  EXPECT_NE(text.find("fail (noise, ceiling)"), std::string::npos) << text;
  EXPECT_NE(text.find("7.2"), std::string::npos);
}

}  // namespace
}  // namespace simbench::judge
