#pragma once
#include "sandbox/process.h"

namespace simbench::sandbox {

/// What happened, in words that a user understands; without the trace's hash.
Outcome explain(const RawRun& run, const Request& request, const Installation& installation);

}  // namespace simbench::sandbox
