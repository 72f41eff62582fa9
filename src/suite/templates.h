#pragma once
// The words around a task: which placeholders they may have, and which they need.
#include "suite/suite.h"

namespace simbench::suite {

/// What is wrong with the words of an arm (or of the preset "upstream") in `file`, as `content` has them: a placeholder
/// that nothing fills, a section that isn't closed, what a model must be shown and isn't.
std::vector<Error> check_template(const std::string& name, std::string_view content, const fs::path& file);

}  // namespace simbench::suite
