#pragma once
// Whether a run's trace is what its model does: a second simulation outside the candidate's process, compared with it.
#include "oracle/oracle.h"

namespace simbench::oracle {

/// What of the motion differs between a run's trace and that of its second simulation, "" if nothing does. Calls,
/// visual requests and what was printed aren't motion.
std::string difference(const trace::Trace& told, const trace::Trace& simulated);

/// Simulates once more and compares. errors: those of sandbox::repeat
Result<Confirmation> confirm(const std::string& simulator, const trace::Trace& told, const sandbox::Inputs& inputs,
                             const sandbox::Limits& limits);

}  // namespace simbench::oracle
