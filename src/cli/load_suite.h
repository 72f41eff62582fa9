#pragma once
#include <string>

#include "suite/suite.h"

namespace simbench::cli {

/// What --suite names: "mujoco", a suite's folder, or "upstream:PATH", the original tasks of a checkout of the public
/// SimBench repository in the words of suite chrono. errors: those of the loaders
Result<suite::Suite> load_suite(const std::string& name);

}  // namespace simbench::cli
