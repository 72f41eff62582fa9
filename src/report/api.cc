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
Json class_map(const Json& rows) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, const Json*>> lines;
  std::map<std::pair<std::string, std::string>, std::string> programs;
  for (const Json& row : rows) {
    std::pair key(get_string(row, "model").value_or(""), get_string(row, "arm").value_or(""));
    lines[key][get_string(row, "class").value_or("")] = &row;
    programs[key] = number(get(row, "programs"), 0);
  }
  Json models = Json::array();
  for (const auto& [key, classes] : lines) {
    Json shares = Json::array();
    for (auto [name, meaning] : kClasses) {
      auto it = classes.find(std::string(name));
      double share = it == classes.end() ? 0 : get_number(*it->second, "share").value_or(0);
      shares.push_back({{"class", name},
                        {"meaning", meaning},
                        {"style", shade_style(share)},
                        {"percent", fmt::format("{:.0f}", 100 * share)}});
    }
    models.push_back({{"model", key.first}, {"arm", key.second}, {"shares", shares}, {"programs", programs[key]}});
  }
  return models;
}

}  // namespace

std::string render_api(const Input& input) {
  const Json& classes = get(input.analysis, "violation_classes");
  if (classes.empty()) return nothing(why_empty(input, "violations"));
  Json heads = Json::array();
  for (auto [name, meaning] : kClasses) heads.push_back({{"name", name}, {"meaning", meaning}});
  std::string names = analysis_table(input, "violation_names",
                                     {{"class", "Class"},
                                      {"name", "Name", Form::code},
                                      {"suggestion", "Instead", Form::code},
                                      {"cells", "Programs", Form::count},
                                      {"times", "Times", Form::count},
                                      {"models", "Models", Form::count},
                                      {"fatal", "Stops the script", Form::flag}},
                                     40);
  std::string by_category = analysis_table(input, "violation_categories",
                                           {{"category", "Category"},
                                            {"model", "Model"},
                                            {"class", "Class"},
                                            {"cells", "Programs with one", Form::count},
                                            {"programs", "Of", Form::count},
                                            {"share", "Share", Form::share},
                                            {"fatal_share", "Stopped by it", Form::share}});
  std::string by_model = analysis_table(input, "violations",
                                        {{"model", "Model"},
                                         {"class", "Class"},
                                         {"name", "Name", Form::code},
                                         {"suggestion", "Instead", Form::code},
                                         {"cells", "Programs", Form::count},
                                         {"times", "Times", Form::count}});
  return filled("api", {{"classes", heads},
                        {"models", class_map(classes)},
                        {"names", names},
                        {"left_out", left_out_note(input)},
                        {"by_category", by_category},
                        {"by_model", by_model}});
}

}  // namespace simbench::report
