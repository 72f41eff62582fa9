#include "report/html.h"

#include "base/json.h"
#include "report/page.h"

namespace simbench::report {
namespace {

struct Rgb {
  double r, g, b;
};

// Light to dark blue-green, monotone in lightness (checked in grey).
constexpr std::array<Rgb, 5> kScale{{{247, 247, 243}, {199, 224, 226}, {120, 181, 196}, {45, 122, 155}, {13, 59, 96}}};
// On a dark page dark to light: what is next to nothing is next to the page's own colour there, too.
constexpr std::array<Rgb, 5> kDarkScale{
    {{38, 45, 52}, {29, 76, 100}, {45, 122, 155}, {120, 181, 196}, {214, 238, 240}}};

std::string mixed(const std::array<Rgb, 5>& scale, double share) {
  double at = std::clamp(share, 0.0, 1.0) * static_cast<double>(scale.size() - 1);
  size_t i = std::min(static_cast<size_t>(at), scale.size() - 2);
  double t = at - static_cast<double>(i);
  auto mix = [&](double a, double b) { return static_cast<int>(std::lround(a + t * (b - a))); };
  return fmt::format("#{:02x}{:02x}{:02x}", mix(scale[i].r, scale[i + 1].r), mix(scale[i].g, scale[i + 1].g),
                     mix(scale[i].b, scale[i + 1].b));
}

}  // namespace

std::string filled(std::string_view name, const Json& values) {
  return fill_template(on_one_line(page_file(std::string(name) + ".html")), values);
}

std::string table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows, bool cards) {
  Json heads = Json::array(), lines = Json::array();
  for (const Column& c : columns) heads.push_back({{"title", c.title}, {"number", c.number}, {"hint", c.hint}});
  for (const auto& row : rows) {
    Json cells = Json::array();
    for (size_t i = 0; i < row.size(); ++i)
      cells.push_back({{"number", columns.at(i).number},
                       {"html", row[i]},
                       {"name", cards ? Json(columns[i].title) : Json(nullptr)}});
    lines.push_back({{"cells", std::move(cells)}});
  }
  return filled(
      "table",
      {{"columns", std::move(heads)}, {"rows", std::move(lines)}, {"cards", cards ? Json(true) : Json(nullptr)}});
}

std::string prose(std::string_view text) {
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    size_t from = rest.find('`'), to = from == std::string_view::npos ? from : rest.find('`', from + 1);
    out += escape_html(rest.substr(0, to == std::string_view::npos ? to : from));
    if (to == std::string_view::npos) break;
    out += "<code>" + escape_html(rest.substr(from + 1, to - from - 1)) + "</code>";
    rest.remove_prefix(to + 1);
  }
  return out;
}

std::string percent(const Json& share, std::string_view reason) {
  if (!share.is_number()) return fmt::format("<span class=\"none\" title=\"{}\">–</span>", escape_html(reason));
  double value = 100 * share.get<double>();
  return value != 0 && value < 10 ? fmt::format("{:.1f} %", value) : fmt::format("{:.0f} %", value);
}

std::string number(const Json& value, int decimals, std::string_view reason) {
  if (!value.is_number()) return fmt::format("<span class=\"none\" title=\"{}\">–</span>", escape_html(reason));
  std::string text = fmt::format("{:.{}f}", value.get<double>(), decimals);
  if (!text.starts_with("-")) return text;
  bool zero = text.find_first_of("123456789") == std::string::npos;  // −0.001 to two places
  return (zero ? "" : "−") + text.substr(1);
}

std::string dollars(const Json& value, std::string_view reason) {
  return number(value, value.is_number() ? usd_decimals(value.get<double>()) : 2, reason);
}

std::string interval_bar(std::optional<double> value, std::optional<double> low, std::optional<double> high, bool cut) {
  constexpr double kWidth = 150;
  std::string label = value ? fmt::format("{:.3f}", *value) : "undefined";
  if (low && high) label += fmt::format(", 95 % interval {:.3f} to {:.3f}", *low, *high);
  std::string out = fmt::format(
      "<svg class=\"bar\" viewBox=\"0 0 {} 14\" width=\"{}\" height=\"14\" role=\"img\" "
      "aria-label=\"{}\"><title>{}</title>"
      "<rect x=\"0\" y=\"3\" width=\"{}\" height=\"8\" rx=\"2\" class=\"track\"/>",
      kWidth, kWidth, label, label, kWidth);
  if (value)
    out +=
        fmt::format("<rect x=\"0\" y=\"3\" width=\"{:.1f}\" height=\"8\" rx=\"2\" class=\"fill\"/>", *value * kWidth);
  if (low && high) {
    double left = std::max(0.7, *low * kWidth), right = std::min(kWidth - 0.7, *high * kWidth);
    std::string path = fmt::format("M{:.1f} 7H{:.1f}", left, right);
    if (!cut || *low > 0) path += fmt::format("M{:.1f} 3.5V10.5", left);
    if (!cut || *high < 1) path += fmt::format("M{:.1f} 3.5V10.5", right);
    out += fmt::format("<path d=\"{}\" class=\"whisker\"/>", path);
  }
  return out + "</svg>";
}

std::string shade(double share) {
  return mixed(kScale, share);
}

std::string shade_in_the_dark(double share) {
  return mixed(kDarkScale, share);
}

std::string_view ink_on(const std::string& colour) {
  constexpr double kAsFarFromBoth = 0.179;  // there black and white have a contrast of 4.58 each
  const std::array<double, 3> weights{0.2126, 0.7152, 0.0722};
  double luminance = 0;  // relative, by WCAG 2.2
  for (size_t i = 0; i < weights.size(); ++i) {
    double c = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    luminance += weights[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  }
  return luminance < kAsFarFromBoth ? "#fff" : "#000";
}

std::string shade_style(double share) {
  std::string light = shade(share), dark = shade_in_the_dark(share);
  return fmt::format("--l:{};--li:{};--d:{};--di:{}", light, ink_on(light), dark, ink_on(dark));
}

}  // namespace simbench::report
