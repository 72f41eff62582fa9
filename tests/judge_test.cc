// Judging as a user meets it: exit codes, refusals, what is asked again.
#include <gtest/gtest.h>

#include "base/json.h"
#include "endpoint_server.h"

namespace simbench {
namespace {

using tests::Behaviour;
using tests::EndpointServer;

class JudgeCommandSlow : public testing::Test {
 protected:
  JudgeCommandSlow() {
    ProcessResult made = simbench({"run", "--suite", "mujoco", "--model", "control/reference,control/prose", "--only",
                                   "pendulum/1", "--out", run_, "--judge", "judge/requirements"});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    EXPECT_NE(made.out.find("judge_requirements"), std::string::npos) << made.out;
  }

  ProcessResult simbench(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), (build_folder() / "simbench").string());
    return run_process(arguments, {.folder = folder_.path().string()}).value();
  }
  ProcessResult judge(const EndpointServer& server, std::vector<std::string> more) {
    more.insert(more.begin(), {"judge", run_, "--judge", "lab/j", "--judge-base-url", server.url(), "--judge-mode",
                               "ref", "--max-retries", "0", "--json"});
    return simbench(more);
  }

  TemporaryFolder folder_;
  std::string run_ = (folder_.path() / "run").string();
};

TEST_F(JudgeCommandSlow, EndpointTroubleIsExitCode3AndALaterCallAsksAgain) {
  std::atomic<bool> up = false;
  EndpointServer server([&](size_t, const Json&) {
    return up ? Behaviour{.text = R"({"deductions": [], "total": 100})"} : Behaviour{.status = 500, .body = "{}"};
  });
  ProcessResult refused = judge(server, {});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("simbench calibrate"), std::string::npos) << refused.err;
  EXPECT_TRUE(server.seen().empty()) << "nothing is asked of a judge that may not judge";
  ProcessResult down = judge(server, {"--uncalibrated"});
  EXPECT_EQ(down.exit_code, 3) << down.err;
  EXPECT_EQ(parse_json(down.out, "").value()["scores"][0]["pending"], 2);
  up = true;
  ProcessResult works = judge(server, {"--uncalibrated"});
  EXPECT_EQ(works.exit_code, 0) << works.err;
  Json row = parse_json(works.out, "").value()["scores"][0];
  EXPECT_EQ(row["scored"], 1);
  EXPECT_EQ(row["unscored"], 1);
  EXPECT_EQ(row["reasons"]["no_program"], 1);
  EXPECT_EQ(row["mean"], 100);
  size_t asked = server.seen().size();
  EXPECT_EQ(judge(server, {"--uncalibrated"}).exit_code, 0);
  EXPECT_EQ(server.seen().size(), asked);
}

TEST_F(JudgeCommandSlow, AWrongModeOrJudgeSaysWhatThereIs) {
  ProcessResult mode = simbench({"judge", run_, "--judge", "judge/requirements", "--judge-mode", "everything"});
  EXPECT_EQ(mode.exit_code, 2);
  EXPECT_NE(mode.err.find("ref-doc+evidence"), std::string::npos) << mode.err;
  ProcessResult name = simbench({"judge", run_, "--judge", "judge/taste"});
  EXPECT_EQ(name.exit_code, 2);
  EXPECT_NE(name.err.find("judge/conformance"), std::string::npos) << name.err;
  EXPECT_EQ(simbench({"judge", run_}).exit_code, 2);
  EXPECT_EQ(simbench({"judge", folder_.path().string(), "--judge", "judge/requirements"}).exit_code, 2);
  EXPECT_EQ(simbench({"run", "--suite", "mujoco", "--model", "control/echo", "--only", "pendulum/1", "--judge",
                      "nobody/x", "--no-judge", "--out", run_})
                .exit_code,
            0)
      << "--no-judge asks nobody";
}

}  // namespace
}  // namespace simbench
