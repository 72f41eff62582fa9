#pragma once
// A suite's calibration set as specimens for judges.
#include "campaign/run.h"
#include "judge/judge.h"

namespace simbench::campaign {

/// Every task's reference and its programs of known worth, as the judge is to be shown them. With a bench each program
/// is run first, so that modes with evidence have facts to show; without one they show none. errors: invalid_input if
/// the suite has no calibration set, or one that is broken; unsupported if a run isn't possible
Result<std::vector<judge::Specimen>> specimens(const suite::Suite& suite, const Bench* bench = nullptr);

}  // namespace simbench::campaign
