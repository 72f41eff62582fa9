#include "cli/which_simulator.h"

#include "pysrc/pysrc.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {

namespace {

std::vector<std::string> imported_simulators(std::string_view program) {
  std::vector<std::string> known = sandbox::simulator_names(), imported;
  for (const std::string& package : pysrc::imported_packages(program))
    if (std::find(known.begin(), known.end(), package) != known.end()) imported.push_back(package);
  return imported;
}

}  // namespace

WhichSimulator which_simulator(std::string_view program, std::string_view setting) {
  std::vector<std::string> known = sandbox::simulator_names(), imported = imported_simulators(program), mentioned;
  if (imported.size() == 1) return {imported.front(), ""};
  if (imported.size() > 1)
    return {imported.front(), fmt::format("it imports {}: taken for a script for {}; say otherwise with {}",
                                          join(imported, " and "), imported.front(), setting)};
  for (const std::string& name : known)
    if (program.find(name) != std::string_view::npos) mentioned.push_back(name);
  std::string guess = mentioned.size() == 1 ? mentioned.front() : known.front();
  return {guess, fmt::format("it doesn't import a simulator ({}): taken for a script for {}; say otherwise with {}",
                             join(known, " or "), guess, setting)};
}

std::string imports_another(std::string_view program, std::string_view package) {
  std::vector<std::string> imported = imported_simulators(program);
  bool has_it = std::find(imported.begin(), imported.end(), package) != imported.end();
  return has_it ? "" : join(imported, " and ");
}

}  // namespace simbench::cli
