#include "sandbox/self_test.h"

#include <fmt/format.h>

#include <mutex>

#include "sandbox/explain.h"
#include "sandbox/isolation.h"

namespace simbench::sandbox {
namespace {

/// What it says went wrong, "" if nothing did.
std::string outcome_of(const std::string& program, const Installation& installation) {
  Request request{.program = program, .simulator = installation.simulator.name, .trusted = true};
  request.limits = {.horizon_s = 1, .cpu_s = 20, .wall_s = 60};
  auto raw = run_fresh(request, installation, layers());
  if (!raw) return raw.error().text();
  Outcome seen = explain(*raw, request, installation);
  if (seen.end == End::finished) return "";
  std::string said = to_utf8(trim(tail(raw->err, 400)));
  std::string why = !seen.infra.empty() ? seen.infra
                    : seen.error        ? seen.error->type + ": " + seen.error->message
                                        : std::string(to_string(seen.end));
  return seen.end == End::crashed && !said.empty() ? fmt::format("{} ({})", why, said) : why;
}

const std::string& result_of(const SelfTest& test, const Installation& installation) {
  static std::mutex gate;
  static std::map<std::string, std::string> known;
  std::lock_guard lock(gate);
  const std::string name = fmt::format("{}/self_tests/{}", installation.simulator.name, test.file);
  auto it = known.find(name);
  if (it != known.end()) return it->second;
  auto program = read_file(probe_folder() / name);
  std::string wrong = program ? outcome_of(*program, installation) : program.error().text();
  return known.emplace(name, std::move(wrong)).first->second;
}

bool has_module(const Installation& installation, std::string_view module) {
  const auto& there = installation.simulator.modules;
  return module.empty() || std::find(there.begin(), there.end(), module) != there.end();
}

}  // namespace

std::string failed_self_test(const Installation& installation, std::string_view program) {
  for (const SelfTest& test : simulator_row(installation.simulator.name)->self_tests) {
    std::string_view last = test.module.substr(test.module.rfind('.') + 1);
    if (!has_module(installation, test.module) || program.find(last) == std::string_view::npos) continue;
    const std::string& wrong = result_of(test, installation);
    if (!wrong.empty()) return fmt::format("{}: {}", test.file, wrong);
  }
  return "";
}

std::vector<std::string> self_test(std::string_view simulator) {
  const Installation& found = installation(simulator);
  std::vector<std::string> wrong;
  for (const SelfTest& test : simulator_row(simulator)->self_tests)
    if (has_module(found, test.module))
      if (const std::string& why = result_of(test, found); !why.empty())
        wrong.push_back(fmt::format("{}: {}", test.file, why));
  return wrong;
}

}  // namespace simbench::sandbox
