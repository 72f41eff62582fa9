// The sections on people's ratings and on the judges' calibration: they show what the analysis has, or why there is
// nothing.
#include <gtest/gtest.h>

#include "report/sections.h"
#include "report/test_html.h"

namespace simbench::report {
namespace {

TEST(RatingsSection, ShowsAgreementWithItsIntervalAndTheCorrectedMean) {
  Input input;
  input.analysis["rating_agreement"] = {{{"first", "ann"},
                                         {"second", "<bob>"},
                                         {"measure", "total"},
                                         {"n", 20},
                                         {"quadratic_kappa", 0.297},
                                         {"quadratic_kappa_ci", {0.05, 0.51}},
                                         {"icc", nullptr},
                                         {"icc_reason", "all ratings are equal"}}};
  input.analysis["corrected_means"] = {{{"score", "judge_ref"},
                                        {"model", "all"},
                                        {"rated", 20},
                                        {"unrated", 80},
                                        {"judge_mean", 71.5},
                                        {"people_mean", 60.25},
                                        {"corrected", 61.75},
                                        {"lambda", 0.875},
                                        {"corrected_ci", {55, 68}}}};
  std::string html = render_ratings(input);
  EXPECT_TRUE(has(html, "0.30 <small>0.05 to 0.51</small>")) << html;
  EXPECT_TRUE(has(html, "61.75 <small>55.00 to 68.00</small>"));
  EXPECT_TRUE(has(html, "<td class=\"n\" data-name=\"λ\">0.88</td>")) << "the weight of the judge's numbers";
  EXPECT_TRUE(has(html, "all ratings are equal"));
  EXPECT_TRUE(has(html, "&lt;bob&gt;"));
}

TEST(RatingsSection, SaysWhyItIsEmpty) {
  Input input;
  input.analysis["empty"] = {{"rating_agreement", "no sheet came back"}};
  EXPECT_TRUE(has(render_ratings(input), "no sheet came back"));
}

TEST(CalibrationsSection, ShowsMeasuresReasonsAndWhatIsMixedUp) {
  Input input;
  input.analysis["judge_calibrations"] = {{{"judge", "lab/j"},
                                           {"mode", "ref"},
                                           {"verdict", "fail"},
                                           {"reasons", {"noise", "ceiling"}},
                                           {"noise_sd", 7.25},
                                           {"severity_order", 0.9},
                                           {"severity_order_ci", {0.8, 1.0}},
                                           {"confusion", {{"Quality", {{"Quality", 3}, {"none", 2}}}}}}};
  std::string html = render_calibrations(input);
  EXPECT_TRUE(has(html, "noise, ceiling"));
  EXPECT_TRUE(has(html, "7.25"));
  EXPECT_TRUE(has(html, "80 to 100"));
  EXPECT_TRUE(has(html, "Where lab/j (ref) takes points off"));
}

TEST(CalibrationsSection, SaysWhyItIsEmpty) {
  Input input;
  input.analysis["empty"] = {{"judge_calibrations", "no judge model graded this run"}};
  EXPECT_TRUE(has(render_calibrations(input), "no judge model graded this run"));
}

}  // namespace
}  // namespace simbench::report
