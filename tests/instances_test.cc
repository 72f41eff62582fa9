// Instances of the MuJoCo suite hold in the simulator what the default instance holds.
#include "base/base.h"
#include "base/json.h"
#include "run_simbench.h"

namespace simbench::tests {
namespace {

TEST(InstancesSlow, AreProvenByRunningLikeTheSuiteItself) {
  TemporaryFolder folder;
  std::string out = (folder.path() / "instance").string();
  ProcessResult made = simbench({"suite", "instance", "mujoco", "--seed", "1", "--out", out, "--json"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  ASSERT_GE(parse_json(made.out, "out").value()["tasks"].get<int>(), 1);
  ProcessOptions options;
  options.timeout_s = 600;
  auto proven =
      run_process({(build_folder() / "simbench").string(), "suite", "validate", out, "--only", "pendulum/1"}, options);
  ASSERT_TRUE(proven);
  EXPECT_EQ(proven->exit_code, 0) << proven->out << proven->err;
  EXPECT_NE(proven->out.find("17 of 18 requirements have a falsifier"), std::string::npos) << proven->out;
}

/// Suite mujoco with its pendulum alone, in a folder of its own.
struct PendulumSuite {
  PendulumSuite() {
    fs::path from = source_folder() / "suites/mujoco";
    fs::copy(from / "suite.toml", folder.path() / "suite.toml");
    fs::copy(from / "templates", folder.path() / "templates", fs::copy_options::recursive);
    fs::create_directories(folder.path() / "systems");
    fs::copy(from / "systems/pendulum", folder.path() / "systems/pendulum", fs::copy_options::recursive);
  }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    fs::path path = folder.path() / "systems/pendulum" / file;
    std::string text = read_file(path).value(), changed = replace_all(text, from, to);
    ASSERT_NE(changed, text) << from;
    ASSERT_TRUE(write_file(path, changed));
  }
  ProcessResult validate(std::vector<std::string> arguments) const {
    ProcessOptions options;
    options.timeout_s = 600;
    std::vector<std::string> command{
        (build_folder() / "simbench").string(), "suite", "validate", folder.path().string(), "--only", "pendulum/1"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_process(command, options).value();
  }
  TemporaryFolder folder;
};

TEST(InstancesSlow, ClaimsAreProvenOnDrawnInstancesAndWhatHoldsIsNotRunAgain) {
  PendulumSuite suite;
  ProcessResult proven = suite.validate({"--instances", "2"});
  EXPECT_EQ(proven.exit_code, 0) << proven.out << proven.err;
  EXPECT_NE(proven.out.find("instances: 2 of 2 hold (1 task with parameters)"), std::string::npos) << proven.out;
  EXPECT_NE(proven.err.find("instance 2"), std::string::npos) << proven.err;
  ProcessResult again = suite.validate({"--instances", "2"});
  EXPECT_EQ(again.err.find("instance"), std::string::npos) << again.err;
  EXPECT_EQ(again.err.find("reference.py"), std::string::npos) << "nor are scripts run again";
  suite.replace("../../validation.json", "\"class\":\"pass\"", "\"class\":\"infra_fail\"");
  ProcessResult retried = suite.validate({});
  EXPECT_EQ(retried.exit_code, 0) << retried.out << retried.err;
  EXPECT_NE(retried.out.find("unchanged since the last time"), std::string::npos) << retried.out;
  EXPECT_NE(retried.err.find(" faithful"), std::string::npos)
      << "what our world failed is tried again: " << retried.err;
  // a formula that is right as it stands only: no other length has this period
  suite.replace("turn1/requirements.toml", "\"= period\"", "2.04196");
  ProcessResult broken = suite.validate({"--instances", "2", "--json"});
  EXPECT_EQ(broken.exit_code, 4);
  Json findings = parse_json(broken.out, "out").value()["findings"];
  ASSERT_GE(findings.size(), 2u) << broken.out;
  EXPECT_EQ(findings[0]["message"].get<std::string>().substr(0, 74),
            "instance 1: the reference of pendulum/1 must be faithful but is physical (");
  EXPECT_NE(findings[0]["where"].get<std::string>().find("pendulum/turn1/reference.py"), std::string::npos);
}

TEST(Instances, ATaskIsShownWithTheNumbersOfItsInstance) {
  ProcessResult shown = simbench({"suite", "show", "mujoco/pendulum/1", "--instance", "3"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_NE(shown.out.find("drawn                    bob_mass = "), std::string::npos) << shown.out;
  ProcessResult script = simbench({"suite", "show", "mujoco/pendulum/1/07", "--instance", "3"});
  EXPECT_NE(script.out.find("#: 0.4 * duration"), std::string::npos) << script.out;
  EXPECT_EQ(simbench({"suite", "show", "mujoco", "--instance", "-1"}).exit_code, 2);
}

TEST(InstancesSlow, AScriptIsJudgedByTheNumbersOfItsInstance) {
  TemporaryFolder folder;
  ProcessResult drawn = simbench({"suite", "show", "mujoco/pendulum/1/reference.py", "--instance", "3"});
  ASSERT_TRUE(write_file(folder.path() / "mine.py", drawn.out));
  std::string file = (folder.path() / "mine.py").string();
  Json same =
      parse_json(simbench({"exec", file, "--task", "mujoco/pendulum/1", "--instance", "3", "--json"}).out, "out")
          .value();
  EXPECT_EQ(same["verdict"], "faithful") << same.dump(1);
  EXPECT_EQ(same["instance"], 3);
  Json other = parse_json(simbench({"exec", file, "--task", "mujoco/pendulum/1", "--json"}).out, "out").value();
  EXPECT_EQ(other["verdict"], "physical") << "the default instance asks for other numbers";
  EXPECT_TRUE(other["instance"].is_null());
  EXPECT_EQ(simbench({"exec", file, "--instance", "3"}).exit_code, 2) << "of no task there is no instance";
}

std::vector<Json> exported_cells(const fs::path& run, const fs::path& out) {
  EXPECT_EQ(simbench({"export", run.string(), "--format", "jsonl", "--out", out.string()}).exit_code, 0);
  std::string text = read_file(out / "cells.jsonl").value();
  std::vector<Json> cells;
  for (std::string_view line : split_lines(text))
    if (!line.empty()) cells.push_back(parse_json(line, "cells.jsonl").value());
  return cells;
}

TEST(InstancesSlow, ARunHoldsSeveralInstancesApartAndPoolsThem) {
  TemporaryFolder folder;
  fs::path run = folder.path() / "run";
  std::vector<std::string> command{"run",        "--suite",    "mujoco",     "--model", "control/reference",
                                   "--only",     "pendulum/*", "--limit",    "2",       "--out",
                                   run.string(), "--json",     "--instance", "2,1"};
  ProcessResult first = simbench(command);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  Json said = parse_json(first.out, "out").value();
  std::vector<Json> cells = exported_cells(run, folder.path() / "out");
  std::map<std::string, std::set<std::string>> suites;  // task → suites
  for (const Json& cell : cells) {
    EXPECT_EQ(cell["verdict"], "faithful") << cell.dump();
    suites[fmt::format("{}/{}", cell["system"].get<std::string>(), cell["turn"].get<int>())].insert(
        fmt::format("{}", cell["instance"].get<int>()));
  }
  EXPECT_EQ(suites["pendulum/1"], (std::set<std::string>{"1", "2"}));
  EXPECT_EQ(said["cells"], cells.size());
  Json manifest = parse_json(read_file(run / "manifest.json").value(), "manifest").value();
  EXPECT_EQ(manifest["suite"]["version"].get<std::string>().find("instance"), std::string::npos);
  EXPECT_NE(manifest["instances"]["1"]["tasks"]["pendulum/1"]["values"],
            manifest["instances"]["2"]["tasks"]["pendulum/1"]["values"]);
  // the same again does nothing; the suite as it stands may come beside them, and is told apart
  Json again = parse_json(simbench(command).out, "out").value();
  EXPECT_EQ(again["done_before"], cells.size());
  command.resize(command.size() - 2);
  ASSERT_EQ(simbench(command).exit_code, 0);
  size_t plain = 0;
  for (const Json& cell : exported_cells(run, folder.path() / "out")) plain += cell["instance"].is_null();
  EXPECT_EQ(plain, 2u);
  ProcessResult page = simbench({"report", run.string(), "--out", (folder.path() / "r.html").string()});
  EXPECT_EQ(page.exit_code, 0) << page.err;
}

TEST(Instances, ThatAreNoNumbersAreRefused) {
  for (const char* wrong : {"one", "1,two", "-1", "1.5", "99999999999999999999"}) {
    ProcessResult refused =
        simbench({"run", "--suite", "mujoco", "--model", "control/echo", "--instance", wrong, "--dry-run"});
    EXPECT_EQ(refused.exit_code, 2) << wrong << refused.err;
  }
  ProcessResult planned = simbench({"run", "--suite", "mujoco", "--model", "control/echo", "--instance", "1,2",
                                    "--only", "pendulum/1", "--dry-run"});
  EXPECT_NE(planned.out.find("pendulum/1 given control/echo #0 instance 2"), std::string::npos) << planned.out;
  EXPECT_EQ(simbench({"suite", "show", "mujoco", "--instance", "1,2"}).exit_code, 2);
}

TEST(InstancesSlow, AReferenceAtTheEdgeOfARequirementIsTold) {
  PendulumSuite suite;
  ProcessResult fine = suite.validate({"--robust"});
  EXPECT_EQ(fine.exit_code, 0) << fine.out << fine.err;
  EXPECT_NE(fine.out.find("robust: 0 tasks whose values move"), std::string::npos)
      << "when it ends moves with the step and is not told: " << fine.out;
  EXPECT_NE(fine.err.find("integrator implicitfast"), std::string::npos) << "its own is RK4: " << fine.err;
  EXPECT_NE(fine.err.find("half the step"), std::string::npos) << fine.err;
  Json row = get(get(parse_json(read_file(suite.folder.path() / "validation.json").value(), "v").value(), "robust"),
                 "pendulum/1");
  EXPECT_GT(get_number(row["margins"], "duration").value_or(0), 0) << row.dump();
  ProcessResult again = suite.validate({"--robust"});
  EXPECT_EQ(again.err.find("robust"), std::string::npos) << "what holds isn't run again: " << again.err;
}

TEST(InstancesSlow, WhatNoMutantBreaksIsPerturbedLineByLine) {
  PendulumSuite suite;
  ASSERT_EQ(suite.validate({}).exit_code, 0);
  ProcessResult proven = suite.validate({"--sensitivity"});
  EXPECT_EQ(proven.exit_code, 0) << proven.out << proven.err;
  EXPECT_NE(proven.out.find("18 of 18 requirements have a falsifier"), std::string::npos) << proven.out;
  EXPECT_EQ(proven.out.find("that was tried breaks"), std::string::npos) << proven.out;
  std::vector<std::string_view> told;
  for (std::string_view line : split_lines(proven.err))
    if (line.find("perturbed") != std::string_view::npos) told.push_back(line);
  ASSERT_FALSE(told.empty()) << proven.err;
  for (const std::string_view& line : told) {
    EXPECT_TRUE(line.starts_with("pendulum/1 ")) << line;
    bool last = &line == &told.back();
    EXPECT_NE(line.find(last ? "falsifies prints" : "1 requirement still open"), std::string_view::npos) << line;
  }
  Json kept = parse_json(read_file(suite.folder.path() / "validation.json").value(), "v").value()["falsifiers"];
  EXPECT_TRUE(kept["pendulum/1 prints"].get<std::string>().starts_with("perturbation of ")) << kept;
  ProcessResult again = suite.validate({"--sensitivity"});
  EXPECT_EQ(again.err.find("perturbed"), std::string::npos) << "what is known isn't run again: " << again.err;
  EXPECT_EQ(proven.out.find(" 0.0 CPU s"), std::string::npos) << "perturbations alone were run: " << proven.out;
  EXPECT_NE(again.out.find(" 0.0 CPU s"), std::string::npos) << again.out;
}

TEST(InstancesSlow, EveryValueAndSentenceOfThePendulumIsEnforcedOrSaysWhyNot) {
  PendulumSuite suite;
  ProcessResult whole = suite.validate({"--stated"});
  EXPECT_EQ(whole.exit_code, 0) << whole.out << whole.err;
  EXPECT_NE(whole.out.find("stated: pendulum/1             18 of   19 enforced,   1 unchecked"), std::string::npos)
      << whole.out;
  EXPECT_NE(whole.out.find("18 of 18 requirements have a falsifier"), std::string::npos)
      << "no mutant prints otherwise, but a reference with another value does: " << whole.out;
  // one value that nobody looks at
  suite.replace("turn1/requirements.toml", "kind = \"prints\", every_s = \"= print_every\"",
                "kind = \"simulated_time\", min = \"= 0.9 * duration\"");
  suite.replace("turn1/parameters.toml", "value = 0.5\nunit = \"s\"\n",
                "value = 0.5\nunit = \"s\"\nunchecked = \"nobody looks\"\n");
  ProcessResult proven = suite.validate({"--stated"});
  EXPECT_EQ(proven.exit_code, 0) << proven.out << proven.err;
  Json row = get(get(parse_json(read_file(suite.folder.path() / "validation.json").value(), "v").value(), "stated"),
                 "pendulum/1");
  EXPECT_EQ(row["enforced"], 17);
  EXPECT_EQ(row["values"]["length"]["caught"], 4);
  // again: nothing runs; and one value that nobody sees any more, one that is seen and says it isn't
  suite.replace("turn1/parameters.toml", "unchecked = \"nobody looks\"\n", "");
  suite.replace("turn1/parameters.toml", "range = [0.5, 3]", "range = [0.5, 3]\nunchecked = \"too light to be seen\"");
  ProcessResult open = suite.validate({"--stated", "--json"});
  EXPECT_NE(open.exit_code, 0);
  Json told = parse_json(open.out, "out").value();
  ASSERT_EQ(told["findings"].size(), 2u) << open.out;
  std::string mass = told["findings"][0]["message"], print = told["findings"][1]["message"];
  EXPECT_NE(mass.find("[bob_mass] of pendulum/1 is enforced after all"), std::string::npos) << mass;
  EXPECT_NE(
      print.find("[print_every] of pendulum/1 isn't enforced: with 0.35 s (-30 %), 0.45 s (-10 %), 0.55 s (+10 %), "
                 "0.65 s (+30 %) instead of 0.5 s the reference misses no requirement"),
      std::string::npos)
      << print;
  EXPECT_NE(told["findings"][1]["where"].get<std::string>().find("turn1/parameters.toml:"), std::string::npos);
  EXPECT_EQ(open.err.find("stated"), std::string::npos) << "what is known isn't run again: " << open.err;
}

TEST(Instances, ASeedAndAPlaceAreNeeded) {
  EXPECT_EQ(simbench({"suite", "instance", "mujoco", "--seed", "1"}).exit_code, 2);
  EXPECT_EQ(simbench({"suite", "instance", "mujoco", "--out", "/nowhere/at/all"}).exit_code, 2);
  TemporaryFolder folder;
  std::string plain = (folder.path() / "plain").string(), example = (source_folder() / "examples/suite").string();
  ASSERT_EQ(simbench({"suite", "instance", example, "--seed", "1", "--out", plain}).exit_code, 0);
  ProcessResult nothing = simbench({"suite", "instance", plain, "--seed", "1", "--out", "/nowhere/at/all"});
  EXPECT_EQ(nothing.exit_code, 1) << "no turn of it has parameters";
  EXPECT_NE(nothing.err.find("nothing to draw"), std::string::npos) << nothing.err;
}

}  // namespace
}  // namespace simbench::tests
