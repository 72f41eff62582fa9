#include "cli/api_index.h"

#include "sandbox/sandbox.h"

namespace simbench::cli {

Result<api_index::IndexPointer> index_for(const std::string& api, const std::string& file, std::string_view program) {
  if (api != "auto" && !api.empty()) return api_index::load_index(api);
  return api_index::load_index_for(sandbox::simulator_of(program));
}

}  // namespace simbench::cli
