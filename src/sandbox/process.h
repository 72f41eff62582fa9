#pragma once
// One candidate process: where it lives, its command line in the cage, its end as the parent sees it.
#include <sys/types.h>

#include <string>

#include "sandbox/frames.h"
#include "sandbox/isolation.h"
#include "sandbox/simulators.h"

namespace simbench::sandbox {

/// Everything that the parent learns about a run.
struct RawRun {
  FrameReader frames;
  std::string out, err;  ///< the last bytes of stdout and stderr
  std::string crash;     ///< what faulthandler wrote
  int exit_code = -1;    ///< −1 if a signal ended it
  int signal = 0;
  bool wall_expired = false;
  double cpu_s = 0, wall_s = 0;
  double waited_s = 0;  ///< of a run that was stopped: how long it was ready for a processor and had none
};

/// Where a candidate works, as it sees it: "/candidate" in namespaces, else a temporary folder of the host.
inline constexpr const char* kCagedFolder = "/candidate";

/// Starts the runner in a fresh process inside the cage and waits for its end; never longer than limits.wall_s and a
/// moment. errors: unavailable if no process can be started.
Result<RawRun> run_fresh(const Request& request, const Installation& installation, const Layers& layers);
/// The same in a child of a warm runner that has the simulator imported already. Only under strong isolation: the
/// children of one runner share its namespaces. errors: unavailable if the warm runner is gone; then run_fresh serves.
Result<RawRun> run_warm(const Request& request, const Installation& installation, const Layers& layers);

/// bubblewrap's command line: the system's folders and `read_only`, nothing else, no network; `more` options after
/// these; then `arguments`.
std::vector<std::string> bubblewrap(const std::vector<fs::path>& read_only, const std::vector<std::string>& arguments,
                                    bool die_with_thread = true, const std::vector<std::string>& more = {});
/// The runner's command line in the cage that `layers` allow.
std::vector<std::string> runner_command(const Installation& installation, const Layers& layers, bool serve);
/// The candidate's environment, complete: nothing of ours is inherited.
std::vector<std::string> clean_environment(const Installation& installation, const std::string& work_folder);
/// What the runner reads: key, length, JSON, program.
std::string configuration(const Request& request, const SipKey& key, const Layers& layers,
                          const std::string& work_folder);
/// 128 random bits from the system.
SipKey random_key();

}  // namespace simbench::sandbox
