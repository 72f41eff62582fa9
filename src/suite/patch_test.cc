#include "suite/patch.h"

#include <gtest/gtest.h>

namespace simbench::suite {
namespace {

constexpr std::string_view kBase = "one\ntwo\nthree\nfour\nfive\nsix\n";

std::string patched(std::string_view text, std::string_view base = kBase) {
  auto patch = parse_patch({.name = "x", .text = std::string(text)}, "p.patch");
  if (!patch) return patch.error().text();
  auto result = apply_patch(*patch, base);
  return result ? *result : result.error().text();
}

std::string with_head(std::string_view hunks) {
  return fmt::format("# a comment\n--- a/turn1/reference.py\n+++ b/turn1/reference.py\n{}", hunks);
}

void expect_says(const std::string& text, std::string_view part) {
  EXPECT_NE(text.find(part), std::string::npos) << text;
}

TEST(Patch, ChangesLinesAtSeveralPlaces) {
  EXPECT_EQ(
      patched(with_head("@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n@@ -5,2 +5,3 @@ def f():\n five\n+and\n six\n")),
      "one\n2\nthree\nfour\nfive\nand\nsix\n");
}

TEST(Patch, AddsBeforeTheFirstLineAndAfterTheLast) {
  EXPECT_EQ(patched(with_head("@@ -0,0 +1 @@\n+zero\n@@ -6,0 +8 @@\n+seven\n")),
            "zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\n");
}

TEST(Patch, KnowsAMissingNewlineAtTheEnd) {
  EXPECT_EQ(patched(with_head("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"), "a"), "b\n");
  EXPECT_EQ(patched(with_head("@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n"), "a\n"), "b");
}

TEST(Patch, AnEmptyLineOfContextMayHaveLostItsBlank) {
  EXPECT_EQ(patched(with_head("@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n"), "a\n\nb\n"), "a\n\nc\n");
}

TEST(Patch, NamesTheScriptWithAndWithoutPrefixAndTime) {
  auto patch =
      parse_patch({.text = "--- turn2/given.py\t2026-01-01\n+++ b/turn2/given.py\n@@ -1 +1 @@\n-a\n+b\n"}, "p.patch");
  ASSERT_TRUE(patch) << patch.error().text();
  EXPECT_EQ(patch->base, "turn2/given.py");
}

TEST(Patch, AHunkThatIsOneLineOffIsRefusedWithBothLines) {
  std::string said = patched(with_head("@@ -2,2 +2,2 @@\n one\n-two\n+2\n"));
  expect_says(said, "p.patch:5: ");
  expect_says(said, "line 2 of turn1/reference.py is 'two', the patch was made where it was 'one'");
  expect_says(said, "write the patch anew");
}

TEST(Patch, HunksOutOfOrderAreRefused) {
  expect_says(patched(with_head("@@ -5 +5 @@\n-five\n+5\n@@ -1 +1 @@\n-one\n+1\n")),
              "p.patch:7: the hunk begins before");
  expect_says(patched(with_head("@@ -9 +9 @@\n-five\n+5\n")), "for line 9 of turn1/reference.py, which has 6 lines");
  expect_says(patched(with_head("@@ -6,2 +6 @@\n six\n-seven\n")), "line 7 of turn1/reference.py isn't there");
  expect_says(patched(with_head("@@ -6 +6 @@\n-six\n\\ No newline at end of file\n+6\n")),
              "is 'six', the patch was made where it was 'six' without a line end");
}

TEST(Patch, WhatIsNoPatchOfOneScriptIsRefused) {
  expect_says(patched("x = 1\n"), "p.patch:1: this head has no patch: a unified diff stands below it");
  expect_says(patched("--- a/x.py\n+++ b/y.py\n@@ -1 +1 @@\n-a\n+b\n"), "changes 'x.py' into 'y.py'");
  expect_says(patched("--- a/x.py\n"), "expected '+++ b/");
  expect_says(patched(with_head("")), "has no hunk");
  expect_says(patched(with_head("@@ -1 +1 @@\n-one\n+1\n--- a/z.py\n+++ b/z.py\n")), "p.patch:7: a second file begins");
}

TEST(Patch, AHunkOfAnotherLengthThanItSaysIsRefused) {
  expect_says(patched(with_head("@@ -1,2 +1,2 @@\n one\n-two\n")), "ends before it is as long");
  expect_says(patched(with_head("@@ -1,2 +1 @@\n one\n two\n")), "longer than its @@ line says");
  expect_says(patched(with_head("@@ -1,2 +1,2 @@\n one\n@@ -5 +5 @@\n")), "there are fewer of them");
  expect_says(patched(with_head("@@ -x +1 @@\n-one\n+1\n")), "expected the next hunk");
  expect_says(patched(with_head("@@ -0,0 +0,0 @@\n")), "a hunk of no lines");
}

TEST(Patch, MayHaveEmptyLinesBehindItButNothingElse) {
  std::string hunk = with_head("@@ -1 +1 @@\n-one\n+1\n");
  EXPECT_EQ(patched(hunk + "\n \n"), "1\ntwo\nthree\nfour\nfive\nsix\n");
  expect_says(patched(hunk + "\nnext\n"), "p.patch:8: expected the next hunk (@@ -12,7 +12,8 @@) or the end");
}

/// What is told of a file of patches that is none.
std::string split_complaint(std::string_view text) {
  auto patches = split_patches(text, "m.patch");
  return patches ? "" : patches.error().text();
}

TEST(PatchFile, HoldsPatchesBelowTheirHeadsAndTheirLines) {
  std::string diff = "--- a/turn1/reference.py\n+++ b/turn1/reference.py\n@@ -1 +1 @@\n-one\n+1\n";
  auto patches = split_patches("# canary\n\n=== 01-first\n" + diff + "\n===  02-second \n# why\n" + diff, "m.patch");
  ASSERT_TRUE(patches) << patches.error().text();
  ASSERT_EQ(patches->size(), 2u);
  EXPECT_EQ((*patches)[0].name, "01-first");
  EXPECT_EQ((*patches)[0].line, 3u);
  EXPECT_EQ((*patches)[1].name, "02-second");
  EXPECT_EQ((*patches)[1].line, 10u);
  auto first = parse_patch((*patches)[0], "m.patch"), second = parse_patch((*patches)[1], "m.patch");
  ASSERT_TRUE(first) << first.error().text();
  EXPECT_EQ(first->hunks.at(0).lines.at(0).number, 7u);
  ASSERT_TRUE(second) << second.error().text();
  EXPECT_EQ(second->base_line, 12u);
  EXPECT_EQ(second->hunks.at(0).number, 14u);
  expect_says(apply_patch(*second, "two\n").error().text(), "m.patch:15: the hunk doesn't fit");
}

TEST(PatchFile, ThatNamesItsPatchesWronglyIsRefusedAtTheLine) {
  expect_says(split_complaint("# canary\n--- a/x.py\n"), "m.patch:2: expected a patch's head here, '=== 05-hinged'");
  expect_says(split_complaint("# canary\n=== \n"), "m.patch:2: '===' is no name");
  expect_says(split_complaint("# canary\n=== 01 low\n"), "m.patch:2: '=== 01 low' is no name");
  expect_says(split_complaint("=== a/b\n"), "is no name");
  expect_says(split_complaint("=== a\n=== b\n=== a\n"), "m.patch:3: 'a' stands in line 1 already");
  EXPECT_EQ(split_complaint("# canary\n"), "");
}

}  // namespace
}  // namespace simbench::suite
