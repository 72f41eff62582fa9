// grade as a user runs it, on the real simulator: rewards as `run` gives verdicts, references kept between calls,
// hostile programs beside sound ones.
#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

#include "base/json.h"
#include "run_simbench.h"
#include "suite/suite.h"

namespace simbench {
namespace {

/// References are run once for all tests of this program.
const fs::path& shared_cache() {
  static const TemporaryFolder folder;
  return folder.path();
}

class GradeCommand : public testing::Test {
 protected:
  /// Answers to rows, by their ids.
  std::map<std::string, Json> grade(const std::vector<Json>& rows, std::vector<std::string> more = {},
                                    std::map<std::string, std::string> environment = {}) {
    std::vector<std::string> command{(build_folder() / "simbench").string(),
                                     "grade",
                                     "--suite",
                                     "mujoco",
                                     "--reference-cache",
                                     shared_cache().string()};
    command.insert(command.end(), more.begin(), more.end());
    std::string input;
    for (const Json& row : rows) input += row.dump() + "\n";
    auto result = run_process(command, {.input = input, .extra = std::move(environment), .timeout_s = 240});
    EXPECT_TRUE(result && result->exit_code == 0) << (result ? result->err : result.error().text());
    std::map<std::string, Json> answers;
    if (result)
      for (std::string_view line : split_lines(result->out)) {
        Json answer = parse_json(line, "grade").value();
        answers[get_string(answer, "id").value_or("?")] = answer;
      }
    EXPECT_EQ(answers.size(), rows.size());
    return answers;
  }
  static suite::Suite mujoco() { return suite::load(suite::locate("mujoco").value()).value(); }
};

Json row(const std::string& id, const std::string& program, const std::string& task = "pendulum/2") {
  return {{"id", id}, {"task", task}, {"program", program}};
}

TEST_F(GradeCommand, ReferencesPassAndGivenCodeAndMutantsDont) {
  suite::Suite suite = mujoco();
  const suite::System& system = *suite.find("pendulum");
  std::vector<Json> rows{row("equivalent", system.turn(2).equivalents.at(0).code),
                         row("given", system.turn(2).given->code)};
  for (int turn : {1, 2, 3})
    rows.push_back(row(fmt::format("reference {}", turn), system.turn(turn).reference.code,
                       fmt::format("mujoco/pendulum/{}", turn)));
  for (const suite::Mutant* mutant : system.mutants_of(2))
    rows.push_back(row("mutant " + mutant->script.name(), mutant->script.code));
  ASSERT_GT(rows.size(), 6u);
  for (const auto& [id, answer] : grade(rows, {"--reward", "fidelity"})) {
    bool right = id.starts_with("reference") || id == "equivalent";
    EXPECT_EQ(answer["class"], right ? "pass" : "model_fail") << id << answer;
    EXPECT_EQ(answer["reward"] == 1, right) << id << answer;
    EXPECT_LT(answer["parts"]["requirements"].get<double>(), right ? 1.01 : 1) << id;
  }
}

TEST_F(GradeCommand, HostileProgramsHarmNoOther) {
  std::string good = mujoco().find("pendulum")->turn(2).reference.code;
  auto answers = grade(
      {row("forger",
           "import os\nfor fd in range(3, 20):\n  try: os.write(fd, b'S' * 999)\n  except OSError: pass\n" + good),
       row("killer", "import os, signal\nos.kill(-1, signal.SIGKILL)\n"),
       row("leaver", "import os\nos._exit(0)\n" + good), row("good", good),
       row("thief", "print(open('" + (source_folder() / "suites/mujoco/suite.toml").string() + "').read())\n")},
      {"--reward", "guarded"});
  EXPECT_EQ(answers["forger"]["reward"], -1) << answers["forger"];
  EXPECT_EQ(answers["forger"]["class"], "model_fail") << answers["forger"];
  for (const char* id : {"killer", "leaver", "thief"}) EXPECT_EQ(answers[id]["reward"], 0) << answers[id];
  EXPECT_EQ(answers["good"]["reward"], 1) << answers["good"];
}

TEST_F(GradeCommand, APassIsConfirmedOrSaysWhyItCantBe) {
  suite::Suite suite = mujoco();
  const suite::Turn& turn = suite.find("pendulum")->turn(3);
  auto calls_back = [](const suite::Script& s) { return s.code.find("set_mjcb") != std::string::npos; };
  auto found = std::find_if(turn.equivalents.begin(), turn.equivalents.end(), calls_back);
  ASSERT_NE(found, turn.equivalents.end());
  auto answers =
      grade({row("good", turn.reference.code, "pendulum/3"), row("callback", found->code, "pendulum/3"),
             row("doubtful", "import gc\n" + found->code, "pendulum/3"), row("wrong", "x = 1\n", "pendulum/3")},
            {"--reward", "guarded"});
  EXPECT_EQ(answers["good"]["confirmed"], "yes") << answers["good"];
  EXPECT_EQ(answers["callback"]["confirmed"], "not_applicable") << answers["callback"];
  EXPECT_EQ(answers["callback"]["reward"], 1) << answers["callback"];
  EXPECT_EQ(answers["doubtful"]["confirmed"], "unconfirmed") << answers["doubtful"];
  EXPECT_EQ(answers["doubtful"]["reward"], nullptr) << answers["doubtful"];
  EXPECT_EQ(answers["wrong"]["confirmed"], nullptr) << answers["wrong"];
}

TEST_F(GradeCommand, ADrawnInstanceIsAskedAndGradedWithItsOwnNumbers) {
  auto task_of = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"suite", "tasks", "mujoco", "--only", "pendulum/1"});
    return parse_json(tests::simbench(more).out, "tasks").value();
  };
  Json stands = task_of({}), drawn = task_of({"--instance", "7"});
  EXPECT_EQ(stands["instance"], nullptr);
  EXPECT_EQ(drawn["instance"], 7);
  EXPECT_NE(drawn["prompt"], stands["prompt"]);
  EXPECT_NE(drawn["suite_hash"], stands["suite_hash"]);
  std::string own = mujoco().find("pendulum")->turn(1).reference.code;
  std::string its = suite::load(suite::locate("mujoco").value(), {}, {.instance = 7, .compute = {}, .only = "pendulum"})
                        .value()
                        .find("pendulum")
                        ->turn(1)
                        .reference.code;
  Json other = row("other", its, "pendulum/1"), same = row("its", its, "pendulum/1");
  other["instance"] = nullptr, same["instance"] = 7;
  auto answers = grade({same, row("own", own, "pendulum/1"), other}, {"--instance", "7"});
  EXPECT_EQ(answers["its"]["class"], "pass") << answers["its"];
  EXPECT_EQ(answers["its"]["instance"], 7);
  EXPECT_EQ(answers["own"]["class"], "model_fail") << answers["own"];
  EXPECT_EQ(answers["other"]["class"], "unscored") << answers["other"];
}

