// Small charts of a number over time, as one SVG picture.
#include "report/html.h"
#include "report/report.h"

namespace simbench::report {
namespace {

constexpr double kChartWidth = 300, kChartHeight = 190, kChartLeft = 56, kChartRight = 18, kChartTop = 26,
                 kChartBottom = 44;
constexpr size_t kColumns = 3;

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  void add(double x) {
    if (std::isfinite(x)) low = std::min(low, x), high = std::max(high, x);
  }
  /// Never empty, with a little room on both sides.
  Range widened(double share) const {
    if (!(low <= high)) return {0, 1};
    double room = high > low ? share * (high - low) : std::max(1e-3, 0.1 * std::abs(high));
    return {low - room, high + room};
  }
};

struct Frame {
  Range t, y;
  double x_of(double time) const {
    return kChartLeft + (time - t.low) / (t.high - t.low) * (kChartWidth - kChartLeft - kChartRight);
  }
  double y_of(double value) const {
    return kChartTop + (y.high - value) / (y.high - y.low) * (kChartHeight - kChartTop - kChartBottom);
  }
};

Frame frame_of(const Chart& chart) {
  Range t, y;
  for (double time : chart.t_s) t.add(time);
  for (double value : chart.value) y.add(value);
  for (const Chart::Mark& mark : chart.marks)
    t.add(mark.from_s), t.add(mark.until_s), y.add(mark.low), y.add(mark.high);
  return {t.low < t.high ? t : t.widened(0), y.widened(0.06)};
}

/// As many decimals as tell the ends of the axis apart; no "−0".
std::string label(double value, const Range& range) {
  double span = range.high - range.low;
  int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(span))), 0, 6);
  if (std::abs(value) < 0.005 * span) value = 0;
  return fmt::format("{:.{}f}", value, decimals);
}

std::string axes(const Frame& frame) {
  double left = kChartLeft, right = kChartWidth - kChartRight, top = kChartTop, bottom = kChartHeight - kChartBottom;
  std::string out = fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\" stroke=\"#999\"/>",
                                left, top, right - left, bottom - top);
  for (double share : {0.0, 0.5, 1.0}) {
    double value = frame.y.low + share * (frame.y.high - frame.y.low),
           time = frame.t.low + share * (frame.t.high - frame.t.low);
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", left - 5,
                       frame.y_of(value) + 3.5, label(value, frame.y));
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{} s</text>", frame.x_of(time),
                       bottom + 13, label(time, frame.t));
  }
  return out;
}

/// An instant is a bar with a dot in its middle, a window a band.
std::string drawn(const Chart::Mark& mark, const Frame& frame) {
  double x = frame.x_of(mark.from_s), width = frame.x_of(mark.until_s) - x, top = frame.y_of(mark.high),
         bottom = frame.y_of(mark.low);
  if (mark.until_s > mark.from_s)
    return fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#e08214\" fill-opacity=\"0.45\"/>",
        x, top - 0.8, width, bottom - top + 1.6);
  return fmt::format(
      "<path d=\"M{0:.1f} {1:.1f}V{2:.1f}\" stroke=\"#e08214\" stroke-width=\"2\"/><circle cx=\"{0:.1f}\" "
      "cy=\"{3:.1f}\" r=\"3\" fill=\"#e08214\"/>",
      x, top, bottom, (top + bottom) / 2);
}

std::string curve(const Chart& chart, const Frame& frame) {
  std::string path;
  bool pen_up = true;
  for (size_t i = 0; i < std::min(chart.t_s.size(), chart.value.size()); ++i) {
    bool finite = std::isfinite(chart.value[i]);
    if (finite)
      path += fmt::format("{}{:.1f} {:.1f}", pen_up ? "M" : "L", frame.x_of(chart.t_s[i]), frame.y_of(chart.value[i]));
    pen_up = !finite;
  }
  return fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"#2d7a9b\" stroke-width=\"1.6\" stroke-linecap=\"round\"/>",
                     path);
}

std::string drawn(const Chart& chart) {
  Frame frame = frame_of(chart);
  std::string out =
      fmt::format("<text x=\"{}\" y=\"17\" font-weight=\"bold\">{}</text>", kChartLeft, escape_html(chart.title)) +
      axes(frame);
  for (const Chart::Mark& mark : chart.marks) out += drawn(mark, frame);
  return out + curve(chart, frame) +
         fmt::format("<text x=\"{}\" y=\"{}\" fill=\"#555\">{}</text>", kChartLeft, kChartHeight - 12,
                     escape_html(chart.note));
}

}  // namespace

std::string chart_sheet(const std::string& title, const std::vector<Chart>& charts) {
  size_t columns = std::min(kColumns, std::max<size_t>(1, charts.size())),
         rows = (charts.size() + columns - 1) / columns;
  double width = static_cast<double>(columns) * kChartWidth, height = static_cast<double>(rows) * kChartHeight;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "font-family=\"sans-serif\" font-size=\"10\" "
      "role=\"img\" aria-label=\"{2}\"><title>{2}</title><rect width=\"{0}\" height=\"{1}\" fill=\"#fafaf7\"/>\n",
      width, height, escape_html(title));
  for (size_t i = 0; i < charts.size(); ++i) {
    size_t row = i / columns, column = i % columns;
    out += fmt::format("<g transform=\"translate({} {})\">{}</g>\n", static_cast<double>(column) * kChartWidth,
                       static_cast<double>(row) * kChartHeight, drawn(charts[i]));
  }
  return out + "</svg>\n";
}

}  // namespace simbench::report
