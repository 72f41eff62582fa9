#include "provider/control.h"

#include <fmt/format.h>

#include "provider/immediate.h"

namespace simbench::provider {
namespace {

using Task = Request::Task;

/// What a control answers with; an empty text is an empty reply.
using Reply = std::string (*)(const suite::System& system, const Task& task, const Options& options);

std::string fenced(std::string_view code) {
  return fmt::format("```python\n{}\n```\n", code);
}

template <typename Items>
const auto* pick(const Items& items, int epoch) {
  return items.empty() ? nullptr : &items[static_cast<size_t>(epoch) % items.size()];
}

std::string reference(const suite::System& system, const Task& task, const Options&) {
  return fenced(system.turn(task.turn).reference.code);
}

std::string equivalent(const suite::System& system, const Task& task, const Options&) {
  const suite::Script* script = pick(system.turn(task.turn).equivalents, task.epoch);
  return script ? fenced(script->code) : "This turn has no equivalent.";
}

std::string echo(const suite::System&, const Task& task, const Options&) {
  return task.given_code.empty() ? "" : fenced(task.given_code);
}

std::string mutant(const suite::System& system, const Task& task, const Options&) {
  std::vector<const suite::Mutant*> mutants = system.mutants_of(task.turn);
  const suite::Mutant* const* chosen = pick(mutants, task.epoch);
  return chosen ? fenced((*chosen)->script.code) : "This turn has no mutant.";
}

std::string drift(const suite::System& system, const Task& task, const Options& options) {
  return fenced(options.drift(task.suite->simulator, system.turn(task.turn).reference.code));
}

std::string prose(const suite::System&, const Task&, const Options&) {
  return "To simulate this system, first create the bodies, then connect them with suitable joints, choose a time step "
         "and advance the simulation until the motion of interest is over.";
}

std::string nothing(const suite::System&, const Task&, const Options&) {
  return "";
}

struct Row {
  std::string_view name;
  Reply answer;
};

constexpr std::array<Row, 7> kControls{{{"drift", drift},
                                        {"echo", echo},
                                        {"empty", nothing},
                                        {"equivalent", equivalent},
                                        {"mutant", mutant},
                                        {"prose", prose},
                                        {"reference", reference}}};

class Control final : public Immediate {
 public:
  Control(const Row& row, Options options) : row_(row), options_(std::move(options)) {}
  bool trusted() const override { return true; }

 protected:
  Result<Completion> answer(const Request& request) const override {
    const Task& task = request.task;
    const suite::System* system = task.suite ? task.suite->find(task.system) : nullptr;
    if (!system)
      return fail(ErrorCode::invalid_input,
                  fmt::format("control/{} answers tasks of a suite only; as a judge it knows nothing", row_.name));
    return Completion{.text = row_.answer(*system, task, options_),
                      .finish_reason = "stop",
                      .served_model = fmt::format("control/{}", row_.name)};
  }

 private:
  const Row& row_;
  Options options_;
};

}  // namespace

Result<std::unique_ptr<Provider>> make_control(std::string_view name, const Options& options) {
  std::vector<std::string> known;
  for (const Row& row : kControls) {
    if (row.name == "drift" && row.name == name && !options.drift)
      return fail(ErrorCode::not_found,
                  "control/drift has nothing to answer with: no table of the simulator's renames ships");
    if (row.name == name) return std::make_unique<Control>(row, options);
    known.push_back(fmt::format("control/{}", row.name));
  }
  std::string asked = fmt::format("control/{}", name);
  return fail(ErrorCode::not_found, fmt::format("there is no {}{}", asked, did_you_mean(asked, known)));
}

}  // namespace simbench::provider
