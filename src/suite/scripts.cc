// The scripts of a task, as people ask for them by name.
#include "suite/suite.h"

namespace simbench::suite {

std::vector<TaskScript> task_scripts(const System& system, int number,
                                     const std::vector<CalibrationTask>& calibration) {
  const Turn& turn = system.turn(number);
  auto file = [](const Script& script) { return script.name(); };
  std::vector<TaskScript> out{{"reference", file(turn.reference), "", &turn.reference.code}};
  if (turn.given) out.push_back({"given", file(*turn.given), join(turn.faults, "; "), &turn.given->code});
  for (const Script& script : turn.equivalents) out.push_back({"equivalent", file(script), "", &script.code});
  for (const Mutant* mutant : system.mutants_of(number))
    out.push_back({"mutant", file(mutant->script), mutant->says, &mutant->script.code});
  for (const CalibrationTask& task : calibration)
    if (task.system == &system && task.turn == number)
      for (const CalibrationItem& item : task.items) out.push_back({"calibration", item.file, item.says, &item.code});
  return out;
}

Result<TaskScript> find_script(const std::vector<TaskScript>& scripts, std::string_view name) {
  std::vector<const TaskScript*> fitting;
  std::vector<std::string> names, stems;  // an end is written or not
  for (const TaskScript& script : scripts) {
    if (script.file == name) return script;
    if (script.file.starts_with(name)) fitting.push_back(&script);
    names.push_back(script.file);
    stems.push_back(fs::path(script.file).stem().string());
  }
  if (fitting.size() == 1) return *fitting.front();
  if (fitting.empty()) {
    std::string near = did_you_mean(name.substr(0, name.find(".py")), stems, 0);
    return fail(ErrorCode::not_found, fmt::format("no script '{}' in this task{}", name,
                                                  near.empty() ? "; there are " + join(names, ", ") : near));
  }
  names.clear();
  for (const TaskScript* script : fitting) names.push_back(script->file);
  return fail(ErrorCode::not_found, fmt::format("'{}' can be {}: write more of the name", name, join(names, ", ")));
}

}  // namespace simbench::suite
