#pragma once
#include "sandbox/process.h"

namespace simbench::sandbox {

/// What happened, in words that a user understands; without the trace's hash.
Outcome explain(const RawRun& run, const Request& request, const Installation& installation);

/// The probe's first event of that name; nullptr if there is none.
const Json* first_event(const RawRun& run, std::string_view name);

}  // namespace simbench::sandbox
