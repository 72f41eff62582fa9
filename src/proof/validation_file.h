#pragma once
// validation.json: one line a script, so that a commit that changes one script moves few lines.
#include "suite/suite.h"

namespace simbench::proof {

/// Names of the file's tables.
constexpr std::string_view kScripts = "scripts", kFalsifiers = "falsifiers", kStated = "stated",
                           kInstances = "instances", kRobust = "robust";

/// The file of a suite, or an empty object if it has none. errors: those of disk and of JSON; corrupt if it is of
/// another format
Result<Json> read_validation(const suite::Suite& suite);
/// Keys in a fixed order, rows of the tables one a line, sorted by name.
std::string validation_text(const Json& validation);

}  // namespace simbench::proof
