#pragma once
// A suite's calibration set as specimens for judges, and judges tried on it.
#include "campaign/judging.h"
#include "campaign/run.h"
#include "judge/judge.h"

namespace simbench::campaign {

/// Every task's reference and its programs of known worth, as the judge is to be shown them. With a bench each program
/// is run first, so that modes with evidence have facts to show; without one they show none. errors: invalid_input if
/// the suite has no calibration set, or one that is broken; unsupported if a run isn't possible
Result<std::vector<judge::Specimen>> specimens(const suite::Suite& suite, const Bench* bench = nullptr);

/// What to do with a judge of which there is a record already: keep it, or ask again.
enum class Known { keep, again };

/// Where a calibration says how far it is.
struct CalibrationNews {
  std::function<void(const std::string&)> told;         ///< a judge is about to be tried
  std::function<void(const std::string&)> kept;         ///< its record is a file now
  std::function<void(size_t done, size_t all)> judged;  ///< judgements of this judge
};

struct CalibrationPlan {
  const suite::Suite& suite;
  const JudgeSettings& settings;
  std::vector<judge::Rubric> rubrics;
  judge::CalibrationSetup setup;  ///< without specimens: they come from the suite
  Known known = Known::keep;
};

/// The records of every judge model of the settings in every mode, by every rubric. New ones go to the settings' folder
/// as soon as they are there; no judge is asked before all of them can be.
/// errors: a suite without calibration set; the judges'; denied where the settings' budget has no room
Result<std::vector<Json>> calibrate_judges(CalibrationPlan plan, const CalibrationNews& news);

}  // namespace simbench::campaign
