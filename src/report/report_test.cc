// The whole page of a small run, and the charts.
#include <gtest/gtest.h>

#include <regex>

#include "report/figures.h"
#include "report/section.h"

namespace simbench::report {
namespace {

class SmallReport : public ::testing::Test {
 protected:
  SmallReport() : store_(std::move(store::Store::open(folder_.path() / "run").value())) {}

  void add(const std::string& model, const std::string& system, int turn, bool passes) {
    CellKey key{"suite", system, turn, Arm::given, model, 0};
    Judgement judgement{passes ? Verdict::faithful : Verdict::steps,
                        passes ? CellClass::pass : CellClass::model_fail,
                        passes ? "" : "error: E",
                        {},
                        nullptr};
    EXPECT_TRUE(store_->plan({{.key = key, .system_title = system, .category = Category::mbs}}));
    EXPECT_TRUE(store_->save_outcome(key, Outcome{}, judgement));
    EXPECT_TRUE(store_->save_scores(
        {{SubjectKind::cell, key.id(), "s_doc", "1", passes ? 90.0 : 10.0 * turn, "", Json::object()}}));
  }

  std::string page() {
    Written written = write(*store_, folder_.path() / "report.html", {}).value();
    return read_file(written.file).value();
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
};

std::string body_of(const std::string& page, std::string_view section) {
  size_t begin = page.find(fmt::format("<section id=\"{}\">", section));
  if (begin == std::string::npos) return "";
  begin = page.find("</h2>", begin) + 5;
  return page.substr(begin, page.find("</section>", begin) - begin);
}

TEST_F(SmallReport, EverySectionShowsSomethingOrSaysWhyNot) {
  add("m", "pendulum", 1, true);
  std::string html = page();
  for (const Section& section : sections()) {
    if (section.id == "experiment" || section.id == "import") {  // belong to other kinds of runs
      EXPECT_EQ(html.find(fmt::format("<section id=\"{}\">", section.id)), std::string::npos);
      continue;
    }
    std::string body = body_of(html, section.id);
    auto has = [&](const char* sign) { return body.find(sign) != std::string::npos; };
    EXPECT_TRUE(has("<table") || has("<svg") || has("<details") || has("<p>No ") || has("Nothing to show: "))
        << section.id << body;
    EXPECT_EQ(body.find("Nothing to show: ."), std::string::npos) << section.id;
  }
}

TEST_F(SmallReport, SameStoreSameBytes) {
  for (const char* system : {"gear", "pendulum"})
    for (int turn = 1; turn <= 3; ++turn) add("m", system, turn, turn == 2), add("n", system, turn, false);
  EXPECT_EQ(page(), page());
}

TEST_F(SmallReport, WhatAProgramPrintedIsNotTakenForAPlaceOfThePage) {
  CellKey key{"suite", "pendulum", 1, Arm::given, "m", 0};
  ASSERT_TRUE(store_->plan({{.key = key, .system_title = "pendulum"}}));
  Outcome outcome;
  outcome.error = ScriptError{"KeyError", "{{{blobs}}} {{#sections}}"};
  ASSERT_TRUE(store_->save_outcome(key, outcome, Judgement{Verdict::steps, CellClass::model_fail, "error: KeyError"}));
  EXPECT_NE(body_of(page(), "errors").find("<code>{{{blobs}}} {{#sections}}</code>"), std::string::npos);
}

TEST_F(SmallReport, NoSentenceHasBackticksOrRunsIntoTheNext) {
  add("m", "pendulum", 1, true);
  std::string html = page();
  static const std::regex glued("[a-z0-9][.:;][A-Z][a-z]+ ");
  for (const Section& section : sections()) {
    std::string body = body_of(html, section.id);
    EXPECT_EQ(body.find('`'), std::string::npos) << section.id << ": " << body.substr(body.find('`') - 60, 120);
    std::smatch found;
    if (std::regex_search(body, found, glued)) ADD_FAILURE() << section.id << ": " << found.str();
  }
  EXPECT_EQ(prose("<b> run `a < b`, then `x"), "&lt;b&gt; run <code>a &lt; b</code>, then `x");
}

TEST_F(SmallReport, AnExperimentHasAPageOfItsOwn) {
  add("m", "pendulum", 1, true);
  Json part{{"title", "The boost"},
            {"columns", {"model", "difference"}},
            {"rows", {{{"model", "<m>"}, {"difference", 0.25}, {"difference_ci", {0.1, 0.4}}}}}};
  ASSERT_TRUE(store_->put_note(
      "experiment", {{"name", "context"}, {"question", "Does it help?"}, {"plan", {"2 cells"}}, {"findings", {part}}}));
  std::string body = body_of(page(), "experiment");
  for (const char* expected : {"Does it help?", "2 cells", "The boost", "&lt;m&gt;", "0.25", "0.10 to 0.40"})
    EXPECT_NE(body.find(expected), std::string::npos) << expected;
}

TEST(Charts, LabelsAtTheRightEndDoNotLieUponEachOther) {
  std::vector<Line> lines;
  for (int i = 0; i < 19; ++i) lines.push_back({"model", {{1, 0.5}, {2, 0.02 + 0.001 * i}}});
  std::string svg = slope_chart("t", lines, {"a", "b"}, {0, 1, 100, 0, " %"});
  std::vector<double> places;
  std::regex label("<text x=\"370.0\" y=\"([0-9.]+)\" class=\"end\"><tspan");
  for (std::sregex_iterator it(svg.begin(), svg.end(), label), end; it != end; ++it)
    places.push_back(std::stod((*it)[1]));
  ASSERT_EQ(places.size(), 19u);
  std::sort(places.begin(), places.end());
  for (size_t i = 1; i < places.size(); ++i) EXPECT_GE(places[i] - places[i - 1], 12);
  EXPECT_GT(places.front(), 0);
  EXPECT_NE(svg.find("<p class=\"legend\"><span><svg class=\"plot\""), std::string::npos) << "below them on a phone";
}

TEST(Charts, DotsSayTheirNumbersAndAnUndefinedOneSaysSo) {
  std::string svg =
      dot_chart("t", {{"a<b", 0.5, 0.25, 0.75, "n 3"}, {"none", std::nullopt, std::nullopt, std::nullopt}},
                {0, 1, 1, 2, ""}, 0.5);
  EXPECT_NE(svg.find("a&lt;b"), std::string::npos);
  EXPECT_NE(svg.find("0.500 (0.250 to 0.750)  n 3"), std::string::npos);
  EXPECT_NE(svg.find("<div class=\"phone\"><div class=\"scroll\"><svg class=\"plot\" viewBox=\"0 0 340 "),
            std::string::npos)
      << "as wide as a phone: " << svg;
  std::string percent = dot_chart("t", {{"a", 0.5, std::nullopt, std::nullopt}}, {0, 1, 100, 0, " %"}, std::nullopt);
  EXPECT_NE(percent.find("<text x=\"318.0\" y=\"56.0\" text-anchor=\"middle\">100 %<"), std::string::npos)
      << "five letters of 11 px about it end before 340: " << percent;
  EXPECT_NE(svg.find("undefined"), std::string::npos);
}

TEST_F(SmallReport, ALargeRunHasItsCellsOnPagesOfTheirOwn) {
  for (const char* model : {"a", "b", "c"})
    for (int turn : {1, 2}) add(model, "gear", turn, turn == 1);
  Written written =
      write(*store_, folder_.path() / "report.html", {.cells_in_one_file = 5, .cells_on_a_page = 2}).value();
  EXPECT_EQ(written.pages, 4u) << "three cells of each task, two a page";
  std::string tables = read_file(written.file).value();
  EXPECT_NE(tables.find("<a href=\"report-cells/gear-2-2.html\">gear/2 (2)</a> <small>1 cell</small>"),
            std::string::npos);
  EXPECT_NE(tables.find("id=\"leaderboard\""), std::string::npos);
  std::string page = read_file(folder_.path() / "report-cells/gear-1-1.html").value();
  EXPECT_NE(page.find("<a href=\"../report.html\">"), std::string::npos);
  EXPECT_EQ(page.find("id=\"leaderboard\""), std::string::npos);
  EXPECT_NE(page.find("\"m\":\"b\""), std::string::npos);
  EXPECT_EQ(page.find("\"m\":\"c\""), std::string::npos) << "that one is on the second page";
  EXPECT_EQ(write(*store_, folder_.path() / "report.html", {}).value().pages, 0u);
}

}  // namespace
}  // namespace simbench::report
