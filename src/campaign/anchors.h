#pragma once
// Does the judge still judge as it did? Known answers are judged again in every call and compared with the first time.
#include "campaign/judging.h"
#include "judge/judge.h"

namespace simbench::campaign {

/// Judges the anchors, adds the values to note "anchors/<identity key>" and compares them (docs/judge.md).
/// `usage`: what that took. Returns a sentence for people if an alarm is raised, "" if not. errors: those of the
/// judge's endpoint and of the store
Result<std::string> check_anchors(judge::Judge& judge, const std::map<std::string, judge::Item>& anchors,
                                  const Json& calibration, store::Store& store, Usage& usage);

}  // namespace simbench::campaign
