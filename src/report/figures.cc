#include "report/figures.h"

#include "report/html.h"

namespace simbench::report {
namespace {

constexpr std::array<std::string_view, 8> kInk{"#0d5c8c", "#b8501d", "#1d6f42", "#6b3fa0",
                                               "#8a6d00", "#a1304f", "#3d5a80", "#4f4f4f"};
constexpr std::array<std::string_view, 4> kDash{"", "6 3", "2 3", "8 3 2 3"};
constexpr double kLine = 21;  ///< height of a dot's line

std::string svg(std::string_view title, double width, double height, const std::string& body) {
  return fmt::format(
      "<div class=\"scroll\"><svg class=\"plot\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
      "role=\"img\" aria-label=\"{2}\">{3}</svg></div>",
      width, height, escape_html(title), body);
}

std::string text(double x, double y, std::string_view anchor, std::string_view content, std::string_view extra = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>", x, y, anchor, extra,
                     escape_html(content));
}

std::string shown(const Axis& axis, double value) {
  std::string number = fmt::format("{:.{}f}{}", value * axis.factor, axis.decimals, axis.unit);
  return number.starts_with("-") ? "−" + number.substr(1) : number;
}

/// As an axis shows it, with the digits of a result.
std::string result(const Axis& axis, double value) {
  return shown({axis.from, axis.to, axis.factor, axis.to * axis.factor > 1 ? 1 : 3, axis.unit}, value);
}

double place(const Axis& axis, double value, double low_end, double high_end) {
  double share = (value - axis.from) / (axis.to - axis.from);
  return low_end + std::clamp(share, 0.0, 1.0) * (high_end - low_end);
}

/// Vertical grid lines with their numbers below.
std::string x_grid(const Axis& axis, std::pair<double, double> across, double top, double bottom, int steps) {
  auto [left, right] = across;
  std::string out;
  for (int i = 0; i <= steps; ++i) {
    double value = axis.from + (axis.to - axis.from) * i / steps, x = place(axis, value, left, right);
    out += fmt::format("<path class=\"axis\" d=\"M{0:.1f} {1:.1f}V{2:.1f}\"/>", x, top, bottom) +
           text(x, bottom + 14, "middle", shown(axis, value));
  }
  return out;
}

std::string y_grid(const Axis& axis, double left, double right, double top, double bottom) {
  std::string out;
  for (int i = 0; i <= 4; ++i) {
    double value = axis.from + (axis.to - axis.from) * i / 4, y = place(axis, value, bottom, top);
    out += fmt::format("<path class=\"axis\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>", left, y, right) +
           text(left - 6, y + 4, "end", shown(axis, value));
  }
  return out;
}

/// Labels at the right ends, moved down where they would lie upon each other.
std::string end_labels(std::vector<std::pair<double, std::string>> labels, double x, double bottom) {
  std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  constexpr double kGap = 12.5;
  double last = -1e9;
  for (auto& [y, label] : labels) last = y = std::max(y, last + kGap);
  double over = labels.empty() ? 0 : std::max(0.0, labels.back().first - bottom);
  for (size_t i = labels.size(); over > 0 && i-- > 0;) {
    labels[i].first = std::min(labels[i].first, i + 1 < labels.size() ? labels[i + 1].first - kGap : bottom);
  }
  std::string out;
  for (const auto& [y, label] : labels)
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"end\">{}</text>", x, y + 4, label);
  return out;
}

std::string numbers_of(const Dot& dot, const Axis& axis) {
  std::string numbers = dot.value ? result(axis, *dot.value) : "undefined";
  if (dot.low && dot.high)
    numbers += fmt::format(" ({} to {}{})", result(axis, *dot.low), result(axis, *dot.high), dot.cut ? "*" : "");
  return numbers;
}

std::string dot_at(const Dot& dot, const Axis& axis, double y, std::pair<double, double> across) {
  auto [left, right] = across;
  std::string out;
  if (dot.low && dot.high) {
    double low = place(axis, *dot.low, left, right), high = place(axis, *dot.high, left, right);
    std::string path = fmt::format("M{:.1f} {:.1f}H{:.1f}", low, y, high);
    auto end = [&](double x) { path += fmt::format("M{:.1f} {:.1f}V{:.1f}", x, y - 3.5, y + 3.5); };
    if (!dot.cut || *dot.low > axis.from) end(low);
    if (!dot.cut || *dot.high < axis.to) end(high);
    out += fmt::format("<path class=\"whisker\" d=\"{}\">{}</path>", path,
                       dot.cut ? "<title>* it would go beyond the scale, and is cut there</title>" : "");
  }
  if (dot.value)
    out += fmt::format("<circle class=\"dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.2\"><title>{}: {}</title></circle>",
                       place(axis, *dot.value, left, right), y, escape_html(dot.label), numbers_of(dot, axis));
  return out;
}

std::string mark_at(const Axis& axis, double mark, std::pair<double, double> across, std::pair<double, double> down) {
  return fmt::format("<path class=\"mark-line\" d=\"M{0:.1f} {1:.1f}V{2:.1f}\"/>",
                     place(axis, mark, across.first, across.second), down.first, down.second);
}

std::string with_note(const Dot& dot, const Axis& axis) {
  return numbers_of(dot, axis) + (dot.note.empty() ? "" : "  " + dot.note);
}

