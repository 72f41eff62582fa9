#include "cli/which_simulator.h"

#include "pysrc/pysrc.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {

WhichSimulator which_simulator(std::string_view program, std::string_view setting) {
  std::vector<std::string> known = sandbox::simulator_names(), imported, mentioned;
  for (const std::string& package : pysrc::imported_packages(program))
    if (std::find(known.begin(), known.end(), package) != known.end()) imported.push_back(package);
  if (imported.size() == 1) return {imported.front(), ""};
  if (imported.size() > 1)
    return {imported.front(), fmt::format("it imports {}: taken for a script for {}; {} says otherwise",
                                          join(imported, " and "), imported.front(), setting)};
  for (const std::string& name : known)
    if (program.find(name) != std::string_view::npos) mentioned.push_back(name);
  std::string guess = mentioned.size() == 1 ? mentioned.front() : known.front();
  return {guess, fmt::format("it imports no simulator ({}): taken for a script for {}; {} says otherwise",
                             join(known, ", "), guess, setting)};
}

}  // namespace simbench::cli
