#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace simbench::pysrc {

/// The packages that a program imports by a statement, wherever it stands, in their order and each once:
/// "import mujoco.viewer as v" and "from mujoco import MjData" give "mujoco". Relative imports name none. Works on
/// broken programs, too.
std::vector<std::string> imported_packages(std::string_view program);

}  // namespace simbench::pysrc
