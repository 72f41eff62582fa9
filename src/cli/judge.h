#pragma once
// What commands that ask judges have in common.
#include "campaign/campaign.h"
#include "cli/command.h"

namespace simbench::cli {

enum class Rubrics { one, several };

/// Judges and their settings from the command line, with the first rubric. errors: usage errors; a rubric or
/// documentation that can't be read
Result<campaign::JudgeSettings> judge_settings(const Arguments& arguments, Rubrics rubrics = Rubrics::one);

/// errors: a usage error where a file of recorded judgements can't be read
Status check_recorded_judges(const campaign::JudgeSettings& settings);

/// errors: usage errors for settings of judges on the command line where no --judge is named: they would have no effect
Status check_judge_named(const Arguments& arguments);

/// A table for people, and the same as JSON.
std::string judge_text(const campaign::JudgeSummary& summary);
Json judge_json(const campaign::JudgeSummary& summary);
/// Problems and what to do about what is pending, on stderr.
void say_what_is_not_judged(const campaign::JudgeSummary& summary);
int judge_exit_code(const campaign::JudgeSummary& summary);

}  // namespace simbench::cli
