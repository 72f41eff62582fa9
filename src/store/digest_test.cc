// Digests say what whole cells say, whoever changes a cell.
#include "store/digest.h"

#include <gtest/gtest.h>

#include "store/parts.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace simbench::store {
namespace {

CellKey key_of(int epoch) {
  return {std::string(64, 'a'), "beam", 1, Arm::given, "control/echo", epoch};
}

std::unique_ptr<Store> written(const fs::path& folder, int cells) {
  auto store = Store::open(folder);
  EXPECT_TRUE(store) << (store ? "" : store.error().text());
  std::vector<CellRow> rows;
  for (int epoch = 0; epoch < cells; ++epoch) rows.push_back({.key = key_of(epoch), .category = Category::veh});
  EXPECT_TRUE((*store)->plan(rows));
  return std::move(*store);
}

Json to_json(const ScoreDigest& score) {
  Json json{{"id", score.id}, {"version", score.version}, {"value", or_null(score.value)}, {"reason", score.reason}};
  for (const ViolationDigest& one : score.violations.value_or(std::vector<ViolationDigest>()))
    json["violations"].push_back({one.cls, one.name, one.suggestion, one.fatal});
  for (const DeductionDigest& one : score.deductions.value_or(std::vector<DeductionDigest>()))
    json["deductions"].push_back({or_null(one.category), one.points});
  for (const VoteDigest& one : score.votes)
    json["votes"].push_back({one.judge, one.votes, one.requests, one.tokens.counted, one.tokens.input,
                             one.tokens.output, one.tokens.reasoning, one.tokens.cached});
  json["lists"] = {score.violations.has_value(), score.deductions.has_value()};
  return json;
}

/// All of it.
Json to_json(const CellDigest& digest) {
  Json json{{"category", to_string(digest.category)}, {"prompt", digest.prompt_bytes}, {"scores", Json::array()}};
  if (const auto& j = digest.judgement) {
    json["judgement"] = {to_string(j->verdict), to_string(j->cell_class), j->reason};
    for (const RequirementDigest& r : j->requirements) json["met"].push_back({r.id, or_null(r.met), r.reason});
  }
  if (const auto& r = digest.reply)
    json["reply"] = {r->usage.to_json(), r->latency_s, r->attempts, r->truncated, r->served_model};
  if (const auto& e = digest.execution) {
    json["execution"] = {e->cpu_s, e->wall_s, e->isolation, e->simulator, e->simulator_version};
    if (e->error) json["error"] = {e->error->first, e->error->second};
  }
  if (digest.print) json["print"] = {digest.print->first, digest.print->second};
  for (const ScoreDigest& score : digest.scores) json["scores"].push_back(to_json(score));
  return json;
}

using Digests = std::map<std::string, Json>;

Digests digests_of(const Store& store) {
  Digests digests;
  Status read = store.each_digest([&](const std::string& id, const CellDigest& digest) -> Status {
    digests[id] = to_json(digest);
    return {};
  });
  EXPECT_TRUE(read) << read.error().text();
  return digests;
}

int64_t count(const fs::path& folder, const std::string& table) {
  Database db = Database::open(folder / "run.db", true).value();
  Statement select = db.prepare("SELECT count(*) FROM " + table).value();
  EXPECT_TRUE(select.step());
  return select.integer(0);
}

/// The same run as if no release had ever made digests of it.
void drop_digests(const fs::path& folder) {
  Database db = Database::open(folder / "run.db", false).value();
  ASSERT_TRUE(
      db.run("DROP TRIGGER cell_planned; DROP TRIGGER cell_changed; DROP TRIGGER cell_dropped; DROP TRIGGER "
             "score_added; DROP TRIGGER score_changed; DROP TRIGGER score_moved; DROP TRIGGER score_dropped; "
             "DROP TABLE digest; DROP TABLE digest_word; DROP TABLE digest_format; DROP TABLE undigested"));
}

/// Digests as they lie there, after a look that all are there.
Digests stored_digests(const fs::path& folder) {
  EXPECT_EQ(count(folder, "undigested"), 0);
  EXPECT_EQ(count(folder, "digest"), count(folder, "cell"));
  return digests_of(**Store::open_read_only(folder));
}

Digests read_whole(const fs::path& folder, const fs::path& copy) {
  fs::copy(folder, copy, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  drop_digests(copy);
  Digests digests = digests_of(**Store::open_read_only(copy));
  fs::remove_all(copy);
  return digests;
}

const std::vector<std::string> kJudgements{
    R"({"verdict": "faithful", "class": "pass", "reason": "", "requirements": [], "comparison": null})",
    R"({"verdict": "physical", "class": "model_fail", "reason": "requirements", "requirements":
        [{"id": "a", "met": null, "value": [[{}]], "reason": "\u00fc \ud83d\ude00 \u0000"}, {"met": true}, 7, "x", null,
         {"id": "b", "met": 1, "reason": {"deep": ["er"]}}, {"id": "c", "met": false, "reason": "\u00fc \u0000"}]})",
    R"({"class": "unscored", "class": "infra_fail", "verdict": "no such rung", "requirements": null})",
    R"({"verdict": "steps", "requirements": [{"id": "a", "met": false, "reason": "not told"}]})",
    R"({"verdict": "steps", "comparison": 123456789012345678901234567890, "reason": "a number beyond 64 bits"})",
    R"([])",
    R"("text")"};
