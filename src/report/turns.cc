// Turns: a slope chart of each model over the three turns, and the turn deltas.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr double kWidth = 560, kHeight = 300, kLeft = 46, kRight = 170, kTop = 14, kBottom = 30;
constexpr std::array<std::string_view, 8> kInk{"#2d7a9b", "#b8501d", "#1d6f42", "#6b3fa0", "#8a6d00", "#a1304f", "#3d5a80", "#4f4f4f"};
constexpr std::array<std::string_view, 4> kDash{"", "6 3", "2 3", "8 3 2 3"};

double x_of(int turn) { return kLeft + (turn - 1) * (kWidth - kLeft - kRight) / 2; }
double y_of(double share) { return kTop + (1 - share) * (kHeight - kTop - kBottom); }

struct Mean {
  double sum = 0;
  int n = 0;
};

/// model → mean fidelity of turn 1, 2, 3 on the arm `given`.
std::map<std::string, std::array<Mean, 3>> means_of(const Input& input) {
  std::map<std::string, std::array<Mean, 3>> out;
  for (const store::CellRow& cell : input.cells) {
    if (cell.key.arm != Arm::given) continue;
    if (auto fidelity = score_of(input, cell.key, "fidelity")) {
      Mean& mean = out[cell.key.model][static_cast<size_t>(cell.key.turn - 1)];
      mean.sum += *fidelity;
      ++mean.n;
    }
  }
  return out;
}

std::string frame() {
  std::string out = fmt::format("<svg class=\"plot\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" style=\"max-width:100%\" role=\"img\" aria-label=\"Mean fidelity by turn\">", kWidth, kHeight);
  for (double share : {0.0, 0.25, 0.5, 0.75, 1.0})
    out += fmt::format("<path class=\"axis\" d=\"M{} {:.1f}H{}\"/><text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{:.0f} %</text>", kLeft, y_of(share), kWidth - kRight, kLeft - 6, y_of(share) + 4, 100 * share);
  for (int turn = 1; turn <= 3; ++turn) out += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">turn {}</text>", x_of(turn), kHeight - 8, turn);
  return out;
}

std::string slope_chart(const std::map<std::string, std::array<Mean, 3>>& means) {
  std::string out = frame();
  std::vector<std::pair<double, std::string>> labels;
  size_t number = 0;
  for (const auto& [model, turns] : means) {
    std::string path;
    double last = 0;
    for (int turn = 1; turn <= 3; ++turn) {
      const Mean& mean = turns[static_cast<size_t>(turn - 1)];
      if (mean.n == 0) continue;
      last = y_of(mean.sum / mean.n);
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x_of(turn), last);
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"><title>{}, turn {}: {:.1f} % (n {})</title></circle>", x_of(turn), last, kInk[number % kInk.size()],
                         escape_html(model), turn, 100 * mean.sum / mean.n, mean.n);
    }
    out += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" stroke-dasharray=\"{}\"/>", path, kInk[number % kInk.size()], kDash[number / kInk.size() % kDash.size()]);
    labels.emplace_back(last, fmt::format("<tspan fill=\"{}\">{}</tspan>", kInk[number % kInk.size()], escape_html(model)));
    ++number;
  }
  std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  double free_from = 0;
  for (auto& [y, label] : labels) {
    free_from = std::max(free_from, y + 4);
    out += fmt::format("<text x=\"{}\" y=\"{:.1f}\">{}</text>", kWidth - kRight + 8, free_from, label);
    free_from += 13;
  }
  return out + "</svg>";
}

std::string delta_table(const Json& rows) {
  Json flat = Json::array();
  for (const Json& row : rows)
    for (auto [key, name] : {std::pair{"d12", "turn 1 → 2"}, std::pair{"d23", "turn 2 → 3"}}) {
      const Json& delta = get(row, key);
      if (!delta.is_object()) continue;
      Json line = delta;
      line["score"] = get(row, "score");
      line["arm"] = get(row, "arm");
      line["step"] = name;
      flat.push_back(line);
    }
  if (flat.empty()) return nothing("no score has values on two turns.");
  return rows_table(flat, {{"score", "Score"}, {"arm", "Arm"}, {"step", "Step"}, {"mean", "Mean change (95 %)", Form::interval}, {"sd", "SD", Form::decimal2},
                           {"improved", "Improved", Form::share}, {"declined", "Declined", Form::share}, {"wilcoxon_p", "Wilcoxon p", Form::decimal3}, {"n", "n", Form::count}}, 40);
}

}  // namespace

std::string render_turns(const Input& input) {
  auto means = means_of(input);
  std::string chart = means.empty() ? nothing("no fidelity on arm given.") : "<p class=\"note\">Mean fidelity by turn, arm given.</p>" + slope_chart(means);
  return chart + "<h3>Turn deltas</h3>" + delta_table(get(input.analysis, "turn_deltas_by_score"));
}

}  // namespace simbench::report
