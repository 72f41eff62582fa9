// Charts that go into pages: what is drawn is what was given.
#include <gtest/gtest.h>

#include "report/report.h"

namespace simbench::report {
namespace {

size_t count(const std::string& text, const std::string& what) {
  size_t n = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(Charts, ACurveItsGapAndItsMarksAreDrawn) {
  Chart chart{"height (m)", "rest <1>", {0, 1, 2, 3}, {0, 1, std::nan(""), 2}, {{1, 1, 0.9, 1.1}, {2, 3, 1.5, 2.5}}};
  std::string svg = chart_sheet("a & b", {chart});
  EXPECT_TRUE(svg.starts_with("<svg xmlns"));
  EXPECT_NE(svg.find("a &amp; b"), std::string::npos) << "texts must be escaped";
  EXPECT_NE(svg.find("rest &lt;1&gt;"), std::string::npos);
  EXPECT_EQ(count(svg, "<circle"), 1u) << "an instant is a dot";
  EXPECT_EQ(count(svg, "fill-opacity"), 1u) << "a window is a band";
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  size_t path = svg.find("stroke=\"#2d7a9b\"");
  ASSERT_NE(path, std::string::npos);
  std::string curve = svg.substr(svg.rfind("<path", path), path - svg.rfind("<path", path));
  EXPECT_EQ(count(curve, "M"), 2u) << "the gap lifts the pen: " << curve;
  EXPECT_EQ(count(curve, "L"), 1u) << curve;
}

TEST(Charts, AConstantAndAnEmptyCurveHaveFiniteAxes) {
  for (const Chart& chart : {Chart{"constant", "", {0, 1}, {5, 5}, {}}, Chart{"one sample", "", {2}, {5}, {}},
                             Chart{"none", "", {}, {}, {}}}) {
    std::string svg = chart_sheet("t", {chart});
    for (const char* bad : {"nan", "inf"}) EXPECT_EQ(svg.find(bad), std::string::npos) << chart.title << ": " << svg;
  }
}

}  // namespace
}  // namespace simbench::report
