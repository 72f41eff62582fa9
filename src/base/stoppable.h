#pragma once
// A process that can be ended while somebody waits for it; apart from subprocess.h, since hardly anybody needs it.
#include <stop_token>

#include "base/subprocess.h"

namespace simbench {

/// run_process() that kills the whole process group within a fifth of a second after `stop` is asked for.
/// errors: those of run_process; cancelled where it was stopped.
Result<ProcessResult> run_process(const std::vector<std::string>& arguments, const ProcessOptions& options,
                                  const std::stop_token& stop);

}  // namespace simbench
