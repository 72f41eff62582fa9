#pragma once
// Can a judge be trusted? It judges programs of known worth several times; measures, thresholds and a verdict follow
// (docs/calibration.md).
#include "judge/item.h"
#include "judge/rubric.h"

namespace simbench::judge {

class Judge;

/// One program of known worth.
struct Specimen {
  std::string task, file;  ///< "cable/2"; "reference" for the reference itself
  std::string kind;        ///< "reference", "variant", "verbose", "stripped"
  int severity = 0;
  std::string category;  ///< variants: the rubric category that should lose the most points
  Item item;             ///< what the judge is shown
};

/// A limit on one measure; what breaks it is a reason of the verdict.
struct Threshold {
  std::string_view measure, setting;  ///< "noise_sd", "max-noise"
  std::string_view reason;            ///< "noise"
  bool at_most = false;               ///< else: at least
  double value = 0;                   ///< the default
};
/// In the order in which they explain each other: who is noisy seems to order wrongly, too. Biases are compared by
/// size.
std::span<const Threshold> thresholds();

struct CalibrationSetup {
  std::string suite;
  std::vector<Specimen> specimens;
  int repeats = 3;    ///< ≥ 2: one repeat shows no noise
  uint64_t seed = 1;  ///< of the intervals
  int bootstrap = 2000;
  std::map<std::string, double> limits;  ///< by Threshold::setting; what is missing has its default
};

/// Asks the judge `repeats` times about every specimen, and returns the record of docs/format/judge-calibration.md
/// without `made_at`. errors: the judge's; nothing was decided then in progress: called now and then with the
/// judgements that are there, and all that are wanted
Result<Json> calibrate(Judge& judge, const Rubric& rubric, const CalibrationSetup& setup,
                       const std::function<void(size_t done, size_t all)>& progress = {});

/// The measures of judged items (the record's `items`), with 95 % intervals over tasks. Pure.
/// in categories: rubric category → its points
Json calibration_measures(const Json& items, const std::map<std::string, double>& categories, uint64_t seed = 1,
                          int bootstrap = 2000);

/// The reasons for which these measures fail, the one that explains the others first; empty: pass. A measure without a
/// value fails.
std::vector<std::string> calibration_failures(const Json& measures, const std::map<std::string, double>& limits = {});

/// One line a record: judge, rubric, verdict, measures. For the terminal.
std::string calibration_text(const std::vector<Json>& records);

}  // namespace simbench::judge
