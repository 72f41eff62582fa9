// The ladder: no-code < syntax < imports < builds < steps < finishes < physical < faithful, and who is responsible.
#include "base/base.h"
#include "verdict/animation.h"
#include "verdict/evaluate.h"
#include "verdict/physical.h"
#include "verdict/verdict.h"

namespace simbench::verdict {
namespace {

struct Rung {
  Verdict verdict = Verdict::no_code;
  std::string stopped;  ///< reason code why it went no further; "" if it is physical
};

std::string error_text(const Outcome& outcome) {
  if (!outcome.error) return "";
  std::string text = outcome.error->type;
  if (!outcome.error->message.empty()) text += ": " + outcome.error->message;
  if (outcome.error->line > 0) text += fmt::format(" (line {})", outcome.error->line);
  return text;
}

std::string with_details(const std::string& code, const std::string& details) {
  return details.empty() ? code : code + ": " + details;
}

/// Why a run that didn't come to its end stopped.
std::string why_stopped(const Outcome& outcome) {
  switch (outcome.end) {
    case End::crashed:
      return with_details("crash", outcome.error ? error_text(outcome) : fmt::format("signal {}", outcome.signal));
    case End::exited:
      return with_details("exited", error_text(outcome));
    case End::cpu_limit:
      return fmt::format("cpu_limit: {:.0f} s used", outcome.cpu_s);
    case End::wall_limit:
      return fmt::format("hang: {:.0f} s of wall clock, {:.0f} s of CPU", outcome.wall_s, outcome.cpu_s);
    case End::memory_limit:
      return "memory_limit";
    case End::idle:
      return "idle: a loop that never steps";
    default:
      return outcome.error ? with_details("error", error_text(outcome)) : "no_step: the script ended without a step";
  }
}

Rung climb_to_finish(const Outcome& outcome) {
  if (!outcome.parses) return {Verdict::syntax, with_details("syntax_error", error_text(outcome))};
  if (!outcome.imports && !outcome.first_step_called)
    return {Verdict::syntax, with_details("import_error", error_text(outcome))};
  bool ended = (outcome.end == End::finished || outcome.end == End::horizon) && !outcome.error;
  if (!outcome.first_step_called) return {Verdict::imports, why_stopped(outcome)};
  if (!outcome.first_step_returned) return {Verdict::builds, why_stopped(outcome)};
  if (!ended) return {Verdict::steps, why_stopped(outcome)};
  return {Verdict::finishes, ""};
}

/// The worlds of one judgement, each built once. Neither is there without its trace.
struct Worlds {
  std::optional<World> candidate, reference;

