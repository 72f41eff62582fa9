#pragma once
#include "provider/provider.h"

namespace simbench::provider {

/// replay/PATH: recorded replies, one JSON object a line (docs/format/replay.md).
/// errors: not_found, invalid_input with path:line and what is wrong there.
Result<std::unique_ptr<Provider>> make_replay(const fs::path& file);

}  // namespace simbench::provider
