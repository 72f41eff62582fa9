#pragma once
// The page's own files (page/page.html, style.css, page.js), compiled in by cmake/page.cmake.
#include <string_view>

namespace simbench::report {

extern const std::string_view kPageHtml, kPageStyle, kPageScript;

}  // namespace simbench::report
