#pragma once
// MJCF in a string, held against the elements and attributes that MuJoCo's own schema lists.
#include <string_view>
#include <vector>

#include "api_index/api_index.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

/// The first element or attribute that the schema doesn't have, or the first place where the text isn't XML. MuJoCo
/// stops there too.
std::vector<Violation> find_mjcf_errors(const api_index::MjcfElement& schema, std::string_view xml,
                                        const api_index::RenameTable* renames);

}  // namespace simbench::conformance
