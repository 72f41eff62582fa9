// Charts that go into pages: what is drawn is what was given.
#include <gtest/gtest.h>

#include "report/html.h"
#include "report/page.h"
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

/// Relative luminance of "#rrggbb" or "#rgb" (WCAG 2.2).
double luminance(std::string colour) {
  if (colour.size() == 4) colour = {'#', colour[1], colour[1], colour[2], colour[2], colour[3], colour[3]};
  const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (size_t i = 0; i < 3; ++i) {
    double c = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    sum += weights[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  }
  return sum;
}

TEST(Shades, NumbersCanBeReadOnEachOfThem) {
  for (int i = 0; i <= 1000; ++i) {
    for (const std::string& colour : {shade(i / 1000.0), shade_in_the_dark(i / 1000.0)}) {
      double ground = luminance(colour), ink = luminance(std::string(ink_on(colour)));
      EXPECT_GE((std::max(ground, ink) + 0.05) / (std::min(ground, ink) + 0.05), 4.5) << i << " " << colour;
    }
  }
  EXPECT_EQ(shade_style(0), "--l:#f7f7f3;--li:#000;--d:#262d34;--di:#fff");
}

TEST(Shades, NoFilterTurnsThemRoundInTheDark) {
  std::string style = std::string(page_file("style.css"));
  size_t at = style.find("prefers-color-scheme: dark");
  std::string dark = style.substr(at, style.find("\n}", at) - at);
  EXPECT_NE(dark.find(".shade { background: var(--d) !important; color: var(--di) !important; }"), std::string::npos);
  for (const char* shaded : {".heat td.h", ".fifth", ".stack"})
    EXPECT_EQ(dark.find(shaded), std::string::npos) << shaded;
}

}  // namespace
}  // namespace simbench::report
