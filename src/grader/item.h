#pragma once
// One row to grade, and one answer (docs/format/grade.md).
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "record/record.h"

namespace simbench::grader {

/// What is to be graded: a reply from which the program is taken, or a program.
struct Item {
  Json id;           ///< the caller's, given back as it is
  std::string task;  ///< "pendulum/2", or with the suite in front
  Arm arm = Arm::given;
  std::optional<std::string> program;
  Completion reply;  ///< where there is no program
  /// Which instance its task is of (nullopt: the suite as it stands), where the row says that.
  std::optional<std::optional<uint64_t>> instance;
  std::string problem;  ///< why the row can't be graded, "" if it can: "bad_row: …"
};

/// Any JSON value gives an item; what is wrong with it is its `problem`. `task` may also come as `system` and `turn`.
Item item_from(const Json& row);
/// The item of a row that could not even be read.
Item broken_item(std::string problem);

/// What one grading took.
struct Cost {
  double cpu_s = 0, wall_s = 0;  ///< CPU time of the candidate's process; from the request to the answer
  double sim_time_s = 0;
  int64_t steps = 0;
  bool duplicate = false;  ///< answered from an equal program's grading: nothing was run
};

/// What a policy may see of why.
enum class Reasons { none, code, full };
std::optional<Reasons> reasons_from(std::string_view text);  ///< "none", "class", "full"

struct Grade {
  Json id;
  std::string task;
  std::optional<uint64_t> instance;  ///< of the suite that was graded with
  std::optional<double> reward;
  std::string policy;
  std::optional<double> rung, requirements, agreement, conformance;  ///< 0–1; nullopt where undefined
  std::optional<Verdict> verdict;                                    ///< nullopt where nothing was looked at
  CellClass cell_class = CellClass::unscored;
  std::string reason;
  std::vector<RequirementResult> results;
  std::string confirmed;  ///< "yes", "not_applicable", "unconfirmed"; "" where it is no pass or nobody asked
  std::string confirmed_reason;
  Cost cost;

  Json to_json(Reasons reasons) const;
};

}  // namespace simbench::grader
