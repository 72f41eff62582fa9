// Systems × models: colour is the run's main measure, the number in a field how many answers pass.
#include "report/figures.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

/// fidelity where it has numbers, else the main score, else compile@1.
std::string colour_of(const Input& input) {
  const Json& values = get(get(input.analysis, "heat_maps"), "values");
  for (const std::string& name :
       {std::string("fidelity"), get_string(get(input.analysis, "turn_deltas"), "score").value_or(""),
        std::string("compile_at_1"), std::string("compile_in_2_tries")})
    for (const Json& row : get(values, name))
      for (const Json& value : row)
        if (value.is_number()) return name;
  return "";
}

Json field_json(const std::string& model, const CellCounts::Passes& f, const Json& value, const std::string& score,
                bool first) {
  Json field{{"model", model}, {"tab", first ? 0 : -1}, {"all", f.all}, {"style", nullptr}};
  if (!value.is_number()) return field;
  double share = value.get<double>() / full_scale(score);
  field["style"] = shade_style(share);
  field["passes"] = f.passes;
  field["scored"] = f.scored > 0 ? Json(f.scored) : Json(false);
  field["value"] = number(value, full_scale(score) == 100 ? 1 : 3);
  field["percent"] = fmt::format("{:.0f}", 100 * share);
  return field;
}

/// The numbers of `systems`, those of one category together.
std::vector<size_t> by_category(const std::vector<std::string>& systems, std::map<std::string, std::string>& category) {
  std::vector<size_t> order(systems.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return category[systems[a]] < category[systems[b]]; });
  return order;
}

Json legend_of(const std::string& score) {
  Json legend = Json::array();
  for (double share : {0.0, 0.25, 0.5, 0.75, 1.0})
    legend.push_back({{"style", shade_style(share)},
                      {"label", fmt::format("{:.0f}{}", 100 * share, full_scale(score) == 100 ? "" : " %")}});
  return legend;
}

}  // namespace

std::string render_heatmap(const Input& input) {
  std::string score = colour_of(input);
  if (score.empty()) return nothing("no cell has a score or a verdict.");
  const Json &maps = get(input.analysis, "heat_maps"), &values = get(get(maps, "values"), score);
  std::vector<std::string> models = get(maps, "models").get<std::vector<std::string>>(),
                           systems = get(maps, "systems").get<std::vector<std::string>>();
  std::map<std::string, std::string> category;
  for (const Json& row : get(input.analysis, "systems"))
    category[get_string(row, "system").value_or("")] = get_string(row, "category").value_or("");
  std::string arm = get_string(maps, "arm").value_or("");
  // What the colour speaks of, too.
  auto field_of = [&](const std::string& system, const std::string& model) {
    auto found = input.counts.passes.find({arm_from(arm).value_or(Arm::given), system, model});
    return found == input.counts.passes.end() ? CellCounts::Passes{} : found->second;
  };
  Json rows = Json::array();
  bool first = true, ran = false;
  for (size_t s : by_category(systems, category)) {
    Json shown = Json::array();
    for (size_t m = 0; m < models.size(); ++m) {
      CellCounts::Passes field = field_of(systems[s], models[m]);
      ran = ran || field.scored > 0;
      shown.push_back(field_json(models[m], field, values[m][s], score, std::exchange(first, false)));
    }
    rows.push_back({{"system", systems[s]}, {"category", category[systems[s]]}, {"fields", std::move(shown)}});
  }
  return filled("heatmap", {{"score", score},
                            {"of_100", full_scale(score) == 100},
                            {"arm", arm},
                            {"number", ran ? "passes / scored" : "the same mean"},
                            {"legend", legend_of(score)},
                            {"models", models},
                            {"systems", rows}});
}

}  // namespace simbench::report
