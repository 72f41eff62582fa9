#pragma once
// `simbench suite validate`: proves a suite by running it (docs/format/validation.md).
#include <functional>
#include <string>
#include <vector>

#include "base/base.h"
#include "suite/suite.h"

namespace simbench::proof {

/// One thing that a suite claims and that is not so, with the file and line to mend.
struct Finding {
  std::string where, message;
};

struct ValidationOptions {
  bool sensitivity = false;  ///< perturb references until every requirement has a falsifier
  std::string only = "*";    ///< system/turn glob
  size_t jobs = 1;
  std::function<void(const std::string& line)> progress;  ///< one line a script that was run
};

struct Validation {
  std::vector<Finding> findings;  ///< empty: proven
  Json record;                    ///< what goes to validation.json
  int scripts = 0, reused = 0, requirements = 0, falsified = 0;
  double cpu_s = 0;
};

/// Runs references, equivalents, mutants and given files that changed since validation.json was written, checks what
/// the suite claims, and writes validation.json and the reduced traces into the suite's folder. errors: unsupported
/// when the simulator isn't there; those of disk.
Result<Validation> validate(const suite::Suite& suite, const ValidationOptions& options);

/// The same claims checked from validation.json and the reduced traces, without the simulator. Also fails when a task
/// or the probe changed since they were written.
Result<std::vector<Finding>> revalidate(const suite::Suite& suite);

}  // namespace simbench::proof