  Worlds(const Evidence& evidence, const ReferenceTraces* traces) {
    if (evidence.trace) candidate.emplace(*evidence.trace);
    if (traces && !traces->members.empty()) reference.emplace(traces->members.front());
  }
};

Rung climb(const Outcome& outcome, const Worlds& worlds, const PhysicalLimits& limits) {
  Rung rung = climb_to_finish(outcome);
  if (!rung.stopped.empty()) return rung;
  if (!worlds.candidate) return {Verdict::finishes, "no_trace"};
  rung.stopped = not_physical(outcome, *worlds.candidate, limits);
  if (rung.stopped.empty())
    rung.stopped =
        moved_by_hand(*worlds.candidate, worlds.reference ? &*worlds.reference : nullptr, limits.state_writes);
  if (rung.stopped.empty()) rung.verdict = Verdict::physical;
  return rung;
}

/// Verdicts that need no execution, or that are our side's fault. nullopt: the ladder decides.
std::optional<Judgement> decided_before(const Evidence& evidence) {
  if (trim(evidence.program).empty()) return Judgement{Verdict::no_code, CellClass::model_fail, "no_code", {}, nullptr};
  if (!evidence.outcome) return Judgement{Verdict::no_code, CellClass::unscored, "not_run", {}, nullptr};
  const Outcome& outcome = *evidence.outcome;
  Verdict reached = climb_to_finish(outcome).verdict;
  if (!outcome.infra.empty()) return Judgement{reached, CellClass::infra_fail, outcome.infra, {}, nullptr};
  if (outcome.end == End::not_started)
    return Judgement{Verdict::no_code, CellClass::infra_fail, "not_started", {}, nullptr};
  // it ran to its end, yet what it did is lost: no fault of the model's
  if (reached == Verdict::finishes && !evidence.trace)
    return Judgement{reached, CellClass::unscored, "no_trace", {}, nullptr};
  return std::nullopt;
}

/// A run that ended because its world lacks something that its task didn't forbid: nobody's fault, and nothing is
/// known.
std::optional<Judgement> lacked(const Evidence& evidence, const std::vector<std::string>& forbids) {
  const std::string& lacks = evidence.outcome->lacks;
  if (lacks.empty()) return std::nullopt;
  std::string code = lacks.substr(0, lacks.find(':'));
  std::string_view kind = code == "missing_package" ? "packages" : code == "forbidden" ? "processes" : "files";
  if (std::find(forbids.begin(), forbids.end(), kind) != forbids.end()) return std::nullopt;
  return Judgement{climb_to_finish(*evidence.outcome).verdict, CellClass::unscored, lacks, {}, nullptr};
}

PhysicalLimits limits_of(const suite::Turn& turn) {
  PhysicalLimits limits;
  limits.joint_drift = get_number(turn.comparison.tolerance, "joint_drift_rel").value_or(limits.joint_drift);
  return limits;
}

bool counts(const suite::Requirement& requirement, Arm arm) {
  return !requirement.given_only || (arm != Arm::dialogue && arm != Arm::no_code);
}

std::vector<std::string> ids_where(const std::vector<RequirementResult>& results, std::optional<bool> met) {
  std::vector<std::string> ids;
  for (const RequirementResult& result : results)
    if (result.met == met) ids.push_back(result.id);
  return ids;
}

std::vector<RequirementResult> requirements_of(const suite::Turn& turn, const Worlds& worlds,
                                               std::string_view program) {
  if (!worlds.candidate) return evaluate(turn, Evidence{nullptr, nullptr, program});
  return evaluate(turn, *worlds.candidate, program, worlds.reference ? &*worlds.reference : nullptr);
}

/// What keeps a physical run from being faithful, requirements first; fills the comparison.
void decide_faithful(Judgement& judgement, const suite::Turn& turn, const Worlds& worlds,
                     const ReferenceTraces* reference) {
  judgement.cell_class = CellClass::model_fail;
  auto unmet = ids_where(judgement.requirements, false), open = ids_where(judgement.requirements, std::nullopt);
  bool agrees = true, decided = true;
  std::string differs;
  bool compared = turn.comparison.mode != "none";
  bool can_compare = compared && worlds.reference;
  if (can_compare) {
    Agreement agreement = compare(*worlds.candidate, *worlds.reference, *reference, turn.comparison);
    judgement.comparison = agreement.scores;
    agrees = agreement.pass || !agreement.decided, decided = agreement.decided, differs = agreement.reason;
  }
  if (!unmet.empty()) {
    judgement.reason = "requirements: " + join(unmet, ", ");
  } else if (!agrees) {
    judgement.reason = "differs_from_reference: " + differs;
  } else if (!open.empty() || (compared && !can_compare) || !decided) {
    judgement.cell_class = CellClass::unscored;
    judgement.reason = !open.empty() ? "undecided: " + join(open, ", ")
                       : can_compare ? "undecided: " + differs
                                     : "no_reference";
  } else {
    judgement.verdict = Verdict::faithful;
    judgement.cell_class = CellClass::pass;
    judgement.reason = "";
  }
}

}  // namespace

suite::Turn for_arm(const suite::Turn& turn, Arm arm) {
  suite::Turn counted = turn;
  std::erase_if(counted.requirements, [&](const suite::Requirement& r) { return !counts(r, arm); });
  return counted;
}

Judgement judge(const suite::Turn& whole_turn, Arm arm, const Evidence& evidence, const ReferenceTraces* reference) {
  suite::Turn turn = for_arm(whole_turn, arm);
  if (auto decided = decided_before(evidence)) {
    if (decided->cell_class == CellClass::model_fail) decided->requirements = nothing_ran(turn, "there is no program");
    return *decided;
  }
  if (auto open = lacked(evidence, turn.forbids)) return *open;
  Worlds worlds(evidence, reference);
  Rung rung = climb(*evidence.outcome, worlds, limits_of(turn));
  Judgement judgement{rung.verdict, CellClass::model_fail, rung.stopped, {}, nullptr};
  judgement.requirements = requirements_of(turn, worlds, evidence.program);
  if (rung.verdict != Verdict::physical) return judgement;
  decide_faithful(judgement, turn, worlds, reference);
  if (whole_turn.requirements.empty()) {  // nothing that could be judged was asked: agreement alone is no pass
    judgement.verdict = Verdict::physical, judgement.cell_class = CellClass::unscored;
    judgement.reason = "no_requirements";
  }
  return judgement;
}

Judgement judge_without_task(const Evidence& evidence) {
  if (auto decided = decided_before(evidence)) return *decided;
  if (auto open = lacked(evidence, {})) return *open;
  Rung rung = climb(*evidence.outcome, Worlds(evidence, nullptr), {});
  Judgement judgement{rung.verdict, CellClass::model_fail, rung.stopped, {}, nullptr};
  if (rung.verdict == Verdict::physical)
    judgement.cell_class = CellClass::unscored, judgement.reason = "no_requirements";
  return judgement;
}

}  // namespace simbench::verdict
