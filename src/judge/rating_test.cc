// Rating sheets: what goes out is blinded and complete; what comes back is checked line by line.
#include <gtest/gtest.h>

#include "judge/rating_import.h"
#include "judge/rating_sheet.h"

namespace simbench::judge {
namespace {

Rubric small_rubric() {
  return {.name = "small",
          .version = "1",
          .never = {"its length"},
          .categories = {{"Completeness", 40, {"what is missing"}, {}}, {"Quality", 10, {}, {"fashion"}}},
          .hash = "abcdef0123456789"};
}

RatingSheet small_sheet() {
  return {.rubric = small_rubric(),
          .items = {{"001", "pendulum/2", "make it swing", "start = 1\n", "ref = 1\n", "x = '</script>'\n"},
                    {"002", "cable/1", "hang it", std::nullopt, "ref = 2\n", "y = 2\n"}}};
}

SheetForm form() {
  return {small_sheet().id(), rubric_mark(small_rubric()), {{"Completeness", 40}, {"Quality", 10}}, {"001", "002"}};
}

/// "ID" and "RUBRIC" in the text stand for the small sheet's.
Result<std::vector<Rating>> read_sheet(std::string text, const ReadOptions& options = {}) {
  text = replace_all(replace_all(std::move(text), "ID", form().id), "RUBRIC", form().rubric);
  CsvTable table = parse_csv(text, "back.csv").value();
  return read_ratings(table, form(), options);
}

const std::string kHeader = "sheet,rubric,item,task,rater,Completeness,Quality,comment\n";
const std::string kSecond = "ID,RUBRIC,002,cable/1,ann,40,10,\n";

std::string complaint(const std::string& rows, const ReadOptions& options = {}) {
  auto result = read_sheet(kHeader + rows, options);
  return result ? "" : result.error().text();
}

TEST(RatingSheet, TheEmptyFormFilledInComesBack) {
  std::string csv = sheet_csv(small_sheet());
  csv = replace_all(csv, "001,pendulum/2,,,,", "001,pendulum/2,ann,37.5,0,\"long, and\nodd\"");
  csv = replace_all(csv, "002,cable/1,,,,", "002,cable/1,ann,40,10,");
  CsvTable table = parse_csv(csv, "back.csv").value();
  EXPECT_EQ(sheet_id_of(table).value(), small_sheet().id());
  std::vector<Rating> ratings = read_ratings(table, form()).value();
  ASSERT_EQ(ratings.size(), 2u);
  EXPECT_EQ(ratings[0].total(), 37.5);
  EXPECT_EQ(ratings[0].comment, "long, and\nodd");
  EXPECT_EQ(ratings[1].points, (std::map<std::string, double>{{"Completeness", 40}, {"Quality", 10}}));
}

TEST(RatingSheet, EveryComplaintNamesFileAndLine) {
  auto names = [](const std::string& text, const char* part) { EXPECT_NE(text.find(part), std::string::npos) << text; };
  names(complaint("ID,RUBRIC,009,x,ann,1,1,\n" + kSecond), "back.csv:2: there is no item '009'");
  names(complaint("ID,RUBRIC,001,x,ann,41,1,\n" + kSecond), "back.csv:2: Completeness: 41 is not between 0 and 40");
  names(complaint("ID,RUBRIC,001,x,ann,-1,1,\n" + kSecond), "back.csv:2: Completeness: -1 is not");
  names(complaint("ID,RUBRIC,001,x,ann,4,nan,\n" + kSecond), "back.csv:2: Quality: 'nan' is no number");
  names(complaint("ID,RUBRIC,001,x,ann,4,,\n" + kSecond), "back.csv:2: no points for Quality");
  names(complaint("ID,0123,001,x,ann,4,1,\n" + kSecond), "back.csv:2: rubric '0123'");
  names(complaint("77,RUBRIC,001,x,ann,4,1,\n" + kSecond), "back.csv:2: sheet '77'");
  names(complaint(kSecond + kSecond), "back.csv:3: item 002 stands in line 2 already");
  names(complaint("ID,RUBRIC,001,x,bob,4,1,\n" + kSecond), "back.csv:3: rater 'ann', but 'bob' above");
  names(complaint("ID,RUBRIC,001,x,,4,1,\n" + kSecond), "back.csv:2: no rater");
  names(complaint("ID,RUBRIC,001,x,ann,,,\n" + kSecond), "back.csv:2: item 001 isn't rated");
  names(complaint(kSecond), "back.csv: item 001 is missing");
}

TEST(RatingSheet, AMissingColumnIsNamed) {
  auto result = read_sheet("sheet,rubric,item,rater,Completeness\nID,RUBRIC,001,ann,3\n");
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().text().find("there is no column 'Quality'"), std::string::npos);
}

TEST(RatingSheet, ManyComplaintsAreCounted) {
  std::string rows;
  for (int i = 0; i < 15; ++i) rows += fmt::format("ID,RUBRIC,9{:02},x,ann,1,1,\n", i);
  EXPECT_NE(complaint(rows).find("… and 7 more"), std::string::npos);  // 15 unknown and 2 missing items, 10 shown
}

TEST(RatingSheet, PartialTakesWhatIsThereAndARaterFromOutside) {
  auto ratings =
      read_sheet(kHeader + "ID,RUBRIC,001,x,,4,1,\nID,RUBRIC,002,x,,,,\n", {.rater = "eve", .partial = true});
  ASSERT_TRUE(ratings) << ratings.error().text();
  ASSERT_EQ(ratings->size(), 1u);
  EXPECT_EQ((*ratings)[0].rater, "eve");
  EXPECT_NE(complaint("ID,RUBRIC,001,x,,,,\n", {.partial = true}).find("no item is rated"), std::string::npos);
}

TEST(RatingSheet, AFileOfAnotherKindIsRefused) {
  CsvTable table = parse_csv("a;b\n1;2\n", "other.csv").value();
  EXPECT_EQ(sheet_id_of(table).error().where, "other.csv");
}

TEST(RatingSheet, NamesOfModelsAreBlottedOut) {
  std::vector<std::string> names{"gpt-4o", "gpt-4o-mini", "openai", "o1"};
  EXPECT_EQ(without_names("# GPT-4o-mini by OpenAI, not gpt-4o; o1 = 1", names), "# ***** by *****, not *****; o1 = 1");
  EXPECT_EQ(without_names("reopenai = openaix", names), "reopenai = openaix");  // parts of other words stay
}

TEST(RatingSheet, ThePageHoldsAllItemsAndCannotBeBrokenByAProgram) {
  std::string page = sheet_page(small_sheet());
  EXPECT_EQ(page.find("{{"), std::string::npos);
  EXPECT_NE(page.find("hang it"), std::string::npos);
  size_t script_ends = 0;
  for (size_t at = page.find("</script>"); at != std::string::npos; at = page.find("</script>", at + 1)) ++script_ends;
  EXPECT_EQ(script_ends, 2u);  // the data's and the code's; none from a program
  for (const char* link : {"http:", "https:", "src=", "@import", "url("})
    EXPECT_EQ(page.find(link), std::string::npos) << link;
}

TEST(RatingSheet, ItsIdFollowsEverythingThatARaterSees) {
  RatingSheet other = small_sheet();
  other.items[0].reference += " ";
  EXPECT_NE(other.id(), small_sheet().id());
  other = small_sheet();
  other.rubric.hash = "other";
  EXPECT_NE(other.id(), small_sheet().id());
}

}  // namespace
}  // namespace simbench::judge
