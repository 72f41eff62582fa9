// Judges and people from the command line: calibrate a scripted judge on the shipped set, be asked for that by run
// --judge, rate programs by hand.
#include <gtest/gtest.h>

#include <atomic>

#include "base/json.h"
#include "endpoint_server.h"
#include "judge/judge.h"
#include "run_simbench.h"
#include "suite/suite.h"

namespace simbench {
namespace {

using tests::Behaviour;
using tests::EndpointServer;
using tests::simbench;

Json json_of(const ProcessResult& result) {
  auto json = parse_json(result.out, "stdout");
  EXPECT_TRUE(json) << result.out << result.err;
  return json.value_or(Json::object());
}

/// A judge that knows the shipped set: programs are recognised by their numbered lines, faults cost by their severity.
class KnowingJudge {
 public:
  explicit KnowingJudge(const std::string& suite_name)
      : suite_(suite::load(suite::locate(suite_name).value()).value()) {
    std::vector<suite::CalibrationTask> tasks = suite::load_calibration(suite_).value();
    for (const suite::CalibrationTask& task : tasks)
      for (const suite::CalibrationItem& item : task.items)
        if (item.kind == "variant") worth_.emplace_back(numbered(item.code), deductions(item));
  }

  Behaviour answer(const Json& body) const {
    std::string shown = body["messages"].back()["content"];
    for (const auto& [program, deductions] : worth_)
      if (shown.find(program) != std::string::npos)
        return {.text = to_text({{"deductions", deductions}, {"total", 0}})};
    return {.text = R"({"deductions": [], "total": 100})"};
  }

 private:
  static std::string numbered(const std::string& code) {
    std::string text;
    int number = 0;
    for (std::string_view line : split_lines(code)) text += fmt::format("{:>4} | {}\n", ++number, line);
    return text;
  }

  /// All of the fault's category, and where that is too little for the severity, some of the two large ones, evenly.
  static Json deductions(const suite::CalibrationItem& item) {
    std::map<std::string, double> most{{"Completeness", 40}, {"Correctness", 30}, {"Quality", 10},
                                       {"Efficiency", 10},   {"Robustness", 5},   {"Visualization", 5}};
    double wanted = std::min(most[item.category], 6.0 * item.severity);
    Json list{{{"category", item.category}, {"points", wanted}, {"lines", Json::array()}, {"reason", "known"}}};
    for (const char* other : {"Completeness", "Correctness"})
      if (item.category != other)
        list.push_back({{"category", other},
                        {"points", std::min(wanted / 2, (6.0 * item.severity - wanted) / 2)},
                        {"lines", Json::array()},
                        {"reason", "known"}});
    return list;
  }

