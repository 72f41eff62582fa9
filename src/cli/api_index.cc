#include "cli/api_index.h"

#include "cli/command.h"
#include "cli/which_simulator.h"

namespace simbench::cli {

Result<api_index::IndexPointer> index_for(const std::string& api, const std::string& file, std::string_view program) {
  if (api != "auto" && !api.empty()) return api_index::load_index(api);
  WhichSimulator which = which_simulator(program, "--api");
  if (!which.doubt.empty()) tell(fmt::format("{}: {}", file, which.doubt));
  return api_index::load_index_for(which.name);
}

}  // namespace simbench::cli
