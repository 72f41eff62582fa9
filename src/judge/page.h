#pragma once
// The rating page's own files (page/rating.html, .css, .js), compiled in by cmake/page.cmake.
#include <string_view>

namespace simbench::judge {

extern const std::string_view kRatingHtml, kRatingStyle, kRatingScript;

}  // namespace simbench::judge
