#pragma once
// A suite of one system and an oracle that knows words instead of physics, for tests of this room.
#include <atomic>
#include <chrono>
#include <thread>

#include "grader/grading.h"

namespace simbench::grader::test {

inline suite::Suite toy_suite() {
  suite::Suite suite;
  suite.name = "toy", suite.simulator = "toysim", suite.hash = std::string(64, 'a');
  suite::System system;
  system.name = "swing";
  for (int number = 1; number <= 3; ++number) {
    suite::Turn& turn = system.turns[static_cast<size_t>(number - 1)];
    turn.number = number;
    turn.requirements = {{.id = "a", .weight = 1}, {.id = "b", .weight = 3}};
  }
  suite.systems.push_back(std::move(system));
  return suite;
}

/// Programs that hold "good" pass; "half" meets requirement b alone; "forged" would pass but wrote into the trace;
/// "doubtful" can't be simulated again; "lost" fails on our side; "open" can't be decided; "slow" takes a while. All
/// others crash.
struct ToyBench {
  std::atomic<int> runs = 0;
  double slow_s = 0.3;
  bool reference_passes = true;

  oracle::Bench bench() {
    gold_.judgement = {reference_passes ? Verdict::faithful : Verdict::imports,
                       reference_passes ? CellClass::pass : CellClass::model_fail,
                       reference_passes ? "" : "error",
                       {},
                       nullptr};
    return {.reference = [this](const suite::System&, int) -> Result<const oracle::Reference*> { return &gold_; },
            .run = [this](const suite::System&, int, const std::string& program,
                          const oracle::RunOptions& options) { return run(program, options); },
            .may_run_untrusted = [] { return Status(); },
            .simulator_version = "1.0"};
  }

 private:
  Result<oracle::Verdicted> run(const std::string& program, const oracle::RunOptions& options) {
    auto has = [&](const char* word) { return program.find(word) != std::string::npos; };
    ++runs;
    if (has("slow")) std::this_thread::sleep_for(std::chrono::duration<double>(slow_s));
    auto results = [](bool a, bool b) {
      return std::vector<RequirementResult>{{.id = "a", .met = a}, {.id = "b", .met = b}};
    };
    oracle::Verdicted seen{.outcome = {.steps = 7, .cpu_s = 0.5}};
    if (has("forged")) seen.outcome.warnings = {"tampered: the script wrote into the probe's trace"};
    if (has("lost")) return fail(ErrorCode::unavailable, "the disk is gone");
    if (has("good") || has("forged"))
      seen.judgement = {Verdict::faithful, CellClass::pass, "", results(true, true), {{"total", 0.97}}};
    if (has("good") && options.confirm)
      seen.confirmation = has("doubtful")
                              ? oracle::Confirmation{oracle::Confirmed::not_applicable, "callback: of the script's"}
                              : oracle::Confirmation{oracle::Confirmed::yes, ""};
    if (has("good") || has("forged")) return seen;
    if (has("half"))
      seen.judgement = {Verdict::physical, CellClass::model_fail, "requirements: a", results(false, true), nullptr};
    else if (has("open"))
      seen.judgement = {Verdict::physical, CellClass::unscored, "undecided: a", {{.id = "a"}}, nullptr};
    else
      seen.judgement = {Verdict::imports, CellClass::model_fail, "error: NameError: x", results(false, false), nullptr};
    return seen;
  }

  oracle::Reference gold_;
};

inline Settings settings(std::string_view policy = "fidelity", Reasons reasons = Reasons::full) {
  return {.policy = load_policy(policy).value(), .reasons = reasons};
}

}  // namespace simbench::grader::test
