#include "suite/parameters/ties.h"

namespace simbench::suite {

std::optional<Tie> tie_of(std::string_view line) {
  size_t mark = line.find("#:");
  if (mark == std::string_view::npos) return std::nullopt;
  std::string_view left = line.substr(0, mark);
  size_t equals = left.find('=');
  if (equals == std::string_view::npos || equals + 1 >= left.size()) return std::nullopt;
  size_t first = left.find_first_not_of(' ', equals + 1), last = left.find_last_not_of(' ');
  if (first == std::string_view::npos || last < first) return std::nullopt;
  Tie tie{left.substr(0, first), left.substr(first, last - first + 1), left.substr(last + 1), "", ""};
  std::string_view text = trim(line.substr(mark + 2));
  size_t in = text.find(" in ");
  tie.formula = trim(text.substr(0, in));
  if (in != std::string_view::npos) tie.unit_text = trim(text.substr(in + 4));
  return tie;
}

namespace {

constexpr double kSame = 1e-9;    // of two numbers that are one
constexpr double kNearly = 1e-4;  // of one whose last digits were dropped

bool is_same(double stands, double expected) {
  return std::abs(stands - expected) <= kSame * std::max(1e-300, std::abs(expected));
}

/// A formula in its unit, SI where it names none.
Result<TiedValue> formula_value(const std::string& formula, const std::string& unit_text, const Drawn& drawn,
                                const std::string& where) {
  TRY_ASSIGN(double value, evaluate(formula, drawn.scope, where));
  if (!unit_text.empty()) {
    auto unit = parse_unit(unit_text);
    if (!unit) return fail(ErrorCode::invalid_input, unit.error().message, where);
    TRY(check_unit(formula, drawn.scope, *unit, where));
    value /= unit->scale;
  }
  double rounded = std::strtod(fmt::format("{:.12g}", value).c_str(), nullptr);
  return TiedValue{exact_number(rounded), rounded, unit_text};
}

}  // namespace

Result<TiedValue> tied_value(const Tie& tie, const ParameterTable& table, const Drawn& drawn,
                             const std::string& where) {
  const Parameter* parameter = table.find(tie.formula);
  if (!parameter || !tie.unit_text.empty()) return formula_value(tie.formula, tie.unit_text, drawn, where);
  const Json& value = drawn.values.at(parameter->name);
  if (parameter->is_word()) return TiedValue{'"' + value.get<std::string>() + '"', std::nullopt};
  double number = drawn.scope.at(parameter->name).value / parameter->unit.scale;
  std::string unit = parameter->unit.scale == 1 ? "" : parameter->unit_text;
  if (value.is_string()) return TiedValue{replace_all(value.get<std::string>(), "pi", "math.pi"), number, unit};
  return TiedValue{exact_number(value.get<double>()), number, unit};
}

std::optional<double> python_number(std::string_view text) {
  std::string formula = replace_all(replace_all(std::string(text), "math.", ""), "np.", "");
  auto value = evaluate(replace_all(formula, "**", "^"), {}, "");
  return value ? std::optional(*value) : std::nullopt;
}

namespace {

/// In SI and beside it, as people write them; of one dimension the likeliest first (31.4 of 300 rpm are rad/s, no Hz).
constexpr std::array<std::string_view, 51> kUnitsOfConstants{
    "m",      "mm",    "cm",  "km",    "kg",    "g",       "t",      "s",       "ms",      "min",     "rad",
    "deg",    "1",     "%",   "rad/s", "deg/s", "rpm",     "Hz",     "kHz",     "rad/s^2", "deg/s^2", "m/s",
    "mm/s",   "m/s^2", "m^2", "mm^2",  "cm^2",  "m^3",     "kg*m^2", "kg*cm^2", "g*cm^2",  "kg/m^3",  "g/cm^3",
    "N",      "kN",    "N*m", "N*mm",  "kN*m",  "N*m/deg", "J",      "N/m",     "N/mm",    "kN/m",    "N*s/m",
    "N*s/mm", "Pa",    "kPa", "MPa",   "GPa",   "W",       "K"};

/// " ('#: speed in rad/s')": the formula in the unit that makes it the constant, or nearly; "" if none does.
std::string tie_in_other_unit(const Tie& tie, const TiedValue& value, const Drawn& drawn, double stands) {
  std::string nearly;
  std::vector<std::string> names(kUnitsOfConstants.begin(), kUnitsOfConstants.end());
  if (auto own = parse_unit(value.unit_text); own && !value.unit_text.empty()) names.push_back(powers_text(*own));
  for (const std::string& name : names) {
    if (value.unit_text == "%" && (name == "rad" || name == "deg")) continue;  // a share is no angle
    auto other = formula_value(tie.formula, name, drawn, "");
    if (!other || is_same(*other->number, *value.number)) continue;  // another dimension; the unit that it has
    if (is_same(stands, *other->number)) return fmt::format(" ('#: {} in {}')", tie.formula, name);
    if (nearly.empty() && std::abs(stands / *other->number - 1) < kNearly)
      nearly = fmt::format(" ('#: {} in {}', which gives {})", tie.formula, name, other->text);
  }
  return nearly;
}

/// " ('#: length * 1.25 in mm')": with as few digits as make the constant, of pi where that takes fewer; "" if none do.
std::string tie_by_factor(const Tie& tie, const TiedValue& value, const Drawn& drawn, double stands) {
  constexpr int kShort = 6, kMost = 17;
  bool is_sum = tie.formula.find_first_of("+-<>=&|?") != std::string::npos;
  std::string formula = is_sum ? "(" + tie.formula + ")" : tie.formula;
  double factor = stands / *value.number;
  std::vector<std::string> factors;
  for (int digits = 1; digits <= kShort; ++digits) factors.push_back(fmt::format("{:.{}g}", factor, digits));
  for (int digits = 1; digits <= kShort; ++digits) {
    std::string of_pi = fmt::format("{:.{}g}", factor / M_PI, digits);
    factors.push_back(of_pi == "1" ? "pi" : of_pi + " * pi");
  }
  for (int digits = kShort + 1; digits <= kMost; ++digits) factors.push_back(fmt::format("{:.{}g}", factor, digits));
  for (const std::string& one : factors) {
    std::string product = fmt::format("{} * {}", formula, one);
    auto made = formula_value(product, value.unit_text, drawn, "");
    if (made && is_same(stands, *made->number))
      return fmt::format(" ('#: {}{}')", product, value.unit_text.empty() ? "" : " in " + value.unit_text);
  }
  return "";
}

/// The tie that a constant of another value may have: what is told holds.
std::string other_tie(const Tie& tie, const TiedValue& value, const Drawn& drawn, std::optional<double> stands) {
  if (!stands || !value.number || *value.number == 0) return "";
  if (std::abs(*stands / *value.number - 1) < kNearly) return "";  // its own tie
  std::string in_unit = tie_in_other_unit(tie, value, drawn, *stands);
  return in_unit.empty() ? tie_by_factor(tie, value, drawn, *stands) : in_unit;
}

}  // namespace

Status check_tie(const Tie& tie, const TiedValue& value, const Drawn& drawn, const std::string& where) {
  auto stands = python_number(tie.value);
  bool same = value.number ? stands && is_same(*stands, *value.number)
                           : trim(tie.value) == value.text || trim(tie.value) == replace_all(value.text, "\"", "'");
  if (same) return {};
  bool given = where.find("given.py:") != std::string::npos;
  return fail(ErrorCode::invalid_input,
              fmt::format("the constant is {}, but '#: {}' gives {}; write that, or tie it to what it is{}{}",
                          tie.value, tie.formula, value.text, other_tie(tie, value, drawn, stands),
                          given ? ", or to nothing: a value that the prompt changes has no tie in given.py" : ""),
              where);
}

Status check_untied(std::string_view line, const Drawn& drawn, const std::string& where) {
  size_t mark = line.find("#:");
  if (mark == std::string_view::npos) return {};
  std::string text(trim(line.substr(mark + 2)));
  if (!evaluate(text.substr(0, text.find(" in ")), drawn.scope, where))
    return {};  // a comment that only looks like one
  return fail(ErrorCode::invalid_input,
              fmt::format("'#: {}' ties nothing: what it ties stands behind a '=' of the same line, as in "
                          "LENGTH_M = 1.2  #: length",
                          text),
              where);
}

std::string without_ties(std::string_view code) {
  std::string out;
  for (std::string_view line : split_lines(code))
    out +=
        std::string(tie_of(line) ? line.substr(0, line.find_last_not_of(' ', line.find("#:") - 1) + 1) : line) + "\n";
  return out;
}

std::optional<std::string_view> constant_of(std::string_view code, std::string_view name) {
  for (std::string_view line : split_lines(code)) {
    if (!line.starts_with(name)) continue;
    std::string_view rest = trim(line.substr(name.size()));
    if (!rest.starts_with("=") || rest.starts_with("==")) continue;
    return trim(rest.substr(1, rest.find('#') == std::string_view::npos ? rest.npos : rest.find('#') - 1));
  }
  return std::nullopt;
}

std::string exact_number(double value) {
  std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

}  // namespace simbench::suite
