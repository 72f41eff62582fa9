#pragma once
// Room metric: how alike two programs' texts are. Numbers equal to codebleu 0.7.0 and rouge-score 0.1.2, and ours
// beside them.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "metric/pairs.h"
#include "metric/text.h"
#include "record/record.h"

namespace simbench::metric {

/// What is compared. The texts may be shared by threads and by any number of calls.
struct Inputs {
  const Text& candidate;
  const Reference& reference;
};

/// A number, or why there is none.
struct Value {
  std::optional<double> value;
  std::string reason;
};

class Pair;

/// One row of the registry: docs/metrics/<page>.md has the definition, the source and the traps.
struct Metric {
  std::string_view id;       ///< in files and JSON: "codebleu"
  std::string_view version;  ///< what the number equals: "codebleu-0.7.0"; "1" for ours
  std::string_view page;
  double low = 0, high = 1;  ///< its range
  Value (*measure)(const Pair& pair);
};
std::span<const Metric> registry();
/// The version of a metric's numbers; a name that isn't in the registry is a bug.
std::string_view version_of(std::string_view id);

/// Every metric of the registry, in its order, with a value or a reason; subject_kind and subject are left to the
/// caller. Thread-safe and deterministic.
std::vector<Score> measure_all(const Inputs& inputs);

/// {id: value or null, …, "reasons": {id: reason}} for `simbench measure`.
Json to_json(const std::vector<Score>& scores);

}  // namespace simbench::metric
