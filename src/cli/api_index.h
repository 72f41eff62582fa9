#pragma once
// Which API index a command reads.
#include "conformance/conformance.h"

namespace simbench::cli {

/// --api NAME, or with "auto" the newest index of the package that `program` imports; PyChrono where nothing tells.
Result<conformance::IndexPointer> index_for(const std::string& api, std::string_view program);

}  // namespace simbench::cli
