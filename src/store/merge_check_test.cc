// A shard whose database is whole for SQLite, but says something else than what a run wrote.
#include <gtest/gtest.h>

#include "base/json.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace simbench::store {
namespace {

/// A shard with a judged cell, an earlier try of it, a score with votes and a note on its task.
void make_shard(const fs::path& folder, int number) {
  auto store = Store::open(folder).value();
  ASSERT_TRUE(store->set_manifest({{"shard", {{"number", number}, {"of", 2}, {"plan", "p"}}}}));
  CellKey key{std::string(64, 'a'), "beam", number, Arm::repair, "lab/x", 0};
  ASSERT_TRUE(store->plan({{.key = key}}));
  ASSERT_TRUE(store->save_request(key, {{"messages", {{{"role", "user"}, {"content", "make a beam"}}}}}));
  ASSERT_TRUE(store->save_completion(key, {.text = "```\nreply\n```"}));
  ASSERT_TRUE(store->save_program(key, {.code = "program", .blocks = {"program"}}));
  ASSERT_TRUE(store->save_outcome(key, Outcome{}, {Verdict::steps, CellClass::model_fail, "error: E", {}, nullptr}));
  ASSERT_TRUE(store->save_step(key, {.number = 1, .completion = Completion{.text = "first try"}}));
  Score score{SubjectKind::cell, key.id(), "judge_doc", "1", 0.5, "", {}};
  score.detail["votes"] = {{{"judge", "a/b"}, {"text", store->put_text("the judge's words").value()}}};
  score.detail["shown"] = store->put_text("what was asked").value();
  ASSERT_TRUE(store->save_scores({score}));
  Json task{{"prompt", store->put_text("make a beam").value()}, {"given", nullptr}};
  task["reference"] = store->put_text("reference").value();
  ASSERT_TRUE(store->put_note("tasks", {{fmt::format("beam/{}", number), task}}));
}

TEST(MergeCheck, ContentsThatAreDamagedAreNamedWithTheirShardAndNothingIsMerged) {
  TemporaryFolder folder;
  fs::path first = folder.path() / "first", second = folder.path() / "second", out = folder.path() / "out";
  make_shard(first, 1), make_shard(second, 2);
  auto lost = [](const char* text) { return fmt::format("DELETE FROM text WHERE hash = '{}'", sha256(text)); };
  int copies = 0;
  for (const auto& [change, words] : std::vector<std::pair<std::string, std::string>>{
           {"UPDATE text SET body = CAST('else' AS BLOB) WHERE body = CAST('program' AS BLOB)",
            fmt::format("text {} isn't the one of that name any more", sha256("program"))},
           {lost("make a beam"), "which the request of beam/2 repair lab/x #0 names, isn't there"},
           {lost("```\nreply\n```"), "which the completion of beam/2 repair lab/x #0 names, isn't there"},
           {lost("program"), "which the program of beam/2 repair lab/x #0 names, isn't there"},
           {lost("first try"), "which the completion of try 1 of cell "},
           {lost("the judge's words"), "which score judge_doc of "},
           {lost("what was asked"), "which score judge_doc of "},
           {lost("reference"), "which note tasks names, isn't there"},
           {"UPDATE cell SET judgement = 'nojson'", "the judgement of beam/2 repair lab/x #0 is no JSON object"},
           {"UPDATE cell SET judgement = '{}'", "the judgement of beam/2 repair lab/x #0 has no verdict and class"},
           {"UPDATE cell SET turn = 3", "(beam/3 repair lab/x #0) isn't the hash of its key"},
           {"UPDATE cell SET arm = 'none'", "(beam/2 none lab/x #0) isn't the hash of its key"},
           {"UPDATE cell SET outcome = '[]'", "the outcome of beam/2 repair lab/x #0 is no JSON object"},
           {"UPDATE step SET completion = '{'", "the completion of try 1 of cell "},
           {"UPDATE score SET detail = '{'", "the detail of score judge_doc of "},
           {"UPDATE note SET value = ''", "note tasks is no JSON"}}) {
    fs::path copy = folder.path() / fmt::format("copy {}", ++copies);
    fs::copy(second, copy, fs::copy_options::recursive);
    {
      Database db = Database::open(copy / "run.db", false).value();
      ASSERT_TRUE(db.run(change.c_str())) << change;
    }
    Result<Merged> merged = merge(out, {first, copy});
    ASSERT_FALSE(merged) << change;
    EXPECT_EQ(merged.error().code, ErrorCode::corrupt);
    EXPECT_NE(merged.error().text().find(words), std::string::npos) << merged.error().text();
    EXPECT_EQ(merged.error().where, copy.string());
    EXPECT_FALSE(fs::exists(out)) << change;
  }
  Result<Merged> merged = merge(out, {first, second});
  EXPECT_TRUE(merged) << merged.error().text();
}

/// Every row but digests, as text.
std::string contents(const fs::path& run) {
  Database db = Database::open(run / "run.db", true).value();
  std::string all;
  for (const char* table : {"text", "cell", "step", "score", "note"}) {
    Statement rows = db.prepare(fmt::format("SELECT * FROM {} ORDER BY 1, 2", table)).value();
    while (rows.step().value()) {
      for (int i = 0; i < rows.columns(); ++i) all += rows.text(i) + "|";
      all += "\n";
    }
  }
  return all;
}

TEST(MergeCheck, WhatIsDamagedInTheMergedRunIsTakenAgainFromAShardThatHasItWhole) {
  TemporaryFolder folder;
  fs::path first = folder.path() / "first", second = folder.path() / "second", out = folder.path() / "out";
  make_shard(first, 1), make_shard(second, 2);
  ASSERT_TRUE(merge(out, {first, second}));
  std::string whole = contents(out);
  auto digests = [&] {
    std::string all;
    Status read =
        (*Store::open_read_only(out))->each_digest([&](const std::string& id, const CellDigest& digest) -> Status {
          all += fmt::format("{} {} {};", id, digest.print.has_value() ? digest.print->first : 0, digest.prompt_bytes);
          return {};
        });
    EXPECT_TRUE(read);
    return all;
  };
  std::string digested = digests();
  for (const char* change :
       {"UPDATE text SET body = CAST('else' AS BLOB) WHERE body = CAST('program' AS BLOB)",
        "UPDATE text SET body = x''", "DELETE FROM text", "UPDATE cell SET judgement = '{'",
        "UPDATE cell SET completion = ''", "UPDATE step SET completion = '{'", "UPDATE score SET detail = '{'"}) {
    {
      Database db = Database::open(out / "run.db", false).value();
      ASSERT_TRUE(db.run(change)) << change;
    }
    { auto store = Store::open(out).value(); }  // makes digests of what is damaged, as far as it can be read
    Result<Merged> merged = merge(out, {first, second});
    ASSERT_TRUE(merged) << change << merged.error().text();
    EXPECT_EQ(contents(out), whole) << change;
    EXPECT_EQ(digests(), digested) << change;
    bool told = join(merged->notes, "; ").find("of the merged run was damaged: taken again from") != std::string::npos;
    EXPECT_EQ(told, std::string_view(change).find("'else'") != std::string_view::npos) << change;
    EXPECT_TRUE(merge(out, {first, second})->notes.empty()) << change;
  }
}

}  // namespace
}  // namespace simbench::store
