#include "base/base.h"
#include "verdict/kinds/kind.h"

namespace simbench::verdict {

std::optional<Object> Query::object(std::string_view key) const {
  auto name = get_string(parameters, key);
  if (!name) return std::nullopt;
  auto found = roles.find(*name);
  if (found == roles.end()) return std::nullopt;
  return found->second;
}

std::vector<Object> Query::objects(std::string_view key) const {
  std::vector<Object> out;
  const Json& value = get(parameters, key);
  Json list = value.is_string() ? Json::array({value}) : value;
  if (!list.is_array()) return out;
  for (const Json& item : list) {
    auto found = item.is_string() ? roles.find(item.get_ref<const std::string&>()) : roles.end();
    if (found != roles.end()) out.push_back(found->second);
  }
  return out;
}

const Body& Query::body(std::string_view key) const {
  const Body* found = world.body_of(*object(key));
  check(found != nullptr, "a role was assigned to a body that isn't there");
  return *found;
}

const Joint& Query::joint(std::string_view key) const {
  const Joint* found = world.joint(object(key)->id);
  check(found != nullptr, "a role was assigned to a joint that isn't there");
  return *found;
}

std::string Query::role(std::string_view key) const {
  return get_string(parameters, key).value_or("the bodies");
}

}  // namespace simbench::verdict
