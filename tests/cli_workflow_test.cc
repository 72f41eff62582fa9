// A run from its first call to its tables, as a user drives it: recorded answers to one task, graded, judged, read.
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/json.h"
#include "endpoint_server.h"
#include "run_simbench.h"
#include "store/store.h"

namespace simbench {
namespace {

using tests::Behaviour;
using tests::EndpointServer;
using tests::simbench;

std::string shipped(const char* name) {
  return read_file(source_folder() / "suites/mujoco/systems/pendulum/turn1" / name).value();
}

std::string answer_line(const std::string& program) {
  return to_text({{"system", "pendulum"}, {"turn", 1}, {"reply", "```python\n" + program + "```\n"}}) + "\n";
}

class WorkflowSlow : public testing::Test {
 protected:
  std::string path(const char* name) const { return (folder_.path() / name).string(); }
  void answer(const std::string& program) {
    ASSERT_TRUE(write_file(folder_.path() / "answers.jsonl", answer_line(program)));
  }
  ProcessResult run(std::vector<std::string> more = {}, const std::string& model = "") {
    std::vector<std::string> arguments{
        "run",       "--suite",    "mujoco",
        "--only",    "pendulum/1", "--out",
        path("run"), "--model",    model.empty() ? "replay/" + path("answers.jsonl") : model};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return simbench(arguments);
  }
  Json json_of(const ProcessResult& result) {
    auto json = parse_json(result.out, "stdout");
    EXPECT_TRUE(json) << result.out << result.err;
    return json.value_or(Json::object());
  }

