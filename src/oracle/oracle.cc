#include "oracle/oracle.h"

#include "log/log.h"
#include "oracle/confirm.h"
#include "oracle/ensemble.h"

namespace simbench::oracle {
namespace {

constexpr double kCpuFactor = 10, kLeastCpu_s = 30;
constexpr double kWallFactor = 4;  // wall clock allowed per CPU second: other candidates run beside this one

std::string run_line(const Outcome& outcome) {
  return fmt::format("{} {}: {}, {} steps, {:.3g} s simulated, {:.2f} s of CPU, {:.2f} s of wall clock",
                     outcome.simulator, outcome.simulator_version, to_string(outcome.end), outcome.steps,
                     outcome.sim_time_s, outcome.cpu_s, outcome.wall_s);
}

sandbox::Limits limits_of(const suite::Turn& turn, double cpu_limit_s) {
  return {.horizon_s = turn.horizon_s, .cpu_s = cpu_limit_s, .wall_s = kWallFactor * cpu_limit_s};
}

}  // namespace

std::string why_no_trace(const Outcome& outcome) {
  if (!outcome.infra.empty()) return "this machine's fault: " + outcome.infra;
  if (outcome.error) return outcome.error->message;
  return outcome.lacks.empty() ? std::string(to_string(outcome.end)) : outcome.lacks;
}

Oracle::Oracle(const suite::Suite& suite, fs::path trace_folder, ReferenceCache cache)
    : suite_(suite), trace_folder_(std::move(trace_folder)), cache_(std::move(cache)) {}

Result<sandbox::Recording> Oracle::execute(const suite::Turn& turn, const std::string& program,
                                           const RunOptions& options, double cpu_limit_s) {
  sandbox::Request request{.program = program,
                           .simulator = suite_.simulator,
                           .perturbation = options.perturbation,
                           .trusted = options.trusted,
                           .files = options.files};
  request.limits = limits_of(turn, cpu_limit_s);
  request.tell_inputs = options.tell_inputs && sandbox::can_repeat(suite_.simulator);
  sandbox::Recording first;
  {
    std::shared_lock together(alone_);
    TRY_ASSIGN(first, sandbox::record(request));
  }
  log_line(LogLevel::debug, run_line(first.outcome));
  cpu_s_ += first.outcome.cpu_s;
  if (first.outcome.end != End::wall_limit) return first;
  std::unique_lock alone(alone_);
  TRY_ASSIGN(sandbox::Recording again, sandbox::record(request));
  cpu_s_ += again.outcome.cpu_s;
  if (again.outcome.end != End::wall_limit)  // else it hangs, or says itself that others had the processor
    again.outcome.infra = "overload: the wall clock expired beside other programs, not alone";
  log_line(LogLevel::debug, "again, alone: " + run_line(again.outcome));
  return again;
}

/// The recording's trace as a value, and in the folder of traces where there is one.
Result<Oracle::Seen> Oracle::see(sandbox::Recording recording) const {
  Seen seen{std::move(recording.outcome), std::nullopt};
  if (recording.frames.empty()) return seen;
  if (auto trace = trace::parse(recording.frames)) seen.trace = std::move(*trace);
  if (!trace_folder_.empty()) {
    TRY_ASSIGN(seen.outcome.trace, trace::store(recording.frames, trace_folder_));
  }
  return seen;
}

Result<Oracle::Seen> Oracle::run_reference(const suite::Turn& turn, const sandbox::Perturbation& perturbation) {
  const std::string key = cache_.key(turn, suite_.simulator, perturbation);
  if (auto kept = cache_.find(key)) return see(std::move(*kept));
  RunOptions options{.trusted = true, .perturbation = perturbation};
  TRY_ASSIGN(sandbox::Recording fresh, execute(turn, turn.reference.code, options, kReferenceCpu_s));
  cache_.keep(key, fresh);
  return see(std::move(fresh));
}

Status Oracle::add_ensemble(const suite::Turn& turn, Reference& reference) {
  verdict::ReferenceTraces jittered{{reference.traces.members.front()}};
  std::optional<trace::Trace> half_step;
  double jitter = get_number(turn.comparison.tolerance, "jitter").value_or(kDefaultJitter);
  for (const sandbox::Perturbation& perturbation : ensemble(suite_.simulator, jittered.members.front(), jitter)) {
    TRY_ASSIGN(Seen seen, run_reference(turn, perturbation));
    if (!ended_well(seen.outcome) || !seen.trace) continue;  // e.g. an integrator that this model refuses: no member
    if (perturbation.substeps == 2) half_step = *seen.trace;
    if (perturbation.velocity_jitter > 0) jittered.members.push_back(*seen.trace);
    reference.traces.members.push_back(std::move(*seen.trace));
  }
  if (turn.comparison.mode != "trajectory") return {};
  if (!half_step) {
    reference.not_converged = "with half the step the reference doesn't come to its end";
    return {};
  }
  verdict::Convergence convergence = verdict::reference_is_converged(jittered, *half_step, turn.comparison);
  if (!convergence.converged) reference.not_converged = convergence.reason;
  return {};
}

Result<std::unique_ptr<Reference>> Oracle::make_reference(const suite::System& system, const suite::Turn& turn) {
  auto reference = std::make_unique<Reference>();
  TRY_ASSIGN(Seen seen, run_reference(turn, {}));
  reference->outcome = std::move(seen.outcome);
  std::optional<trace::Trace>& plain = seen.trace;
  reference->cpu_limit_s = std::max(kLeastCpu_s, kCpuFactor * reference->outcome.cpu_s);
  reference->must_pass = !turn.requirements.empty();
  if (!plain && reference->must_pass)
    return fail(ErrorCode::unavailable,
                fmt::format("the reference of {}/{} left no trace ({}); `simbench exec {}` shows more", system.name,
                            turn.number, why_no_trace(reference->outcome), turn.reference.path.string()));
  if (plain && (reference->must_pass || ended_well(reference->outcome)))
    reference->traces.members.push_back(std::move(*plain));
  bool compared = turn.comparison.mode != "none" && !reference->traces.members.empty();
  if (compared) TRY(add_ensemble(turn, *reference));
  const trace::Trace* trace = reference->traces.members.empty() ? nullptr : &reference->traces.members.front();
  verdict::Evidence evidence{&reference->outcome, trace, turn.reference.code};
  reference->judgement = verdict::judge(turn, Arm::given, evidence, &reference->traces);
  if (!reference->not_converged.empty() && reference->judgement.cell_class == CellClass::pass) {
    reference->judgement.verdict = Verdict::physical, reference->judgement.cell_class = CellClass::model_fail;
    reference->judgement.reason = "not_converged: " + reference->not_converged;
  }
  log_line(LogLevel::info, fmt::format("reference of {}/{}: {}; candidates get {:.0f} s of CPU", system.name,
                                       turn.number, to_string(reference->judgement.verdict), reference->cpu_limit_s));
  return reference;
}

Result<const Reference*> Oracle::reference(const suite::System& system, int number) {
  Slot* slot = nullptr;
  {
    std::lock_guard lock(slots_gate_);
    auto& entry = slots_[{system.name, number}];
    if (!entry) entry = std::make_unique<Slot>();
    slot = entry.get();
  }
  std::lock_guard lock(slot->gate);
  if (!slot->reference) {
    TRY_ASSIGN(slot->reference, make_reference(system, system.turn(number)));
  }
  return slot->reference.get();
}

Result<Verdicted> Oracle::run(const suite::System& system, int number, const std::string& program,
                              const RunOptions& options) {
  const suite::Turn& turn = system.turn(number);
  TRY_ASSIGN(const Reference* gold, reference(system, number));
  TRY_ASSIGN(Verdicted seen, run_once(turn, program, options, *gold));
  if (seen.confirmation.confirmed != Confirmed::mismatch) return seen;
  log_line(LogLevel::info, fmt::format("{}/{}: a pass isn't confirmed ({}); it is run again", system.name, number,
                                       seen.confirmation.reason));
  TRY_ASSIGN(seen, run_once(turn, program, options, *gold));
  if (seen.confirmation.confirmed != Confirmed::mismatch) return seen;
  std::string why = "tampered: the trace isn't what its model does: " + seen.confirmation.reason;
  seen.outcome.warnings.push_back(why);
  seen.judgement.verdict = Verdict::finishes, seen.judgement.cell_class = CellClass::model_fail;
  seen.judgement.reason = why;
  return seen;
}

Result<Verdicted> Oracle::run_once(const suite::Turn& turn, const std::string& program, const RunOptions& options,
                                   const Reference& gold) {
  TRY_ASSIGN(sandbox::Recording recording, execute(turn, program, options, gold.cpu_limit_s));
  sandbox::Inputs inputs = std::move(recording.inputs);
  TRY_ASSIGN(Seen seen, see(std::move(recording)));
  verdict::Evidence evidence{&seen.outcome, seen.trace ? &*seen.trace : nullptr, program};
  Verdicted verdicted{.outcome = {}, .judgement = verdict::judge(turn, options.arm, evidence, &gold.traces)};
  if (options.confirm && seen.trace && verdicted.judgement.cell_class == CellClass::pass) {
    TRY_ASSIGN(verdicted.confirmation,
               confirm(suite_.simulator, *seen.trace, inputs, limits_of(turn, gold.cpu_limit_s)));
  }
  verdicted.outcome = std::move(seen.outcome);
  return verdicted;
}

Result<Bench> Bench::real(Oracle& oracle, const std::string& simulator) {
  sandbox::Simulator found = sandbox::find_simulator(simulator);
  if (!found.problem.empty()) return fail(ErrorCode::unsupported, found.problem, simulator);
  auto reference = [&oracle](const suite::System& system, int turn) { return oracle.reference(system, turn); };
  auto run = [&oracle](const suite::System& system, int turn, const std::string& program, const RunOptions& options) {
    return oracle.run(system, turn, program, options);
  };
  return Bench{reference, run, sandbox::may_run_untrusted, found.version};
}

std::string problem_with(const Reference& reference, std::string_view task) {
  if (!reference.must_pass || reference.judgement.cell_class == CellClass::pass) return "";
  return fmt::format(
      "the reference of {} itself ends as {} on this host ({}); nothing of this task is asked or run: see `simbench "
      "doctor`",
      task, to_string(reference.judgement.verdict), reference.judgement.reason);
}

}  // namespace simbench::oracle
