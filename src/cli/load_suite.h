#pragma once
#include <string>

#include "cli/command.h"
#include "suite/suite.h"

namespace simbench::cli {

/// What --suite names: "mujoco", a suite's folder, or "upstream:PATH", the original tasks of a checkout of the public
/// SimBench repository in the words of suite chrono; with a seed its instance; of a folder with `only` that system
/// alone, without the suite's hash. errors: those of the loaders
Result<suite::Suite> load_suite(const std::string& name, std::optional<uint64_t> instance = {}, std::string only = {});
/// The suite of --suite, or the instances of it that --instance asks for. errors: as these
Result<std::vector<suite::Suite>> load_suites(const Arguments& arguments);
/// The seeds of --instance, in order and once each; empty without. errors: a usage_error if one is no number from 0
Result<std::vector<uint64_t>> instances_of(const Arguments& arguments);
/// The one seed of --instance, nullopt without. errors: as above; a usage_error if there are several
Result<std::optional<uint64_t>> instance_of(const Arguments& arguments);

}  // namespace simbench::cli