  suite::Suite suite_;
  std::vector<std::pair<std::string, Json>> worth_;
};

TEST(JudgesAndPeopleSlow, AJudgeIsCalibratedThenUsed) {
  KnowingJudge knowing("mujoco");
  EndpointServer server([&](size_t, const Json& body) { return knowing.answer(body); });
  TemporaryFolder folder;
  std::string calibrations = (folder.path() / "calibrations").string(), run = (folder.path() / "run").string();
  std::vector<std::string> judge{"--judge",      "lab/j", "--judge-base-url", server.url(),
                                 "--judge-mode", "ref",   "--calibrations",   calibrations};
  std::vector<std::string> grade{"run",    "--suite",    "mujoco", "--model", "control/reference",
                                 "--only", "pendulum/1", "--out",  run};
  grade.insert(grade.end(), judge.begin(), judge.end());

  ProcessResult refused = simbench(grade);
  EXPECT_NE(refused.exit_code, 0);
  EXPECT_NE(refused.err.find("simbench calibrate"), std::string::npos) << refused.err;

  std::vector<std::string> calibrate{"calibrate", "--suite",     "mujoco", "--repeats",
                                     "2",         "--bootstrap", "100",    "--json"};
  calibrate.insert(calibrate.end(), judge.begin(), judge.end());
  ProcessResult passed = simbench(calibrate);
  EXPECT_EQ(passed.exit_code, 0) << passed.err << passed.out.substr(0, 3000);
  Json record = json_of(passed)["calibrations"][0];
  EXPECT_EQ(record["verdict"], "pass");
  EXPECT_EQ(record["items"].size(), 40u);  // five tasks: the reference, five variants, two twins

  calibrate.insert(calibrate.end(), {"--min-ceiling", "101"});  // nobody reaches that
  EXPECT_EQ(simbench(calibrate).exit_code, 1);
  ProcessResult history = simbench({"calibrate", "--history", "--calibrations", calibrations});
  EXPECT_NE(history.out.find("pass"), std::string::npos) << history.out;
  EXPECT_NE(history.out.find("fail (ceiling)"), std::string::npos) << history.out;

  EXPECT_NE(simbench(grade).exit_code, 0) << "the newest calibration failed";
  calibrate.resize(calibrate.size() - 2);
  ASSERT_EQ(simbench(calibrate).exit_code, 0);
  ProcessResult judged = simbench(grade);
  EXPECT_EQ(judged.exit_code, 0) << judged.err;
  Json analysis = json_of(simbench({"analyze", run, "--json", "--bootstrap", "50"}));
  EXPECT_EQ(analysis["judge_calibrations"][0]["verdict"], "pass");
  EXPECT_EQ(analysis["judge_calibrations"][0]["ceiling"], 100);
  ASSERT_EQ(simbench({"report", run}).exit_code, 0);
  EXPECT_NE(read_file(fs::path(run) / "report.html")->find("Lowest reference"), std::string::npos);
}

TEST(JudgesAndPeopleSlow, ACalibrationKeepsToABudget) {
  std::atomic<int> taken = 10;  // output tokens of an answer
  EndpointServer server([&](size_t, const Json&) {
    Json answer = tests::chat_completion(R"({"deductions": [], "total": 100})");
    answer["usage"]["completion_tokens"] = taken.load();
    return Behaviour{.body = to_text(answer)};
  });
  TemporaryFolder folder;
  auto calibrate = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"calibrate",
                                   "--suite",
                                   "mujoco",
                                   "--judge",
                                   "lab/j",
                                   "--judge-base-url",
                                   server.url(),
                                   "--repeats",
                                   "2",
                                   "--judge-mode",
                                   "ref",
                                   "--calibrations",
                                   (folder.path() / "kept").string(),
                                   "--bootstrap",
                                   "50",
                                   "--max-connections",
                                   "1"};
    words.insert(words.end(), more.begin(), more.end());
    return simbench(words);
  };
  ProcessResult little = calibrate({"--budget-tokens", "10000"});
  EXPECT_EQ(little.exit_code, 3) << little.err;
  EXPECT_NE(little.err.find("nothing of it is asked"), std::string::npos) << little.err;
  EXPECT_TRUE(server.seen().empty()) << "what the budget won't see to its end isn't begun";
  EXPECT_EQ(calibrate({"--budget-usd", "1"}).exit_code, 2) << "nobody knows what lab/j costs";

  taken = 400000;  // more than an answer was thought to take
  ProcessResult stopped = calibrate({"--budget-tokens", "1000000"});
  EXPECT_EQ(stopped.exit_code, 3) << stopped.err;
  EXPECT_NE(stopped.err.find("a calibration is kept as a whole"), std::string::npos) << stopped.err;
  EXPECT_EQ(server.seen().size(), 2u) << "the third might have gone beyond it";
  EXPECT_FALSE(fs::exists(folder.path() / "kept"));

  taken = 10;
  ProcessResult enough = calibrate({"--budget-tokens", "1000000", "--json"});
  Json found = json_of(enough);
  EXPECT_EQ(found["calibrations"].size(), 1u) << enough.err;
  EXPECT_EQ(found["budget"]["spent_tokens"], 80 * (11 + 10));
}

