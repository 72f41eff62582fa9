#pragma once
#include "provider/provider.h"

namespace simbench::provider {

/// control/<name>: S-LLMs that need no network, with known answers; a report that doesn't rank them as expected is
/// broken. errors: invalid_input for an unknown name, with the known ones.
Result<std::unique_ptr<Provider>> make_control(std::string_view name, const Options& options);

}  // namespace simbench::provider
