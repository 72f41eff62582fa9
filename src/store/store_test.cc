#include "store/store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/network.h"
#include "store/sqlite.h"

namespace simbench::store {
namespace {

CellRow planned(const std::string& system, int turn = 1, int epoch = 0) {
  CellRow row;
  row.key = {std::string(64, 'a'), system, turn, Arm::given, "control/echo", epoch};
  row.system_title = "Title of " + system;
  row.category = Category::fea;
  return row;
}

std::unique_ptr<Store> open_or_die(const fs::path& folder) {
  auto store = Store::open(folder);
  EXPECT_TRUE(store) << (store ? "" : store.error().text());
  return std::move(*store);
}

TEST(Store, GivesDigestsAndScoresUnreadAsItGivesThemInOrder) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  std::vector<CellRow> rows;
  for (int epoch = 0; epoch < 20; ++epoch) rows.push_back(planned(epoch % 2 ? "cable" : "beam", 1 + epoch % 3, epoch));
  ASSERT_TRUE(store->plan(rows));
  std::vector<CellKey> in_order;
  std::vector<CellRow> all = store->cells().value();
  for (const CellRow& row : all) in_order.push_back(row.key);
  std::vector<CellKey> keys;
  ASSERT_TRUE(store->each_key([&](const std::string& id, CellKey key) -> Status {
    EXPECT_EQ(id, key.id());
    keys.push_back(std::move(key));
    return {};
  }));
  EXPECT_EQ(keys, in_order);
  std::set<std::string> seen, ids;
  std::string last;
  ASSERT_TRUE(store->each_digest([&](const std::string& id, const CellDigest& digest) -> Status {
    EXPECT_LT(last, id);
    EXPECT_EQ(digest.category, Category::fea);
    last = id, seen.insert(id);
    return {};
  }));
  for (const CellKey& key : in_order) ids.insert(key.id());
  EXPECT_EQ(seen, ids);

  ASSERT_TRUE(store->save_scores({{SubjectKind::cell, last, "a", "1", 0.5, "", {{"lost", 2}}},
                                  {SubjectKind::model, "m", "b", "2", std::nullopt, "why", Json::object()}}));
  std::vector<std::string> read, unread;
  auto text = [](const Score& s) {
    return fmt::format("{} {} {} {} {} {} {}", to_string(s.subject_kind), s.subject, s.id, s.version,
                       s.value.value_or(-1), s.reason, to_text(s.detail));
  };
  std::vector<Score> scores = store->scores().value();
  for (const Score& score : scores) read.push_back(text(score));
  ASSERT_TRUE(store->each_score_text([&](const ScoreText& row) -> Status {
    unread.push_back(text(row.score()));
    return {};
  }));
  EXPECT_EQ(read.size(), 2u);
  EXPECT_EQ(read, unread);
}

TEST(Store, KeepsEveryPartOfACell) {
  TemporaryFolder folder;
  CellKey key = planned("cable").key;
  {
    auto store = open_or_die(folder.path());
    ASSERT_TRUE(store->plan({planned("cable")}));
    ASSERT_TRUE(store->save_request(
        key, {{"messages", {{{"role", "user"}, {"content", "make a cable"}}}}, {"temperature", 0}}));
    Completion completion;
    completion.text = "```python\nx\n```";
    completion.finish_reason = "stop";
    completion.usage.output_tokens = 7;
    ASSERT_TRUE(store->save_completion(key, completion));
    ASSERT_TRUE(store->save_program(key, {"x\n", "fenced", {"x\n", "y\n"}}));
    Outcome outcome;
    outcome.steps = 12;
    Judgement judgement{Verdict::finishes, CellClass::model_fail, "requirement_not_met", {}, {{"total", 0.5}}};
    judgement.requirements.push_back({"gravity", std::nullopt, 9.8, 9.81, "no trace"});
    ASSERT_TRUE(store->save_outcome(key, outcome, judgement));
  }
  auto store = Store::open_read_only(folder.path());
  ASSERT_TRUE(store) << store.error().text();
  CellRow row = (*store)->cells().value().at(0);
  EXPECT_EQ(row.key, key);
  EXPECT_EQ(row.category, Category::fea);
  EXPECT_EQ(row.request["messages"][0]["content"], "make a cable");
  EXPECT_EQ(row.completion->text, "```python\nx\n```");
  EXPECT_EQ(row.completion->usage.output_tokens, 7);
  EXPECT_EQ(row.program->blocks, (std::vector<std::string>{"x\n", "y\n"}));
  EXPECT_EQ(row.outcome->steps, 12);
  EXPECT_EQ(row.judgement->verdict, Verdict::finishes);
  EXPECT_EQ(row.judgement->requirements.at(0).met, std::nullopt);
  EXPECT_EQ(row.judgement->comparison["total"], 0.5);
}

TEST(Store, PlanningAgainChangesNothing) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  ASSERT_TRUE(store->plan({planned("a"), planned("b")}));
  ASSERT_TRUE(store->save_completion(planned("a").key, {.text = "kept"}));
  ASSERT_TRUE(store->plan({planned("a"), planned("b"), planned("c")}));
  auto cells = store->cells().value();
  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(cells[0].completion->text, "kept");
}

