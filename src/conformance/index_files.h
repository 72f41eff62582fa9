#pragma once
// Where the shipped indexes and rename tables are: suites/*/api/.
#include <vector>

#include "base/base.h"

namespace simbench::conformance {

/// suites/*/api/*.api, sorted.
std::vector<fs::path> index_files();
/// suites/*/api/*.renames, sorted.
std::vector<fs::path> rename_files();

}  // namespace simbench::conformance
