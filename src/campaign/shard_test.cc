// A run in shards on several machines, and what becomes of it when they are merged.
#include <gtest/gtest.h>

#include "analysis/analysis.h"
#include "campaign/run.h"
#include "campaign/test_world.h"

namespace simbench::campaign {
namespace {

class Sharded : public testing::Test {
 protected:
  Sharded() {
    settings_.suite = &suite_;
    settings_.jobs = 2;
    settings_.arms = {Arm::given, Arm::stepwise, Arm::repair};
    settings_.models = {"control/reference", "control/equivalent", "control/echo",
                        "control/mutant",    "control/prose",      "control/empty"};
  }

  fs::path path(const std::string& name) const { return folder_.path() / name; }

  /// Runs shard `number` of `count` (0: all) in the folder `name`.
  Result<Summary> try_run(const std::string& name, size_t number = 0, size_t count = 0) {
    Settings settings = settings_;
    if (number > 0) settings.shard = Shard{number - 1, count};
    test::ToyBench toy(path(name) / "traces");
    Observer silent;
    auto store = store::Store::open(path(name)).value();
    return campaign::run(settings, toy.bench(), *store, silent);
  }
  fs::path run(const std::string& name, size_t number = 0, size_t count = 0) {
    auto summary = try_run(name, number, count);
    EXPECT_TRUE(summary) << (summary ? "" : summary.error().text());
    return path(name);
  }
  std::vector<fs::path> run_three() { return {run("a", 1, 3), run("b", 2, 3), run("c", 3, 3)}; }

  store::Merged merge(const std::string& out, const std::vector<fs::path>& shards) {
    auto merged = store::merge(path(out), shards);
    EXPECT_TRUE(merged) << (merged ? "" : merged.error().text());
    return merged.value_or(store::Merged{});
  }
  std::string refused(const std::string& out, const std::vector<fs::path>& shards) {
    auto merged = store::merge(path(out), shards);
    EXPECT_FALSE(merged);
    return merged ? "" : merged.error().text();
  }

  /// All that a report can show: every row, and every table.
  std::string shown(const std::string& name) {
    auto store = store::Store::open_read_only(path(name)).value();
    return test::final_tables(*store) + to_pretty_text(analysis::analyze(*store, {.bootstrap = 50}).value());
  }