TEST_F(GradeCommand, AFullDiskIsToldAndTakesNoRewardAway) {
  std::vector<std::string> full{"bwrap", "--dev-bind", "/", "/", "--size", "4096", "--tmpfs", "/mnt"};
  std::vector<std::string> tried = full;
  tried.emplace_back("/usr/bin/true");
  if (auto possible = run_process(tried); !possible || possible->exit_code != 0)
    GTEST_SKIP() << "no small disk can be made: no bubblewrap here";
  std::string good = mujoco().find("pendulum")->turn(2).reference.code;
  std::string rows = row("1", good).dump() + "\n" + row("2", "x = 1\n").dump() + "\n";
  auto grade_to = [&](const char* where) {
    std::vector<std::string> command = full;
    std::string call = fmt::format("exec \"$0\" grade --suite mujoco --reference-cache /mnt/cache {}", where);
    command.insert(command.end(), {"sh", "-c", call, (build_folder() / "simbench").string()});
    auto result = run_process(command, {.input = rows, .timeout_s = 240});
    EXPECT_TRUE(result);
    return result ? *result : ProcessResult{};
  };
  ProcessResult r = grade_to("");
  EXPECT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.err.find("a reference's run isn't kept for the next time"), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("free some disk space"), std::string::npos) << r.err;
  std::vector<std::string_view> lines = split_lines(r.out);
  ASSERT_EQ(lines.size(), 2u) << r.out;
  EXPECT_EQ(get_number(parse_json(lines[0], "1").value(), "reward"), 1) << lines[0];
  EXPECT_EQ(get_number(parse_json(lines[1], "2").value(), "reward"), 0) << lines[1];
  r = grade_to("> /dev/full");
  EXPECT_EQ(r.exit_code, 1);
  EXPECT_NE(r.err.find("the grades can't be written: No space left on device"), std::string::npos) << r.err;
}

