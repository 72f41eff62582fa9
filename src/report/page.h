#pragma once
// The page's own files (page/*), compiled in by cmake/page.cmake. A section's HTML is a Mustache template beside the
// page's: page/<section>.html.
#include <string>
#include <string_view>

#include "base/base.h"

namespace simbench::report {

/// The text of page/<name>; a name that isn't there is a bug.
std::string_view page_file(std::string_view name);

/// The scripts that all pages share, the player of replays among them, and then page/<last>.
std::string page_script(std::string_view last);
/// page/style.css and the player's.
std::string page_style();

/// The section template page/<name>.html, its lines joined, with its places filled (base/page_template.h).
std::string filled(std::string_view name, const Json& values);

}  // namespace simbench::report
