#pragma once
// Room replay: what a motion looked like. A compact scene of a trace, the player that shows scenes in a page, and still
// pictures of them. Knows no verdict. The face of the room.
#include <optional>
#include <string>
#include <string_view>

#include "base/base.h"
#include "base/json.h"
#include "trace/trace.h"

namespace simbench::replay {

constexpr size_t kInstants = 200;  ///< at most, of a scene

/// The scene of a trace (docs/format/scene.md): what there was, and where it was at `instants` instants at most (fewer
/// where very much moves). Null where nothing was built.
Json scene_of(const trace::Trace& trace, size_t instants = kInstants);

/// `instants` pictures of the run side by side, evenly over its time, as one SVG: what was built in ink, over it the
/// outlines of `reference` where there is one. The view is from the side from which most of the motion is seen.
std::string strip(const trace::Trace& trace, const trace::Trace* reference, const std::string& title,
                  size_t instants = 5);

/// A file of the page: player.js (defines createReplay) and player.css.
std::string_view page_file(std::string_view name);

/// three.js as it was installed: three modules that import each other by the names in `imports`, and its licence.
struct ThreeJs {
  std::string core, renderer, controls, licence;
};
/// nullopt where it isn't installed: then pages show plots only, and say so.
std::optional<ThreeJs> three_js();

}  // namespace simbench::replay
