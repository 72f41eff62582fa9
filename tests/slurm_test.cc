// A run as a Slurm array: its scripts, and the whole way with Debian's slurmctld, slurmd and munge on loopback.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "base/json.h"
#include "run_simbench.h"
#include "store/store.h"

namespace simbench {
namespace {

using tests::simbench;

constexpr int kPatience_s = 800;  // a machine may be busy; ctest waits 900 s

std::vector<std::string> array_of(const fs::path& out, int shards) {
  return {
      "slurm", "--suite",   "mujoco", "--model", "control/reference,control/echo", "--shards", std::to_string(shards),
      "--out", out.string()};
}

TEST(SlurmScripts, SayWhatWasAskedForAndHoldNoKey) {
  TemporaryFolder folder;
  fs::path out = folder.path() / "it's here";
  std::vector<std::string> words = array_of(out, 8);
  words.insert(words.end(),
               {"--account", "phys", "--only", "pend*", "--cpus", "2", "--program", "apptainer exec s.sif simbench"});
  ProcessResult r = simbench(words, {{"OPENAI_API_KEY", "canary"}});
  EXPECT_EQ(r.exit_code, 1) << "only three tasks match: eight shards are too many";
  words[6] = "3";
  r = simbench(words, {{"OPENAI_API_KEY", "canary"}});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.out.find("Nothing was submitted"), std::string::npos) << r.out;
  std::string script = read_file(out / "shard.sbatch").value();
  for (const char* part :
       {"#SBATCH --array=1-3\n", "#SBATCH --account=phys\n", "#SBATCH --cpus-per-task=2\n", "#SBATCH --mem=4G\n",
        "#SBATCH --time=01:00:00\n", "#SBATCH --requeue\n", "apptainer exec s.sif simbench run ", " --only 'pend*'",
        "--shard \"$number/3\"", "it'\\''s here'/shards/$number"})
    EXPECT_NE(script.find(part), std::string::npos) << part << "\n" << script;
  EXPECT_EQ(script.find("--partition"), std::string::npos);
  EXPECT_EQ(script.find("canary"), std::string::npos);
  EXPECT_EQ(script.find("--max-connections"), std::string::npos) << "defaults aren't said";
  for (const char* name : {"shard.sbatch", "merge.sbatch", "submit.sh"}) {
    auto checked = run_process({"bash", "-n", (out / name).string()});
    EXPECT_EQ(checked->exit_code, 0) << name << checked->err;
  }
}

TEST(SlurmScripts, ShardsShareABudgetByDivision) {
  TemporaryFolder folder;
  fs::path out = folder.path() / "array";
  auto with = [&](std::vector<std::string> more) {
    std::vector<std::string> words = array_of(out, 3);
    words[4] = "openai/gpt-5";
    words.insert(words.end(), more.begin(), more.end());
    return simbench(words, {{"OPENAI_API_KEY", "canary"}});
  };
  ProcessResult r = with({"--budget-usd", "10", "--budget-tokens", "1000001", "--sampling", "paper"});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.out.find("each task may take $3.33 and 333,333 tokens: the budget in 3 equal parts"), std::string::npos)
      << r.out;
  std::string script = read_file(out / "shard.sbatch").value();
  for (const char* part : {" --budget-usd 3.333333 ", " --budget-tokens 333333 ", " --sampling paper"})
    EXPECT_NE(script.find(part), std::string::npos) << part << "\n" << script;
  EXPECT_EQ(with({"--budget-tokens", "2"}).exit_code, 2) << "nothing is left for one";
  r = with({"--budget-usd", "10", "--judge", "lab/j", "--judge-base-url", "http://127.0.0.1:1", "--uncalibrated"});
  EXPECT_EQ(r.exit_code, 2) << "nobody knows what lab/j costs";
}

