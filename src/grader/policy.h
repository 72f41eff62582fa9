#pragma once
// How a judgement becomes one number: policies are data (docs/format/grade.md, "Policies").
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/base.h"
#include "record/record.h"

namespace simbench::grader {

struct Policy {
  std::string name;               ///< with a hash of its file: "fidelity@1a2b3c4d"
  std::string says;               ///< one sentence for people
  std::array<double, 8> rungs{};  ///< by the last rung reached; the last one is what a pass gets
  double requirements = 0;        ///< times the share of requirement weight that is met, added from `from` on
  Verdict from = Verdict::physical;
  double tampered = 0;  ///< instead of all that, where the program wrote into the probe's trace
  /// Instead of what a pass gets, where it couldn't be confirmed and the program could have forged it: the outer
  /// nullopt is "as a pass", the inner one no reward at all.
  std::optional<std::optional<double>> unconfirmed;
};

/// Whether what was seen of a program is to be believed.
enum class Trust { plain, unconfirmed, tampered };

/// A shipped policy ("pass", "fidelity", "ladder", "guarded") or a TOML file's path.
/// errors: not_found with the names that there are; invalid_input with file and line
Result<Policy> load_policy(std::string_view name_or_path);

/// What a judged program is worth. nullopt where our world failed or nothing could be decided: never 0 for that.
/// `share_met`: of the requirements' weight, nullopt where none could be decided (counts as none met).
std::optional<double> reward(const Policy& policy, const Judgement& judgement, std::optional<double> share_met,
                             Trust trust);

}  // namespace simbench::grader
