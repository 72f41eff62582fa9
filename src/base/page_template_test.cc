// Templates: what is filled in can't break out of its place, and a slip of the pen is seen.
#include "base/page_template.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace simbench {
namespace {

TEST(PageTemplate, EscapesTextsAndLeavesHtmlAlone) {
  Json values{{"name", "<b> & 'c'"}, {"html", "<i>x</i>"}};
  EXPECT_EQ(fill_template("<p>{{name}}{{{html}}}</p>", values), "<p>&lt;b&gt; &amp; &#39;c&#39;<i>x</i></p>");
}

TEST(PageTemplate, WhatIsFilledInIsNeverTakenForATemplate) {
  EXPECT_EQ(fill_template("{{a}}{{{b}}}", {{"a", "{{b}}"}, {"b", "{{a}} {{#x}}"}}), "{{b}}{{a}} {{#x}}");
}

TEST(PageTemplate, RepeatsForAListAndKnowsWhatIsNothing) {
  const char* text = "{{#rows}}<td>{{name}} of {{all}}</td>{{/rows}}{{^rows}}none{{/rows}}";
  Json rows = Json::array({Json{{"name", "a"}}, Json{{"name", 2}}});
  EXPECT_EQ(fill_template(text, {{"rows", rows}, {"all", 2}}), "<td>a of 2</td><td>2 of 2</td>");
  for (const Json& nothing : {Json(nullptr), Json(false), Json(""), Json(Json::array())})
    EXPECT_EQ(fill_template(text, {{"rows", nothing}, {"all", 2}}), "none") << nothing;
  EXPECT_EQ(fill_template("{{#n}}n = {{n}}{{/n}}", {{"n", 0}}), "n = 0") << "a number is something";
  EXPECT_EQ(fill_template("{{#a}}({{.}}){{/a}}", {{"a", {"x", "y"}}}), "(x)(y)");
}

TEST(PageTemplateDeathTest, ANameThatIsNotGivenIsABug) {
  EXPECT_DEATH(fill_template("{{name}}", {{"nam", "x"}}), "names 'name'");
  EXPECT_DEATH(fill_template("{{#a}}", {{"a", "x"}}), "");
  EXPECT_DEATH(fill_template("{{x}}", {{"x", 0.1}}), "digits");
}

TEST(PageTemplate, LineBreaksBesideTagsVanishAndThoseInProseAreSpaces) {
  EXPECT_EQ(on_one_line("<p>\n  one\n  two {{three}}\n  four\n</p>\n"), "<p>one two {{three}} four</p>");
  EXPECT_EQ(on_one_line("{{#rows}}\n  <tr>\n{{/rows}}\ntext\n{{{html}}}\ntext"),
            "{{#rows}}<tr>{{/rows}} text {{{html}}} text");
  EXPECT_EQ(on_one_line("is taken out.\n{{#few}}No intervals.{{/few}}\n{{^few}}All.{{/few}}\nThe end"),
            "is taken out. {{#few}}No intervals.{{/few}}{{^few}}All.{{/few}} The end");
}

}  // namespace
}  // namespace simbench
