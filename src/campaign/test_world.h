#pragma once
// A small suite in memory and an oracle without a simulator, for tests of the run.
#include <mutex>
#include <thread>

#include "campaign/run.h"

namespace simbench::campaign::test {

inline suite::Suite small_suite() {
  suite::Suite suite{.folder = "suites/small",
                     .name = "small",
                     .version = "1",
                     .simulator = "toy",
                     .requires_version = ">=1.0",
                     .hash = std::string(64, 'e')};
  for (Arm arm : all_arms())
    suite.templates[std::string(to_string(arm))] = "{{prompt}} {{#code}}code: {{code}}{{/code}} {{error}}";
  for (const char* name : {"gear", "pendulum"}) {
    suite::System system{.name = name, .title = name};
    for (int t = 1; t <= 3; ++t) {
      suite::Turn& turn = system.turns[static_cast<size_t>(t - 1)];
      std::string task = fmt::format("{}_{}", name, t);
      turn.number = t;
      turn.prompt = "do " + task;
      turn.reference = {task + ".py", fmt::format("good = '{}'\n", task)};
      turn.equivalents = {{"", fmt::format("good = '{}'  # otherwise\n", task)}};
      if (t > 1) turn.given = suite::Script{"", fmt::format("given = '{}'\n", task)};
      turn.requirements = {{.id = "a", .weight = 3}, {.id = "b", .weight = 1}};
      turn.hash = "hash of " + task;
      system.mutants.push_back({.script = {"", "half = 1\n"}, .turn = t});
    }
    system.turns[2].steps = {"first", "second"};
    suite.systems.push_back(system);
  }
  return suite;
}

/// Programs that hold "good" pass, "half" meets one of two requirements, "crash" raises, "lost" fails on our side at
/// its first run.
class ToyBench {
 public:
  int runs = 0;                      ///< of programs and references
  double seconds = 0;                ///< that each run takes
  std::string reference_fails_with;  ///< reason, "" = it works

  explicit ToyBench(fs::path trace_folder) : traces_(std::move(trace_folder)) {}

  Bench bench() {
    return {.reference = [this](const suite::System& system, int turn) { return reference(system, turn); },
            .run = [this](const suite::System&, int, const std::string& program,
                          const oracle::RunOptions&) { return run(program); },
            .may_run_untrusted = [] { return Status(); },
            .simulator_version = "1.0"};
  }

 private:
  Result<const oracle::Reference*> reference(const suite::System& system, int turn) {
    TRY_ASSIGN(oracle::Verdicted plain, run(system.turn(turn).reference.code));
    std::lock_guard lock(mutex_);
    oracle::Reference& gold = references_[{system.name, turn}];
    gold.outcome = plain.outcome;
    gold.judgement = plain.judgement;
    if (!reference_fails_with.empty())
      gold.judgement = {Verdict::imports, CellClass::infra_fail, reference_fails_with, {}, nullptr};
    return &gold;
  }

  Result<oracle::Verdicted> run(const std::string& program) {
    auto has = [&](const char* word) { return program.find(word) != std::string::npos; };
    bool first;
    {
      std::lock_guard lock(mutex_);
      ++runs;
      first = seen_.insert(program).second;
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    oracle::Verdicted result{.outcome = {.end = End::finished, .parses = true, .steps = 10}};
    if (has("lost") && first) result.outcome.infra = "missing_data: lost";
    if (has("crash")) result.outcome.end = End::error, result.outcome.error = ScriptError{"NameError", "crash", 1};
    trace::Trace trace;
    trace.header = {{"format", 1}, {"of", program}};
    TRY_ASSIGN(result.outcome.trace, trace::store(trace::encode(trace), traces_));
    result.judgement = judge(program, result.outcome);
    return result;
  }

  static Judgement judge(const std::string& program, const Outcome& outcome) {
    auto results = [](bool a, bool b) {
      return std::vector<RequirementResult>{{.id = "a", .met = a}, {.id = "b", .met = b}};
    };
    auto has = [&](const char* word) { return program.find(word) != std::string::npos; };
    if (!outcome.infra.empty()) return {Verdict::finishes, CellClass::infra_fail, outcome.infra, {}, nullptr};
    if (outcome.error)
      return {Verdict::imports, CellClass::model_fail, "error: NameError", results(false, false), nullptr};
    if (has("good")) return {Verdict::faithful, CellClass::pass, "", results(true, true), nullptr};
    return {Verdict::physical, CellClass::model_fail, "requirements", results(has("half"), false), nullptr};
  }

  fs::path traces_;
  std::mutex mutex_;
  std::set<std::string> seen_;
  std::map<std::pair<std::string, int>, oracle::Reference> references_;
};

/// Everything that a table can show of a run: no times, no order of events.
inline std::string final_tables(const store::Store& store) {
  std::string text;
  auto cells = store.cells().value();
  for (const store::CellRow& row : cells) {
    text += fmt::format("{} {} | {} | {}\n", row.key.text(), row.completion ? row.completion->text : "pending",
                        row.program ? row.program->code + row.program->reason : "pending",
                        row.judgement ? fmt::format("{} {} {}", to_string(row.judgement->verdict),
                                                    to_string(row.judgement->cell_class), row.judgement->reason)
                                      : "pending");
    auto steps = store.steps(row.key).value();
    for (const store::StepRow& step : steps)
      text += fmt::format("  step {} {}\n", step.number, step.program ? step.program->code : "pending");
  }
  auto scores = store.scores().value();
  for (const Score& score : scores)
    text += fmt::format("{} {}@{} {} {}\n", score.subject, score.id, score.version,
                        score.value ? fmt::format("{}", *score.value) : "null", score.reason);
  return text;
}

}  // namespace simbench::campaign::test
