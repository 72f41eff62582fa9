// Checks a requirement when the suite is loaded, so that a typing error in a key is a message and not a failed model.
#include <re2/re2.h>

#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/roles.h"
#include "verdict/verdict.h"
#include "verdict/words.h"

namespace simbench::verdict {
namespace {

using Problems = std::vector<std::string>;

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  std::string near = nearest(word, known);
  return near.empty() ? fmt::format("known: {}", join(known, ", ")) : fmt::format("did you mean '{}'?", near);
}

/// TOML has nan and inf, which as a bound would hold for everything or for nothing.
bool is_finite_number(const Json& json) {
  return json.is_number() && std::isfinite(json.get<double>());
}

bool is_number_or_any(const Json& json) {
  return is_finite_number(json) || json == "*";
}

/// A list of so many, each of which is as `fits` wants it.
bool is_list_of(const Json& json, size_t least, size_t most, bool (*fits)(const Json&)) {
  return json.is_array() && json.size() >= least && json.size() <= most && std::all_of(json.begin(), json.end(), fits);
}

bool all_numbers(const Json& json, size_t least, size_t most) {
  return is_list_of(json, least, most, is_finite_number);
}

bool is_direction(const Json& json) {
  auto v = vec3_from(json);
  return v && length(*v) > 0;
}

bool text_or_texts(const Json& json) {
  if (json.is_string()) return true;
  return json.is_array() && !json.empty() &&
         std::all_of(json.begin(), json.end(), [](const Json& i) { return i.is_string(); });
}

/// "" or what the value must be.
std::string wrong_type(const Key& key, const Json& value) {
  switch (key.type) {
    case KeyType::number:
      return is_finite_number(value) ? "" : "a number";
    case KeyType::integer:
      return value.is_number_integer() && value >= 0 ? "" : "a whole number from 0";
    case KeyType::flag:
      return value.is_boolean() ? "" : "true or false";
    case KeyType::text:
      return value.is_string() ? "" : "a text";
    case KeyType::texts:
      return text_or_texts(value) ? "" : "a text or a list of texts";
    case KeyType::vec3:
      return all_numbers(value, 3, 3) ? "" : "three numbers";
    case KeyType::axis:
      return all_numbers(value, 3, 3) && is_direction(value) ? "" : "a direction: three numbers, not all 0";
    case KeyType::axes:
      return value.is_array() && value.size() == 2 && std::all_of(value.begin(), value.end(), is_direction)
                 ? ""
                 : "a list of two directions";
    case KeyType::numbers:
      return all_numbers(value, 1, 4) ? "" : "a list of one to four numbers";
    case KeyType::open_numbers:
      return is_list_of(value, 1, 3, is_number_or_any) ? "" : "one to three numbers, \"*\" for one that may be any";
    case KeyType::quat:
      return all_numbers(value, 4, 4) ? "" : "four numbers [w, x, y, z]";
    case KeyType::direction:
      return value.is_string() || (all_numbers(value, 3, 3) && is_direction(value))
                 ? ""
                 : "a direction (three numbers) or a text";
    case KeyType::table:
      return value.is_object() ? "" : "a table";
    case KeyType::list:
      return value.is_structured() || value.is_boolean() ? "" : "a list";
    case KeyType::role:
      return value.is_string() ? "" : "the name of a role";
    case KeyType::roles:
      return text_or_texts(value) ? "" : "the name of a role or a list of them";
  }
  return "";
}

std::string wrong_role(const Key& key, const std::string& name, const Json& roles) {
  if (name == "world")
    return key.classes & kBody && key.name != "of" ? "" : fmt::format("'{}' can't be the world", key.name);
  const Json& role = get(roles, name);
  if (role.is_null()) {
    std::vector<std::string> known;
    for (const auto& [other, table] : roles.items()) known.push_back(other);
    return fmt::format("'{}' names the role '{}', which [roles] doesn't have; {}", key.name, name,
                       suggestion(name, known));
  }
  auto found = class_of_role(role);
  if (found && !(*found & key.classes))
    return fmt::format("'{}' can't be a {}: '{}' is one", key.name, name_of(*found), name);
  return "";
}

std::string wrong_value(const Key& key, const Json& value, const Json& roles) {
  if (std::string needed = wrong_type(key, value); !needed.empty())
    return fmt::format("'{}' must be {}", key.name, needed);
  if (key.type == KeyType::texts && !key.choices.empty()) return wrong_word(key.name, value, key.choices);
  if (!key.choices.empty() &&
      std::find(key.choices.begin(), key.choices.end(), value.get<std::string>()) == key.choices.end())
    return fmt::format("'{}' can't be '{}'; {}", key.name, value.get<std::string>(),
                       suggestion(value.get<std::string>(), key.choices));
  if (key.type != KeyType::role && key.type != KeyType::roles) return "";
  for (const Json& name : value.is_array() ? value : Json::array({value}))
    if (std::string problem = wrong_role(key, name.get<std::string>(), roles); !problem.empty()) return problem;
  return "";
}

/// `meant`: keys that stand there misspelt, which has been told.
Problems missing_keys(const std::vector<Key>& keys, const Json& parameters, const std::set<std::string>& meant) {
  Problems problems;
  std::vector<std::string> choices;
  bool chosen = false;
  for (const Key& key : keys) {
    bool there = parameters.contains(key.name) || meant.contains(std::string(key.name));
    if (key.need == Need::required && !there) problems.push_back(fmt::format("'{}' is missing", key.name));
    if (key.need == Need::one_of) choices.emplace_back(key.name), chosen |= there;
  }
  if (!choices.empty() && !chosen) problems.push_back(fmt::format("one of {} is needed", join(choices, ", ")));
  return problems;
}

/// Keys of which at most one may stand in a check, as each asks for the same in its own way.
struct Exclusive {
  std::string_view kind, one;
  std::vector<std::string_view> others;
};
const std::vector<Exclusive>& exclusive_keys() {
  static const std::vector<Exclusive> rows{
      {"gravity", "vector_m_s2", {"m_s2"}},
      {"inertia", "kg_m2", {"kg_m2_scalar", "about_axis"}},
      {"initial_position", "pos_m", {"axis", "m", "min", "max"}},
      {"initial_velocity", "vel_m_s", {"axis", "m_s", "min", "max"}},
      {"initial_angular_velocity", "omega_rad_s", {"axis", "rad_s", "min", "max"}},
      {"initial_orientation", "quat", {"axis", "rad"}},
      {"", "at_s", {"from_s", "until_s"}},
  };
  return rows;
}

/// What holds for the times, statistics and bounds of every kind.
Problems common_rules(std::string_view kind, const Json& p) {
  Problems problems;
  auto has = [&](std::string_view key) { return p.contains(key); };
  if (has("statistic") && p["statistic"] == "value" && !has("at_s"))
    problems.emplace_back("statistic 'value' needs 'at_s'");
  if (has("at_s") && has("statistic") && p["statistic"] != "value")
    problems.emplace_back("'at_s' is one instant: leave 'statistic' out or use 'value'");
  for (const Exclusive& row : exclusive_keys())
    for (std::string_view other : row.others)
      if ((row.kind.empty() || row.kind == kind) && has(row.one) && has(other))
        problems.push_back(fmt::format("'{}' and '{}' exclude each other", row.one, other));
  if (has("min") && has("max") && p["min"] > p["max"]) problems.emplace_back("'min' is larger than 'max'");
  if (has("from_s") && has("until_s") && p["from_s"] > p["until_s"])
    problems.emplace_back("'from_s' is later than 'until_s'");
  for (const char* key : {"abs", "rel"})
    if (has(key) && p[key].is_number() && p[key] < 0) problems.push_back(fmt::format("'{}' can't be negative", key));
  return problems;
}

/// A component along an axis needs the axis; without one it would be 0 and meet any bound around 0.
std::string missing_axis(std::string_view kind, const Json& p) {
  if (p.contains("axis")) return "";
  if (kind.starts_with("initial_"))
    for (const char* key : {"m", "m_s", "rad_s", "rad", "min", "max"})
      if (p.contains(key)) return fmt::format("'{}' needs an 'axis'", key);
  if (kind == "stays_on_path" && p["path"] != "circle") return "a line or plane needs an 'axis'";
  return "";
}

std::string wrong_coordinate(const Json& p) {
  std::string coordinate = get_string(p, "coordinate").value_or("principal");
  static const std::vector<std::string> known{"x", "y", "z", "principal"};
  bool fine =
      coordinate.starts_with("angle about ") || std::find(known.begin(), known.end(), coordinate) != known.end();
  if (p.contains("about") && coordinate == "principal" && !get(p, "coordinate").is_array())
    return "'about' needs a 'coordinate' that has a sign (x, y, z or three numbers)";
  return fine ? "" : "'coordinate' is one of x, y, z, principal, \"angle about <role>\"";
}

/// What no table of keys can say of one kind.
std::string special_rule(std::string_view kind, const Json& p) {
  auto has = [&](const char* key) { return p.contains(key); };
  if (std::string problem = missing_axis(kind, p); !problem.empty()) return problem;
  if (kind == "distance" && p["between"].size() != 2) return "'between' must name two roles";
  if (kind == "speed_ratio" && p["of"].size() != 2) return "'of' must name two roles";
  if (kind == "inertia" && has("kg_m2_scalar") != has("about_axis"))
    return "'kg_m2_scalar' and 'about_axis' go together";
  if (kind == "reaction" && has("N") && has("N_m")) return "'N' and 'N_m' exclude each other";
  if (kind == "reaction" && (has("N_m") || has("N")) && has("N_m") != get_bool(p, "torque").value_or(false))
    return "'N_m' and 'torque = true' go together";
  if (kind == "region")
    for (size_t i = 0; i < 3; ++i)
      if (p["lo_m"][i] > p["hi_m"][i]) return "'lo_m' must be below 'hi_m' in each component";
  if (kind == "call" && has("args") && !p["args"].is_array()) return "'args' must be a list";
  if (kind == "sensor" && has("filters") && !p["filters"].is_array()) return "'filters' must be a list";
  if (kind == "prints" && !(p["every_s"] > 0)) return "'every_s' must be above 0";
  if (kind == "code") {
    RE2 pattern(p["pattern"].get<std::string>(), RE2::Quiet);
    if (!pattern.ok()) return "'pattern' is not a regular expression: " + pattern.error();
  }
  return kind == "period" || kind == "decay" ? wrong_coordinate(p) : "";
}

/// True if all that `role_says` allows is allowed by `asked` as well (both a text or a list of texts).
bool only_of(const Json& role_says, const Json& asked) {
  if (role_says.is_string()) return role_says != "any" && matches(asked, role_says.get_ref<const std::string&>());
  return role_says.is_array() && !role_says.empty() &&
         std::all_of(role_says.begin(), role_says.end(), [&](const Json& one) { return only_of(one, asked); });
}

/// A role that is found by the very value that the check asks for can't have a wrong one.
std::string found_by_its_value(std::string_view kind, const Json& p, const Json& roles) {
  const Json &role = get(roles, get_string(p, "of").value_or("")), &type = get(p, "type");
  bool type_alone = p.size() == 2;  // of, type
  bool settled = (kind == "joint_type" && only_of(get(role, "joint"), type)) ||
                 (kind == "sensor" && type_alone && only_of(get(role, "sensor"), type)) ||
                 (kind == "shape" && type_alone && only_of(get(role, "shape"), type)) ||
                 (kind == "fixed" && get(role, "body") == (get_bool(p, "is").value_or(true) ? "fixed" : "moving"));
  return settled ? fmt::format(
                       "the role '{}' is found by what the check asks for, so it can't be wrong: find it by how it "
                       "hangs together",
                       p["of"].get<std::string>())
                 : "";
}

/// What each key says by itself; `meant` gets the right names of those that are misspelt.
Problems wrong_keys(const std::vector<Key>& keys, const Json& parameters, const Json& roles,
                    std::set<std::string>& meant) {
  Problems problems;
  std::vector<std::string> names;
  for (const Key& key : keys) names.emplace_back(key.name);
  for (const auto& [name, value] : parameters.items()) {
    auto key = std::find_if(keys.begin(), keys.end(), [&, n = name](const Key& k) { return k.name == n; });
    if (key == keys.end()) {
      problems.push_back(fmt::format("there is no key '{}'; {}", name, suggestion(name, names)));
      meant.insert(nearest(name, names));
    } else if (std::string problem = wrong_value(*key, value, roles); !problem.empty()) {
      problems.push_back(std::move(problem));
    }
  }
  return problems;
}

Problems check_parameters(const Kind& kind, const Json& parameters, const Json& roles) {
  std::vector<Key> keys = keys_of(kind);
  std::set<std::string> meant;
  Problems problems = wrong_keys(keys, parameters, roles, meant);
  for (std::string& problem : missing_keys(keys, parameters, meant)) problems.push_back(std::move(problem));
  if (!problems.empty()) return problems;  // the rules below read keys as what they should be
  for (const std::string& name : roles_of(kind, parameters))
    if (!roles.contains(name)) problems.push_back(fmt::format("the role '{}' isn't in [roles]", name));
  if (!problems.empty()) return problems;
  if (std::string problem = found_by_its_value(kind.name, parameters, roles); !problem.empty()) return {problem};
  problems = common_rules(kind.name, parameters);
  if (std::string problem = special_rule(kind.name, parameters); !problem.empty()) problems.push_back(problem);
  return problems;
}

}  // namespace

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const Kind& kind : registry()) names.emplace_back(kind.name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> check_kind(const suite::Requirement& requirement, const Json& roles) {
  Problems problems = check_roles(roles);
  const Kind* kind = find_kind(requirement.kind);
  if (!kind) {
    problems.push_back(
        fmt::format("there is no kind '{}'; {}", requirement.kind, suggestion(requirement.kind, kinds())));
  } else if (!requirement.parameters.is_object()) {
    problems.emplace_back("the check must be a table");
  } else {
    for (const std::string& problem : check_parameters(*kind, requirement.parameters, roles))
      problems.push_back(fmt::format("kind '{}': {} (docs/format/requirements.md)", kind->name, problem));
  }
  return problems;
}

}  // namespace simbench::verdict
