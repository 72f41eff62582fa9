#include "sandbox/self_tests.h"

#include <fmt/format.h>

#include <mutex>

#include "sandbox/explain.h"
#include "sandbox/isolation.h"

namespace simbench::sandbox {
namespace {

struct Tested {
  std::string wrong;    ///< what it says went wrong, "" if nothing did
  bool native = false;  ///< native code ended the process
};

Tested test(const std::string& program, const Installation& installation) {
  Request request{.program = program, .simulator = installation.simulator.name, .trusted = true};
  request.limits = {.horizon_s = 1, .cpu_s = 20, .wall_s = 60};
  auto raw = run_fresh(request, installation, layers());
  if (!raw) return {raw.error().text(), true};
  Outcome seen = explain(*raw, request, installation);
  if (seen.end == End::finished) return {};
  std::string said = to_utf8(trim(tail(raw->err, 400)));
  std::string why = !seen.infra.empty() ? seen.infra
                    : seen.error        ? seen.error->type + ": " + seen.error->message
                                        : std::string(to_string(seen.end));
  if (seen.end == End::error) return {why, false};
  return {said.empty() ? why : fmt::format("{} ({})", why, said), true};
}

const Tested& result_of(const SelfTest& self, const Installation& installation) {
  static std::mutex gate;
  static std::map<std::string, Tested> known;
  std::lock_guard lock(gate);
  const std::string name = fmt::format("{}/self_tests/{}", installation.simulator.name, self.file);
  auto it = known.find(name);
  if (it != known.end()) return it->second;
  auto program = read_file(probe_folder() / name);
  Tested result = program ? test(*program, installation) : Tested{program.error().text(), false};
  return known.emplace(name, std::move(result)).first->second;
}

bool has_module(const Installation& installation, std::string_view module) {
  const auto& there = installation.simulator.modules;
  return module.empty() || std::find(there.begin(), there.end(), module) != there.end();
}

}  // namespace

std::string failed_self_test(const Installation& installation, std::string_view program) {
  for (const SelfTest& self : simulator_row(installation.simulator.name)->self_tests) {
    std::string_view last = self.module.substr(self.module.rfind('.') + 1);
    if (!has_module(installation, self.module) || program.find(last) == std::string_view::npos) continue;
    if (const Tested& seen = result_of(self, installation); seen.native)
      return fmt::format("{}: {}", self.file, seen.wrong);
  }
  return "";
}

std::vector<std::string> self_test(std::string_view simulator) {
  const Installation& found = installation(simulator);
  std::vector<std::string> wrong;
  for (const SelfTest& self : simulator_row(simulator)->self_tests)
    if (has_module(found, self.module))
      if (const Tested& seen = result_of(self, found); !seen.wrong.empty())
        wrong.push_back(fmt::format("{}: {}", self.file, seen.wrong));
  return wrong;
}

}  // namespace simbench::sandbox
