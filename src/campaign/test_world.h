#pragma once
// A small suite in memory and an oracle without a simulator, for tests of the run.
#include <mutex>

#include "campaign/campaign.h"

namespace simbench::campaign::test {

inline suite::Suite small_suite() {
  suite::Suite suite{.folder = "suites/small", .name = "small", .version = "1", .simulator = "toy", .requires_version = ">=1.0", .hash = std::string(64, 'e')};
  for (Arm arm : all_arms()) suite.templates[std::string(to_string(arm))] = "{{prompt}} {{#code}}code: {{code}}{{/code}} {{error}}";
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

/// Programs that hold "good" pass, "half" meets one of two requirements, "crash" raises, "hang" uses up the wall clock.
class ToyOracle {
 public:
  int runs = 0;
  double seconds = 0;                ///< that each run takes
  std::string reference_fails_with;  ///< reason, "" = it works
  bool ends_alone = false;           ///< whether a hanging program ends at its second run

  Oracle oracle() {
    return {.run = [this](const sandbox::Request& request, const fs::path& folder) { return run(request, folder); },
            .judge = judge,
            .may_run_untrusted = [] { return Status(); },
            .simulator_version = "1.0"};
  }

 private:
  Result<Outcome> run(const sandbox::Request& request, const fs::path& folder) {
    bool again;
    {
      std::lock_guard lock(mutex_);
      ++runs;
      again = ++seen_[request.program] > 1;
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    auto has = [&](const char* word) { return request.program.find(word) != std::string::npos; };
    Outcome outcome{.end = End::finished, .parses = true, .imports = true, .first_step_called = true, .first_step_returned = true, .steps = 10};
    if (has("good")) outcome.infra = reference_fails_with;
    if (has("crash")) outcome.end = End::error, outcome.error = ScriptError{"NameError", "crash", 1};
    if (has("hang") && !(again && ends_alone)) outcome.end = End::wall_limit;
    trace::Trace trace;
    trace.header = {{"format", 1}, {"of", request.program}};
    TRY_ASSIGN(outcome.trace, trace::store(trace::encode(trace), folder));
    return outcome;
  }

  static Judgement judge(const suite::Turn&, Arm, const verdict::Evidence& evidence, const verdict::ReferenceTraces*) {
    auto results = [](std::optional<bool> a, std::optional<bool> b) {
      return std::vector<RequirementResult>{{.id = "a", .met = a}, {.id = "b", .met = b}};
    };
    if (evidence.program.empty()) return {Verdict::no_code, CellClass::model_fail, "no_code", results(false, false), nullptr};
    if (!evidence.outcome->infra.empty()) return {Verdict::finishes, CellClass::infra_fail, evidence.outcome->infra, {}, nullptr};
    if (evidence.outcome->end == End::wall_limit) return {Verdict::builds, CellClass::model_fail, "hang", results(false, false), nullptr};
    if (evidence.outcome->error) return {Verdict::imports, CellClass::model_fail, "error: NameError", results(false, false), nullptr};
    auto has = [&](std::string_view word) { return evidence.program.find(word) != std::string_view::npos; };
    if (has("good")) return {Verdict::faithful, CellClass::pass, "", results(true, true), nullptr};
    return {Verdict::physical, CellClass::model_fail, "requirements", results(has("half"), false), nullptr};
  }

  std::mutex mutex_;
  std::map<std::string, int> seen_;
};

/// Everything that a table can show of a run: no times, no order of events.
inline std::string final_tables(const store::Store& store) {
  std::string text;
  auto cells = store.cells().value();
  for (const store::CellRow& row : cells) {
    text += fmt::format("{} {} | {} | {}\n", row.key.text(), row.completion ? row.completion->text : "pending",
                        row.program ? row.program->code + row.program->reason : "pending",
                        row.judgement ? fmt::format("{} {} {}", to_string(row.judgement->verdict), to_string(row.judgement->cell_class), row.judgement->reason)
                                      : "pending");
    auto steps = store.steps(row.key).value();
    for (const store::StepRow& step : steps) text += fmt::format("  step {} {}\n", step.number, step.program ? step.program->code : "pending");
  }
  auto scores = store.scores().value();
  for (const Score& score : scores)
    text += fmt::format("{} {}@{} {} {}\n", score.subject, score.id, score.version, score.value ? fmt::format("{}", *score.value) : "null", score.reason);
  return text;
}

}  // namespace simbench::campaign::test
