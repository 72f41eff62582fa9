#pragma once
// Which API index a command reads.
#include "api_index/api_index.h"

namespace simbench::cli {

/// --api NAME, or with "auto" the newest index of the package that `program` imports; PyChrono where nothing tells.
Result<api_index::IndexPointer> index_for(const std::string& api, std::string_view program);

}  // namespace simbench::cli
