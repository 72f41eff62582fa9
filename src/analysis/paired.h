#pragma once
// Two sets of numbers for the same places: what differs, and how surely.
#include "analysis/grid.h"

namespace simbench::analysis {

/// A pair of numbers of one place (system, turn) of both sides.
struct Pairing {
  double first = 0, second = 0;
  size_t system = 0;
};

/// {n, clusters, first, second, difference, ci, sign_flip_p, power…}: difference = mean(first − second), a sign-flip
/// test over systems, the interval of what that test doesn't refuse (fewer than six systems: Student's t), and the
/// smallest difference that this many systems could have shown (80 % power, two-sided 5 %). Numbers that are undefined
/// are null with a reason.
Json paired_difference(const std::vector<Pairing>& pairs, const Options& options);

/// McNemar's test of pairs that are 0 or 1: {only_first, only_second, both, neither, p_value}. It takes pairs as
/// independent; the sign-flip test beside it does not.
Json paired_outcomes(const std::vector<Pairing>& pairs);

/// Adds "family" (outcomes, judges, API, text: what its measure is of), "family_rows" and "p_holm" to every row, the
/// last null where `key` has no number: adjusted over the rows of its family.
void adjust_for_many(Json& rows, const std::string& key);

/// The arms that are compared. errors: not_found for one that the run doesn't have
Result<std::vector<Arm>> chosen_arms(const Data& data, const Options& options);
/// errors: not_found for a measure in `options` that isn't in `names`
Status check_measures(const std::vector<std::string>& names, const Options& options);
bool is_measured(const std::string& name, const Options& options);

/// How paired differences are tested: member "methods" of a comparison.
Json paired_methods(const Options& options);

}  // namespace simbench::analysis
