#pragma once
#include "suite/suite.h"

namespace simbench::suite {

/// Fills roles, requirements and comparison of `turn` from a requirements.toml. errors: with file:line.
Status read_requirements(const TomlDocument& document, const KindCheck& check_kind, Turn& turn);

}  // namespace simbench::suite