TEST(SlurmScripts, SayInstancesAndTheFolderOfReferences) {
  TemporaryFolder folder;
  fs::path suite = folder.path() / "mine", out = folder.path() / "array";
  ASSERT_EQ(simbench({"suite", "new", suite.string()}).exit_code, 0);
  auto with = [&](const char* instances) {
    return simbench({"slurm", "--suite", suite.string(), "--model", "control/reference,control/drift", "--shards", "1",
                     "--cpus", "1", "--epochs", "40", "--reference-cache", "none", "--json", "--out", out.string()},
                    {{"SIMBENCH_INSTANCE", instances}});
  };
  std::vector<double> hours;
  for (const char* instances : {"7", "7,9"}) {
    ProcessResult r = with(instances);
    ASSERT_EQ(r.exit_code, 0) << r.err;
    std::string script = read_file(out / "shard.sbatch").value(), words = fmt::format(" --instance {} ", instances);
    for (const std::string& part : {words, std::string(" --reference-cache none ")})
      EXPECT_NE(script.find(part), std::string::npos) << part << "\n" << script;
    std::string time = text_of(parse_json(r.out, "stdout").value(), "time");
    hours.push_back(std::stod(time.substr(0, 2)) + std::stod(time.substr(3, 2)) / 60);
  }
  EXPECT_GT(hours[1], 1.3 * hours[0]) << "the cells of both instances take their time";
  EXPECT_EQ(with("seven").exit_code, 2);
  ProcessResult dry = simbench({"run", "--suite", suite.string(), "--model", "control/drift", "--dry-run"});
  EXPECT_EQ(dry.exit_code, 0) << "whom an array may ask, a dry run knows: " << dry.err;
}

/// The scripts as bash runs them, with a program that leaves a line for each try, a disk that is full when a test says
/// so, and pauses that take no time.
class SlurmScriptsOnFullDisks : public testing::Test {
 protected:
  void SetUp() override {
    put("program",
        "[ \"$1\" = merge ] && { mkdir -p \"$2\"; cat \"$3/run.db\" > \"$2/run.db\"; exit; }\n"
        "while [ $# -gt 0 ]; do [ \"$1\" = --out ] && out=$2; shift; done\n"
        "mkdir -p \"$out\"; echo paid >> \"$out/run.db\"; echo \"run: $out\"\n");
    put("sleep", "echo pause >> " + (bin() / "pauses").string() + "\n");
    fs::path suite = folder_.path() / "mine";
    ASSERT_EQ(simbench({"suite", "new", suite.string()}).exit_code, 0);
    ProcessResult r = simbench({"slurm", "--suite", suite.string(), "--model", "control/empty", "--shards", "1",
                                "--program", (bin() / "program").string(), "--out", out().string()});
    ASSERT_EQ(r.exit_code, 0) << r.err;
  }
  fs::path bin() const { return folder_.path() / "bin"; }
  fs::path out() const { return folder_.path() / "it's here"; }
  fs::path scratch() const { return folder_.path() / "node"; }
  std::string line(const fs::path& file) const { return read_file(out() / file).value_or("-"); }
  void put(const char* name, const std::string& body) const {
    fs::create_directories(bin()), fs::create_directories(scratch());
    ASSERT_TRUE(write_file(bin() / name, "#!/bin/sh\n" + body));
    fs::permissions(bin() / name, fs::perms::owner_exec, fs::perm_options::add);
  }
  /// Copies to such a place stop half-way, so often.
  void fill(const std::string& places, int times) const {
    std::string count = (bin() / "left").string();
    ASSERT_TRUE(write_file(count, std::string(static_cast<size_t>(times), 'x')));
    put("cp", "case \"$3\" in " + places + ") if [ -s " + count + " ]; then truncate -s -1 " + count +
                  "; mkdir -p \"$3\"; echo half > \"$3/run.db\"; echo cp: disk full >&2; exit 1; fi;; esac\n"
                  "exec /bin/cp \"$@\"\n");
  }
  ProcessResult bash(const char* script) const {
    ProcessOptions options;
    options.extra = {{"SLURM_ARRAY_TASK_ID", "1"},
                     {"SLURMD_NODENAME", "n17"},
                     {"TMPDIR", scratch().string()},
                     {"PATH", bin().string() + ":/usr/bin:/bin"}};
    return run_process({"bash", (out() / script).string()}, options).value();
  }
  size_t pauses() const { return read_file(bin() / "pauses").value_or("").size() / 6; }

  TemporaryFolder folder_;
};

TEST_F(SlurmScriptsOnFullDisks, ALogEndsWithWhereTheResultsAre) {
  EXPECT_NE(bash("shard.sbatch").out.find("\nsaved: " + (out() / "shards/1;").string()), std::string::npos);
  ProcessResult r = bash("merge.sbatch");
  EXPECT_NE(r.out.find("saved: " + (out() / "run;").string()), std::string::npos) << r.out << r.err;
  EXPECT_EQ(line("run/run.db"), "paid\n");
  EXPECT_TRUE(fs::is_empty(scratch()));
}

