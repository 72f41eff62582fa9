#include "oracle/ensemble.h"
#include "oracle/oracle.h"

namespace simbench::oracle {
namespace {

constexpr double kAloneCpu_s = 120, kAloneWall_s = 240;
constexpr double kAloneStall_cpu_s = 30;  // no reference tells how long a script may think before its first step

/// Agreement with the reference's ensemble, for the judgement's comparison.
Result<Json> agreement(const fs::path& reference, const sandbox::Request& request, const fs::path& traces,
                       const trace::Trace& candidate) {
  TRY_ASSIGN(std::string program, sandbox::read_program(reference));
  sandbox::Request run = request;
  run.program = program;
  TRY_ASSIGN(Outcome as_it_is, sandbox::run(run, traces));
  auto plain = trace_of(as_it_is, traces);
  if (!plain || plain->sample_count() == 0)
    return fail(ErrorCode::invalid_input, "the reference script left no motion: does it step?", reference.string());
  verdict::ReferenceTraces members{{*plain}};
  for (const sandbox::Perturbation& perturbation : ensemble(request.simulator, *plain)) {
    run.perturbation = perturbation;
    TRY_ASSIGN(Outcome outcome, sandbox::run(run, traces));
    auto trace = trace_of(outcome, traces);
    if (trace && ended_well(outcome)) members.members.push_back(std::move(*trace));
  }
  verdict::Agreement found = verdict::compare(candidate, members, {.mode = "trajectory"});
  Json scores = found.scores;
  scores["pass"] = found.pass;
  return scores;
}

}  // namespace

Result<Verdicted> run_alone(const std::string& program, const Alone& how, const fs::path& trace_folder) {
  sandbox::Request request{.program = program, .simulator = how.simulator, .trusted = true, .files = how.files};
  request.limits.horizon_s = how.horizon_s;
  request.limits.cpu_s = kAloneCpu_s;
  request.limits.wall_s = kAloneWall_s;
  request.limits.stall_cpu_s = kAloneStall_cpu_s;
  Verdicted result;
  TRY_ASSIGN(result.outcome, sandbox::run(request, trace_folder));
  auto trace = trace_of(result.outcome, trace_folder);
  result.judgement = verdict::judge_without_task({&result.outcome, trace ? &*trace : nullptr, program});
  if (how.reference && trace) {
    TRY_ASSIGN(result.judgement.comparison, agreement(*how.reference, request, trace_folder, *trace));
  }
  return result;
}

}  // namespace simbench::oracle
