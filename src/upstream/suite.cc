#include <fmt/format.h>

#include "upstream/checkout.h"
#include "upstream/upstream.h"

namespace simbench::upstream {
namespace {

suite::Turn turn_of(const Checkout& checkout, const std::string& system, int number) {
  const Task& task = checkout.tasks.at({system, number});
  auto path = [&](std::string_view name) {
    return checkout.folder / "demo_data" / system / fmt::format("{}{}.py", name, number);
  };
  suite::Turn turn{.number = number, .prompt = task.prompt.value_or("")};
  if (task.given) turn.given = suite::Script{path("pyinput"), *task.given};
  turn.reference = {path("truth"), task.reference.value_or("")};
  turn.hash = Hasher()
                  .add("prompt", turn.prompt)
                  .add("given", task.given.value_or(""))
                  .add("reference", turn.reference.code)
                  .hex();
  return turn;
}

suite::System system_of(const Checkout& checkout, const SystemName& name) {
  suite::System system{.name = std::string(name.name),
                       .title = std::string(name.title),
                       .category = name.category,
                       .needs = {"pychrono"}};
  for (int number = 1; number <= 3; ++number)
    system.turns[static_cast<size_t>(number - 1)] = turn_of(checkout, system.name, number);
  return system;
}

Status read_templates(const fs::path& folder, suite::Suite& suite) {
  for (Arm arm : all_arms()) {
    std::string name(to_string(arm));
    Result<std::string> text = read_file(folder / (name + ".md"));
    if (text) suite.templates[name] = *text;
  }
  if (!suite.templates.contains("given"))
    return fail(ErrorCode::not_found, "given.md is not there; it holds the words around a task", folder.string());
  return {};
}

}  // namespace

Result<suite::Suite> load_suite(const fs::path& folder, const fs::path& templates) {
  Checkout checkout{.folder = folder};
  read_tasks(checkout);
  if (!checkout.missing.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("{} files of the tasks are missing:\n  {}", checkout.missing.size(),
                            join(checkout.missing, "\n  ")),
                folder.string());
  suite::Suite suite{.folder = folder, .name = "upstream", .version = "1", .simulator = "pychrono"};
  TRY(read_templates(templates, suite));
  for (const SystemName& name : known_systems()) suite.systems.push_back(system_of(checkout, name));
  Hasher hasher;
  hasher.add("tasks", checkout.suite_hash);
  for (const auto& [name, text] : suite.templates) hasher.add(name, text);
  suite.hash = hasher.hex();
  return suite;
}

}  // namespace simbench::upstream
