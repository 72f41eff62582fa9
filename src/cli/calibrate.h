#pragma once
// What `calibrate` and `experiment calibration` share.
#include "campaign/campaign.h"
#include "cli/command.h"

namespace simbench::cli {

/// The records of every judge model of `settings` in every mode, by every rubric of --rubric. New ones go to the folder
/// of `settings` as soon as they are there; its budget isn't gone beyond. errors: usage errors; a suite without
/// calibration set; the judges'
Result<std::vector<Json>> calibrate_judges(const Arguments& arguments, const suite::Suite& suite,
                                           const campaign::JudgeSettings& settings, campaign::Known known);

/// The exit code for it: an endpoint that can't be asked has one of its own. Other errors are passed on.
Result<int> no_calibration(const Error& error);

}  // namespace simbench::cli