/// Names left of the dots, numbers right of them.
std::string wide_dots(std::string_view title, const std::vector<Dot>& dots, const Axis& axis,
                      std::optional<double> mark) {
  constexpr double kWidth = 800, kLeft = 210, kRight = 590, kTop = 6;
  double bottom = kTop + kLine * static_cast<double>(dots.size());
  std::string body = x_grid(axis, {kLeft, kRight}, kTop, bottom, 4);
  if (mark) body += mark_at(axis, *mark, {kLeft, kRight}, {kTop, bottom});
  double y = kTop + kLine / 2;
  for (const Dot& dot : dots) {
    body += text(kLeft - 8, y + 4, "end", dot.label, " class=\"name\"") + dot_at(dot, axis, y, {kLeft, kRight}) +
            text(kRight + 10, y + 4, "start", with_note(dot, axis));
    y += kLine;
  }
  return svg(title, kWidth, bottom + 22, body);
}

/// Names and numbers above the dots: as wide as a phone.
std::string narrow_dots(std::string_view title, const std::vector<Dot>& dots, const Axis& axis,
                        std::optional<double> mark) {
  constexpr double kWidth = 340, kLeft = 22, kRight = 318, kTop = 4, kWords = 17;
  constexpr size_t kTogether = 46;  // letters that stand side by side there
  double y = kTop;
  std::string words, marks;
  for (const Dot& dot : dots) {
    std::string numbers = with_note(dot, axis);
    bool together = dot.label.size() + numbers.size() <= kTogether;
    words += text(0, y + 13, "start", dot.label, " class=\"name\"");
    if (!together) y += kWords;
    words += text(together ? kWidth : 0, y + 13, together ? "end" : "start", numbers);
    y += kWords + kLine;
    marks += dot_at(dot, axis, y - kLine / 2, {kLeft, kRight});
  }
  std::string body = x_grid(axis, {kLeft, kRight}, kTop, y, 2);
  if (mark) body += mark_at(axis, *mark, {kLeft, kRight}, {kTop, y});
  return svg(title, kWidth, y + 22, body + words + marks);
}

}  // namespace

std::string dot_chart(std::string_view title, const std::vector<Dot>& dots, const Axis& axis,
                      std::optional<double> mark) {
  return fmt::format("<div class=\"wide\">{}</div><div class=\"phone\">{}</div>", wide_dots(title, dots, axis, mark),
                     narrow_dots(title, dots, axis, mark));
}

std::string slope_chart(std::string_view title, const std::vector<Line>& lines, const std::vector<std::string>& places,
                        const Axis& axis) {
  constexpr double kLeft = 52, kRight = 360, kTop = 12, kWidth = kRight + 220;  // on a phone the labels are cut off
  double bottom = kTop + std::max(270.0, 13.0 * static_cast<double>(lines.size()) + 20);
  auto x_of = [&](double number) {
    return kLeft + (number - 1) * (kRight - kLeft) / std::max(1.0, static_cast<double>(places.size()) - 1);
  };
  std::string body = y_grid(axis, kLeft, kRight, kTop, bottom);
  for (size_t i = 0; i < places.size(); ++i)
    body += text(x_of(static_cast<double>(i + 1)), bottom + 18,
                 i == 0                   ? "start"
                 : i + 1 == places.size() ? "end"
                                          : "middle",
                 places[i]);
  std::vector<std::pair<double, std::string>> labels;
  std::string legend;
  for (size_t number = 0; number < lines.size(); ++number) {
    const Line& line = lines[number];
    std::string_view ink = kInk[number % kInk.size()];
    std::string stroke = fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"1.7\" stroke-dasharray=\"{}\"", ink,
                                     kDash[number / kInk.size() % kDash.size()]);
    std::string path, circles;
    double y = bottom;
    for (const auto& [at, value] : line.points) {
      double x = x_of(at);
      y = place(axis, value, bottom, kTop);
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x, y);
      circles +=
          fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"><title>{}, {}: {}</title></circle>", x,
                      y, ink, escape_html(line.label), places[static_cast<size_t>(at) - 1], result(axis, value));
    }
    body += fmt::format("<path d=\"{}\" {}/>", path, stroke) + circles;
    legend += fmt::format("<span><svg class=\"plot\" width=\"28\" height=\"6\"><path d=\"M0 3H28\" {}/></svg>{}</span>",
                          stroke, escape_html(line.label));
    labels.emplace_back(y, fmt::format("<tspan fill=\"{}\">{}</tspan>", ink, escape_html(line.label)));
  }
  return fmt::format("<div class=\"slope\">{}<p class=\"legend\">{}</p></div>",
                     svg(title, kWidth, bottom + 28, body + end_labels(std::move(labels), kRight + 10, bottom)),
                     legend);
}

std::string measure_in_words(std::string_view measure) {
  return replace_all(replace_all(std::string(measure), "_at_", "@"), "_in_2_tries", " in 2 tries");
}

std::string score_in_words(std::string_view score) {
  return measure_in_words(score) + (full_scale(score) == 100 ? " (points)" : " (%)");
}

Axis axis_of(std::string_view score) {
  return full_scale(score) == 100 ? Axis{0, 100, 1, 0, ""} : Axis{0, 1, 100, 0, " %"};
}

}  // namespace simbench::report
