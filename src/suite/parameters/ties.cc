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

Result<TiedValue> tied_value(const Tie& tie, const ParameterTable& table, const Drawn& drawn,
                             const std::string& where) {
  const Parameter* parameter = table.find(tie.formula);
  if (parameter && tie.unit_text.empty()) {
    const Json& value = drawn.values.at(parameter->name);
    if (parameter->is_word()) return TiedValue{'"' + value.get<std::string>() + '"', std::nullopt};
    double number = drawn.scope.at(parameter->name).value / parameter->unit.scale;
    std::string unit = parameter->unit.scale == 1 ? "" : parameter->unit_text;
    if (value.is_string()) return TiedValue{replace_all(value.get<std::string>(), "pi", "math.pi"), number, unit};
    return TiedValue{exact_number(value.get<double>()), number, unit};
  }
  TRY_ASSIGN(double value, evaluate(tie.formula, drawn.scope, where));
  if (!tie.unit_text.empty()) {
    auto unit = parse_unit(tie.unit_text);
    if (!unit) return fail(ErrorCode::invalid_input, unit.error().message, where);
    TRY(check_unit(tie.formula, drawn.scope, *unit, where));
    value /= unit->scale;
  }
  double rounded = std::strtod(fmt::format("{:.12g}", value).c_str(), nullptr);
  return TiedValue{exact_number(rounded), rounded, tie.unit_text};
}

std::optional<double> python_number(std::string_view text) {
  std::string formula = replace_all(replace_all(std::string(text), "math.", ""), "np.", "");
  auto value = evaluate(replace_all(formula, "**", "^"), {}, "");
  return value ? std::optional(*value) : std::nullopt;
}

namespace {

/// " ('#: length * 1.25 in mm')": the tie that a constant of another value may have; "" if no factor makes it.
std::string other_tie(const Tie& tie, const TiedValue& value, const Drawn& drawn, std::optional<double> stands) {
  if (!stands || !value.number || *value.number == 0) return "";
  for (const char* name : {"deg", "mm", "cm", "ms", "g", "kPa", "MPa", "GPa", "kN", "rpm"}) {  // a formula is in SI
    auto unit = parse_unit(name);
    bool is_it = unit && value.unit_text.empty() && std::abs(*stands * unit->scale / *value.number - 1) < 1e-6;
    if (is_it && check_unit(tie.formula, drawn.scope, *unit, ""))
      return fmt::format(" ('#: {} in {}')", tie.formula, name);
  }
  std::string unit = value.unit_text.empty() ? "" : " in " + value.unit_text;
  return fmt::format(" ('#: {} * {:.6g}{}')", tie.formula, *stands / *value.number, unit);
}

}  // namespace

Status check_tie(const Tie& tie, const TiedValue& value, const Drawn& drawn, const std::string& where) {
  auto stands = python_number(tie.value);
  constexpr double kSame = 1e-9;
  bool same = value.number
                  ? stands && std::abs(*stands - *value.number) <= kSame * std::max(1e-300, std::abs(*value.number))
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
