#pragma once
// Reduced traces: what a suite keeps of a run, so that its claims can be checked where its simulator isn't there.
#include <optional>

#include "proof/script_record.h"

namespace simbench::proof {

struct ReducedTrace {
  std::string bytes;   ///< as it is stored (StoredTraces), before compression
  trace::Trace trace;  ///< what a reader of them gets
};

/// What a turn's requirements read of a script's trace; of scripts that are compared all motion, too.
ReducedTrace reduced(const SuiteScript& script, const trace::Trace& whole);

/// Ids of requirements that the trace answers in another way than `record` says.
std::vector<std::string> answered_otherwise(const SuiteScript& script, const ScriptRecord& record,
                                            const trace::Trace& trace);

/// How far two reduced motions agree, 0–1, to two digits; nullopt where they can't be compared.
std::optional<double> agreement_of(const suite::Turn& turn, const trace::Trace& candidate,
                                   const trace::Trace& reference);

}  // namespace simbench::proof