TEST(Store, NeverOverwritesAReply) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  ASSERT_TRUE(store->plan({planned("a")}));
  ASSERT_TRUE(store->save_completion(planned("a").key, {.text = "first"}));
  ASSERT_TRUE(store->save_completion(planned("a").key, {.text = "second"}));
  EXPECT_EQ(store->cell(planned("a").key).value()->completion->text, "first");
}

TEST(Store, GivesCellsInKeyOrderWhateverTheOrderOfPlanning) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  ASSERT_TRUE(store->plan({planned("b", 2), planned("b", 1), planned("a", 3, 1), planned("a", 3, 0)}));
  std::vector<std::string> names;
  auto rows = store->cells().value();
  for (const CellRow& row : rows) names.push_back(row.key.text());
  EXPECT_EQ(names, (std::vector<std::string>{"a/3 given control/echo #0", "a/3 given control/echo #1",
                                             "b/1 given control/echo #0", "b/2 given control/echo #0"}));
}

TEST(Store, SecondWriterGetsAClearErrorAndReadersDoNot) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  auto second = Store::open(folder.path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::denied);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos) << second.error().text();
  EXPECT_TRUE(Store::open_read_only(folder.path()));
  store.reset();
  EXPECT_TRUE(Store::open(folder.path()));
}

TEST(Store, ScoresAreRowsReplacedByIdAndVersion) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  Score bleu{SubjectKind::cell, "c1", "bleu", "1", 0.25, "", {{"n", 4}}};
  Score none{SubjectKind::cell, "c1", "dataflow", "1", std::nullopt, "the reference has no data flow", nullptr};
  ASSERT_TRUE(store->save_scores({none, bleu}));
  bleu.value = 0.5;
  ASSERT_TRUE(store->save_scores({bleu}));
  bleu.version = "2";
  ASSERT_TRUE(store->save_scores({bleu}));
  auto rows = store->scores().value();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].value, 0.5);
  EXPECT_EQ(rows[1].version, "2");
  EXPECT_EQ(rows[2].value, std::nullopt);
  EXPECT_EQ(rows[2].reason, "the reference has no data flow");
  EXPECT_EQ(store->scores("dataflow").value().size(), 1u);
}

TEST(Store, KeepsEarlierTriesByNumber) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  CellKey key = planned("a", 3).key;
  ASSERT_TRUE(store->plan({planned("a", 3)}));
  ASSERT_TRUE(store->save_step(key, {.number = 2, .request = {{"messages", Json::array()}}}));
  StepRow first{.number = 1};
  first.program = Program{"x", "fenced", {"x"}};
  ASSERT_TRUE(store->save_step(key, first));
  auto steps = store->steps(key).value();
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].program->code, "x");
  EXPECT_FALSE(steps[1].completion);
  EXPECT_TRUE(store->steps(planned("b").key).value().empty());
}

TEST(Store, NotesAndTextsComeBackAsTheyWere) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  std::string odd("\0\xff\xfe caf\xc3\xa9", 9);
  std::string hash = store->put_text(odd).value();
  EXPECT_EQ(store->put_text(odd).value(), hash);
  EXPECT_EQ(store->get_text(hash).value(), odd);
  EXPECT_EQ(store->get_text(std::string(64, '0')).error().code, ErrorCode::corrupt);
  ASSERT_TRUE(store->put_note("host/cores", 2));
  ASSERT_TRUE(store->put_note("task/a/1", {{"x", 1}}));
  EXPECT_EQ(store->get_note("host/cores").value(), 2);
  EXPECT_TRUE(store->get_note("nothing").value().is_null());
  EXPECT_EQ(store->notes("task/").value().size(), 1u);
}

TEST(Store, SavesTogetherAllOrNothing) {
  TemporaryFolder folder;
  auto store = open_or_die(folder.path());
  auto save_two = [&](bool fails) {
    return store->together([&]() -> Status {
      TRY(store->plan({planned("cable")}));
      TRY(store->save_program(planned("cable").key, {"x", "fenced", {}}));
      if (fails) return fail(ErrorCode::corrupt, "on purpose");
      return {};
    });
  };
  EXPECT_FALSE(save_two(true));
  EXPECT_TRUE(store->cells().value().empty());
  EXPECT_TRUE(save_two(false));
  EXPECT_EQ(store->cells().value().at(0).program->code, "x");
}

TEST(Store, RefusesANewerSchemaWithARemedy) {
  TemporaryFolder folder;
  open_or_die(folder.path()).reset();
  ASSERT_TRUE(Database::open(folder.path() / "run.db", false).value().run("PRAGMA user_version = 99"));
  for (bool writing : {true, false}) {
    auto store = writing ? Store::open(folder.path()) : Store::open_read_only(folder.path());
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::unsupported);
    EXPECT_NE(store.error().message.find("update simbench"), std::string::npos);
  }
}