  TemporaryFolder folder_;
};

TEST_F(WorkflowSlow, RecordedAnswersAreGradedResumedAndRedoneWhenTheyChange) {
  answer(shipped("reference.py"));
  ProcessResult dry = run({"--dry-run"});
  EXPECT_EQ(dry.exit_code, 0);
  EXPECT_EQ(dry.out, "pendulum/1 given replay/" + path("answers.jsonl") + " #0\n");
  EXPECT_FALSE(fs::exists(path("run"))) << "nothing is made";

  Json first = json_of(run({"--json"}));
  EXPECT_EQ(first["cells"], 1);
  EXPECT_EQ(first["done"], 1);
  EXPECT_EQ(first["done_before"], 0);
  EXPECT_EQ(first["models"][0]["pass_at_1"], 1.0);
  EXPECT_EQ(first["models"][0]["fidelity"], 1.0);
  EXPECT_EQ(json_of(run({"--json"}))["done_before"], 1) << "the same command does nothing twice";

  answer("import mujoco\n");
  ProcessResult refused = run({"--json"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.out, "");
  EXPECT_NE(refused.err.find("--redo"), std::string::npos) << refused.err;
  Json again = json_of(run({"--json", "--redo"}));
  EXPECT_EQ(again["models"][0]["pass_at_1"], 0.0);

  Json explained = json_of(simbench({"cache", "explain", path("run"), "pendulum/1", "--json"}));
  EXPECT_EQ(explained["next"], "nothing: the cell is complete");
  EXPECT_EQ(explained["source"].get<std::string>().size(), 64u);
  ProcessResult below = run({"--fail-under", "0.5"});
  EXPECT_EQ(below.exit_code, 100);
  EXPECT_NE(
      below.err.find("below --fail-under 0.5: pass@1 of replay/" + path("answers.jsonl") + " (given): 0.000 (0 of 1)"),
      std::string::npos)
      << below.err;
  {
    auto store = store::Store::open(path("run")).value();
    Judgement unscored{Verdict::builds, CellClass::unscored, "missing_data", {}, nullptr};
    ASSERT_TRUE(store->save_outcome(store->cells().value().at(0).key, Outcome{}, unscored));
  }
  ProcessResult unknown = run({"--fail-under", "0.5"});
  EXPECT_EQ(unknown.exit_code, 1) << "nothing was measured: the model isn't to be blamed";
  EXPECT_NE(unknown.err.find("not measured: pass@1 of replay/"), std::string::npos) << unknown.err;
}

TEST_F(WorkflowSlow, TheTableOfARunIsForPeople) {
  answer(shipped("reference.py"));
  ProcessResult r = run({}, "control/reference,control/echo");
  EXPECT_EQ(r.exit_code, 0) << r.err;
  EXPECT_EQ(r.out,
            "model              arm        cells  compile@1   pass@1  fidelity  unscored  pending\n"
            "control/echo       given          1        0/1      0/1     0.000         0        0\n"
            "control/reference  given          1        1/1      1/1     1.000         0        0\n"
            "\n"
            "run: " +
                path("run") + "\n");
}

TEST_F(WorkflowSlow, ARunIsJudgedReadComparedExportedAndReported) {
  ASSERT_EQ(run({}, "control/reference,control/mutant").exit_code, 0);
  ProcessResult judged = simbench({"judge", path("run"), "--judge", "judge/requirements,judge/conformance"});
  EXPECT_EQ(judged.exit_code, 0) << judged.err;
  EXPECT_TRUE(
      judged.out.starts_with("score                 mean scored unscored  pending contradicted  version\n"
                             "judge_requirements  "))
      << judged.out;
  Json analyzed = json_of(simbench({"analyze", path("run"), "--bootstrap", "50", "--json"}));
  ASSERT_EQ(analyzed["models"].size(), 2u);
  for (const Json& row : analyzed["models"])
    EXPECT_EQ(row["pass_at_1"], row["model"] == "control/reference" ? 1.0 : 0.0) << row.dump();
  Json compared = json_of(simbench({"compare", path("run"), "--models", "control/reference,control/mutant", "--json"}));
  EXPECT_TRUE(compared.is_object());
  EXPECT_EQ(simbench({"compare", path("run"), "--models", "control/reference,nobody/x"}).exit_code, 2);
  ProcessResult one = simbench({"compare", path("run"), "--models", "control/reference,control/mutant", "--arm",
                                "given", "--measure", "pass_at_1"},
                               {{"COLUMNS", "60"}});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_NE(one.out.find("\n    by system; p by sign flips, Holm-adjusted over 1 row"), std::string::npos) << one.out;
  EXPECT_EQ(one.out.find("compile_at_1"), std::string::npos) << one.out;
  EXPECT_EQ(simbench({"compare", path("run"), path("run"), "--arm", "repair"}).exit_code, 2);

  ASSERT_EQ(simbench({"export", path("run"), "--format", "jsonl", "--out", path("tables")}).exit_code, 0);
  std::string lines = read_file(path("tables") + "/cells.jsonl").value();
  std::vector<std::string_view> rows = split_lines(lines);
  ASSERT_EQ(rows.size(), 2u);
  Json row = parse_json(rows[0], "cells.jsonl").value();
  EXPECT_EQ(row["system"], "pendulum");
  EXPECT_EQ(row["category"], "MBS");
  EXPECT_FALSE(row["scores"].empty());
  ASSERT_EQ(
      simbench({"export", path("run"), "--format", "csv", "--out", path("tables"), "--bootstrap", "50"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(path("tables") + "/models.csv"));

  Json written = json_of(simbench({"report", path("run"), "--json"}));
  EXPECT_EQ(written["bytes"], fs::file_size(path("run") + "/report.html"));
  // Where nobody may write, everything can still be read.
  auto read_only =
      run_process({"bwrap", "--dev-bind", "/", "/", "--ro-bind", path("run"), path("run"), "--chdir",
                   folder_.path().string(), (build_folder() / "simbench").string(), "report", path("run")});
  if (read_only && read_only->err.find("bwrap:") == std::string::npos) {
    EXPECT_EQ(read_only->exit_code, 0) << read_only->err;
    EXPECT_NE(read_only->err.find("can't be written: the page goes here"), std::string::npos) << read_only->err;
    EXPECT_TRUE(fs::exists(path("run-report.html")));
  }
  ProcessResult cut = simbench({"cache", "explain", path("run"), "*"});
  EXPECT_EQ(cut.exit_code, 1);
  EXPECT_NE(cut.err.find("names 2 cells; say more"), std::string::npos) << cut.err;
}

TEST_F(WorkflowSlow, AnExperimentPlansItsArmsFindsAndKeepsItsPage) {
  ProcessResult r = simbench({"experiment", "context", "--suite", "mujoco", "--model", "control/reference,control/echo",
                              "--only", "pendulum/2", "--out", path("run"), "--json"});
  ASSERT_EQ(r.exit_code, 0) << r.err;
  Json told = json_of(r);
  const Json& page = told["experiment"];
  EXPECT_EQ(page["name"], "context");
  std::string plan = page["plan"].dump();
  for (const char* words : {"Models: control/reference, control/echo", "Arms: given, no-code", "4 cells"})
    EXPECT_NE(plan.find(words), std::string::npos) << words << " in " << plan;
  EXPECT_EQ(told["run"]["models"].size(), 4u) << "two models under two arms";
  EXPECT_TRUE(fs::exists(told["report"].get<std::string>()));
  ProcessResult again = simbench({"experiment", "context", "--suite", "mujoco", "--model",
                                  "control/reference,control/echo", "--only", "pendulum/2", "--out", path("run")});
  EXPECT_NE(again.out.find("\nreport: "), std::string::npos) << again.out;
  std::string question = page["question"], said = page["answer"];
  EXPECT_TRUE(again.out.starts_with(question.substr(0, 40))) << again.out;
  size_t answered = again.out.find(said.substr(0, 40));
  EXPECT_LT(answered, again.out.find("compile@1")) << "the answer, then tables: " << again.out;
  EXPECT_NE(read_file(told["report"].get<std::string>()).value().find(said.substr(0, 40)), std::string::npos);
  for (const Json& part : page["findings"])
    EXPECT_NE(again.out.find(part["title"].get<std::string>()), std::string::npos) << part["title"];
}

TEST(SuiteValidateSlow, TellsAllThatIsWrongAndProvesTheSoundSystems) {
  TemporaryFolder folder;
  fs::path suite = folder.path() / "mine", shipped_suite = source_folder() / "suites/mujoco";
  fs::create_directories(suite / "systems");
  fs::copy(shipped_suite / "suite.toml", suite / "suite.toml");
  fs::copy(shipped_suite / "templates", suite / "templates");
  for (const char* system : {"pendulum", "broken"})
    fs::copy(shipped_suite / "systems/pendulum", suite / "systems" / system, fs::copy_options::recursive);
  fs::remove(suite / "systems/broken/turn2/given.py");
  std::string prompt = read_file(suite / "systems/broken/turn1/prompt.md").value();
  ASSERT_TRUE(write_file(suite / "systems/broken/turn1/prompt.md", prompt.substr(prompt.find('\n') + 1)));
  ProcessResult r =
      simbench({"suite", "validate", suite.string(), "--only", "pendulum/1", "--json", "--log-level", "error"});
  EXPECT_EQ(r.exit_code, 4) << r.err;
  Json told = parse_json(r.out, "stdout").value();
  EXPECT_EQ(told["proven"], false);
  EXPECT_GE(told["scripts"], 4) << "the reference, an equivalent and two mutants of the sound system ran";
  ASSERT_EQ(told["findings"].size(), 2u) << told.dump(1);
  EXPECT_NE(told["findings"][0]["where"].get<std::string>().find("broken/turn1/prompt.md"), std::string::npos);
  EXPECT_NE(told["findings"][1]["where"].get<std::string>().find("broken/turn2/given.py"), std::string::npos);
}

/// As a user who may read the suite and not write it: what root may is no test of that.
TEST(SuiteValidateSlow, ASuiteThatCannotBeWrittenIsProvenAllTheSame) {
  TemporaryFolder folder;
  fs::path suite = folder.path() / "mine";
  ASSERT_EQ(simbench({"suite", "new", suite.string()}).exit_code, 0);
  std::string as_nobody = ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  std::string script = "chmod 755 " + folder.path().string() + "; mkdir -m 777 " + (folder.path() / "home").string() +
                       "; chmod -R a+rX,a-w " + suite.string() + "; HOME=" + (folder.path() / "home").string() + " " +
                       as_nobody + "\"$0\" suite validate " + suite.string() +
                       " --only cart/1; code=$?; chmod -R u+w " + suite.string() + "; exit $code";
  ProcessOptions options;
  options.timeout_s = 300;
  ProcessResult r = run_process({"sh", "-c", script, (build_folder() / "simbench").string()}, options).value();
  if (r.err.find("setpriv: ") != std::string::npos || r.err.find("not found") != std::string::npos)
    GTEST_SKIP() << "nobody can't be asked here: " << r.err;
  EXPECT_EQ(r.exit_code, 1) << r.out << r.err;
  EXPECT_NE(r.out.find(": proven"), std::string::npos) << r.out << r.err;
  EXPECT_NE(r.err.find("not kept: "), std::string::npos) << r.err;
  EXPECT_NE(r.err.find("cannot write"), std::string::npos) << r.err;
}

TEST_F(WorkflowSlow, AMissingSimulatorIsAnExitCodeOfItsOwn) {
  ProcessResult r = run({"--mujoco-python", "/no/such/python"}, "control/reference");
  EXPECT_EQ(r.exit_code, 4);
  EXPECT_EQ(r.out, "");
  EXPECT_NE(r.err.find("no interpreter at /no/such/python"), std::string::npos) << r.err;
}

TEST_F(WorkflowSlow, TheLogLevelSaysHowMuchIsTold) {
  std::string loud = run({"--log-level", "debug"}, "control/reference").err;
  for (const char* words :
       {"debug: --log-level debug (command line)", "debug: --epochs 1 (default)",
        "info: reference of pendulum/1: faithful", "debug: pendulum/1 given control/reference #0: completion"})
    EXPECT_NE(loud.find(words), std::string::npos) << words << " in " << loud;
  std::string usual = run({"--epochs", "2"}, "control/reference").err;
  EXPECT_EQ(usual.find("debug:"), std::string::npos) << usual;
  EXPECT_NE(usual.find("2/2 cells"), std::string::npos) << usual;
  EXPECT_EQ(run({"--epochs", "3", "--log-level", "error"}, "control/reference").err, "");
}

TEST_F(WorkflowSlow, ThePapersSamplingIsAPresetAndWhatIsRefusedOfItIsRecorded) {
  EndpointServer server([](size_t, const Json& body) {
    if (body.contains("top_p"))
      return Behaviour{.status = 400, .body = R"({"error":{"message":"top_p is not supported","param":"top_p"}})"};
    return Behaviour{.text = "```python\n" + shipped("reference.py") + "```\n"};
  });
  std::vector<std::string> asking{"--model-base-url", server.url(), "--sampling", "paper",
                                  "--max-tokens",     "3000",       "--json"};
  ProcessResult done = run(asking, "lab/x");
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(server.seen().front().body["top_p"], 0.7);
  Json sent = server.seen().back().body;
  EXPECT_EQ(sent["temperature"], 0.2);
  EXPECT_EQ(sent["max_tokens"], 3000) << "what is said besides counts before the preset";
  EXPECT_FALSE(sent.contains("top_p"));
  auto store = store::Store::open_read_only(path("run")).value();
  EXPECT_EQ(store->manifest()["sampling"], Json({{"preset", "paper"}, {"max_tokens", 3000}}));
  EXPECT_EQ(store->cells().value().at(0).completion->adapted, std::vector<std::string>{"top_p left out"});
  asking[3] = "nobody's";
  EXPECT_EQ(run(asking, "lab/x").exit_code, 2);
  asking.erase(asking.begin() + 2, asking.begin() + 4);
  ProcessResult other = run(asking, "lab/x");
  EXPECT_EQ(other.exit_code, 1) << "one run has one sampling: " << other.err;
}

TEST_F(WorkflowSlow, ABudgetStopsARunThatGoesOnLater) {
  EndpointServer server(
      [](size_t, const Json&) { return Behaviour{.text = "```python\n" + shipped("reference.py") + "```\n"}; });
  std::vector<std::string> asking{"--model-base-url", server.url(), "--max-tokens", "4000", "--json"};
  auto with = [&](std::vector<std::string> more) {
    more.insert(more.end(), asking.begin(), asking.end());
    return run(more, "lab/x");
  };
  Json row = json_of(with({"--dry-run"}))["estimate"]["rows"][0];
  EXPECT_EQ(row["requests"], 1);
  EXPECT_GT(row["input_tokens"].get<double>(), 300);
  EXPECT_EQ(row["most_output_tokens"], 4000);
  EXPECT_TRUE(row["usd"].is_null());
  EXPECT_TRUE(server.seen().empty());

  EXPECT_EQ(with({"--budget-usd", "1"}).exit_code, 2) << "nobody knows what lab/x costs";
  ASSERT_TRUE(write_file(folder_.path() / "prices.toml",
                         "date = \"2026-12\"\n[[price]]\nmodel = \"lab/*\"\ninput = 10\noutput = 100\n"));
  ProcessResult stopped = with({"--budget-usd", "0.1", "--prices", path("prices.toml")});
  EXPECT_EQ(stopped.exit_code, 3) << stopped.err;
  EXPECT_TRUE(json_of(stopped)["over_budget"].get<std::string>().starts_with("the budget is used up: $0.0000 of $0.1"));
  EXPECT_EQ(json_of(stopped)["pending"], 1);
  EXPECT_TRUE(server.seen().empty());
  ProcessResult done = with({"--budget-usd", "1", "--prices", path("prices.toml")});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_DOUBLE_EQ(json_of(done)["budget"]["spent_usd"].get<double>(), 11e-5 + 5e-4);
  Json model = json_of(simbench({"analyze", path("run"), "--json"}))["models"][0];
  EXPECT_DOUBLE_EQ(model["usd_per_pass"].get<double>(), 11e-5 + 5e-4);
}

TEST(CheckCommand, IsALinterWhoseColumnsPeopleCanCount) {
  TemporaryFolder folder;
  fs::path file = folder.path() / "old.py";
  ASSERT_TRUE(write_file(file, "import pychrono as chrono\ns = 'äö'; b = chrono.ChBodyy()\n"));
  ProcessResult r = simbench({"check", file.string(), "--api", "pychrono-10.0.0"});
  EXPECT_EQ(r.exit_code, 1);
  EXPECT_NE(r.out.find(file.string() + ":2:22: error:"), std::string::npos) << r.out;
  EXPECT_NE(r.err.find("1 error and 0 warnings in 1 file"), std::string::npos) << r.err;
  ProcessResult guess = simbench({"check", (source_folder() / "probes/calls.py").string()});
  EXPECT_NE(guess.err.find("say otherwise with --api"), std::string::npos) << guess.err;
}

TEST(CheckCommand, MendsCertainRenamesInPlaceAndShowsTheDifference) {
  TemporaryFolder folder;
  fs::path file = folder.path() / "old.py";
  ASSERT_TRUE(write_file(file, "import pychrono as chrono\np = chrono.ChVectorD(0, 0, 1)\nprint(p)\n"));
  ProcessResult r = simbench({"check", file.string(), "--api", "pychrono-10.0.0", "--fix"});
  EXPECT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.err.find("@@ -2 +2 @@\n-p = chrono.ChVectorD(0, 0, 1)\n+p = chrono.ChVector3d(0, 0, 1)\n"),
            std::string::npos)
      << r.err;
  EXPECT_EQ(read_file(file).value(), "import pychrono as chrono\np = chrono.ChVector3d(0, 0, 1)\nprint(p)\n");
}

TEST(ExecCommandSlow, TellsAFailureToPeopleAndKeepsTheTraceWhereItIsWanted) {
  TemporaryFolder folder;
  fs::path file = folder.path() / "fall.py";
  ASSERT_TRUE(
      write_file(file,
                 "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco><worldbody><body><freejoint/><geom "
                 "size=\"0.1\"/></body></worldbody></mujoco>')\nd = mujoco.MjData(m)\nfor i in range(100):\n"
                 "    mujoco.mj_step(m, d)\nprint(m.no_such_thing)\n"));
  std::string traces = (folder.path() / "traces").string();
  ProcessResult r = simbench({"exec", file.string(), "--trace", traces});
  EXPECT_EQ(r.exit_code, 0) << "the verdict is data";
  EXPECT_TRUE(r.out.starts_with(file.string() + ":6:7: error: AttributeError:")) << r.out;
  EXPECT_NE(r.out.find("ladder    ✓ syntax ✓ imports ✓ builds ✓ steps ✗ finishes · physical\n"), std::string::npos)
      << r.out;
  EXPECT_NE(r.out.find("class     model_fail: the script's fault\n"), std::string::npos) << r.out;
  size_t kept = 0;
  for (const fs::path& trace : list_files(traces)) kept += trace.extension() == ".zst" || trace.extension() == ".csv";
  EXPECT_EQ(kept, 2u) << "the trace and its table";
}

TEST(ExecCommandSlow, AnswersToATaskWithWhatItMissed) {
  TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "a.py", "import mujoco\n"));
  ProcessResult r = simbench({"exec", (folder.path() / "a.py").string(), "--task", "mujoco/pendulum/1"});
  EXPECT_EQ(r.exit_code, 0) << r.err;
  EXPECT_NE(r.out.find("error: the script ended without a step"), std::string::npos) << r.out;
  EXPECT_NE(r.out.find("✓ syntax ✓ imports ✗ builds · steps · finishes · physical · faithful"), std::string::npos)
      << r.out;
}

TEST(SuiteCommands, ShowTakesThePathOfAnyFileAlsoFromInside) {
  fs::path suite = source_folder() / "suites/mujoco";
  auto inside = [&](const std::string& where, const std::string& what) {
    std::string script = "cd " + (suite / where).string() + " && \"$0\" suite show " + what;
    return run_process({"sh", "-c", script, (build_folder() / "simbench").string()}, {}).value();
  };
  std::string given = read_file(suite / "templates/given.md").value();
  EXPECT_EQ(simbench({"suite", "show", (suite / "templates/given.md").string()}).out, given);
  EXPECT_EQ(inside("templates", "given.md").out, given);
  ProcessResult turn = inside(".", "systems/gear/turn2/mutants.patch");
  EXPECT_TRUE(turn.out.starts_with("gear  MBS  ")) << turn.out << turn.err;
  EXPECT_EQ(inside("systems/gear", "turn2").out, turn.out);
  ProcessResult none = inside(".", "templates/givn.md");
  EXPECT_EQ(none.exit_code, 2) << none.out;
}

TEST(SuiteCommands, ListAndShowWhatShips) {
  Json listed = parse_json(simbench({"suite", "list", "--json"}).out, "stdout").value();
  std::set<std::string> names;
  for (const Json& suite : listed["suites"]) names.insert(suite["name"].get<std::string>());
  EXPECT_TRUE(names.contains("mujoco") && names.contains("chrono")) << listed.dump();
  Json task = parse_json(simbench({"suite", "show", "mujoco/pendulum/2", "--json"}).out, "stdout").value();
  EXPECT_EQ(task["turn"], 2);
  EXPECT_FALSE(task["given"].is_null());
  EXPECT_GE(task["requirements"].size(), 4u);
  std::string text = simbench({"suite", "show", "mujoco/pendulum/2"}).out;
  EXPECT_TRUE(text.starts_with("pendulum  MBS  ")) << text;
  EXPECT_NE(text.find("\nturn 2  ("), std::string::npos) << text;
  EXPECT_NE(text.find(task["requirements"][0]["says"].get<std::string>()), std::string::npos);
  EXPECT_EQ(text.find("fault in given.py"), std::string::npos) << "nothing is planted there";
  Json gear = parse_json(simbench({"suite", "show", "mujoco/gear/2", "--json"}).out, "stdout").value();
  ASSERT_EQ(gear["faults"].size(), 2u) << gear["faults"];
  EXPECT_EQ(gear["title"], "Gears");
  EXPECT_EQ(gear["category"], "MBS");
  text = simbench({"suite", "show", "mujoco/gear/2"}).out;
  EXPECT_NE(text.find("fault in given.py        " + gear["faults"][1].get<std::string>()), std::string::npos) << text;
}

}  // namespace
}  // namespace simbench