  TemporaryFolder folder_;
  suite::Suite suite_ = test::small_suite();
  Settings settings_;
};

TEST_F(Sharded, SharesAreWholeTasksAndTogetherAllCells) {
  size_t cells = plan(settings_)->size();
  std::map<std::pair<std::string, int>, size_t> shard_of;
  std::set<CellKey> seen;
  for (size_t i = 0; i < 4; ++i) {
    settings_.shard = Shard{i, 4};
    auto own = plan(settings_).value();
    for (const store::CellRow& row : own) {
      EXPECT_TRUE(seen.insert(row.key).second) << row.key.text() << " is in two shards";
      EXPECT_EQ(shard_of.try_emplace({row.key.system, row.key.turn}, i).first->second, i) << row.key.text();
    }
  }
  EXPECT_EQ(seen.size(), cells);
}

TEST_F(Sharded, ADialogueIsNeverCut) {
  settings_.arms = {Arm::given, Arm::dialogue};
  std::map<std::string, size_t> shard_of;
  for (size_t i = 0; i < 2; ++i) {
    settings_.shard = Shard{i, 2};
    auto own = plan(settings_).value();
    for (const store::CellRow& row : own) EXPECT_EQ(shard_of.try_emplace(row.key.system, i).first->second, i);
  }
  EXPECT_EQ(shard_of.size(), 2u);
}

TEST_F(Sharded, AShardWithoutTasksIsToldAndMergesAndIsNotMissed) {
  run("whole");
  std::vector<fs::path> shards;
  for (size_t number = 1; number <= 6; ++number) shards.push_back(run(fmt::format("{}", number), number, 8));
  EXPECT_TRUE(merge("without", shards).missing.empty()) << "shards 7 and 8 have nothing";
  auto empty = try_run("7", 7, 8);
  ASSERT_TRUE(empty) << empty.error().text();
  EXPECT_EQ(empty->progress.cells, 0u);
  shards.push_back(path("7"));
  store::Merged merged = merge("merged", shards);
  EXPECT_EQ(merged.shards.back().cells, 0u);
  EXPECT_TRUE(merged.missing.empty());
  EXPECT_EQ(merge("three", {shards[0], shards[6], shards[4]}).missing, (std::vector<int>{2, 3, 4, 6}));
  EXPECT_EQ(shown("merged"), shown("whole"));
  EXPECT_EQ(shown("without"), shown("whole"));
}

TEST_F(Sharded, WhichShardsHaveNothingIsToldByEach) {
  EXPECT_EQ(empty_shards(settings_), "") << "no shard";
  settings_.shard = Shard{0, 6};
  EXPECT_EQ(empty_shards(settings_), "");
  settings_.shard = Shard{0, 1000};
  EXPECT_EQ(empty_shards(settings_), "there are only 6 tasks to share out: nothing falls to shards 7 to 1000");
  settings_.arms = {Arm::dialogue};
  settings_.shard = Shard{2, 3};
  EXPECT_EQ(empty_shards(settings_), "there are only 2 systems to share out: nothing falls to shard 3");
  settings_.only = "no such system";
  EXPECT_FALSE(plan(settings_)) << "nothing at all is a mistake";
}

TEST_F(Sharded, ShardsThatHaveSomethingToDoAreCounted) {
  EXPECT_EQ(filled_shards(settings_), 1u) << "no shard";
  settings_.shard = Shard{0, 4};
  EXPECT_EQ(filled_shards(settings_), 4u);
  settings_.shard = Shard{0, 1000};
  EXPECT_EQ(filled_shards(settings_), 6u);
  settings_.arms = {Arm::dialogue};
  EXPECT_EQ(filled_shards(settings_), 2u);
}

TEST_F(Sharded, AShardsFolderGoesOnOnlyAsThatShard) {
  run("a", 1, 3);
  EXPECT_EQ(try_run("a", 1, 3)->done_before, try_run("a", 1, 3)->progress.cells);
  auto other = try_run("a", 2, 3);
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message.find("another shard"), std::string::npos) << other.error().text();
  EXPECT_FALSE(try_run("a"));
}

TEST_F(Sharded, MergedShardsShowWhatOneMachineShows) {
  run("whole");
  merge("merged", run_three());
  EXPECT_EQ(shown("merged"), shown("whole"));
  for (const fs::path& trace : list_files(path("whole") / "traces"))
    EXPECT_TRUE(fs::exists(path("merged") / "traces" / trace.filename())) << trace;
}

TEST_F(Sharded, MergingHasNoOrderAndNoSecondTime) {
  std::vector<fs::path> shards = run_three();
  merge("forth", shards);
  std::reverse(shards.begin(), shards.end());
  merge("back", shards);
  merge("one by one", {shards[1]});
  merge("one by one", {shards[0], shards[1]});
  store::Merged last = merge("one by one", {shards[2], shards[0]});
  EXPECT_EQ(last.shards.at(0).added + last.shards.at(1).added, last.shards.at(0).cells) << "one of them was new";
  EXPECT_EQ(shown("back"), shown("forth"));
  EXPECT_EQ(shown("one by one"), shown("forth"));
  auto manifest = [&](const char* name) { return read_file(path(name) / "manifest.json").value(); };
  EXPECT_EQ(manifest("back"), manifest("forth"));
  EXPECT_EQ(manifest("one by one"), manifest("forth"));
}

TEST_F(Sharded, AMissingShardIsToldAndCanBeDoneInTheMergedRun) {
  run("whole");
  std::vector<fs::path> shards = run_three();
  store::Merged merged = merge("merged", {shards[0], shards[2]});
  EXPECT_EQ(merged.missing, std::vector<int>{2});
  EXPECT_EQ(merged.pending, 0u);
  auto missing = [&] {
    return store::missing_shards(store::Store::open_read_only(path("merged")).value()->manifest());
  };
  EXPECT_EQ(missing(), std::vector<int>{2});
  run("merged");
  EXPECT_TRUE(missing().empty()) << "all is planned there now";
  EXPECT_EQ(shown("merged"), shown("whole"));
  EXPECT_TRUE(merge("merged", {shards[1]}).missing.empty()) << "late, but it agrees";
  EXPECT_EQ(shown("merged"), shown("whole"));
}

TEST_F(Sharded, ARunThatIsNoShardButHasAllTasksLeavesNoShardMissing) {
  run("whole");
  std::vector<fs::path> shards = run_three();
  store::Merged merged = merge("both", {shards[0], path("whole")});
  EXPECT_TRUE(merged.missing.empty());
  EXPECT_EQ(merged.notes,
            std::vector<std::string>{"whole, which is no shard, has the tasks of shards 2, 3 too: none is missing"});
  EXPECT_EQ(shown("both"), shown("whole"));
  EXPECT_TRUE(merge("one by one", {path("whole")}).missing.empty());
  EXPECT_TRUE(merge("one by one", {shards[0]}).missing.empty());
  auto manifest = [&](const char* name) { return read_file(path(name) / "manifest.json").value(); };
  EXPECT_EQ(manifest("one by one"), manifest("both"));
  EXPECT_TRUE(merge("one by one", {shards[2]}).notes.empty());

  settings_.only = "gear/*";
  run("some");
  EXPECT_EQ(merge("some of it", {shards[0], path("some")}).missing, (std::vector<int>{2, 3}));
  settings_.only = "", settings_.arms = {Arm::given};
  run("an arm");
  EXPECT_EQ(merge("some arms", {shards[0], path("an arm")}).missing, (std::vector<int>{2, 3}));
  settings_.arms = {Arm::given, Arm::stepwise, Arm::repair}, settings_.models = {"control/echo"};
  run("another");
  EXPECT_EQ(merge("other models", {shards[0], path("another")}).missing, (std::vector<int>{2, 3}));
}

TEST_F(Sharded, AShardUnderAnothersNumberIsRefused) {
  std::vector<fs::path> shards = run_three();
  fs::path liar = path("liar");
  fs::copy(shards[0], liar, fs::copy_options::recursive);
  Json manifest = parse_json(read_file(liar / "manifest.json").value(), "").value();
  manifest["shard"]["number"] = 2;
  ASSERT_TRUE(write_file(liar / "manifest.json", to_pretty_text(manifest)));
  EXPECT_NE(refused("out", {liar, shards[1], shards[2]}).find("both say that they are shard 2/3, but have no task"),
            std::string::npos);
  EXPECT_NE(refused("out", {liar, shards[0], shards[2]}).find("the manifest of one isn't its own"), std::string::npos);
  EXPECT_FALSE(fs::exists(path("out")));
  fs::copy(shards[1], path("copy"), fs::copy_options::recursive);
  merge("out", {shards[0], shards[1], path("copy"), shards[2]});
}

TEST_F(Sharded, AShardThatWasStoppedIsMergedAsFarAsItGotAndLaterWhole) {
  run("whole");
  std::vector<fs::path> shards = run_three();
  {
    auto store = store::Store::open(shards[1]).value();
    auto cells = store->cells().value();
    for (size_t i = 0; i < cells.size(); i += 2) ASSERT_TRUE(store->forget(cells[i].key));
  }
  store::Merged half = merge("merged", shards);
  EXPECT_GT(half.pending, 0u);
  EXPECT_EQ(half.shards.at(1).pending, half.pending);
  run("b", 2, 3);
  store::Merged full = merge("merged", shards);
  EXPECT_EQ(full.pending, 0u);
  EXPECT_EQ(full.shards.at(1).went_on, half.pending);
  EXPECT_EQ(shown("merged"), shown("whole"));
}

/// Shard `number` of 3 with an instance beside the suite as it stands, stopped before `parts` of the two are done.
class InstancedShards : public Sharded {
 protected:
  InstancedShards() : instance_(suite_) {
    instance_.hash = std::string(64, 'f');
    suite_.instance = {.seed = 1, .version = "1", .hash = std::string(64, 'a')};
    instance_.instance = {.seed = 2, .version = "1", .hash = std::string(64, 'a')};
    for (suite::System& system : instance_.systems) system.turns[0].drawn = {{"values", {{"length_m", 2}}}};
  }
  fs::path run_parts(const std::string& name, size_t number, size_t parts) {
    std::vector<Settings> settings{settings_, settings_};
    settings[1].suite = &instance_, settings[1].only_drawn = true;
    for (Settings& one : settings)
      if (number > 0) one.shard = Shard{number - 1, 3};
    test::ToyBench toy(path(name) / "traces");
    Bench bench = toy.bench();
    Observer silent;
    auto store = store::Store::open(path(name)).value();
    Status entered = enter({{&settings[0], &bench}, {&settings[1], &bench}}, *store);
    EXPECT_TRUE(entered) << (entered ? "" : entered.error().text());
    for (size_t i = 0; i < parts; ++i) EXPECT_TRUE(campaign::run(settings[i], bench, *store, silent));
    return path(name);
  }
  suite::Suite instance_;
};

TEST_F(InstancedShards, OneThatIsStoppedBeforeItsLastInstanceIsMergedWithWhatIsPending) {
  run_parts("whole", 0, 2);
  std::vector<fs::path> shards{run_parts("a", 1, 2), run_parts("b", 2, 0), run_parts("c", 3, 1)};
  store::Merged half = merge("merged", shards);
  EXPECT_EQ(half.shards.at(0).pending, 0u);
  EXPECT_EQ(half.shards.at(1).pending, half.shards.at(1).cells);
  EXPECT_GT(half.shards.at(1).cells, 0u);
  EXPECT_TRUE(half.missing.empty());
  run_parts("b", 2, 2), run_parts("c", 3, 2);
  store::Merged full = merge("merged", shards);
  EXPECT_EQ(full.pending, 0u);
  EXPECT_EQ(full.cells, half.cells);
  EXPECT_EQ(shown("merged"), shown("whole"));
  Json manifest = store::Store::open_read_only(path("merged")).value()->manifest();
  EXPECT_EQ(manifest["instances"].size(), 2u);
  EXPECT_EQ(manifest["merged"]["shares"], 6);
}

TEST_F(InstancedShards, WhatIsRefusedOfOneInstanceLeavesNothingPlannedOfAny) {
  Settings first = settings_, second = settings_;
  second.suite = &instance_, second.preset = "upstream";
  test::ToyBench toy(path("run") / "traces");
  Bench bench = toy.bench();
  auto store = store::Store::open(path("run")).value();
  EXPECT_FALSE(enter({{&first, &bench}, {&second, &bench}}, *store));
  EXPECT_TRUE(store->cells()->empty());
  EXPECT_TRUE(store->manifest().is_null());
}

TEST_F(Sharded, WhatFailedOnAShardsSideGivesWay) {
  std::vector<fs::path> shards = run_three();
  fs::copy(shards[0], path("a again"), fs::copy_options::recursive);
  CellKey key;
  {
    auto store = store::Store::open(shards[0]).value();
    auto cells = store->cells().value();
    for (const store::CellRow& row : cells)
      if (row.outcome) key = row.key;
    ASSERT_TRUE(store->save_outcome(key, Outcome{}, {Verdict::imports, CellClass::infra_fail, "disk", {}, nullptr}));
  }
  for (std::vector<fs::path> order : {std::vector{shards[0], path("a again")}, {path("a again"), shards[0]}}) {
    std::string out = "merged " + order[0].filename().string();
    merge(out, {order[0]});
    merge(out, {order[1]});
    auto store = store::Store::open_read_only(path(out)).value();
    EXPECT_NE(store->cell(key).value()->judgement->cell_class, CellClass::infra_fail);
  }
}

TEST_F(Sharded, HostFactsAreKeptForEachShard) {
  merge("merged", run_three());
  auto store = store::Store::open_read_only(path("merged")).value();
  auto facts = store->notes("shards/").value();
  ASSERT_EQ(facts.size(), 3u);
  const Json& second = facts.at("shards/2/3");
  EXPECT_EQ(second["manifest"]["shard"]["number"], 2);
  EXPECT_EQ(second["references"].size(), 2u) << second.dump();
  EXPECT_TRUE(second["isolation"].is_object());
  EXPECT_EQ(store->get_note("references")->size(), 6u);
  EXPECT_EQ(store->manifest()["merged"]["shards"], Json::array({1, 2, 3}));
}

TEST_F(Sharded, RunsThatWereMadeDifferentlyAreRefusedInWords) {
  std::vector<fs::path> shards{run("a", 1, 3)};
  suite_.hash = std::string(64, 'd');
  settings_.sampling.temperature = 0.7;
  shards.push_back(run("b", 2, 3));
  std::string words = refused("merged", shards);
  EXPECT_NE(words.find("suite, or its version: "), std::string::npos) << words;
  EXPECT_NE(words.find("dddddddddddd…"), std::string::npos) << words;
  EXPECT_NE(words.find("sampling: {} in "), std::string::npos) << words;
  EXPECT_FALSE(fs::exists(path("merged"))) << "nothing was begun";
}

TEST_F(Sharded, SharesOfAnotherCutAreRefused) {
  std::vector<fs::path> shards{run("a", 1, 3), run("b", 2, 4)};
  EXPECT_NE(refused("merged", shards).find("is one of 3 shards"), std::string::npos);
  settings_.only = "gear/*";
  shards[1] = run("c", 2, 3);
  EXPECT_NE(refused("merged", shards).find("share out different tasks"), std::string::npos);
}

TEST_F(Sharded, AContradictionRefusesEverything) {
  std::vector<fs::path> shards = run_three();
  fs::copy(shards[2], path("liar"), fs::copy_options::recursive);
  CellKey key;
  {
    auto store = store::Store::open(path("liar")).value();
    key = store->cells().value().at(0).key;
    ASSERT_TRUE(store->forget(key));
    ASSERT_TRUE(store->save_completion(key, {.text = "another reply"}));
  }
  merge("merged", {shards[2]});
  std::string before = shown("merged");
  std::string words = refused("merged", {shards[0], path("liar")});
  EXPECT_NE(words.find(key.text()), std::string::npos) << words;
  EXPECT_NE(words.find("the model replied differently"), std::string::npos) << words;
  EXPECT_EQ(shown("merged"), before) << "not even the shard that was all right";
}

TEST_F(Sharded, ACopyThatIsNotWholeIsNamedAndNothingIsMerged) {
  std::vector<fs::path> shards = run_three();
  merge("merged", {shards[0]});
  std::string before = shown("merged");
  auto damage = [&](const char* what, const std::function<void(const fs::path&)>& change) {
    fs::path copy = path(what);
    fs::copy(shards[1], copy, fs::copy_options::recursive);
    change(copy);
    std::string words = refused("merged", {copy, shards[2]});
    EXPECT_NE(words.find(what), std::string::npos) << words;
    EXPECT_EQ(shown("merged"), before);
    return words;
  };
  damage("cut-off", [](const fs::path& copy) { fs::resize_file(copy / "run.db", fs::file_size(copy / "run.db") / 2); });
  damage("no-manifest", [](const fs::path& copy) { fs::remove(copy / "manifest.json"); });
  damage("no-database", [](const fs::path& copy) { fs::remove(copy / "run.db"); });
  std::string words = damage("no-trace", [](const fs::path& copy) { fs::remove_all(copy / "traces"); });
  EXPECT_NE(words.find("isn't there"), std::string::npos) << words;
  words = damage("cut-trace", [](const fs::path& copy) {
    for (const fs::path& trace : list_files(copy / "traces")) fs::resize_file(trace, fs::file_size(trace) / 2);
  });
  EXPECT_NE(words.find("cut off"), std::string::npos) << words;
  refused("fresh", {shards[0], path("cut-trace")});
  EXPECT_FALSE(fs::exists(path("fresh"))) << "an empty run would look like one";
}

TEST_F(Sharded, WhereNoMergedRunCanGoNothingIsMerged) {
  std::vector<fs::path> shards = run_three();
  std::string before = shown("a");
  std::string words = refused("a", {shards[1], shards[2]});
  EXPECT_NE(words.find("is shard 1/3 of a run, not a merged run"), std::string::npos) << words;
  EXPECT_NE(words.find("put a new one before the shards"), std::string::npos) << words;
  EXPECT_EQ(shown("a"), before);
  settings_.models = {"control/echo"};
  run("own");
  EXPECT_NE(refused("own", shards).find("a run of its own"), std::string::npos);
  ASSERT_TRUE(write_file(path("file"), "text"));
  EXPECT_NE(refused("file", shards).find("is no folder"), std::string::npos);
}

TEST_F(Sharded, AMergeThatFailsLeavesTheFolderAsItWas) {
  std::vector<fs::path> shards = run_three();
  fs::path copy = path("cut");
  fs::copy(shards[1], copy, fs::copy_options::recursive);
  for (const fs::path& trace : list_files(copy / "traces")) fs::resize_file(trace, 5);
  fs::create_directory(path("empty"));
  refused("empty", {shards[0], copy});
  EXPECT_TRUE(list_files(path("empty")).empty());
  fs::create_directory(path("filled"));
  ASSERT_TRUE(write_file(path("filled") / "notes.txt", "mine"));
  refused("filled", {shards[0], copy});
  EXPECT_EQ(list_files(path("filled")).size(), 1u);
  merge("merged", {shards[2]});
  auto files = list_files(path("merged"));
  refused("merged", {shards[0], copy});
  EXPECT_EQ(list_files(path("merged")), files) << "the traces of the sound shard are gone again";
  EXPECT_EQ(list_folders(folder_.path()).size(), 7u) << "nothing beside them: a, b, c, cut, empty, filled, merged";
  merge("empty", shards), merge("filled", shards);
  EXPECT_EQ(shown("filled"), shown("empty"));
  EXPECT_TRUE(fs::exists(path("filled") / "notes.txt"));
}

TEST_F(Sharded, AFolderWhereTheMergedRunWouldBeMadeIsNotEmptied) {
  std::vector<fs::path> shards = run_three();
  fs::create_directory(path("merged.merging"));
  ASSERT_TRUE(write_file(path("merged.merging") / "notes.txt", "mine"));
  EXPECT_NE(refused("merged", shards).find("is in the way"), std::string::npos);
  EXPECT_TRUE(fs::exists(path("merged.merging") / "notes.txt"));
  fs::copy(shards[0], path("out.merging"), fs::copy_options::recursive);
  EXPECT_NE(refused("out", {path("out.merging"), shards[1]}).find("which empties it"), std::string::npos);
  EXPECT_EQ(list_files(path("out.merging")).size(), list_files(shards[0]).size());
  fs::remove_all(path("merged.merging"));
  EXPECT_EQ(merge("merged", shards).cells, merge("other", shards).cells);
}

TEST_F(Sharded, WhatAKilledMergeLeftIsNoObstacle) {
  std::vector<fs::path> shards = run_three();
  merge("whole", shards);
  fs::copy(shards[0], path("merged.merging"), fs::copy_options::recursive);  // half of one
  ASSERT_TRUE(write_file(path("merged.merging") / "traces" / "half.trace.zst", "x"));
  merge("merged", {shards[1], shards[2]});
  EXPECT_EQ(merge("other", {shards[1], shards[2]}).cells, merge("merged", {shards[1], shards[2]}).cells);
  EXPECT_FALSE(fs::exists(path("merged.merging")));
  EXPECT_FALSE(fs::exists(path("merged") / "traces" / "half.trace.zst"));
  EXPECT_EQ(shown("merged"), shown("other"));
}

TEST_F(Sharded, KilledBetweenItsRowsAndTheManifestItIsMendedByWhoeverComesNext) {
  std::vector<fs::path> shards = run_three();
  merge("whole", shards);
  merge("merged", {shards[0]});
  fs::path file = path("merged") / "manifest.json";
  std::string before = read_file(file).value();
  merge("merged", {shards[1]});
  {  // as it was then
    auto store = store::Store::open(path("merged")).value();
    ASSERT_TRUE(store->put_note("merge/manifest", store->manifest()));
  }
  ASSERT_TRUE(write_file(file, before));
  auto manifest = [&](const char* name) { return store::Store::open_read_only(path(name)).value()->manifest(); };
  EXPECT_EQ(manifest("merged")["merged"]["shards"], Json::array({1, 2})) << "read without mending";
  fs::copy(path("merged"), path("as shard"), fs::copy_options::recursive);
  EXPECT_TRUE(merge("merged", {shards[2]}).missing.empty());
  EXPECT_EQ(shown("merged"), shown("whole"));
  EXPECT_EQ(read_file(file).value(), read_file(path("whole") / "manifest.json").value());
  store::Store::open(path("as shard")).value();
  Json mended = parse_json(read_file(path("as shard") / "manifest.json").value(), "").value();
  EXPECT_EQ(mended["merged"]["shards"], Json::array({1, 2})) << "mended by any writer";
}

TEST_F(Sharded, AMergedRunWhoseManifestIsGoneIsNotAddedTo) {
  std::vector<fs::path> shards = run_three();
  merge("merged", {shards[0], shards[1]});
  fs::remove(path("merged") / "manifest.json");
  std::string words = refused("merged", {shards[2]});
  EXPECT_NE(words.find("what was merged is unknown"), std::string::npos) << words;
  EXPECT_FALSE(fs::exists(path("merged") / "manifest.json"));
}

TEST_F(Sharded, ATraceThatIsDamagedOnOneSideIsTakenFromTheOtherOrSpared) {
  std::vector<fs::path> shards = run_three();
  fs::copy(shards[0], path("copy"), fs::copy_options::recursive);
  merge("merged", {path("copy")});
  fs::path trace = list_files(path("merged") / "traces").front(), theirs = shards[0] / "traces" / trace.filename();
  std::string whole = read_file(theirs).value();
  ASSERT_TRUE(write_file(trace, "cut"));  // under another name than the copy's: a file of its own
  store::Merged mended = merge("merged", {shards[0]});
  EXPECT_EQ(read_file(trace).value(), whole);
  EXPECT_NE(join(mended.notes, "; ").find("1 trace of the merged run was damaged"), std::string::npos)
      << join(mended.notes, "; ");
  fs::path other = list_files(shards[0] / "traces").back();
  ASSERT_TRUE(write_file(path("cut"), "cut"));
  fs::remove(other);
  fs::rename(path("cut"), other);
  store::Merged spared = merge("merged", {shards[0]});
  EXPECT_NE(join(spared.notes, "; ").find("the merged run has it whole"), std::string::npos)
      << join(spared.notes, "; ");
  EXPECT_TRUE(merge("merged", {path("copy")}).notes.empty());
  fs::remove(path("merged") / "traces" / other.filename());
  EXPECT_NE(refused("merged", {shards[0]}).find("damaged or cut off"), std::string::npos) << "on both sides";
}

TEST_F(Sharded, InstancesThatDifferAreToldByTheirSeeds) {
  std::vector<fs::path> shards = run_three();
  fs::path file = shards[1] / "manifest.json";
  Json manifest = parse_json(read_file(file).value(), "manifest.json").value();
  manifest["instances"]["7"] = {{"systems", std::string(50'000, 'x')}};
  ASSERT_TRUE(write_file(file, to_text(manifest)));
  std::string words = refused("merged", {shards[0], shards[1]});
  EXPECT_NE(words.find("instances: none in "), std::string::npos) << words;
  EXPECT_NE(words.find("give each shard the same --instance"), std::string::npos) << words;
  EXPECT_LT(words.size(), 1000u);
}

TEST_F(Sharded, AManifestThatIsNotWhatARunWroteIsDamageAndNoCrash) {
  std::vector<fs::path> shards = run_three();
  merge("merged", {shards[0]});
  auto changed = [&](const fs::path& folder, const char* what, const Json& value, const std::string& words) {
    fs::path file = folder / "manifest.json";
    std::string before = read_file(file).value();
    Json manifest = parse_json(before, "manifest.json").value();
    manifest[Json::json_pointer(what)] = value;
    ASSERT_TRUE(write_file(file, to_text(manifest)));
    for (const char* out : {"merged", "fresh"}) {
      if (out == std::string("fresh") && folder == path("merged")) continue;
      std::string told = refused(out, {shards[1]});
      EXPECT_NE(told.find("is damaged: " + words), std::string::npos) << told;
      EXPECT_NE(told.find(file.string()), std::string::npos) << told;
    }
    ASSERT_TRUE(write_file(file, before));
  };
  changed(shards[1], "/shard/number", "2", "'shard' is number \"2\" of 3");
  changed(shards[1], "/shard/number", 9, "'shard' is number 9 of 3");
  changed(shards[1], "/shard/number", 2.5, "'shard' is number 2.5 of 3");
  changed(shards[1], "/shard/of", "3", "'shard' has \"3\" as 'of'");
  changed(shards[1], "/shard", 5, "'shard' is no object");
  changed(shards[1], "/models", 5, "'models' is no list of names");
  changed(shards[1], "/arms", Json::array({1}), "'arms' is no list of names");
  changed(path("merged"), "/merged/shards", Json::array({"1"}), "'merged' names shards [\"1\"] of 3");
  EXPECT_EQ(merge("merged", shards).cells, merge("fresh", shards).cells) << "sound ones merge";
}

TEST_F(Sharded, EpochsThatDifferAreToldForEachShard) {
  std::vector<fs::path> shards{run("a", 1, 3)};
  settings_.epochs = 2;
  shards.push_back(run("b", 2, 3));
  std::string words = join(merge("merged", shards).notes, "\n");
  EXPECT_NE(words.find(fmt::format("epochs of control/echo differ: 1 in {}, 2 in {}; give each shard the same --epochs",
                                   shards[0].string(), shards[1].string())),
            std::string::npos)
      << words;
  words = join(merge("merged", {shards[1]}).notes, "\n");
  EXPECT_NE(words.find(fmt::format("1 to 2 in {}", path("merged").string())), std::string::npos) << words;
  EXPECT_TRUE(merge("alike", {run("c", 3, 3), shards[1]}).notes.empty());
}

TEST_F(Sharded, MergingAgainLeavesTheManifestAlone) {
  std::vector<fs::path> shards = run_three();
  merge("merged", shards);
  fs::path file = path("merged") / "manifest.json";
  auto long_ago = fs::last_write_time(file) - std::chrono::hours(1);
  fs::last_write_time(file, long_ago);
  merge("merged", {shards[1]});
  EXPECT_EQ(fs::last_write_time(file), long_ago);
  Json manifest = store::Store::open_read_only(path("merged")).value()->manifest();
  std::set<std::string> times;
  for (const fs::path& shard : shards)
    times.insert(text_of(store::Store::open_read_only(shard).value()->manifest(), "created"));
  EXPECT_EQ(manifest["created"], *times.begin()) << "of the first that was begun";
}

TEST_F(Sharded, RunsOfOtherModelsMergeWithoutBeingShards) {
  settings_.models = {"control/reference"};
  fs::path first = run("first");
  settings_.models = {"control/echo"};
  fs::path second = run("second");
  store::Merged merged = merge("merged", {first, second});
  EXPECT_EQ(merged.cells, merged.shards.at(0).cells * 2);
  EXPECT_EQ(merged.notes.size(), 2u) << join(merged.notes, "; ");
  EXPECT_TRUE(merged.missing.empty());
  auto manifest = store::Store::open_read_only(path("merged")).value()->manifest();
  EXPECT_EQ(manifest["models"], Json::array({"control/echo", "control/reference"}));
}

}  // namespace
}  // namespace simbench::campaign
