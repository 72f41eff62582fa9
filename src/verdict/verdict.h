#pragma once
// Room verdict: the ladder, the requirement kinds, the comparison with the reference. Decides; runs nothing.
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "record/record.h"
#include "suite/suite.h"
#include "trace/trace.h"

namespace simbench::verdict {

/// Everything that a judgement may rest on.
struct Evidence {
  const Outcome* outcome = nullptr;
  const trace::Trace* trace = nullptr;  ///< nullptr when there is none
  std::string_view program;
};

/// The reference's traces for a turn: the plain run first, then its ensemble (jitter, half step, other integrator).
struct ReferenceTraces {
  std::vector<trace::Trace> members;
};

/// The verdict on one program for one turn, under an arm (requirements marked given_only don't count without given
/// code).
Judgement judge(const suite::Turn& turn, Arm arm, const Evidence& evidence, const ReferenceTraces* reference);
/// The ladder alone, for `exec` without a task: ends at physical; class unscored(no_requirements) or model_fail.
Judgement judge_without_task(const Evidence& evidence);

/// How much of the turn's requirement weight is met, unmet, and could not be decided. Requirements that quote the same
/// words share the weight of one: a sentence counts once, however many look at it.
struct RequirementWeights {
  double met = 0, unmet = 0, undecided = 0;
  /// Of what could be decided; nullopt if nothing could.
  std::optional<double> share_met() const;
};
RequirementWeights weigh(const suite::Turn& turn, const std::vector<RequirementResult>& results);

/// The turn with only those requirements that count in this arm (given_only ones don't in dialogue and no-code).
suite::Turn for_arm(const suite::Turn& turn, Arm arm);

/// All requirements under the one assignment of roles that meets the most weight; ties go to the assignment whose
/// motion is nearest to `reference` (the reference's plain run), where given.
std::vector<RequirementResult> evaluate(const suite::Turn& turn, const Evidence& evidence,
                                        const trace::Trace* reference = nullptr);

/// What must stay of a trace so that the turn's requirements are judged as on the whole of it; where `compared`, its
/// motion is also compared as the whole's.
trace::Reduction needed_of(const suite::Turn& turn, const Evidence& evidence, bool compared);

/// Those requirements that look at neither motion, calls nor prints, and are met: what a run's first step shows.
std::vector<suite::Requirement> seen_at_first(const suite::Turn& turn, const Evidence& evidence);

/// A number over time that a requirement looks at, whole (before any window or statistic), and what is asked of it.
struct Reading {
  size_t requirement = 0;  ///< index in the turn's requirements
  std::vector<double> t_s, value;
  std::string unit_key;  ///< "m", "rad_s", …: the key of the expected number
  std::optional<double> expected, min, max;
  double tolerance = 0;  ///< of `expected`
  std::optional<double>
      missed_s{};  ///< the first instant that shows it unmet, of a check whose bound is of no single value
};
/// What the turn's requirements read over time in a trace, under the one assignment of roles that meets the most
/// weight. Those that read no number over time, or whose roles nothing plays, are left out. For plots.
std::vector<Reading> readings(const suite::Turn& turn, const Evidence& evidence);

/// Sub-scores of a candidate's motion against a reference ensemble; `pass` under the turn's comparison mode.
struct Agreement {
  bool pass = false;
  std::string reason;
  Json scores;  ///< traj, orient, inv, struct, coverage, predictable, total; null where undefined, with `reasons`
  bool decided =
      true;  ///< false: the reference can't tell (none, or not predictable), which is no fault of the candidate's
};
Agreement compare(const trace::Trace& candidate, const ReferenceTraces& reference, const suite::Comparison& comparison);

/// Does halving the step move the reference by no more than the turn's tolerance, where it is predictable?
struct Convergence {
  bool converged = false;
  double moved_rel = 0, at_s = 0;  ///< the largest shift, in scene extents, and when it was reached
  std::string reason;
};
/// The predictable window is that of `reference`'s members (which should not hold the half step itself, nor another
/// integrator: they would excuse themselves). A reference that isn't converged must not be shipped.
Convergence reference_is_converged(const ReferenceTraces& reference, const trace::Trace& half_step,
                                   const suite::Comparison& comparison);

/// All that is wrong with a requirement (unknown kind or keys, missing roles and bounds), for suite::load; what is
/// wrong with the roles themselves comes first and begins with "role '".
std::vector<std::string> check_kind(const suite::Requirement& requirement, const Json& roles);
/// Names of all kinds, sorted.
std::vector<std::string> kinds();

/// What a number is and its unit as people write it.
struct Quantity {
  std::string what;
  std::string_view unit{};
};
/// The words in a parameter's name: "rest_length_m" → rest length, m; "m_s" → "", m/s; "N_m" → "", N m.
Quantity quantity_of(std::string_view key);

/// A trace of an empty world and one of a lone falling body: no requirement may hold for them.
std::vector<std::pair<std::string, trace::Trace>> null_worlds();

}  // namespace simbench::verdict
