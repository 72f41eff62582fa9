#pragma once
// Scores as rows: a metric, judge or label needs no schema change (docs/format/store.md).
#include <optional>
#include <string>

#include "base/base.h"
#include "base/json.h"

namespace simbench {

/// What a score is about.
enum class SubjectKind { cell, model_system, model };
std::string_view to_string(SubjectKind kind);  ///< "cell", "model_system", "model"

/// (subject; score id@version; value, or null and a reason; details).
struct Score {
  SubjectKind subject_kind = SubjectKind::cell;
  std::string subject;          ///< cell id; "model|system"; model
  std::string id;               ///< "codebleu", "s_doc", "judge_ref_doc", …
  std::string version;          ///< what changes when the number's meaning does: "1", a rubric's hash, …
  std::optional<double> value;  ///< nullopt is stored as null, with a reason
  std::string reason;           ///< why there is no value; "" otherwise
  Json detail;                  ///< evidence: parts, deductions, violations
};

}  // namespace simbench
