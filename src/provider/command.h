#pragma once
#include "provider/provider.h"

namespace simbench::provider {

/// command/PROGRAM ARGUMENTS…: any local program; it reads the request as JSON on stdin and writes its reply on stdout
/// (docs/format/provider.md). At most max_connections run at once.
Result<std::unique_ptr<Provider>> make_command(std::string_view words, const Options& options);

}  // namespace simbench::provider
