#pragma once
#include "cli/command.h"
#include "oracle/oracle.h"

namespace simbench::cli {

/// Where runs of references are kept: --reference-cache, "none" for nowhere, else the user's cache folder.
oracle::ReferenceCache reference_cache(const Arguments& arguments);

}  // namespace simbench::cli
