#include "cli/check_words.h"

#include "base/base.h"

namespace simbench::cli {
namespace {

struct KeyUnit {
  std::string_view end, unit;
};
/// Longer ends first. The report has the same table (page/requirements.js).
constexpr KeyUnit kKeyUnits[] = {
    {"_N_m_s_rad", "N m s/rad"},
    {"_N_m_rad", "N m/rad"},
    {"_N_s_m", "N s/m"},
    {"_kg_m2", "kg m²"},
    {"_kg_m3", "kg/m³"},
    {"_m_s2", "m/s²"},
    {"_rad_s", "rad/s"},
    {"_N_m", "N m"},
    {"_Pa_s", "Pa s"},
    {"_m_s", "m/s"},
    {"_rad", "rad"},
    {"_deg", "°"},
    {"_Pa", "Pa"},
    {"_Hz", "Hz"},
    {"_kg", "kg"},
    {"_px", "px"},
    {"_N", "N"},
    {"_J", "J"},
    {"_W", "W"},
    {"_m", "m"},
    {"_s", "s"},
};

constexpr double kRounding = 1e-8;  // a tolerance below it only bears what arithmetic loses

KeyUnit unit_of(std::string_view key) {
  if (key == "stiffness_N_m") return {"_N_m", "N/m"};  // a force over a length: the key ends like a torque's
  for (const KeyUnit& row : kKeyUnits)
    if (key.ends_with(row.end)) return row;
  for (const KeyUnit& row : kKeyUnits)
    if (key == row.end.substr(1)) return {row.end.substr(1), row.unit};  // "kg", "m_s": the unit says it all
  return key == "seconds" ? KeyUnit{"seconds", "s"} : KeyUnit{};
}

std::string words_of(std::string_view key) {
  std::string_view name = key.substr(0, key.size() - unit_of(key).end.size());
  if (name == "pos") return "place";
  if (name == "vel") return "velocity";
  if (name == "hi" || name == "lo") return name == "hi" ? "to" : "from";
  return replace_all(std::string(name), "_", " ");
}

std::string value_text(const Json& value);

std::string pair_text(std::string_view key, const Json& value) {
  std::string words = words_of(key), unit(unit_of(key).unit);
  if (value.is_boolean()) return (value.get<bool>() ? "" : "not ") + words;
  std::string text = words.empty() ? value_text(value) : words + " " + value_text(value);
  return unit.empty() || value.is_object() ? text : text + " " + unit;
}

std::string value_text(const Json& value) {
  if (value.is_number()) return fmt::format("{:.6g}", value.get<double>());
  if (value.is_string()) return value.get<std::string>();
  std::vector<std::string> parts;
  if (value.is_object()) {
    for (const auto& [key, one] : value.items()) parts.push_back(pair_text(key, one));
    return "(" + join(parts, ", ") + ")";
  }
  if (!value.is_array()) return to_text(value);
  for (const Json& one : value) parts.push_back(value_text(one));
  bool are_words = std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_string(); });
  return are_words ? join(parts, " or ") : "[" + join(parts, ", ") + "]";
}

/// What qualifies the rest: stands at its end.
std::string within_text(std::string_view key, const Json& value) {
  if (key == "rel" && value.is_number()) return fmt::format("within {:.3g} %", 100 * value.get<double>());
  if (key == "abs" && value.is_number()) return fmt::format("within {:.3g}", value.get<double>());
  if (key == "angle_rad" && value.is_number()) return fmt::format("within {:.3g} rad", value.get<double>());
  return "";
}

}  // namespace

std::string check_in_words(std::string_view kind, const Json& parameters) {
  std::string head = replace_all(std::string(kind), "_", " ");
  std::vector<std::string> parts, ends;
  if (!parameters.is_object()) return head;
  if (auto of = parameters.find("of"); of != parameters.end()) head += " of " + value_text(*of);
  if (auto low = parameters.find("lo_m"); low != parameters.end()) parts.push_back(pair_text("lo_m", *low));
  for (const auto& [key, value] : parameters.items()) {
    if (key == "of" || key == "lo_m" || (key == "abs" && value.is_number() && value.get<double>() < kRounding))
      continue;
    std::string end = within_text(key, value);
    (end.empty() ? parts : ends).push_back(end.empty() ? pair_text(key, value) : end);
  }
  parts.insert(parts.end(), ends.begin(), ends.end());
  return parts.empty() ? head : head + ": " + join(parts, ", ");
}

std::string values_in_words(const Json& values) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : values.items()) parts.push_back(fmt::format("{} = {}", name, value_text(value)));
  return join(parts, ", ");
}

}  // namespace simbench::cli
