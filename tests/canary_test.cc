// A key that is never to be seen again, looked for in everything that simbench leaves behind; and the same search where
// a leak was planted, which it must find.
#include <gtest/gtest.h>

#include "endpoint_server.h"
#include "run_simbench.h"

namespace simbench {
namespace {

using tests::Behaviour;
using tests::EndpointServer;
using tests::simbench;

const std::string kCanary = "canary-5d1f8c3e9b7a";

/// An endpoint that says the key wherever it can: in answers, in errors, as the model's name.
Behaviour telltale(const Json& body) {
  const std::string& asked = body["messages"].back()["content"].get_ref<const std::string&>();
  if (asked.find("\"deductions\"") != std::string::npos || body.contains("response_format")) {
    Json verdict{
        {"deductions", {{{"category", "Correctness"}, {"points", 3}, {"lines", {1}}, {"reason", "uses " + kCanary}}}},
        {"total", 97}};
    return {.text = to_text(verdict)};
  }
  Json answer = tests::chat_completion("```python\nkey = '" + kCanary + "'\nprint(key)\n```\n");
  answer["model"] = "served-" + kCanary;
  answer["system_fingerprint"] = kCanary;
  answer["choices"][0]["message"]["reasoning"] = "I think of " + kCanary;
  return {.body = to_text(answer)};
}

class CanarySlow : public testing::Test {
 protected:
  /// Runs, judges, reports and exports; what is printed becomes files beside the rest.
  void leave_everything_behind(const std::map<std::string, std::string>& more) {
    EndpointServer server([](size_t number, const Json& body) {
      if (number == 0)
        return Behaviour{.status = 500, .body = R"({"error":{"message":"no )" + kCanary + "\"}}", .retry_after = "0"};
      return telltale(body);
    });
    environment_ = more;
    environment_["LAB_API_KEY"] = kCanary;
    environment_["LAB_BASE_URL"] = "http://me:" + kCanary + "@" + server.url().substr(7);
    std::string run = path("run");
    keep("run", {"run",
                 "--suite",
                 "mujoco",
                 "--only",
                 "pendulum/1",
                 "--model",
                 "lab/m",
                 "--out",
                 run,
                 "--judge",
                 "lab/j",
                 "--uncalibrated",
                 "--allow-self-judge",
                 "--judge-mode",
                 "ref",
                 "--cache",
                 path("cache"),
                 "--allow-weak-isolation",
                 "--log-level",
                 "debug",
                 "--json"});
    keep("report", {"report", run});
    keep("analyze", {"analyze", run, "--json"});
    for (const char* format : {"jsonl", "csv", "junit", "inspect", "every-eval-ever"})
      keep(format, {"export", run, "--format", format, "--out", path(format)});
    keep("whole", {"export", run, "--format", "jsonl", "--whole", "--out", path("whole")});
    keep("check", {"endpoint", "check", "lab/m", "--json", "--log-level", "debug"});
    keep("explain", {"cache", "explain", run, "*", "--cache", path("cache"), "--json"});
    EndpointServer locked([](size_t, const Json&) {
      return Behaviour{.status = 401, .body = "{\"error\":\"" + kCanary + " is wrong\"}"};
    });
    keep("denied", {"endpoint", "check", "lab/m", "--model-base-url", locked.url(), "--json", "--log-level", "debug"});
  }

  /// Killed by a fault of its own while it waits for an answer.
  void crash() {
    EndpointServer slow([](size_t, const Json&) { return Behaviour{.delay_s = 5}; });
    std::string command = "\"$0\" endpoint check lab/m --model-base-url " + slow.url() +
                          " --log-level debug & pid=$!; sleep 2; kill -SEGV $pid; wait $pid";
    ProcessOptions options;
    options.extra = environment_;
    options.folder = folder_.path().string();
    ProcessResult r = run_process({"sh", "-c", command, (build_folder() / "simbench").string()}, options).value();
    EXPECT_EQ(r.exit_code, 128 + SIGSEGV) << r.err;
    EXPECT_TRUE(write_file(folder_.path() / "crash.txt", r.out + r.err));
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  /// Where the key stands.
  std::string found() {
    ProcessOptions options;
    options.extra["SECRET"] = kCanary;
    ProcessResult r =
        run_process({"python3", (source_folder() / "tests/find_secret.py").string(), folder_.path().string()}, options)
            .value();
    EXPECT_EQ(r.exit_code, 0) << r.err;
    return r.out;
  }

  TemporaryFolder folder_;
  std::map<std::string, std::string> environment_;

 private:
  void keep(const std::string& name, const std::vector<std::string>& arguments) {
    ProcessResult r = simbench(arguments, environment_);
    EXPECT_TRUE(write_file(folder_.path() / (name + ".txt"), r.out + r.err));
    EXPECT_EQ(r.exit_code, name == "denied" ? 3 : 0) << name << ": " << r.err.substr(0, 2000);
  }
};

TEST_F(CanarySlow, IsNowhereInWhatIsLeftBehind) {
  leave_everything_behind({});
  crash();
  EXPECT_EQ(found(), "");
}

TEST_F(CanarySlow, APlantedLeakIsFoundWhereverItGets) {
  leave_everything_behind({{"SIMBENCH_PLANT_LEAK", "1"}});
  std::string places = found();
  for (const char* place : {"run/run.db: table", "run/report.html: base64, deflated", "cache/", "whole/cells.jsonl",
                            ".eval: member", "check.txt", "denied.txt"})
    EXPECT_NE(places.find(place), std::string::npos) << place << " isn't in\n" << places;
}

}  // namespace
}  // namespace simbench
