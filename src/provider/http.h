#pragma once
#include "provider/wire.h"

namespace simbench::provider {

/// A provider behind HTTP: all its requests share one libcurl multi loop on the caller's thread.
std::unique_ptr<Provider> make_http(Endpoint endpoint, const WireFormat& format, const Options& options);

}  // namespace simbench::provider
