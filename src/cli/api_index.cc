#include "cli/api_index.h"

namespace simbench::cli {

Result<conformance::IndexPointer> index_for(const std::string& api, std::string_view program) {
  if (api != "auto" && !api.empty()) return conformance::load_index(api);
  bool mujoco = program.find("mujoco") != std::string_view::npos && program.find("pychrono") == std::string_view::npos;
  return conformance::load_index_for(mujoco ? "mujoco" : "pychrono");
}

}  // namespace simbench::cli
