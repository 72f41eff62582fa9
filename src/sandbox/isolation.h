#pragma once
#include "sandbox/sandbox.h"

namespace simbench::sandbox {

/// Which layers a run uses. Each was tried here in a throw-away child.
struct Layers {
  bool namespaces = false;  ///< bubblewrap: own user, pid, mount, network and ipc namespaces
  int landlock_abi = 0;     ///< 0: none; 4 and above also closes TCP, 6 signals
  bool seccomp = false;
  bool rlimits = false;
  unsigned user = 0;  ///< a dedicated user to become where there are no namespaces, 0 if that isn't possible
};

/// The layers that work here, cached. SIMBENCH_WITHOUT_LAYERS=namespaces,landlock,… leaves some out (to see what a
/// poorer host does).
const Layers& layers();
/// Grade, names and what is missing, by the table of docs/format/isolation.md.
Isolation describe(const Layers& layers);

}  // namespace simbench::sandbox
