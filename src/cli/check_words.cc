#include "cli/check_words.h"

#include "base/base.h"
#include "verdict/verdict.h"

namespace simbench::cli {
namespace {

constexpr double kRounding = 1e-8;  // a tolerance below it only bears what arithmetic loses

/// What a key says beside its unit.
std::string words_of(std::string_view key) {
  std::string name = verdict::quantity_of(key).what;
  if (name == "pos") return "place";
  if (name == "vel") return "velocity";
  if (name == "hi" || name == "lo") return name == "hi" ? "to" : "from";
  return name;
}

/// Lists of which all is meant, not one of several.
bool means_all(std::string_view key) {
  return key == "of" || key == "between" || key == "filters" || key == "args";
}

std::string value_text(const Json& value, bool all = false);

std::string pair_text(std::string_view key, const Json& value) {
  std::string words = words_of(key), unit(verdict::quantity_of(key).unit);
  if (value.is_boolean()) return (value.get<bool>() ? "" : "not ") + words;
  std::string text = value_text(value, means_all(key));
  if (!words.empty()) text = words + " " + text;
  return unit.empty() || value.is_object() ? text : text + " " + unit;
}

std::string value_text(const Json& value, bool all) {
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
  return are_words ? join(parts, all ? " and " : " or ") : "[" + join(parts, ", ") + "]";
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
  if (auto of = parameters.find("of"); of != parameters.end()) head += " of " + value_text(*of, true);
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
