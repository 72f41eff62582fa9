#pragma once
#include <string>

#include "cli/command.h"
#include "suite/suite.h"

namespace simbench::cli {

/// What --suite names: "mujoco", a suite's folder, or "upstream:PATH", the original tasks of a checkout of the public
/// SimBench repository in the words of suite chrono; with a seed its instance. errors: those of the loaders
Result<suite::Suite> load_suite(const std::string& name, std::optional<uint64_t> instance = {});
/// The seed of --instance, nullopt without. errors: a usage_error if it is no number from 0
Result<std::optional<uint64_t>> instance_of(const Arguments& arguments);

}  // namespace simbench::cli
