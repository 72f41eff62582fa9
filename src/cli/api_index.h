#pragma once
// Which API index a command reads.
#include "api_index/api_index.h"

namespace simbench::cli {

/// --api NAME, or with "auto" the newest index of the simulator that `program` is written for; a guess is told on
/// stderr with the name of its file. errors: those of load_index
Result<api_index::IndexPointer> index_for(const std::string& api, const std::string& file, std::string_view program);

}  // namespace simbench::cli
