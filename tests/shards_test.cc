// A run cut into three on this machine, with the controls of the quickstart, by the program as it is used.
#include <gtest/gtest.h>

#include "base/json.h"
#include "run_simbench.h"
#include "store/store.h"

namespace simbench {
namespace {

using tests::simbench;

class ShardsSlow : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  void run(const std::string& name, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{
        "run",
        "--suite",
        "mujoco",
        "--model",
        "control/reference,control/equivalent,control/echo,control/mutant,control/drift,control/prose,control/empty",
        "--judge",
        "judge/requirements,judge/conformance,judge/similarity",
        "--only",
        "pendulum/*",
        "--log-level",
        "error",
        "--out",
        path(name)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    ProcessResult result = simbench(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
  }
  /// Every table, and every cell with its scores, but for what says how long something took.
  std::map<std::string, std::string> exported(const std::string& name) {
    std::map<std::string, std::string> texts;
    for (const char* format : {"csv", "jsonl"}) {
      std::string folder = path(name + "-" + format);
      EXPECT_EQ(simbench({"export", path(name), "--format", format, "--out", folder}).exit_code, 0);
      for (const fs::path& file : list_files(folder))
        if (file.filename() != "cost.csv" && file.filename() != "run.json")
          texts[file.filename()] = read_file(file).value();
    }
    return texts;
  }

  TemporaryFolder folder_;
};

TEST_F(ShardsSlow, MergedTheyAreTheRunOfOneMachineByteForByteButForTimes) {
  run("whole");
  std::vector<std::string> merge{"merge", path("merged")};
  for (const char* number : {"1", "2", "3"}) {
    run(number, {"--shard", std::string(number) + "/3"});
    merge.push_back(path(number));
  }
  ProcessResult merged = simbench(merge);
  ASSERT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_NE(merged.out.find("none pending"), std::string::npos) << merged.out;
  auto whole = exported("whole"), together = exported("merged");
  EXPECT_GT(whole.size(), 15u);
  EXPECT_EQ(whole.size(), together.size());
  for (const auto& [name, text] : whole) EXPECT_EQ(together[name], text) << name;
}

TEST_F(ShardsSlow, ATruncatedShardAnotherSuiteAndAForeignLogAreNamedAndNothingIsMerged) {
  run("1", {"--shard", "1/3"});
  run("2", {"--shard", "2/3"});
  auto refused = [&](const std::vector<std::string>& command, const std::string& words, int code = 1) {
    ProcessResult result = simbench(command);
    EXPECT_EQ(result.exit_code, code) << result.out << result.err;
    EXPECT_NE(result.err.find(words), std::string::npos) << result.err;
    EXPECT_FALSE(fs::exists(path("merged"))) << "nothing half-merged";
  };
  fs::copy(path("2"), path("cut"), fs::copy_options::recursive);
  fs::resize_file(path("cut") + "/run.db", fs::file_size(path("cut") + "/run.db") / 2);
  refused({"merge", path("merged"), path("1"), path("cut")}, path("cut"));

  fs::copy(path("2"), path("other"), fs::copy_options::recursive);
  Json manifest = parse_json(read_file(path("other") + "/manifest.json").value(), "manifest").value();
  manifest["suite"]["hash"] = std::string(64, 'd');
  ASSERT_TRUE(write_file(path("other") + "/manifest.json", manifest.dump(1)));
  refused({"merge", path("merged"), path("1"), path("other")}, "dddddddddddd");

  ASSERT_TRUE(write_file(path("foreign.eval"), "PK\x03\x04 another program's log"));
  refused({"merge", path("merged"), path("1"), path("foreign.eval")}, "foreign.eval", 2);  // no run folder
  refused({"import", "jsonl", path("foreign.eval"), "--out", path("merged")}, "foreign.eval");
}

TEST_F(ShardsSlow, ConnectionsAreSharedAmongThoseThatHaveSomethingToDo) {
  auto told = [&](const std::string& shard) {
    return simbench({"run", "--suite", "mujoco", "--model", "control/empty", "--only", "pendulum/*", "--shard", shard,
                     "--out", path(replace_all(shard, "/", "-"))})
        .err;
  };
  EXPECT_NE(told("1/3").find("shard 1/3: 4 of --max-connections 10\n"), std::string::npos) << told("1/3");
  EXPECT_NE(
      told("3/1000").find("shard 3/1000: 3 of --max-connections 10, shared among the 3 shards that have something "
                          "to do\n"),
      std::string::npos)
      << told("3/1000");
  EXPECT_EQ(told("7/1000").find("--max-connections"), std::string::npos) << told("7/1000");
}

TEST_F(ShardsSlow, WhatCannotBeMergedIsToldWithItsExitCodeAndWhatIsMissingWithNone) {
  run("1", {"--shard", "1/1000"});
  run("2", {"--shard", "2/1000"});
  ProcessResult told = simbench({"run", "--suite", "mujoco", "--model", "control/reference", "--only", "pendulum/*",
                                 "--shard", "7/1000", "--out", path("7"), "--json"});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  EXPECT_NE(told.err.find("there are only 3 tasks to share out: nothing falls to shards 4 to 1000"), std::string::npos)
      << told.err;
  EXPECT_EQ(parse_json(told.out, "")->at("cells"), 0);

  auto merge = [&](const std::vector<std::string>& names, int code, const std::string& words) {
    std::vector<std::string> command{"merge"};
    for (const std::string& name : names) command.push_back(path(name));
    ProcessResult result = simbench(command);
    EXPECT_EQ(result.exit_code, code) << result.out << result.err;
    EXPECT_NE(result.err.find(words), std::string::npos) << result.err;
  };
  merge({"1", "2"}, 2, "is shard 1/1000 of a run");
  merge({"merged", "1", "not there"}, 2, "not there");
  merge({"merged", "1", "7"}, 0, "missing: shards 2, 3;");
  EXPECT_NE(simbench({"analyze", path("merged")}).err.find("note: shards 2, 3 of 1000 aren't merged"),
            std::string::npos);
  fs::copy(path("2"), path("liar"), fs::copy_options::recursive);
  {
    auto store = store::Store::open(path("liar")).value();
    auto scores = store->scores("fidelity").value();
    ASSERT_FALSE(scores.empty());
    for (Score& score : scores) score.value = 0.25;
    ASSERT_TRUE(store->save_scores(scores));
  }
  merge({"merged", "2"}, 0, "missing: shard 3;");
  merge({"merged", "liar"}, 1, "nothing was merged");
}

}  // namespace
}  // namespace simbench
