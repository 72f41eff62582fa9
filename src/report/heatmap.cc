// Systems × models: colour is the run's main measure, the number in a field how many answers pass.
#include "report/figures.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

struct Tally {
  int passes = 0, scored = 0, all = 0;
};

/// (system, model) → what the cells of the run say; scored stays 0 where nothing was run.
std::map<std::pair<std::string, std::string>, Tally> fields_of(const Input& input) {
  std::map<std::pair<std::string, std::string>, Tally> fields;
  for (const store::CellRow& cell : input.cells) {
    Tally& field = fields[{cell.key.system, cell.key.model}];
    ++field.all;
    if (!cell.judgement) continue;
    CellClass c = cell.judgement->cell_class;
    field.scored += c == CellClass::pass || c == CellClass::model_fail;
    field.passes += c == CellClass::pass;
  }
  return fields;
}

/// fidelity where it has numbers, else the main score, else compile@1.
std::string colour_of(const Input& input) {
  const Json& values = get(get(input.analysis, "heat_maps"), "values");
  for (const std::string& name :
       {std::string("fidelity"), get_string(get(input.analysis, "turn_deltas"), "score").value_or(""),
        std::string("compile_at_1")})
    for (const Json& row : get(values, name))
      for (const Json& value : row)
        if (value.is_number()) return name;
  return "";
}

std::string tally_html(const std::string& system, const std::string& model, const Tally& f, const Json& value,
                       const std::string& score, bool first) {
  std::string where = escape_html(system) + " · " + escape_html(model);
  std::string attributes = fmt::format("data-system=\"{}\" data-model=\"{}\" tabindex=\"{}\"", escape_html(system),
                                       escape_html(model), first ? 0 : -1);
  if (!value.is_number())
    return fmt::format("<td class=\"h none\" {} title=\"{}: no {} of {} cells\">–</td>", attributes, where, score,
                       f.all);
  double share = value.get<double>() / full_scale(score);
  std::string shown =
      f.scored > 0 ? fmt::format("{}<small>/{}</small>", f.passes, f.scored) : fmt::format("{:.0f}", 100 * share);
  std::string says = f.scored > 0 ? fmt::format("{} of {} pass, ", f.passes, f.scored) : "";
  return fmt::format("<td class=\"h\" style=\"background:{};color:{}\" {} title=\"{}: {}{} {}\">{}</td>", shade(share),
                     ink_on(share), attributes, where, says, score, number(value, full_scale(score) == 100 ? 1 : 3),
                     shown);
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
  std::vector<size_t> order(systems.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return category[systems[a]] < category[systems[b]]; });
  auto fields = fields_of(input);
  std::string out =
      "<div class=\"scroll\"><table class=\"heat\"><thead><tr><th scope=\"col\">System</th><th scope=\"col\">Cat.</th>";
  for (const std::string& model : models)
    out += fmt::format("<th scope=\"col\" class=\"slant\"><span>{}</span></th>", escape_html(model));
  out += "</tr></thead><tbody>";
  bool first = true, ran = false;
  for (size_t s : order) {
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", escape_html(systems[s]), category[systems[s]]);
    for (size_t m = 0; m < models.size(); ++m) {
      const Tally& field = fields[{systems[s], models[m]}];
      ran = ran || field.scored > 0;
      out += tally_html(systems[s], models[m], field, values[m][s], score, std::exchange(first, false));
    }
    out += "</tr>";
  }
  std::string scale = "<p class=\"legend\">";
  for (double share : {0.0, 0.25, 0.5, 0.75, 1.0})
    scale += fmt::format("<span><i style=\"background:{}\"></i>{:.0f}{}</span>", shade(share), 100 * share,
                         full_scale(score) == 100 ? "" : " %");
  return fmt::format(
             "<p class=\"note\">Colour: mean {}{}, over turns and repeats of arm {}. {} Choose a field to list its "
             "cells below; arrow keys move.</p>{}</p>",
             escape_html(score), full_scale(score) == 100 ? " (0–100)" : "",
             escape_html(get_string(maps, "arm").value_or("")),
             ran ? "Number: passes / scored, of all arms." : "Number: the same mean.", scale) +
         out + "</tbody></table></div>";
}

}  // namespace simbench::report
