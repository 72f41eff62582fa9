#pragma once
// A browser of this machine, for pages that we wrote.
#include "base/base.h"

namespace simbench::cli {

/// A Chromium of this machine, "" if there is none.
std::string find_chromium();
/// Draws a page of ours (`fragment` as after the # of its address) into a PNG of 1200 × 675 points, without a window or
/// a GPU; the same page gives the same picture. errors: unsupported without Chromium; unavailable if it draws nothing
Status draw_page(const fs::path& page, const std::string& fragment, const fs::path& png);
/// Opens a page in the user's browser. errors: unavailable if there is none
Status open_page(const fs::path& page);

}  // namespace simbench::cli
