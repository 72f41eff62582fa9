#include "suite/parameters/unit.h"

namespace simbench::suite {
namespace {

struct UnitName {
  std::string_view name;
  double scale;
  std::array<double, 4> powers;
};

constexpr double kDegree = M_PI / 180;
constexpr std::array kUnitNames{
    UnitName{"m", 1, {1, 0, 0, 0}},
    UnitName{"km", 1e3, {1, 0, 0, 0}},
    UnitName{"cm", 1e-2, {1, 0, 0, 0}},
    UnitName{"mm", 1e-3, {1, 0, 0, 0}},
    UnitName{"kg", 1, {0, 1, 0, 0}},
    UnitName{"g", 1e-3, {0, 1, 0, 0}},
    UnitName{"t", 1e3, {0, 1, 0, 0}},
    UnitName{"s", 1, {0, 0, 1, 0}},
    UnitName{"ms", 1e-3, {0, 0, 1, 0}},
    UnitName{"min", 60, {0, 0, 1, 0}},
    UnitName{"Hz", 1, {0, 0, -1, 0}},
    UnitName{"kHz", 1e3, {0, 0, -1, 0}},
    UnitName{"N", 1, {1, 1, -2, 0}},
    UnitName{"kN", 1e3, {1, 1, -2, 0}},
    UnitName{"Pa", 1, {-1, 1, -2, 0}},
    UnitName{"kPa", 1e3, {-1, 1, -2, 0}},
    UnitName{"MPa", 1e6, {-1, 1, -2, 0}},
    UnitName{"GPa", 1e9, {-1, 1, -2, 0}},
    UnitName{"J", 1, {2, 1, -2, 0}},
    UnitName{"W", 1, {2, 1, -3, 0}},
    UnitName{"K", 1, {0, 0, 0, 1}},
    UnitName{"rad", 1, {}},
    UnitName{"deg", kDegree, {}},
    UnitName{"rpm", M_PI / 30, {0, 0, -1, 0}},
    UnitName{"1", 1, {}},
    UnitName{"px", 1, {}},
    UnitName{"%", 0.01, {}},
};

const UnitName* find_unit(std::string_view name) {
  for (const UnitName& row : kUnitNames)
    if (row.name == name) return &row;
  return nullptr;
}

tl::unexpected<Error> unknown_unit(std::string_view name) {
  std::vector<std::string> known;
  for (const UnitName& row : kUnitNames) known.emplace_back(row.name);
  return fail(ErrorCode::invalid_input, fmt::format("unknown unit '{}'; known are {}", name, join(known, ", ")));
}

/// Multiplies `unit` by the factor "s^2" to the power `sign`.
Status multiply(Unit& unit, std::string_view factor, double sign) {
  size_t caret = factor.find('^');
  std::string_view name = factor.substr(0, caret);
  double power = sign;
  if (caret != std::string_view::npos) {
    std::string digits(factor.substr(caret + 1));
    char* end = nullptr;
    power *= std::strtod(digits.c_str(), &end);
    if (digits.empty() || *end != '\0') return unknown_unit(factor);
  }
  const UnitName* row = find_unit(name);
  if (!row) return unknown_unit(name);
  unit.scale *= std::pow(row->scale, power);
  for (size_t i = 0; i < unit.powers.size(); ++i) unit.powers[i] += power * row->powers[i];
  return {};
}

}  // namespace

bool Unit::is_like(const Unit& other) const {
  for (size_t i = 0; i < powers.size(); ++i)
    if (std::abs(powers[i] - other.powers[i]) > 1e-6) return false;
  return true;
}

Result<Unit> parse_unit(std::string_view text) {
  Unit unit;
  double sign = 1;
  for (size_t at = 0; at < text.size();) {
    char c = text[at];
    if (c == '/') sign = -1;
    if (c == '*' || c == '/' || c == ' ') {
      ++at;
      continue;
    }
    size_t end = std::min(text.find_first_of("*/ ", at), text.size());
    TRY(multiply(unit, text.substr(at, end - at), sign));
    at = end;
  }
  return unit;
}

std::optional<Unit> unit_of_key(std::string_view key) {
  // longer endings first
  constexpr std::pair<std::string_view, std::string_view> kEndings[] = {{"N_m_s_rad", "N*m*s/rad"},
                                                                        {"N_s_m", "N*s/m"},
                                                                        {"N_m_rad", "N*m/rad"},
                                                                        {"kg_m2_scalar", "kg*m^2"},
                                                                        {"kg_m2", "kg*m^2"},
                                                                        {"kg_m3", "kg/m^3"},
                                                                        {"rad_s", "rad/s"},
                                                                        {"m_s2", "m/s^2"},
                                                                        {"m_s", "m/s"},
                                                                        {"N_m", "N/m"},
                                                                        {"seconds", "s"},
                                                                        {"Pa_s", "Pa*s"},
                                                                        {"Pa", "Pa"},
                                                                        {"Hz", "Hz"},
                                                                        {"m4", "m^4"},
                                                                        {"m2", "m^2"},
                                                                        {"rad", "rad"},
                                                                        {"kg", "kg"},
                                                                        {"m", "m"},
                                                                        {"s", "s"},
                                                                        {"J", "J"},
                                                                        {"N", "N"},
                                                                        {"ratio", "1"},
                                                                        {"rel", "1"},
                                                                        {"equals", "1"}};
  // Alone, and of a joint's friction, a torque; at the end of other names a stiffness.
  if (key == "N_m" || key == "friction_N_m") return parse_unit("N*m").value();
  for (const auto& [ending, unit] : kEndings) {
    bool whole = key == ending;
    bool tail = key.size() > ending.size() && key.ends_with(ending) && key[key.size() - ending.size() - 1] == '_';
    if (whole || tail) return parse_unit(unit).value();
  }
  return std::nullopt;
}

std::string powers_text(const Unit& unit) {
  constexpr std::array<std::string_view, 4> kBases{"m", "kg", "s", "K"};
  std::vector<std::string> parts;
  for (size_t i = 0; i < kBases.size(); ++i) {
    double power = unit.powers[i];
    if (power == 1) parts.emplace_back(kBases[i]);
    if (power != 0 && power != 1) parts.push_back(fmt::format("{}^{:.3g}", kBases[i], power));
  }
  return parts.empty() ? "a number" : join(parts, " ");
}

}  // namespace simbench::suite
