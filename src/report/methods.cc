// The methods box: n, clusters, seeds, versions, isolation, and what was unscored.
#include "report/sections.h"

namespace simbench::report {

std::string render_methods(const Input& input) {
  std::set<std::string> systems, models, simulators, isolation, sensors;
  std::map<std::string, int> classes;
  for (const store::CellRow& cell : input.cells) {
    systems.insert(cell.key.system);
    models.insert(cell.key.model);
    ++classes[cell.judgement ? std::string(to_string(cell.judgement->cell_class)) : "pending"];
    if (!cell.outcome) continue;
    if (!cell.outcome->simulator.empty()) simulators.insert(cell.outcome->simulator + " " + cell.outcome->simulator_version);
    isolation.insert(cell.outcome->isolation.grade);
    sensors.insert(cell.outcome->sensors);
  }
  auto list = [](const std::set<std::string>& items) { return escape_html(items.empty() ? "none" : join({items.begin(), items.end()}, ", ")); };
  std::string counts;
  for (const auto& [name, n] : classes) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", with_thousands(n), name);
  std::vector<std::vector<std::string>> rows{
      {"Cells", fmt::format("{}: {}", with_thousands(static_cast<long long>(input.cells.size())), escape_html(counts))},
      {"Clusters", fmt::format("{} systems; every interval resamples whole systems", systems.size())},
      {"Models", list(models)},
      {"Simulator", list(simulators)},
      {"Isolation of candidates", list(isolation)},
      {"Sensors", list(sensors)},
  };
  for (const auto& [key, value] : input.manifest.items())
    if (key != "judges")  // they have a section of their own
      rows.push_back({escape_html(key), fmt::format("<code>{}</code>", escape_html(value.is_string() ? value.get<std::string>() : to_text(value)))});
  return table({{"What"}, {"Value"}}, rows) +
         "<p class=\"note\">pass@1 = share of scored cells whose verdict is faithful; compile@1 = share that finishes. A share with nothing scored is undefined, not 0.</p>";
}

}  // namespace simbench::report