const std::vector<std::string> kOutcomes{
    R"({"cpu_s": 1e-3, "wall_s": -0.0, "error": null, "isolation": {"grade": "weak", "layers": ["x"]}, "steps": 3})",
    R"({"cpu_s": 18446744073709551615, "wall_s": -5, "error": {"type": "E", "message": "ü", "line": 1}, "simulator": "toy"})",
    R"({"error": {}, "isolation": "none", "simulator": 5, "simulator_version": "1"})", R"({"error": "text"})",
    R"(null)"};
const std::vector<std::string> kCompletions{
    R"({"text": "gone", "finish_reason": "length", "served_model": "m", "usage": {"input_tokens": 3, "more": 1}})",
    R"({"usage": {"input_tokens": 3.5, "output_tokens": -1}, "latency_s": 0.25, "attempts": 4, "adapted": ["x"]})",
    R"({"usage": null, "attempts": "two", "tool_arguments": {"usage": 1}})"};
const std::vector<std::string> kDetails{
    "{}",
    R"({"violations": [], "deductions": [{"category": "Quality", "points": 2, "reason": "x"}, {"points": "1"}]})",
    R"({"violations": [{"class": "drift", "name": "a.b", "suggestion": "a.c", "fatal": true, "line": 3}, 5, null]})",
    R"({"violations": null, "votes": [{"deductions": [1]}]})",
    R"({"votes": [{"judge": "a/b", "requests": 2, "usage": {"input_tokens": 7, "output_tokens": 2, "cached_tokens": 3}},
        {"judge": "a/b", "requests": 1, "usage": {"input_tokens": 1.5}}, {"judge": "c", "requests": 0},
        {"judge": 4, "requests": 1, "usage": [{"input_tokens": 5}]}, {"requests": -1}, {"requests": 1e300}, 8]})",
    R"({"votes": {"x": {"judge": "a/b", "requests": 2}}})",
    "[1, \"violations\"]",
    "null",
    "no \"deductions\""};

/// As another program would, beside the store.
void scribble(const fs::path& folder, int cells) {
  Database db = Database::open(folder / "run.db", false).value();
  Statement cell = db.prepare("UPDATE cell SET judgement = ?, outcome = ?, completion = ? WHERE id = ?").value();
  Statement score = db.prepare("INSERT INTO score VALUES ('cell', ?, ?, ?, ?, ?, ?)").value();
  for (size_t i = 0; i < static_cast<size_t>(cells) - 1; ++i) {
    std::string id = key_of(static_cast<int>(i)).id();
    cell.bind(1, kJudgements[i % kJudgements.size()]).bind(2, kOutcomes[i / kJudgements.size() % kOutcomes.size()]);
    ASSERT_TRUE(cell.bind(3, kCompletions[i % kCompletions.size()]).bind(4, id).run());
    for (const char* name : {"runs", "judge_doc", "s_doc"}) {
      score.bind(1, id).bind(2, std::string_view(name)).bind(3, i % 2 ? "1" : "2");
      score.bind(4, i % 3 ? std::optional<double>(0.1 * static_cast<double>(i)) : std::nullopt)
          .bind(5, i % 3 ? "" : "why");
      ASSERT_TRUE(score.bind(6, kDetails[(i + name[0]) % kDetails.size()]).run());
    }
  }
}

