// A run cut into three on this machine, with the controls of the quickstart, by the program as it is used.
#include <gtest/gtest.h>

#include "base/json.h"
#include "run_simbench.h"

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
  EXPECT_NE(merged.out.find("0 pending"), std::string::npos) << merged.out;
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

}  // namespace
}  // namespace simbench
