#pragma once
// simbench export --format harbor: a suite's tasks as folders for harnesses that run Harbor's tasks.
#include <string>

#include "base/base.h"
#include "suite/suite.h"

namespace simbench::cli {

/// Writes a folder a task of `suite` into `out`: task.toml, instruction.md, environment/, tests/, solution/
/// (docs/format/exports.md). `only`: a glob over "system/turn". `wheel` goes into each task's tests/; "": none, the
/// environment has a simbench. Gives their number. errors: unsupported for a simulator that no image can install;
/// not_found without that wheel; invalid_input where a folder is there already; those of the templates and of disk
Result<size_t> write_harbor(const suite::Suite& suite, const fs::path& out, const std::string& only,
                            const fs::path& wheel);

}  // namespace simbench::cli