TEST(Digest, SaysWhatTheWholeCellSaysWhateverItHolds) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  int cells = static_cast<int>(kJudgements.size() * kOutcomes.size() * kCompletions.size()) + 1;
  {
    auto store = written(run, cells);
    ASSERT_TRUE(store->save_request(key_of(2), {{"messages", {{{"role", "user"}, {"content", "make a beam"}}}}}));
    ASSERT_TRUE(store->save_program(key_of(1), {"x = 1\n", "fenced", {"x = 1\n"}}));
    ASSERT_TRUE(store->save_program(key_of(3), {"", "prose", {}}));
    ASSERT_TRUE(store->save_program(key_of(4), {"x=1 # the same\n", "fenced", {}}));
    scribble(run, cells);
    EXPECT_EQ(count(run, "undigested"), cells - 1) << "noted by the database itself";
    EXPECT_EQ(digests_of(*store), read_whole(run, folder.path() / "copy"))
        << "what has changed isn't taken from digests";
  }
  written(run, 0);
  Digests stored = stored_digests(run);
  EXPECT_EQ(stored.size(), static_cast<size_t>(cells));
  EXPECT_EQ(stored, read_whole(run, folder.path() / "copy"));
  EXPECT_EQ(stored[key_of(2).id()]["prompt"], 11);
  EXPECT_TRUE(stored[key_of(1).id()].contains("print"));
  EXPECT_EQ(stored[key_of(1).id()]["print"], stored[key_of(4).id()]["print"]);
  EXPECT_FALSE(stored[key_of(3).id()].contains("print"));
}

TEST(Digest, IsMadeAnewByEveryChange) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  auto store = written(run, 3);
  CellKey key = key_of(1);
  Digests last = stored_digests(run);
  auto changed = [&](const char* what, const Status& saved, bool differs = true) {
    EXPECT_TRUE(saved) << what;
    Digests now = stored_digests(run);
    EXPECT_EQ(now[key.id()] != last[key.id()], differs) << what;
    EXPECT_EQ(now, read_whole(run, folder.path() / "copy")) << what;
    last = now;
  };
  Json request{{"messages", {{{"role", "user"}, {"content", "make a beam"}}}}};
  changed("request", store->save_request(key, request));
  changed("reply", store->save_completion(key, {.text = "x = 1", .finish_reason = "length", .served_model = "m-1"}));
  changed("program", store->save_program(key, {"x = 1", "fenced", {}}), false);
  Judgement judgement{Verdict::physical, CellClass::model_fail, "requirements", {}, nullptr};
  judgement.requirements.push_back({"mass", false, 1, 2, "it is 1"});
  changed("outcome", store->save_outcome(key, Outcome{.cpu_s = 0.5}, judgement));
  Score score{SubjectKind::cell, key.id(), "judge_doc", "1", 0.25, "", Json::object()};
  changed("score", store->save_scores({score}));
  score.value = 0.75;
  changed("another value", store->save_scores({score}));
  changed("two at once", store->together([&]() -> Status {
    TRY(store->save_outcome(key, std::nullopt, judgement));
    return store->save_scores({{SubjectKind::cell, key.id(), "fidelity", "2", std::nullopt, "none", Json::object()}});
  }));
  changed("no score any more", store->drop_scores("judge_doc", "1"));
  changed("forgotten", store->forget(key));
}

