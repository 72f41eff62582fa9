#pragma once
// What a requirement kind is: its keys, and a function from parameters, world and roles to a finding.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "verdict/world.h"

namespace simbench::verdict {

/// The judgement of one check, before it gets the requirement's id.
struct Finding {
  std::optional<bool> met;  ///< nullopt: this trace can't tell
  Json value, bound;
  std::string reason;
};

struct Reading;

/// Role name → object. A role without an object is absent.
using Assignment = std::map<std::string, Object, std::less<>>;

/// All that a check may look at. Roles named by its keys are assigned, or the check isn't called.
struct Query {
  const Json& parameters;
  const World& world;
  const Assignment& roles;
  std::string_view program;
  Reading* seen = nullptr;  ///< where somebody wants to know what a check read over time

  /// The object of the role that key `key` names; nullopt if the key isn't there or names "world".
  std::optional<Object> object(std::string_view key) const;
  std::vector<Object> objects(std::string_view key) const;
  const Body& body(std::string_view key) const;
  const Joint& joint(std::string_view key) const;
  std::string role(std::string_view key) const;  ///< the role's name, for reasons
  bool has(std::string_view key) const { return !get(parameters, key).is_null(); }
  bool flag(std::string_view key, bool fallback) const { return get_bool(parameters, key).value_or(fallback); }
  std::optional<double> number(std::string_view key) const { return get_number(parameters, key); }
  std::optional<std::string> text(std::string_view key) const { return get_string(parameters, key); }
  std::optional<Vec3> vec3(std::string_view key) const { return vec3_from(get(parameters, key)); }
};

/// What a key's value must be.
enum class KeyType {
  number,
  integer,
  flag,
  text,
  texts,
  vec3,
  axis,
  axes,
  numbers,
  open_numbers,  ///< numbers, or "*" in the place of one that may be any
  quat,
  direction,
  table,
  list,
  role,
  roles
};

/// How a key is needed: always, at least one of all that are marked so, or not at all.
enum class Need { required, one_of, optional };

struct Key {
  std::string_view name;
  KeyType type = KeyType::number;
  Need need = Need::optional;
  unsigned classes = 0;  ///< of roles: which classes of objects it may name
  std::vector<std::string>
      choices{};  ///< of a text: what is allowed; of texts: what a census can say; empty = anything
};

/// Groups of common keys that a kind takes.
enum KeyGroup : unsigned {
  kBound = 1,       ///< the expected number, abs, rel, min, max; one of them needed
  kTolerance = 2,   ///< abs, rel
  kTime = 4,        ///< at_s, from_s, until_s
  kStatistic = 8,   ///< statistic
  kCount = 16,      ///< equals, min, max; one of them needed
  kCountFree = 32,  ///< equals, min, max, not needed
};

struct Kind {
  std::string_view name;
  std::string_view value;  ///< key of the expected number for kBound
  unsigned groups = 0;
  std::vector<Key> keys;
  Finding (*check)(const Query&) = nullptr;
};

/// All kinds, one row each.
const std::vector<Kind>& registry();
/// nullptr if there is no such kind.
const Kind* find_kind(std::string_view name);
/// All keys of a kind, those of its groups included.
std::vector<Key> keys_of(const Kind& kind);
/// Roles that a requirement's parameters name, "world" left out.
std::vector<std::string> roles_of(const Kind& kind, const Json& parameters);

}  // namespace simbench::verdict