TEST(Store, SaysWhatIsWrongWithAFolderThatHoldsNoRun) {
  TemporaryFolder folder;
  EXPECT_EQ(Store::open_read_only(folder.path()).error().code, ErrorCode::not_found);
  ASSERT_TRUE(write_file(folder.path() / "run.db", "this is no database, only text that is long enough to look at"));
  EXPECT_EQ(Store::open_read_only(folder.path()).error().code, ErrorCode::corrupt);
  EXPECT_EQ(Store::open(folder.path()).error().code, ErrorCode::corrupt);
  EXPECT_EQ(Store::open("/proc/no-such-place").error().where, "/proc/no-such-place/traces");
}

TEST(Store, ABrokenManifestIsToldWithItsFileAndARemedy) {
  TemporaryFolder folder;
  open_or_die(folder.path()).reset();
  fs::path file = folder.path() / "manifest.json";
  for (const char* broken : {"{\"suite\": ", "[]", ""}) {
    ASSERT_TRUE(write_file(file, broken));
    for (const Status& status : {Status(Store::open(folder.path()).map([](const auto&) {})),
                                 Status(Store::open_read_only(folder.path()).map([](const auto&) {}))}) {
      ASSERT_FALSE(status) << broken;
      EXPECT_EQ(status.error().where, file.string());
      EXPECT_NE(status.error().message.find("bring it back from a copy, or remove it"), std::string::npos);
    }
  }
  ASSERT_TRUE(write_file(file, "{\"suite\": \"mujoco\"}"));
  auto typed = Store::open_read_only(folder.path());
  ASSERT_FALSE(typed);
  EXPECT_NE(typed.error().message.find("'suite' in it is no object"), std::string::npos) << typed.error().text();
  fs::remove(file);
  testing::internal::CaptureStderr();
  EXPECT_TRUE(Store::open_read_only(folder.path()));
  EXPECT_NE(testing::internal::GetCapturedStderr().find("manifest.json is missing"), std::string::npos);
}

TEST(Store, ADatabaseThatCannotBeReadIsNotCalledMissing) {
  TemporaryFolder folder;
  fs::create_symlink("run.db", folder.path() / "run.db");  // a loop: what root can't read either
  auto store = Store::open_read_only(folder.path());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::not_found) << "as of any file that may not be read";
  EXPECT_NE(store.error().message.find("run.db there cannot be read"), std::string::npos) << store.error().text();
}

TEST(Store, NetworkFileSystemsAreKnownByName) {
  EXPECT_EQ(network_file_system_name(0x6969), "NFS");
  EXPECT_EQ(network_file_system_name(0xff534d42), "CIFS");
  EXPECT_EQ(network_file_system_name(0x0bd00bd0), "Lustre");
  EXPECT_EQ(network_file_system_name(0xef53), "") << "ext4 is a local disk";
  TemporaryFolder folder;
  EXPECT_EQ(network_file_system(folder.path() / "not" / "there"), network_file_system(folder.path()));
}

/// As a medium that can't be written, or a folder of somebody else. Root may write anywhere: then the test says less.
TEST(Store, AFinishedRunIsReadWhereNothingCanBeWritten) {
  TemporaryFolder folder;
  fs::path odd = folder.path() / "50 % of #1?";
  ASSERT_TRUE(open_or_die(odd)->plan({planned("a")}));
  fs::permissions(odd, fs::perms::owner_read | fs::perms::owner_exec);
  auto store = Store::open_read_only(odd);
  ASSERT_TRUE(store) << store.error().text();
  EXPECT_EQ((*store)->cells()->size(), 1u);
  store->reset();
  fs::permissions(odd, fs::perms::owner_all);
}

/// A child saves replies until it is killed; whatever it had announced must be there.
TEST(Store, KillingTheWriterLosesNothingThatWasSaved) {
  TemporaryFolder folder;
  std::vector<CellRow> cells;
  for (int i = 0; i < 200; ++i) cells.push_back(planned("s", 1, i));
  ASSERT_TRUE(open_or_die(folder.path())->plan(cells));
  int announce[2];
  ASSERT_EQ(::pipe(announce), 0);
  pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto store = Store::open(folder.path());
    for (const CellRow& cell : cells) {
      if (!(*store)->save_completion(cell.key, {.text = cell.key.text()})) ::_exit(1);
      char byte = 1;
      if (::write(announce[1], &byte, 1) != 1) ::_exit(1);
    }
    ::_exit(0);
  }
  ::close(announce[1]);
  size_t announced = 0;
  char byte;
  while (announced < 25 && ::read(announce[0], &byte, 1) == 1) ++announced;
  ::kill(child, SIGKILL);
  while (::read(announce[0], &byte, 1) == 1) ++announced;
  ::close(announce[0]);
  ::waitpid(child, nullptr, 0);
  auto store = open_or_die(folder.path());  // the dead process's lock is gone
  size_t saved = 0;
  auto rows = store->cells().value();
  for (const CellRow& row : rows)
    if (row.completion) {
      EXPECT_EQ(row.completion->text, row.key.text());
      ++saved;
    }
  EXPECT_GE(saved, announced);
  EXPECT_LE(saved, announced + 1);
}

}  // namespace
}  // namespace simbench::store