TEST_F(SlurmScriptsOnFullDisks, AShardThatCouldNotBeFetchedIsNotSavedOver) {
  ASSERT_EQ(bash("shard.sbatch").exit_code, 0);
  fs::copy(out() / "shards/1", out() / "shards/1.old");
  fill("*/simbench-shard-*", 1);  // the other copy would fit
  ProcessResult r = bash("shard.sbatch");
  EXPECT_EQ(r.exit_code, 1);
  for (const char* part : {"shard 1 can't go on", "on node n17 failed", "  sbatch --array=1 "})
    EXPECT_NE(r.err.find(part), std::string::npos) << part << "\n" << r.err;
  EXPECT_EQ(r.out.find("run: "), std::string::npos) << "nothing is asked on half a copy";
  EXPECT_EQ(line("shards/1/run.db"), "paid\n");
  EXPECT_EQ(line("shards/1.old/run.db"), "paid\n");
  EXPECT_TRUE(fs::is_empty(scratch()));
  EXPECT_EQ(bash("shard.sbatch").exit_code, 0) << "there is room again";
  EXPECT_EQ(line("shards/1/run.db"), "paid\npaid\n");
}

TEST_F(SlurmScriptsOnFullDisks, ACopyBackIsTriedAgain) {
  fill("*.new", 2);
  ProcessResult r = bash("shard.sbatch");
  EXPECT_EQ(r.exit_code, 0) << r.err;
  EXPECT_EQ(pauses(), 2u);
  EXPECT_EQ(line("shards/1/run.db"), "paid\n");
  EXPECT_TRUE(fs::is_empty(scratch()));
}

TEST_F(SlurmScriptsOnFullDisks, TheOnlyCopyStaysAndTheLogSaysHowToSaveIt) {
  ASSERT_EQ(bash("shard.sbatch").exit_code, 0);
  fill("*.new", 3);
  ProcessResult r = bash("shard.sbatch");
  EXPECT_EQ(r.exit_code, 1);
  EXPECT_EQ(line("shards/1/run.db"), "paid\n");
  EXPECT_FALSE(fs::exists(out() / "shards/1.new")) << "half a copy";
  ASSERT_FALSE(fs::is_empty(scratch()));
  fs::path kept = fs::directory_iterator(scratch())->path();
  EXPECT_NE(r.err.find("stays on node n17 in " + (kept / "run").string() + ","), std::string::npos) << r.err;
  size_t begin = r.err.find("  cp -r ");
  ASSERT_NE(begin, std::string::npos) << r.err;
  std::string command = r.err.substr(begin, r.err.find('\n', begin) - begin);
  EXPECT_EQ(run_process({"bash", "-c", command})->exit_code, 0) << command;
  EXPECT_EQ(line("shards/1/run.db"), "paid\npaid\n");
  EXPECT_FALSE(fs::exists(kept));
}

TEST_F(SlurmScriptsOnFullDisks, AMergeThatCouldNotBeSavedLeavesTheEarlierOne) {
  for (const char* script : {"shard.sbatch", "merge.sbatch", "shard.sbatch"}) ASSERT_EQ(bash(script).exit_code, 0);
  fill("run.new", 3);
  ProcessResult r = bash("merge.sbatch");
  EXPECT_EQ(r.exit_code, 1);
  EXPECT_EQ(pauses(), 2u);
  EXPECT_NE(r.err.find("Nothing is lost"), std::string::npos) << r.err;
  EXPECT_EQ(line("run/run.db"), "paid\n");
  EXPECT_FALSE(fs::exists(out() / "run.new"));
  fill("*/simbench-merge-*", 1);
  r = bash("merge.sbatch");
  EXPECT_EQ(r.exit_code, 1);
  EXPECT_NE(r.err.find("nothing was merged: copying"), std::string::npos) << r.err;
  EXPECT_EQ(bash("merge.sbatch").exit_code, 0);
  EXPECT_EQ(line("run/run.db"), "paid\npaid\n");
}

