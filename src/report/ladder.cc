// How far the programs get: share of scored cells at each rung of the verdict ladder, per model.
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr std::array<std::string_view, 8> kMeaning{"no program in the reply",
                                                   "doesn't parse or an import fails",
                                                   "fails before the first step",
                                                   "fails in the first step",
                                                   "fails later",
                                                   "finishes, but the motion isn't physical",
                                                   "physical, but not what was asked",
                                                   "does what was asked"};

}  // namespace

std::string render_ladder(const Input& input) {
  std::map<std::string, std::array<int, 8>> counts;
  for (const store::CellRow& cell : input.cells)
    if (cell.judgement &&
        (cell.judgement->cell_class == CellClass::pass || cell.judgement->cell_class == CellClass::model_fail ||
         cell.judgement->reason == "no_requirements"))
      ++counts[cell.key.model][static_cast<size_t>(cell.judgement->verdict)];
  if (counts.empty()) return nothing(why_empty(input, "ladder"));
  std::string legend = "<p class=\"legend\">";
  for (size_t i = 0; i < kMeaning.size(); ++i)
    legend += fmt::format("<span title=\"{}\"><i style=\"background:{}\"></i>{}</span>", kMeaning[i], shade(i / 7.0),
                          to_string(static_cast<Verdict>(i)));
  std::vector<std::vector<std::string>> rows;
  for (const auto& [model, n] : counts) {
    int total = 0;
    for (int count : n) total += count;
    std::string bar = "<div class=\"stack\" role=\"img\" aria-label=\"verdicts\">";
    for (size_t i = 0; i < n.size(); ++i)
      if (n[i] > 0)
        bar += fmt::format("<span style=\"width:{:.2f}%;background:{};color:{}\" title=\"{}: {} of {} – {}\">{}</span>",
                           100.0 * n[i] / total, shade(i / 7.0), ink_on(i / 7.0), to_string(static_cast<Verdict>(i)),
                           n[i], total, kMeaning[i], n[i]);
    rows.push_back({escape_html(model), bar + "</div>", std::to_string(total)});
  }
  return legend + "</p>" + table({{"Model"}, {"Cells by last rung reached"}, {"Cells", true, "with a verdict"}}, rows);
}

}  // namespace simbench::report
