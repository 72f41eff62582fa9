#pragma once
// The rating page's own files (page/*), compiled in by cmake/page.cmake.
#include <string_view>

namespace simbench::judge {

/// The text of page/<name>; a name that isn't there is a bug.
std::string_view page_file(std::string_view name);

}  // namespace simbench::judge
