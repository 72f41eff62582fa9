#pragma once
#include "sandbox/simulators.h"

namespace simbench::sandbox {

/// Runs what probes/<simulator>/self_tests holds as a script in the cage: imports, a step, threads. Each once in the
/// process's life. Why the first that native code ended, and that `program` could be hit by, failed; "" if none did.
std::string failed_self_test(const Installation& installation, std::string_view program);

}  // namespace simbench::sandbox