TEST_F(GradeCommand, AForgedTraceIsTampered) {
  std::string good = mujoco().find("pendulum")->turn(2).reference.code;
  std::map<std::string, std::string> forging{{"SIMBENCH_PROBE_LIBRARIES", (build_folder() / "forging").string()}};
  auto answers = grade({row("forged", good)}, {"--reward", "guarded"}, forging);
  EXPECT_EQ(answers["forged"]["class"], "model_fail") << answers["forged"];
  EXPECT_EQ(answers["forged"]["reward"], -1) << answers["forged"];
  EXPECT_TRUE(answers["forged"]["reason"].get<std::string>().starts_with("tampered: ")) << answers["forged"];
  EXPECT_EQ(grade({row("forged", good)}, {"--confirm", "none"}, forging)["forged"]["reward"], 1) << "nobody looked";
}

size_t runs_told(const ProcessResult& result) {
  size_t n = 0;
  for (std::string_view line : split_lines(result.err)) n += line.find(" steps, ") != std::string_view::npos ? 1 : 0;
  return n;
}

TEST(ReferenceCacheOfTheProgram, ReferencesAreRunOnceAndADamagedCacheIsMended) {
  TemporaryFolder folder;
  fs::path script = folder.path() / "answer.py", cache = folder.path() / "cache";
  suite::Suite suite = suite::load(suite::locate("mujoco").value()).value();
  auto compares = [](const suite::System& s) { return s.turn(1).comparison.mode != "none"; };
  auto system = std::find_if(suite.systems.begin(), suite.systems.end(), compares);
  ASSERT_NE(system, suite.systems.end());
  ASSERT_TRUE(write_file(script, system->turn(1).reference.code));
  auto exec = [&] {
    return tests::simbench({"exec", script.string(), "--task", "mujoco/" + system->name + "/1", "--json", "--log-level",
                            "debug", "--reference-cache", cache.string()});
  };
  ProcessResult first = exec(), second = exec();
  EXPECT_EQ(get_string(parse_json(first.out, "exec").value(), "verdict"), "faithful") << first.err;
  EXPECT_EQ(runs_told(first), 7u) << "the reference, its ensemble of five, the script";
  EXPECT_EQ(runs_told(second), 1u) << second.err;
  EXPECT_EQ(parse_json(first.out, "").value()["comparison"], parse_json(second.out, "").value()["comparison"]);
  for (const fs::path& file : list_files(cache / "traces")) ASSERT_TRUE(write_file(file, "damaged"));
  ProcessResult third = exec();
  EXPECT_EQ(runs_told(third), 7u) << third.err;
  EXPECT_EQ(get_string(parse_json(third.out, "exec").value(), "verdict"), "faithful") << third.err;
}

TEST(SuiteTasks, EveryTaskIsARowWithWhatAModelIsShown) {
  ProcessResult result = tests::simbench({"suite", "tasks", "mujoco", "--arm", "given,no-code"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  size_t given = 0, rows = 0;
  for (std::string_view line : split_lines(result.out)) {
    Json task = parse_json(line, "tasks").value();
    ++rows;
    EXPECT_FALSE(task["prompt"].empty()) << task;
    EXPECT_EQ(task["suite_hash"].get<std::string>().size(), 64u);
    if (task["given"].is_string()) {
      ++given;
      EXPECT_EQ(task["arm"], "given");
      EXPECT_NE(task["prompt"].back()["content"].get<std::string>().find(task["given"]), std::string::npos);
    }
  }
  EXPECT_EQ(rows % 6, 0u);
  EXPECT_EQ(given, rows / 3) << "turns 2 and 3 of arm given";
}

}  // namespace
}  // namespace simbench
