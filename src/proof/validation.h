#pragma once
// `simbench suite validate`: proves a suite by running it (docs/format/validation.md).
#include <functional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "suite/suite.h"

namespace simbench::proof {

/// One thing that a suite claims and that is not so, with the file and line to mend.
struct Finding {
  std::string where, message;
};

/// Whether `only`, a glob, means the task "system/turn": by its whole name, or by its system's.
bool is_asked(std::string_view only, std::string_view task);

/// Where a part of a validation stands.
struct Standing {
  std::string part;          ///< "scripts", "other values", "instance 2 of 3"
  size_t done = 0, all = 0;  ///< of what has to be run: what is unchanged isn't counted
};

struct ValidationOptions {
  bool sensitivity = false;  ///< perturb references until every requirement has a falsifier
  bool stated = false;       ///< every value and sentence of the prompts must be enforced
  bool robust = false;       ///< references must bear perturbations
  size_t instances = 0;      ///< run this many drawn instances, too
  bool redo = false;         ///< run what is unchanged, too: another build of the same release may see something else
  bool write = true;         ///< keep what was seen in the suite's folder
  std::string only = "*";    ///< system/turn glob
  size_t jobs = 1;
  std::function<void(const std::string& line)> progress;  ///< one line a script that was run
  std::function<void(const Standing&)> stands;            ///< before a part's first run and after each; one at a time
};

/// How much of what a turn's prompt states is enforced; what is neither enforced nor unchecked is a finding.
struct StatedCount {
  std::string task;
  int enforced = 0, unchecked = 0, total = 0;
};

/// The requirement of a task that has the least left under perturbations, 0 at its edge, 1 in its middle.
struct RobustMargin {
  std::string task, requirement;
  double margin = 0;
};

struct InstancesCount {
  size_t tasks = 0, proven = 0;   ///< tasks with parameters; instances of them in which all scripts hold, summed
  size_t drawn = 0, redrawn = 0;  ///< instances that were looked at, and draws that broke a relation
};

struct Validation {
  std::vector<Finding> findings;  ///< empty: proven
  Json record;                    ///< what goes to validation.json (docs/format/validation.md)
  int scripts = 0, reused = 0, requirements = 0, falsified = 0;
  std::vector<std::string> unfalsified;  ///< "cart/1 mass": nothing that was tried breaks it, and nothing was perturbed
  std::vector<StatedCount> stated;       ///< of the turns with parameters, where asked for
  std::vector<RobustMargin> margins;     ///< where asked for, of tasks whose values move at all
  InstancesCount instances;
  double cpu_s = 0;  ///< of all that was run, whatever for
};

/// What a proof says of requirements that no mutant breaks: nothing is wrong with them.
/// stated: other values of what the prompts state were tried this time, too.
std::string unfalsified_text(const std::vector<std::string>& requirements, bool stated);

/// Runs references, equivalents, mutants and given files that changed since validation.json was written, checks what
/// the suite claims, and writes validation.json and (of suites that keep them) the reduced traces into the suite's
/// folder. errors: unsupported when the simulator isn't there; corrupt if validation.json isn't of this format; those
/// of disk.
Result<Validation> validate(const suite::Suite& suite, const ValidationOptions& options);
/// The same of a suite whose other systems can't be loaded: their problems are findings, and what validation.json says
/// of them stays.
Result<Validation> validate(const suite::Partial& partial, const ValidationOptions& options);

/// The same claims checked from validation.json and the reduced traces, without the simulator. Also fails when a task
/// or the probe's version changed since they were written. Of a suite that keeps no traces only what the file says is
/// checked: validate it.
Result<std::vector<Finding>> revalidate(const suite::Suite& suite);

}  // namespace simbench::proof
