// simbench doctor: what is there, what is missing, and how to get it.
#include <cstdlib>

#include "cli/run_functions.h"
#include "sandbox/sandbox.h"

namespace simbench::cli {
namespace {

constexpr std::string_view kKeys[] = {"OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY"};

Json simulator_json(const sandbox::Simulator& s) {
  return {
      {"name", s.name}, {"version", s.version}, {"python", s.python}, {"modules", s.modules}, {"problem", s.problem}};
}

std::string simulator_text(const sandbox::Simulator& s) {
  if (!s.problem.empty()) return fmt::format("  {:<10} missing: {}\n", s.name, s.problem);
  return fmt::format("  {:<10} {}  {}\n  {:<10} modules: {}\n", s.name, s.version, s.python, "", join(s.modules, ", "));
}

/// What keeps a simulator that is there from working in the sandbox.
std::vector<std::string> troubles_of(const sandbox::Simulator& s) {
  if (!s.problem.empty()) return {};
  std::vector<std::string> troubles;
  for (const std::string& wrong : sandbox::self_test(s.name)) troubles.push_back("self-test in the sandbox: " + wrong);
  for (const std::string& link : s.broken_links) troubles.push_back("a library that isn't there: " + link);
  return troubles;
}

}  // namespace

Result<int> run_doctor(const Arguments& arguments) {
  Json simulators = Json::array(), keys = Json::object();
  std::string text = fmt::format("simbench {}\n\nSimulators\n", SIMBENCH_VERSION);
  bool any = false;
  for (const std::string& name : sandbox::simulator_names()) {
    sandbox::Simulator found = sandbox::find_simulator(name);
    any |= found.problem.empty();
    std::vector<std::string> troubles = troubles_of(found);
    simulators.push_back(simulator_json(found));
    simulators.back()["troubles"] = troubles;
    text += simulator_text(found);
    for (const std::string& trouble : troubles) text += fmt::format("  {:<10} {}\n", "", trouble);
  }
  const Isolation& isolation = sandbox::isolation();
  text += fmt::format("\nIsolation: {}\n  layers: {}\n", isolation.grade, join(isolation.layers, ", "));
  for (const std::string& line : isolation.missing) text += "  missing: " + line + "\n";
  text += "\nKeys (environment variables; never on the command line)\n";
  for (std::string_view name : kKeys) {
    const char* key = std::getenv(std::string(name).c_str());
    bool set = key && *key;
    keys[std::string(name)] = set;
    text += fmt::format("  {:<18} {}\n", name, set ? "set" : "not set");
  }
  text += fmt::format("\nCores: {}\n", core_count());
  Json json{{"version", SIMBENCH_VERSION},
            {"simulators", simulators},
            {"isolation", isolation.to_json()},
            {"keys", keys},
            {"cores", core_count()}};
  print(arguments.json() ? to_text(json) : text);
  return any ? kOk : kFailed;
}

}  // namespace simbench::cli
