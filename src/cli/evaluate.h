#pragma once
// What `run` and `experiment` share.
#include "base/json.h"
#include "campaign/campaign.h"
#include "cli/command.h"

namespace simbench::cli {

/// A campaign's settings from the command line. errors: usage errors
Result<campaign::Settings> settings_of(const Arguments& arguments, const suite::Suite& suite);
/// One entry for each of a suite's instances. errors: as above
Result<std::vector<campaign::Settings>> settings_of_all(const Arguments& arguments,
                                                        const std::vector<suite::Suite>& suites);
/// --out, or runs/<suite>-<date>.
fs::path run_folder(const Arguments& arguments, const suite::Suite& suite);

/// How a run stands after a call: its exit code, and what there is to print.
struct Evaluated {
  int code = kOk;
  Json json;  ///< null when the run could not begin; the reason was said
  std::string text;
};
/// Runs (or resumes) in `folder`, one after the other: one entry an instance of the same suite; then judges where
/// --judge says so; problems go to stderr.
Result<Evaluated> evaluate(const Arguments& arguments, const std::vector<campaign::Settings>& runs,
                           const fs::path& folder);

}  // namespace simbench::cli