TEST(Digest, TellsWhatAJudgesAnswersTook) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  auto store = written(run, 1);
  auto vote = [](const char* judge, int requests, const Json& usage) {
    return Json{{"judge", judge}, {"requests", requests}, {"usage", usage}};
  };
  Json counted{{"input_tokens", 100}, {"output_tokens", 10}, {"reasoning_tokens", 4}};
  Score score{SubjectKind::cell, key_of(0).id(), "judge_doc", "1", 0.25, "", {}};
  score.detail["votes"] = {vote("a/b", 2, counted), vote("c/d", 1, counted), vote("a/b", 1, Json::object()),
                           vote("judge/replay/x", 0, Json::object())};
  ASSERT_TRUE(store->save_scores({score}));
  Json told = stored_digests(run)[key_of(0).id()]["scores"][0]["votes"];
  EXPECT_EQ(told, Json::parse(R"([["a/b", 2, 3, 1, 100.0, 10.0, 4.0, 0.0], ["c/d", 1, 1, 1, 100.0, 10.0, 4.0, 0.0]])"));
}

TEST(Digest, OfWhatAScoreWasTakenFromIsNotedToo) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  {
    auto store = written(run, 3);
    Score score{SubjectKind::cell, key_of(1).id(), "judge_doc", "1", 0.25, "", Json::object()};
    ASSERT_TRUE(store->save_scores({score}));
  }
  ASSERT_EQ(count(run, "undigested"), 0);
  {
    Database db = Database::open(run / "run.db", false).value();
    ASSERT_TRUE(db.run("UPDATE score SET subject_kind = 'model', subject = 'm'"));
  }
  EXPECT_EQ(count(run, "undigested"), 1);
  EXPECT_EQ(digests_of(**Store::open_read_only(run)), read_whole(run, folder.path() / "copy"));
}

TEST(Digest, WordsOfATransactionThatWasTakenBackAreNotKnown) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  auto store = written(run, 2);
  auto score = [](int epoch, const char* id) {
    return Score{SubjectKind::cell, key_of(epoch).id(), id, "1", 1.0, "", Json::object()};
  };
  ASSERT_TRUE(store->save_scores({score(0, "a")}));
  Status refused = store->together([&]() -> Status {
    TRY(store->save_scores({score(0, "lost")}));
    return fail(ErrorCode::unavailable, "no");
  });
  ASSERT_FALSE(refused);
  ASSERT_TRUE(store->save_scores({score(1, "b")}));
  EXPECT_EQ(stored_digests(run), read_whole(run, folder.path() / "copy"));
}

TEST(Digest, ARunOfAReleaseThatMadeNoneIsReadWholeAndGetsThemWhenItIsOpenedForWriting) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  Digests made;
  {
    auto store = written(run, 5);
    ASSERT_TRUE(store->save_outcome(key_of(3), Outcome{}, {Verdict::steps, CellClass::model_fail, "error: E", {}, {}}));
    made = digests_of(*store);
  }
  drop_digests(run);
  EXPECT_EQ(digests_of(**Store::open_read_only(run)), made);
  written(run, 0);
  EXPECT_EQ(stored_digests(run), made);
}

/// As a person would, with sqlite3.
void by_hand(const fs::path& folder, const std::string& sql) {
  Database db = Database::open(folder / "run.db", false).value();
  Status done = db.run(sql.c_str());
  ASSERT_TRUE(done) << sql << ": " << done.error().text();
}

/// A run with a judged cell among others that are only planned.
Digests make_judged(const fs::path& run) {
  auto store = written(run, 5);
  EXPECT_TRUE(store->save_outcome(key_of(3), Outcome{}, {Verdict::steps, CellClass::model_fail, "error: E", {}, {}}));
  return digests_of(*store);
}

TEST(Digest, ThatSomebodyDeletedHidesNoCell) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  Digests made = make_judged(run);
  for (const std::string& sql :
       {fmt::format("DELETE FROM digest WHERE cell = '{}'", key_of(3).id()), std::string("DELETE FROM digest"),
        fmt::format("UPDATE digest SET cell = 'of no cell' WHERE cell = '{}'", key_of(1).id())}) {
    by_hand(run, sql);
    Digests read = digests_of(**Store::open_read_only(run));
    read.erase("of no cell");  // nobody asks for it
    EXPECT_EQ(read, made) << sql;
    digests_of(*written(run, 0));
    EXPECT_EQ(stored_digests(run), made) << sql;
  }
}

