#pragma once
// What commands that ask judges have in common.
#include "campaign/campaign.h"
#include "cli/command.h"

namespace simbench::cli {

enum class Rubrics { one, several };

/// Judges and their settings from the command line, with the first rubric. errors: usage errors; a rubric or
/// documentation that can't be read
Result<campaign::JudgeSettings> judge_settings(const Arguments& arguments, Rubrics rubrics = Rubrics::one);

/// A table for people, and the same as JSON.
std::string judge_text(const campaign::JudgeSummary& summary);
Json judge_json(const campaign::JudgeSummary& summary);
/// Problems and what to do about what is pending, on stderr.
void say_what_is_not_judged(const campaign::JudgeSummary& summary);
int judge_exit_code(const campaign::JudgeSummary& summary);

/// Set by the first Ctrl-C or SIGTERM: what runs ends, nothing is started, the run can be resumed. The second one ends
/// simbench at once.
const std::atomic<bool>& stop_on_signals();
/// Set by the second one: what is under way isn't waited for any more. The third ends the process.
const std::atomic<bool>& dropped_by_signal();

}  // namespace simbench::cli
