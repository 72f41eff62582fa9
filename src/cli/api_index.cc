#include "cli/api_index.h"

#include "cli/command.h"
#include "cli/which_simulator.h"

namespace simbench::cli {

Result<api_index::IndexPointer> index_for(const std::string& api, const std::string& file, std::string_view program) {
  if (api != "auto" && !api.empty()) {
    TRY_ASSIGN(api_index::IndexPointer chosen, api_index::load_index(api));
    if (std::string other = imports_another(program, chosen->package()); !other.empty())
      tell(
          fmt::format("{}: it imports {}, but --api {} is an index of {}, which knows nothing of that: leave --api "
                      "out, or choose an index of {}",
                      file, other, api, chosen->package(), other));
    return chosen;
  }
  WhichSimulator which = which_simulator(program, "--api");
  if (!which.doubt.empty()) tell(fmt::format("{}: {}", file, which.doubt));
  return api_index::load_index_for(which.name);
}

void tell_of_missing_index(const suite::Suite& suite) {
  if (suite.simulator.empty() || api_index::load_index_for(suite.simulator, suite.requires_version)) return;
  tell(
      fmt::format("no API index fits {} {}, so how programs use its API isn't scored; with an installed release "
                  "`simbench index --package {} --python PYTHON --out suites/{}/api/{}-VERSION.api` makes one",
                  suite.simulator, suite.requires_version, suite.simulator, suite.name, suite.simulator));
}

}  // namespace simbench::cli