TEST(JudgesAndPeopleSlow, TheCalibrationExperimentAsksOnceAndLetsFailedJudgesGrade) {
  KnowingJudge knowing("mujoco");
  std::atomic<int> asked = 0;
  EndpointServer server([&](size_t, const Json& body) { return ++asked, knowing.answer(body); });
  TemporaryFolder folder;
  std::vector<std::string> command{"experiment",
                                   "calibration",
                                   "--suite",
                                   "mujoco",
                                   "--only",
                                   "pendulum/*",
                                   "--model",
                                   "control/reference,control/mutant",
                                   "--judge",
                                   "lab/j",
                                   "--judge-base-url",
                                   server.url(),
                                   "--judge-mode",
                                   "ref",
                                   "--repeats",
                                   "2",
                                   "--bootstrap",
                                   "50",
                                   "--min-ceiling",
                                   "101",
                                   "--calibrations",
                                   (folder.path() / "calibrations").string(),
                                   "--out",
                                   (folder.path() / "run").string(),
                                   "--json"};
  ProcessResult done = simbench(command);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  Json findings = json_of(done)["experiment"]["findings"];
  EXPECT_EQ(findings[0]["rows"][0]["verdict"], "fail (ceiling)");
  EXPECT_EQ(findings[0]["rows"][0]["lowest reference"], 100);
  EXPECT_EQ(findings[2]["rows"][0]["programs"], 6) << to_text(findings[2]);
  std::string page = read_file(folder.path() / "run/report.html").value_or("");
  EXPECT_NE(page.find("On programs of known worth"), std::string::npos);

  int first = asked;
  EXPECT_GE(first, 80 + 6);  // 40 programs twice, then the run's
  ASSERT_EQ(simbench(command).exit_code, 0);
  EXPECT_EQ(asked, first) << "everything was known";

  command[command.size() - 1] = "--uncalibrated";
  EXPECT_EQ(simbench(command).exit_code, 2) << "it is no setting of this command";
}

TEST(JudgesAndPeopleSlow, ASheetIsMadeFilledAndImported) {
  TemporaryFolder folder;
  std::string run = (folder.path() / "run").string(), out = (folder.path() / "sheet").string();
  ASSERT_EQ(simbench({"run", "--suite", "mujoco", "--model", "control/reference,control/mutant", "--only", "pendulum/*",
                      "--out", run})
                .exit_code,
            0);
  ASSERT_EQ(simbench({"judge", run, "--judge", "judge/similarity"}).exit_code, 0);
  Json made = json_of(simbench({"rate", "sheet", run, "--out", out, "--seed", "3", "--json"}));
  EXPECT_EQ(made["items"], 6);
  std::string page = read_file(fs::path(out) / "sheet.html").value(),
              csv = read_file(fs::path(out) / "sheet.csv").value();
  EXPECT_EQ(page.find("control/"), std::string::npos);
  EXPECT_TRUE(fs::exists(fs::path(out) / "programs/001/program.py"));
  std::vector<std::string> files;
  for (int rater = 0; rater < 2; ++rater) {
    CsvTable table = parse_csv(csv, "sheet.csv").value();
    std::string filled = join(table.header, ",") + "\n";
    for (size_t row = 0; row < table.rows.size(); ++row) {
      std::vector<std::string> fields = table.rows[row];
      int good = static_cast<int>(row % 3) + rater;
      fields[4] = fmt::format("rater{}", rater);
      fields[5] = std::to_string(40 - 10 * good);
      for (size_t column : {6, 7, 8, 9, 10}) fields[column] = "5";
      filled += join(fields, ",") + "\n";
    }
    files.push_back((folder.path() / fmt::format("rater{}.csv", rater)).string());
    ASSERT_TRUE(write_file(files.back(), filled));
  }
  ProcessResult imported = simbench({"rate", "import", run, files[0], files[1]});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  Json shown = json_of(simbench({"rate", "show", run, "--json", "--bootstrap", "50"}));
  EXPECT_NEAR(shown["rating_agreement"][0]["spearman"].get<double>(), 1, 1e-12) << to_text(shown);
  ASSERT_EQ(simbench({"report", run}).exit_code, 0);
  EXPECT_NE(read_file(fs::path(run) / "report.html")->find("rater0"), std::string::npos);

  ASSERT_TRUE(write_file(files[0], replace_all(read_file(files[0]).value(), ",5,5,", ",5,99,")));
  ProcessResult bad = simbench({"rate", "import", run, files[0]});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_NE(bad.err.find("rater0.csv:2"), std::string::npos) << bad.err;
}

}  // namespace
}  // namespace simbench
