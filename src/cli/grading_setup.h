#pragma once
// What grade and serve share: a suite, its oracle and the grader over both.
#include "cli/command.h"
#include "grader/grader.h"
#include "oracle/oracle.h"

namespace simbench::cli {

struct GradingSetup {
  suite::Suite suite;
  std::unique_ptr<oracle::Oracle> oracle;  ///< of `suite`
  std::unique_ptr<grader::Grader> grader;  ///< of both
  size_t jobs = 1;
};

/// errors: usage; what load_suite and the policy say; unsupported where programs can't be run here
Result<std::unique_ptr<GradingSetup>> grading_setup(const Arguments& arguments);

}  // namespace simbench::cli
