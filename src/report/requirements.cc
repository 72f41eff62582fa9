// What is asked for and not done: sentences of the prompts by how often programs that finish miss them.
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr size_t kShownMissed = 25;

/// "model a 3, model b 1", the one that misses it most first.
std::string missed_by(const Json& row) {
  std::vector<std::pair<std::string, int>> models;
  for (const auto& [model, count] : get(row, "missed_by").items()) models.emplace_back(model, count.get<int>());
  std::stable_sort(models.begin(), models.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (const auto& [model, count] : models)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", escape_html(model), count);
  return text;
}

std::string names(const Json& list) {
  std::vector<std::string> out;
  for (const Json& one : list) out.push_back("<code>" + escape_html(one.get<std::string>()) + "</code>");
  return join(out, " ");
}

/// The first example, with the instance whose numbers it speaks of.
std::string first_example(const Json& row) {
  const Json &examples = get(row, "examples"), &drawn = get(row, "example_instances");
  if (examples.empty()) return "";
  std::string text = prose(examples[0].get<std::string>());
  if (drawn.empty() || !drawn[0].is_number()) return text;
  return fmt::format("<small>instance {}</small> {}", drawn[0].get<uint64_t>(), text);
}

}  // namespace

std::string render_requirements(const Input& input) {
  const Json& missed = get(input.analysis, "asked");
  if (missed.empty()) return nothing(why_empty(input, "asked"));
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < std::min(kShownMissed, missed.size()); ++i) {
    const Json& row = missed[i];
    rows.push_back({fmt::format("{}/{}", escape_html(row["system"].get<std::string>()), row["turn"].get<int>()),
                    prose(get_string(row, "says").value_or("")) + "<br>" + names(row["requirements"]),
                    fmt::format("{} of {}", row["missed"].get<int>(), row["asked"].get<int>()), missed_by(row),
                    first_example(row)});
  }
  return filled("requirements",
                {{"left_out", left_out_note(input)},
                 {"shown", rows.size()},
                 {"missed", missed.size()},
                 {"table", table({{"Task"}, {"What the prompt says"}, {"Missed", true}, {"By"}, {"First example"}},
                                 rows, true)}});
}

}  // namespace simbench::report
