#pragma once
#include "base/toml.h"
#include "suite/suite.h"

namespace simbench::suite {

/// Fills roles, requirements and comparison of `turn` from a requirements.toml; adds what is wrong to `problems`, with
/// file:line.
void read_requirements(const TomlDocument& document, const KindCheck& check_kind, Turn& turn,
                       std::vector<Error>& problems);

}  // namespace simbench::suite
