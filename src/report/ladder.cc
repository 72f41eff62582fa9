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

Json rung_json(size_t rung) {
  double share = static_cast<double>(rung) / 7;
  return {{"rung", to_string(static_cast<Verdict>(rung))}, {"meaning", kMeaning[rung]}, {"style", shade_style(share)}};
}

}  // namespace

std::string render_ladder(const Input& input) {
  const auto& counts = input.counts.rungs;
  if (counts.empty()) return nothing(why_empty(input, "ladder"));
  Json rungs = Json::array();
  for (size_t i = 0; i < kMeaning.size(); ++i) rungs.push_back(rung_json(i));
  std::vector<std::vector<std::string>> rows;
  for (const auto& [model, n] : counts) {
    int total = 0;
    for (int count : n) total += count;
    Json parts = Json::array();
    for (size_t i = 0; i < n.size(); ++i) {
      if (n[i] == 0) continue;
      Json& part = parts.emplace_back(rung_json(i));
      part["count"] = n[i];
      part["width"] = fmt::format("{:.2f}", 100.0 * n[i] / total);
    }
    rows.push_back(
        {escape_html(model), filled("ladder_bar", {{"parts", parts}, {"total", total}}), std::to_string(total)});
  }
  return filled(
      "ladder",
      {{"rungs", rungs},
       {"table", table({{"Model"}, {"Cells by last rung reached"}, {"Cells", true, "with a verdict"}}, rows, true)}});
}

}  // namespace simbench::report
