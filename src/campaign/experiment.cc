#include "campaign/experiment.h"

#include <fmt/format.h>

namespace simbench::campaign {

const analysis::Experiment& experiment_called(std::string_view name) {
  auto rows = analysis::experiments();
  auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& experiment) { return experiment.name == name; });
  check(row != rows.end(), "an experiment has no row in analysis::experiments");
  return *row;
}

void keep_what_it_asks(const analysis::Experiment& experiment, suite::Suite& suite) {
  if (std::find(experiment.arms.begin(), experiment.arms.end(), Arm::stepwise) == experiment.arms.end()) return;
  std::erase_if(suite.systems, [](const suite::System& system) { return system.turn(3).steps.empty(); });
}

size_t keep_twins(suite::Suite& a, suite::Suite& b) {
  auto names = [](const suite::System& x, const suite::System& y) { return x.twin == y.name || y.twin == x.name; };
  auto lonely_in = [&](const suite::Suite& other) {
    return [&](const suite::System& system) {
      return std::none_of(other.systems.begin(), other.systems.end(),
                          [&](const suite::System& twin) { return names(system, twin); });
    };
  };
  std::erase_if(a.systems, lonely_in(b));
  std::erase_if(b.systems, lonely_in(a));
  return a.systems.size();
}

void apply(const analysis::Experiment& experiment, Settings& settings) {
  settings.arms.assign(experiment.arms.begin(), experiment.arms.end());
  if (settings.only.empty()) settings.only = experiment.only;
}

std::vector<std::string> plan_lines(const Settings& settings, size_t cells) {
  const suite::Suite& suite = *settings.suite;
  std::vector<std::string> arms;
  for (Arm arm : settings.arms) arms.emplace_back(to_string(arm));
  return {
      fmt::format("Suite {} {} ({}), {}", suite.name, suite.version, suite.simulator,
                  counted(suite.systems.size(), "system")),
      "Models: " + join(settings.models, ", "), "Arms: " + join(arms, ", "),
      fmt::format("{}, {} of each", counted(cells, "cell"), counted(static_cast<size_t>(settings.epochs), "repeat"))};
}

std::vector<std::string> calibration_lines(const std::vector<Json>& records) {
  std::vector<std::string> lines;
  for (const Json& record : records) {
    const Json& key = get(record, "key");
    lines.push_back(fmt::format("Judge {}, mode {}, rubric {}: {} programs of known worth, each judged {} times, {}",
                                get_string(key, "judge").value_or(""), get_string(key, "mode").value_or(""),
                                get_string(record, "rubric_name").value_or(""), get(record, "items").size(),
                                to_text(get(record, "repeats")), get_string(record, "made_at").value_or("")));
  }
  return lines;
}

}  // namespace simbench::campaign
