// What an import of the public SimBench data found: both readings side by side, and everything that doesn't agree.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

std::string delta(const Json& row, const char* key) {
  const Json& d = get(row, key);
  return d.is_object() ? fmt::format("{} <small>SD {}, {} improved, {} declined</small>", number(get(d, "mean"), 2),
                                     number(get(d, "sd"), 2), percent(get(d, "improved")), percent(get(d, "declined")))
                       : "–";
}

std::string rho(const Json& row, const char* target) {
  const Json &estimate = get(get(row, "spearman"), target), &ci = get(estimate, "ci");
  std::string range = ci.is_array() ? fmt::format(" <small>{} to {}</small>", number(ci[0], 2), number(ci[1], 2)) : "";
  return number(get(estimate, "value"), 3, get_string(estimate, "reason").value_or("undefined")) + range;
}

std::string readings(const Json& rows) {
  std::vector<std::vector<std::string>> lines;
  for (const Json& row : rows) {
    std::string out;
    for (const auto& [reason, count] : get(row, "left_out").items())
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count.get<size_t>(), escape_html(reason));
    lines.push_back(
        {escape_html(get_string(row, "score").value_or("")), escape_html(get_string(row, "reading").value_or("")),
         with_thousands(static_cast<long long>(get_number(row, "n").value_or(0))), out.empty() ? "none" : out,
         delta(row, "d12"), delta(row, "d23"), rho(row, "pass_at_1"), rho(row, "compile_at_1")});
  }
  return table({{"Score"},
                {"Reading"},
                {"n", true},
                {"Left out"},
                {"Δ 1→2", true},
                {"Δ 2→3", true},
                {"ρ with pass@1", true, "Spearman over the models' means"},
                {"ρ with compile@1", true}},
               lines);
}

/// A list of strings or objects, folded.
Json folded(const std::string& title, const Json& items, const std::vector<Field>& fields) {
  bool texts = !items.empty() && items[0].is_string();
  return {{"title", title},
          {"count", items.size()},
          {"none", items.empty()},
          {"table", items.empty() || texts ? "" : rows_table(items, fields, 300)},
          {"texts", texts ? Json{{"items", items}} : Json(false)}};
}

Json differences(const Json& note) {
  return {folded("Judge scores on which table and text differ", get(note, "judge_disagreements"),
                 {{"model", "Model"},
                  {"system", "System"},
                  {"turn", "Turn", Form::count},
                  {"score", "Score"},
                  {"table", "Table", Form::decimal2},
                  {"text", "Text", Form::decimal2},
                  {"reason", "Why"}}),
          folded("Judge texts that state no plain score", get(note, "unparsable_judge_texts"),
                 {{"model", "Model"},
                  {"system", "System"},
                  {"turn", "Turn", Form::count},
                  {"score", "Score"},
                  {"reason", "Why"}}),
          folded("Similarity scores that differ", get(note, "similarity_disagreements"),
                 {{"model", "Model"},
                  {"system", "System"},
                  {"turn", "Turn", Form::count},
                  {"score", "Score"},
                  {"table", "Table", Form::decimal3},
                  {"ours", "Ours", Form::decimal3}}),
          folded("Missing or broken files", get(note, "missing"), {}),
          folded("Models left out", get(note, "models_left_out"), {}),
          folded("Counts of models that are not here", get(note, "labels_without_model"), {})};
}

}  // namespace

std::string render_import(const Input& input) {
  const Json& note = input.import_note;
  if (!note.is_object()) return "";
  return filled("import", {{"readings", readings(get(input.analysis, "readings"))},
                           {"similarity", rows_table(get(note, "similarity_check"),
                                                     {{"score", "Score"},
                                                      {"compared", "Compared", Form::count},
                                                      {"equal", "Equal", Form::count},
                                                      {"largest_difference", "Largest difference", Form::decimal3}})},
                           {"differences", differences(note)}});
}

}  // namespace simbench::report
