#pragma once
// Files of the task folders that `export --format harbor` writes (page/*), compiled in by cmake/page.cmake.
#include <string_view>

namespace simbench::cli {

/// The text of page/<name>; a name that isn't there is a bug.
std::string_view page_file(std::string_view name);

}  // namespace simbench::cli
