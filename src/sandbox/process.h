#pragma once
// One candidate process: its pipes, its command line in the cage, its end as the parent sees it.
#include <sys/types.h>

#include <string>

#include "sandbox/frames.h"
#include "sandbox/simulators.h"

namespace simbench::sandbox {

/// Everything that the parent learns about a run.
struct RawRun {
  FrameReader frames;
  std::string out, err;    ///< the last bytes of stdout and stderr
  std::string crash;       ///< what faulthandler wrote
  int exit_code = -1;      ///< −1 if a signal ended it
  int signal = 0;
  bool wall_expired = false;
  double cpu_s = 0, wall_s = 0;
};

/// Starts the runner in a fresh process inside the cage and waits for its end; never longer than limits.wall_s and a moment.
/// errors: unavailable if no process can be started.
Result<RawRun> run_fresh(const Request& request, const Installation& installation);

/// The command that starts `arguments` in the cage: bubblewrap where it works, else as it is.
std::vector<std::string> caged(const Installation& installation, const std::vector<std::string>& arguments);
/// The candidate's environment, complete: nothing of ours is inherited.
std::vector<std::string> clean_environment(const Installation& installation);
/// Configuration as the runner reads it: key, length, JSON, program.
std::string configuration(const Request& request, const SipKey& key);
/// 128 random bits from the system.
SipKey random_key();

}  // namespace simbench::sandbox
