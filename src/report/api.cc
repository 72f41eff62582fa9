// Calls that don't fit the simulator's API: by class and model, and the names themselves.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr std::pair<std::string_view, std::string_view> kClasses[]{
    {"drift", "a name of another release, which has a new name"},
    {"invented", "no release has this name"},
    {"misplaced", "the name exists elsewhere"},
    {"signature", "the name exists, the arguments don't fit"},
    {"import", "a module that isn't there"},
    {"syntax", "not Python"},
    {"python", "an error of plain Python"}};

/// Models × classes: share of programs with at least one such call.
std::string class_map(const Json& rows) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, const Json*>> lines;
  std::map<std::pair<std::string, std::string>, std::string> programs;
  for (const Json& row : rows) {
    std::pair key(get_string(row, "model").value_or(""), get_string(row, "arm").value_or(""));
    lines[key][get_string(row, "class").value_or("")] = &row;
    programs[key] = number(get(row, "programs"), 0);
  }
  std::string out =
      "<div class=\"scroll\"><table class=\"heat\"><thead><tr><th scope=\"col\">Model</th><th scope=\"col\">Arm</th>";
  for (auto [name, meaning] : kClasses) out += fmt::format("<th scope=\"col\" title=\"{}\">{}</th>", meaning, name);
  out += "<th scope=\"col\" class=\"n\">Programs</th></tr></thead><tbody>";
  for (const auto& [key, classes] : lines) {
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", escape_html(key.first), escape_html(key.second));
    for (auto [name, meaning] : kClasses) {
      auto it = classes.find(std::string(name));
      double share = it == classes.end() ? 0 : get_number(*it->second, "share").value_or(0);
      out += fmt::format("<td class=\"h\" style=\"background:{};color:{}\" title=\"{}: {}\">{:.0f} %</td>",
                         shade(share), ink_on(share), name, meaning, 100 * share);
    }
    out += fmt::format("<td class=\"n\">{}</td></tr>", programs[key]);
  }
  return out + "</tbody></table></div>";
}

}  // namespace

std::string render_api(const Input& input) {
  const Json& classes = get(input.analysis, "violation_classes");
  if (classes.empty()) return nothing(why_empty(input, "violations"));
  return "<p class=\"note\">Found without running anything. Share of a model's programs with at least one such "
         "call.</p>" +
         class_map(classes) + "<h3>The names, over all models</h3>" +
         analysis_table(input, "violation_names",
                        {{"class", "Class"},
                         {"name", "Name", Form::code},
                         {"suggestion", "Instead", Form::code},
                         {"cells", "Programs", Form::count},
                         {"times", "Times", Form::count},
                         {"models", "Models", Form::count},
                         {"fatal", "Stops the script", Form::flag}},
                        40) +
         "<details><summary>By category and model</summary>" +
         analysis_table(input, "violation_categories",
                        {{"category", "Category"},
                         {"model", "Model"},
                         {"class", "Class"},
                         {"cells", "Programs with one", Form::count},
                         {"programs", "Of", Form::count},
                         {"share", "Share", Form::share},
                         {"fatal_share", "Stopped by it", Form::share}},
                        200) +
         "</details><details><summary>By model</summary>" +
         analysis_table(input, "violations",
                        {{"model", "Model"},
                         {"class", "Class"},
                         {"name", "Name", Form::code},
                         {"suggestion", "Instead", Form::code},
                         {"cells", "Programs", Form::count},
                         {"times", "Times", Form::count}},
                        200) +
         "</details>";
}

}  // namespace simbench::report
