// simbench suite tasks: what a model is asked, as dataset rows.
#include "base/json.h"
#include "cli/load_suite.h"
#include "cli/run_functions.h"
#include "dialogue/dialogue.h"

namespace simbench::cli {
namespace {

Result<Json> row_of(const suite::Suite& suite, const suite::System& system, int turn, Arm arm) {
  TRY_ASSIGN(dialogue::Shown shown, dialogue::show({.suite = &suite, .system = &system, .turn = turn, .arm = arm}));
  Json messages = Json::array();
  for (const Message& message : shown.messages)
    messages.push_back({{"role", to_string(message.role)}, {"content", message.content}});
  return Json{{"task", fmt::format("{}/{}/{}", suite.name, system.name, turn)},
              {"arm", to_string(arm)},
              {"instance", suite.instance ? Json(suite.instance->seed) : Json(nullptr)},
              {"prompt", std::move(messages)},
              {"given", shown.given_code.empty() ? Json(nullptr) : Json(shown.given_code)},
              {"title", system.title},
              {"category", to_string(system.category)},
              {"suite_hash", suite.hash}};
}

}  // namespace

Result<int> run_suite_tasks(const Arguments& arguments) {
  TRY_ASSIGN(std::optional<uint64_t> instance, instance_of(arguments));
  TRY_ASSIGN(suite::Suite suite, load_suite(arguments.positional.at(0), instance));
  std::string only = arguments.text("only");
  size_t rows = 0;
  for (const std::string& name : arguments.list("arm")) {
    std::optional<Arm> arm = arm_from(name);
    if (arm != Arm::given && arm != Arm::no_code)
      return usage_error(fmt::format("one message asks a task in arm given or no-code, not in '{}'", name));
    for (const suite::System& system : suite.systems)
      for (int turn = 1; turn <= 3; ++turn) {
        if (!only.empty() && !glob_match(only, fmt::format("{}/{}", system.name, turn))) continue;
        TRY_ASSIGN(Json row, row_of(suite, system, turn, *arm));
        print(to_text(row));
        ++rows;
      }
  }
  if (rows == 0)
    return fail(ErrorCode::not_found,
                fmt::format("no task matches '{}'{}", only, suite::did_you_mean_task(suite, only)));
  return kOk;
}

}  // namespace simbench::cli
