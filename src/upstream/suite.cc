#include <fmt/format.h>

#include "upstream/checkout.h"
#include "upstream/upstream.h"

namespace simbench::upstream {
namespace {

/// Most of the original scripts never end by themselves. In this much simulated time their motion shows, and even the
/// vehicles on soil, with the reference's ensemble, stay affordable.
constexpr double kHorizon_s = 2;

suite::Turn turn_of(const Checkout& checkout, const std::string& system, int number) {
  const Task& task = checkout.tasks.at({system, number});
  auto path = [&](std::string_view name) {
    return checkout.folder / "demo_data" / system / fmt::format("{}{}.py", name, number);
  };
  suite::Turn turn{.number = number, .prompt = task.prompt.value_or("")};
  turn.horizon_s = kHorizon_s;
  turn.comparison.mode = "trajectory";
  if (task.given) turn.given = suite::Script{path("pyinput"), *task.given};
  turn.reference = {path("truth"), task.reference.value_or("")};
  turn.hash = Hasher()
                  .add("prompt", turn.prompt)
                  .add("given", task.given.value_or(""))
                  .add("reference", turn.reference.code)
                  .hex();
  return turn;
}

suite::System system_of(const Checkout& checkout, const SystemName& name, const std::string& simulator) {
  suite::System system{.name = std::string(name.name),
                       .title = std::string(name.title),
                       .category = name.category,
                       .needs = {simulator}};
  for (int number = 1; number <= 3; ++number)
    system.turns[static_cast<size_t>(number - 1)] = turn_of(checkout, system.name, number);
  return system;
}

}  // namespace

Result<suite::Suite> load_suite(const fs::path& folder, const suite::Suite& words) {
  if (!fs::is_directory(folder / "demo_data"))
    return fail(ErrorCode::not_found,
                "holds no demo_data; name the folder of a checkout of the public SimBench repository", folder.string());
  Checkout checkout{.folder = folder};
  read_tasks(checkout);
  if (!checkout.missing.empty()) {
    constexpr size_t kShown = 3;  // a checkout of another revision lacks hundreds
    size_t more = checkout.missing.size() - std::min(kShown, checkout.missing.size());
    std::vector<std::string> shown(checkout.missing.begin(),
                                   checkout.missing.end() - static_cast<std::ptrdiff_t>(more));
    return fail(ErrorCode::invalid_input,
                fmt::format("files of the tasks are missing: {}{}", join(shown, "; "),
                            more > 0 ? fmt::format("; and {} more", more) : ""),
                folder.string());
  }
  suite::Suite suite{.folder = folder,
                     .name = "upstream",
                     .version = "1",
                     .simulator = words.simulator,
                     .requires_version = words.requires_version,
                     .templates = words.templates};
  for (const SystemName& name : known_systems()) suite.systems.push_back(system_of(checkout, name, words.simulator));
  Hasher hasher;
  hasher.add("tasks", checkout.suite_hash);
  for (const auto& [name, text] : suite.templates) hasher.add(name, text);
  suite.hash = hasher.hex();
  return suite;
}

}  // namespace simbench::upstream
