// What is asked for and not done: requirements by how often they are missed among programs that finish.
#include "report/sections.h"

namespace simbench::report {
namespace {

struct Count {
  int missed = 0, judged = 0;
  std::string example;
};
constexpr size_t kShownMissed = 25;

bool is_control(const std::string& model) {
  return model.starts_with("control/");
}

}  // namespace

std::string render_requirements(const Input& input) {
  bool only_controls =
      std::all_of(input.cells.begin(), input.cells.end(), [](const auto& c) { return is_control(c.key.model); });
  std::map<std::tuple<std::string, int, std::string>, Count> counts;
  for (const store::CellRow& cell : input.cells) {
    if (!cell.judgement || cell.judgement->verdict < Verdict::finishes ||
        (!only_controls && is_control(cell.key.model)))
      continue;
    for (const RequirementResult& r : cell.judgement->requirements) {
      if (!r.met) continue;
      Count& c = counts[{cell.key.system, cell.key.turn, r.id}];
      ++c.judged;
      if (!*r.met && c.missed++ == 0) c.example = r.reason;
    }
  }
  std::vector<std::pair<std::tuple<std::string, int, std::string>, Count>> missed;
  for (const auto& entry : counts)
    if (entry.second.missed > 0) missed.push_back(entry);
  if (missed.empty()) return nothing("no finished program misses a requirement, or none has been judged.");
  std::stable_sort(missed.begin(), missed.end(),
                   [](const auto& a, const auto& b) { return a.second.missed > b.second.missed; });
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < std::min(kShownMissed, missed.size()); ++i) {
    const auto& [key, c] = missed[i];
    rows.push_back({fmt::format("{}/{}", escape_html(std::get<0>(key)), std::get<1>(key)),
                    escape_html(std::get<2>(key)), fmt::format("{} of {}", c.missed, c.judged),
                    escape_html(c.example)});
  }
  return filled("requirements",
                {{"without_controls", !only_controls},
                 {"shown", rows.size()},
                 {"missed", missed.size()},
                 {"table", table({{"Task"}, {"Requirement"}, {"Missed", true}, {"First example"}}, rows)}});
}

}  // namespace simbench::report