/// The scripts as bash runs them, without a Slurm: comments are all that it would read more.
TEST(SlurmScriptsSlow, MergedAgainTheRunKeepsWhatItGotSince) {
  TemporaryFolder folder;
  fs::path out = folder.path() / "it's here", run = out / "run";
  ProcessResult r = simbench({"slurm", "--suite", "mujoco", "--model", "control/empty", "--only", "pendulum/*",
                              "--shards", "2", "--cpus", "1", "--out", out.string()});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  auto bash = [&](const char* script, const char* task) {
    ProcessOptions options;
    options.extra = {{"SLURM_ARRAY_TASK_ID", task}, {"TMPDIR", folder.path().string()}};
    options.timeout_s = 300;
    ProcessResult result = run_process({"bash", (out / script).string()}, options).value();
    EXPECT_EQ(result.exit_code, 0) << script << result.out << result.err;
  };
  auto cells = [&] { return store::Store::open_read_only(run).value()->cells()->size(); };
  bash("shard.sbatch", "1");
  bash("merge.sbatch", "");
  size_t of_one = cells();
  {
    auto store = store::Store::open(run).value();
    CellKey key = store->cells()->front().key;
    ASSERT_TRUE(store->save_scores({{SubjectKind::cell, key.id(), "human", "1", 62.0, "", Json::object()}}));
  }
  bash("shard.sbatch", "2");
  fs::rename(run, out / "run.old");  // killed between the two moves
  bash("merge.sbatch", "");
  EXPECT_GT(cells(), of_one) << "the other shard was taken in";
  auto scores = store::Store::open_read_only(run).value()->scores("human").value();
  ASSERT_EQ(scores.size(), 1u) << "somebody's rating is lost";
  EXPECT_EQ(scores[0].value, 62.0);
  EXPECT_FALSE(fs::exists(out / "run.old"));
}

/// With SIMBENCH_SLURM=1 and tools/setup.sh slurm. Needs root, as slurmd does.
class SlurmSlow : public testing::Test {
 protected:
  void SetUp() override {
    const char* wanted = std::getenv("SIMBENCH_SLURM");
    if (wanted == nullptr || std::string_view(wanted) != "1")
      GTEST_SKIP() << "SIMBENCH_SLURM=1 runs it, after tools/setup.sh slurm";
    auto started = run_process({(source_folder() / "tests/slurm/up.sh").string(), cluster().string()});
    ASSERT_EQ(started->exit_code, 0) << started->out << started->err;
    ASSERT_EQ(::setenv("SLURM_CONF", (cluster() / "slurm.conf").c_str(), 1), 0);
  }
  void TearDown() override {
    for (const char* name : {"slurmd.pid", "slurmctld.pid", "munged.pid"})
      if (auto pid = read_file(cluster() / name)) run_process({"kill", std::string(trim(*pid))}).value();
  }
  fs::path cluster() const { return folder_.path() / "cluster"; }

  /// stdout of a Slurm command.
  std::string slurm(const std::vector<std::string>& command) {
    auto result = run_process(command);
    EXPECT_EQ(result->exit_code, 0) << result->err;
    return result->out;
  }
  template <typename Condition>
  bool wait_for(const Condition& condition, int seconds) {
    for (int i = 0; i < seconds * 5; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return false;
  }

  TemporaryFolder folder_;
};

TEST_F(SlurmSlow, AnArrayOfEightWithATaskThatIsKilledAndQueuedAgainIsMergedWhole) {
  fs::path out = folder_.path() / "run";
  std::vector<std::string> words = array_of(out, 8);
  words.insert(words.end(), {"--only", "*/1", "--cpus", "1", "--mem", "1G", "--json", "--submit"});
  ProcessResult r = simbench(words);
  ASSERT_EQ(r.exit_code, 0) << r.err;
  std::string jobs = text_of(parse_json(r.out, "stdout").value(), "jobs");
  std::string array = jobs.substr(6, jobs.find(',') - 6);

  fs::path killed_log = out / "logs/shard-2.log";
  ASSERT_TRUE(wait_for([&] { return fs::exists(killed_log); }, kPatience_s)) << slurm({"squeue"});
  slurm({"scontrol", "requeue", array + "_2"});
  ASSERT_TRUE(wait_for([&] { return fs::exists(out / "run/run.db"); }, kPatience_s)) << slurm({"squeue"});

  Json analyzed =
      parse_json(simbench({"analyze", (out / "run").string(), "--bootstrap", "20", "--json"}).out, "").value();
  fs::directory_iterator systems(source_folder() / "suites/mujoco/systems");
  auto tasks = std::distance(begin(systems), end(systems));
  EXPECT_EQ(analyzed["models"].size(), 2u);
  for (const Json& row : analyzed["models"]) {
    EXPECT_EQ(row["cells"], tasks) << row["model"];
    EXPECT_EQ(row["unscored"], 0) << row["model"];
    EXPECT_EQ(row["pass_at_1"], row["model"] == "control/reference" ? 1.0 : 0.0);
  }
  std::string merged = read_file(out / "logs/merge.log").value();
  EXPECT_EQ(merged.find("missing"), std::string::npos) << merged;
  EXPECT_TRUE(wait_for([&] { return slurm({"squeue", "-h"}).empty(); }, 60));
}

}  // namespace
}  // namespace simbench