TEST(Digest, OfACellThatIsGoneIsGone) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  Digests made = make_judged(run);
  by_hand(run, fmt::format("DELETE FROM cell WHERE id = '{}'", key_of(2).id()));
  made.erase(key_of(2).id());
  EXPECT_EQ(digests_of(**Store::open_read_only(run)), made);
  written(run, 0);
  EXPECT_EQ(stored_digests(run), made);
}

TEST(Digest, WhateverOfItsTablesIsDroppedOrReplacedTheRunIsReadAndMended) {
  for (const char* sql :
       {"DROP TABLE digest", "DROP TABLE digest_word", "DROP TABLE digest_format", "DROP TABLE undigested",
        "DROP TRIGGER cell_changed", "DROP TRIGGER score_added",
        "DROP TABLE digest; CREATE TABLE digest (cell TEXT, body BLOB, more TEXT)",
        "DROP TABLE digest; DROP TABLE digest_word; DROP TABLE digest_format; DROP TABLE undigested",
        "DROP TRIGGER cell_changed; CREATE TRIGGER cell_changed AFTER UPDATE ON cell BEGIN SELECT 1; END"}) {
    TemporaryFolder folder;
    fs::path run = folder.path() / "run";
    Digests made = make_judged(run);
    by_hand(run, sql);
    EXPECT_EQ(digests_of(**Store::open_read_only(run)), made) << sql;
    made = make_judged(run);  // opens it, and writes
    EXPECT_EQ(stored_digests(run), made) << sql;
  }
}

TEST(Digest, AReleaseThatKnowsNothingOfThemMayWriteWhereTriggersAreGone) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  make_judged(run);
  by_hand(run, "DROP TRIGGER score_added");
  by_hand(run, fmt::format("INSERT INTO score VALUES ('cell', '{}', 'a', '1', 0.5, '', '{{}}')", key_of(3).id()));
  EXPECT_EQ(count(run, "undigested"), 0) << "nobody noted it";
  Digests read = digests_of(**Store::open_read_only(run));
  EXPECT_EQ(read[key_of(3).id()]["scores"].size(), 1u);
  written(run, 0);
  EXPECT_EQ(stored_digests(run), read);
}

TEST(Digest, OfAnotherFormatIsNotReadAndMadeAnew) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  Digests made = digests_of(*written(run, 5));
  {
    Database db = Database::open(run / "run.db", false).value();
    ASSERT_TRUE(db.run("UPDATE digest_format SET number = 999; UPDATE digest SET body = 'unknown'"));
  }
  EXPECT_EQ(digests_of(**Store::open_read_only(run)), made);
  written(run, 0);
  EXPECT_EQ(stored_digests(run), made);
}

TEST(Digest, ThatIsDamagedOrAnotherCellsCountsForNothingAndIsMadeAnew) {
  std::string other = fmt::format("(SELECT body FROM digest WHERE cell = '{}')", key_of(3).id());
  for (const std::string& sql :
       {std::string("UPDATE digest SET body = substr(body, 1, length(body) - 1)"),
        std::string("UPDATE digest SET body = CAST(body || 'x' AS BLOB)"),
        std::string("UPDATE digest SET body = x'ff'"), std::string("UPDATE digest SET body = x''"),
        "UPDATE digest SET body = " + other,
        fmt::format("UPDATE digest SET body = {} WHERE cell = '{}'", other, key_of(0).id()),
        fmt::format("UPDATE digest SET cell = '' WHERE cell = '{}'", key_of(3).id()),
        fmt::format("UPDATE digest SET cell = 'it''s' WHERE cell = '{}'", key_of(3).id()),
        std::string("DELETE FROM digest_word"), std::string("DELETE FROM digest_word WHERE number = 0"),
        std::string("UPDATE digest_word SET word = 'other' WHERE number = 1"),
        std::string("UPDATE digest_word SET word = (SELECT word FROM digest_word WHERE number = 0)"),
        std::string("UPDATE digest_word SET number = -number"), std::string("INSERT INTO digest_word VALUES (-1, 'x')"),
        std::string("INSERT INTO digest_word VALUES (99, 'x')")}) {
    TemporaryFolder folder;
    fs::path run = folder.path() / "run";
    {
      auto store = written(run, 5);
      Outcome outcome;
      outcome.simulator = "toy", outcome.isolation.grade = "weak";
      for (int epoch : {1, 3}) {
        Judgement judgement{Verdict::steps, CellClass::model_fail, fmt::format("error: {}", epoch), {}, nullptr};
        ASSERT_TRUE(store->save_outcome(key_of(epoch), outcome, judgement));
        ASSERT_TRUE(
            store->save_scores({{SubjectKind::cell, key_of(epoch).id(), "fidelity", "2", 0.5, "", Json::object()}}));
      }
    }
    Digests made = stored_digests(run);
    by_hand(run, sql);
    EXPECT_EQ(digests_of(**Store::open_read_only(run)), made) << sql;
    {
      auto store = written(run, 0);
      EXPECT_EQ(digests_of(*store), made) << sql;
      ASSERT_TRUE(store->save_scores({{SubjectKind::cell, key_of(2).id(), "new", "1", 1.0, "", Json::object()}}));
    }
    EXPECT_EQ(stored_digests(run), read_whole(run, folder.path() / "copy")) << sql;
  }
}

