#pragma once
// What `exec` and `view` share: one script of the user's, alone or as an answer to a task.
#include <map>
#include <string>

#include "cli/command.h"
#include "oracle/oracle.h"

namespace simbench::cli {

/// A script, and what lies beside it.
struct Subject {
  fs::path file;
  std::string program;
  std::map<std::string, std::string> files{};  ///< relative name → bytes
};
/// The script named first on the command line, with what --with names. errors: those of reading
Result<Subject> read_subject(const Arguments& arguments);

/// A run of it, with what is known of the task.
struct ScriptRun {
  oracle::Verdicted seen;
  std::map<std::string, std::string> says{};  ///< requirement id → the sentence of the prompt that it serves
  std::optional<trace::Trace> reference{};    ///< the plain run of the task's reference, or of --reference
};
/// By --task (and --instance), else by --simulator or what the script imports, up to --horizon, beside --reference.
/// `wants_reference`: also its trace. errors: usage errors; those of the suite and the oracle (unsupported: the
/// simulator isn't there)
Result<ScriptRun> run_script(const Subject& subject, const Arguments& arguments, const fs::path& traces,
                             bool wants_reference);

}  // namespace simbench::cli
