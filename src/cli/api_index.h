#pragma once
// Which API index a command reads.
#include "api_index/api_index.h"
#include "suite/suite.h"

namespace simbench::cli {

/// --api NAME, or with "auto" the newest index of the simulator that `program` is written for; a guess is told on
/// stderr with the name of its file. errors: those of load_index
Result<api_index::IndexPointer> index_for(const std::string& api, const std::string& file, std::string_view program);

/// Says how to make one where no index fits the suite's simulator: without it nothing is said of its programs' calls.
void tell_of_missing_index(const suite::Suite& suite);

}  // namespace simbench::cli
