// Systems × models: mean fidelity over turns and epochs, the number of passes written in each field.
#include "report/sections.h"

namespace simbench::report {
namespace {

struct Field {
  double fidelity_sum = 0;
  int with_fidelity = 0, passes = 0, compiles = 0, scored = 0, all = 0;
};

void add(Field& field, const store::CellRow& cell, std::optional<double> fidelity) {
  ++field.all;
  if (!cell.judgement) return;
  CellClass c = cell.judgement->cell_class;
  if (c != CellClass::pass && c != CellClass::model_fail) return;
  ++field.scored;
  field.passes += c == CellClass::pass;
  field.compiles += cell.judgement->verdict >= Verdict::finishes;
  if (fidelity) field.fidelity_sum += *fidelity, ++field.with_fidelity;
}

std::string field_html(const std::string& system, const std::string& model, const Field& f) {
  if (f.scored == 0) return fmt::format("<td class=\"h none\" title=\"{} · {}: nothing scored of {}\">–</td>", escape_html(system), escape_html(model), f.all);
  double shown = f.with_fidelity ? f.fidelity_sum / f.with_fidelity : static_cast<double>(f.compiles) / f.scored;
  return fmt::format("<td class=\"h\" style=\"background:{};color:{}\" data-system=\"{}\" data-model=\"{}\" tabindex=\"0\" "
                     "title=\"{} · {}: {} of {} pass, {} compile, {} {:.2f}\">{}<small>/{}</small></td>",
                     shade(shown), ink_on(shown), escape_html(system), escape_html(model), escape_html(system), escape_html(model), f.passes, f.scored,
                     f.compiles, f.with_fidelity ? "fidelity" : "compile share", shown, f.passes, f.scored);
}

}  // namespace

std::string render_heatmap(const Input& input) {
  std::map<std::pair<Category, std::string>, std::map<std::string, Field>> fields;
  std::set<std::string> models;
  for (const store::CellRow& cell : input.cells) {
    models.insert(cell.key.model);
    add(fields[{cell.category, cell.key.system}][cell.key.model], cell, score_of(input, cell.key, "fidelity"));
  }
  if (fields.empty()) return nothing("the run has no cells.");
  std::string out = "<div class=\"scroll\"><table class=\"heat\"><thead><tr><th scope=\"col\">System</th><th scope=\"col\">Cat.</th>";
  for (const std::string& model : models) out += fmt::format("<th scope=\"col\" class=\"slant\"><span>{}</span></th>", escape_html(model));
  out += "</tr></thead><tbody>";
  for (auto& [key, row] : fields) {
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", escape_html(key.second), to_string(key.first));
    for (const std::string& model : models) out += field_html(key.second, model, row[model]);
    out += "</tr>";
  }
  return out + "</tbody></table></div><p class=\"note\">Passes / scored. Colour: mean fidelity (light 0, dark 1). Select a field to list its cells below.</p>";
}

}  // namespace simbench::report
