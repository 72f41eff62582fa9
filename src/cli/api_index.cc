#include "cli/api_index.h"

namespace simbench::cli {

Result<api_index::IndexPointer> index_for(const std::string& api, std::string_view program) {
  if (api != "auto" && !api.empty()) return api_index::load_index(api);
  bool mujoco = program.find("mujoco") != std::string_view::npos && program.find("pychrono") == std::string_view::npos;
  return api_index::load_index_for(mujoco ? "mujoco" : "pychrono");
}

}  // namespace simbench::cli