TEST(Digest, AreReadByWhoeverWantsThemAndNotByOpeningTheRun) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  Digests made = make_judged(run);
  auto damaged = [&] {
    Database db = Database::open(run / "run.db", true).value();
    Statement select = db.prepare("SELECT count(*) FROM digest WHERE body = x'ff'").value();
    EXPECT_TRUE(select.step());
    return select.integer(0);
  };
  by_hand(run, fmt::format("UPDATE digest SET body = x'ff' WHERE cell = '{}'", key_of(3).id()));
  EXPECT_EQ(digests_of(**Store::open_read_only(run)), made);
  auto store = written(run, 0);
  EXPECT_EQ(damaged(), 1) << "a million would take a while to look at";
  EXPECT_EQ(digests_of(*store), made);
  EXPECT_EQ(damaged(), 0) << "a writer that comes upon one makes it anew";
  EXPECT_EQ(stored_digests(run), made);
}

TEST(Digest, ACellThatIsNoJsonIsRefusedInTheWordsOfWhoeverReadsItWhole) {
  for (const char* part : {"{\"verdict\": \"faithful\"", "{\"reason\": \"\xff\"}", "", "[1e999]"}) {
    TemporaryFolder folder;
    {
      written(folder.path(), 2);
      Database db = Database::open(folder.path() / "run.db", false).value();
      ASSERT_TRUE(db.prepare("UPDATE cell SET judgement = ?")->bind(1, part).run());
    }
    auto store = written(folder.path(), 0);  // opens all the same: another cell can be read, or forgotten
    Status whole = store->each_cell(Texts::by_hash, [](const CellRow&) { return Status(); });
    Status read = store->each_digest([](const std::string&, const CellDigest&) { return Status(); });
    ASSERT_FALSE(whole) << part;
    ASSERT_FALSE(read) << part;
    EXPECT_EQ(read.error().text(), whole.error().text());
  }
}

TEST(Digest, AMergedRunHasThem) {
  TemporaryFolder folder;
  for (int part = 0; part < 2; ++part) {
    fs::path shard = folder.path() / std::to_string(part);
    auto store = written(shard, 4);
    ASSERT_TRUE(store->set_manifest({{"shard", {{"number", 1}, {"of", 2}, {"plan", "p"}}}}));  // one shard, two tries
    Judgement failed{Verdict::steps, CellClass::model_fail, "error: E", {}, nullptr};
    ASSERT_TRUE(store->save_outcome(key_of(part), Outcome{}, failed));
    ASSERT_TRUE(store->save_scores({{SubjectKind::cell, key_of(part).id(), "a", "1", 0.5, "", Json::object()}}));
  }
  fs::path run = folder.path() / "merged";
  Result<Merged> merged = merge(run, {folder.path() / "0", folder.path() / "1"});
  ASSERT_TRUE(merged) << merged.error().text();
  EXPECT_EQ(stored_digests(run), read_whole(run, folder.path() / "copy"));
}

}  // namespace
}  // namespace simbench::store
