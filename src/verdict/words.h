#pragma once
// The neutral words of a trace that requirements may ask for: one that no census ever says can't be met.
#include <string>
#include <vector>

#include "base/json.h"

namespace simbench::verdict {

/// As docs/format/trace.md lists them.
const std::vector<std::string>& shape_types();
const std::vector<std::string>& joint_types();
const std::vector<std::string>& element_types();  ///< of FEA meshes

/// What is wrong with one or several of them (globs are right where they fit any): "there is no shape 'bocks'; did you
/// mean 'box'?", or "".
std::string wrong_word(std::string_view what, const Json& one_or_list, const std::vector<std::string>& known);

}  // namespace simbench::verdict
