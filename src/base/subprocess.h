#pragma once
// Runs one program of ours or of the user's to its end (candidates go through room `sandbox` instead).
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "base/error.h"

namespace simbench {

struct ProcessOptions {
  std::string input;                         ///< what the program reads on stdin
  std::map<std::string, std::string> extra;  ///< environment variables added to ours
  std::string folder;                        ///< working folder, ours if empty
  double timeout_s = 60;                     ///< wall clock; then the whole process group is killed
  size_t max_output = size_t{64} << 20;      ///< bytes kept of each stream; the rest is read and dropped
};

struct ProcessResult {
  int exit_code = -1;  ///< 128 + signal if a signal ended it
  bool timed_out = false;
  std::string out, err;
};

/// errors: not_found if the program can't be started.
Result<ProcessResult> run_process(const std::vector<std::string>& arguments, const ProcessOptions& options = {});
/// The same, but the whole process group is killed within a fifth of a second after `stop` is asked for.
/// errors: also cancelled, where it was stopped
Result<ProcessResult> run_process(const std::vector<std::string>& arguments, const ProcessOptions& options,
                                  const std::stop_token& stop);

}  // namespace simbench
