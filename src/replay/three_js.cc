// three.js where tools/setup.sh (or an installation) put it.
#include "replay/replay.h"

namespace simbench::replay {

std::optional<ThreeJs> three_js() {
  fs::path folder = data_folder("three", ".deps/three/node_modules/three");
  auto core = read_file(folder / "build/three.core.min.js"), renderer = read_file(folder / "build/three.module.min.js"),
       controls = read_file(folder / "examples/jsm/controls/OrbitControls.js"), licence = read_file(folder / "LICENSE");
  if (!core || !renderer || !controls || !licence) return std::nullopt;
  return ThreeJs{std::move(*core), std::move(*renderer), std::move(*controls), std::move(*licence)};
}

}  // namespace simbench::replay
