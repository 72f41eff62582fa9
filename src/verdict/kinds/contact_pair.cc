// Which parts may touch which, and how rough their contact is.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// Is this end of a pair what a role means? Its name "world" means every fixed body.
bool is_part(const World& world, const Json& end, const std::string& role, const Assignment& roles) {
  auto found = roles.find(role);
  if (found == roles.end()) {
    const Body* body = end.is_number_integer() ? world.body(end.get<int>()) : nullptr;
    return body && body->fixed;
  }
  int id = found->second.id;
  if (found->second.object_class == kMesh) return end == fmt::format("mesh{}", id);
  return end.is_number_integer() && (end == id || world.is_welded(end.get<int>(), id));  // a caster in its own body
}

/// Does the pair join the two roles, the first one by a shape as asked?
bool joins(const Query& query, const Json& pair, const Json& between) {
  const Json &ends = get(pair, "bodies"), &shapes = get(pair, "shapes");
  if (!ends.is_array() || ends.size() != 2) return false;
  for (size_t first : {0, 1}) {
    if (!is_part(query.world, ends[first], between[0].get<std::string>(), query.roles) ||
        !is_part(query.world, ends[1 - first], between[1].get<std::string>(), query.roles))
      continue;
    if (!query.has("shape")) return true;
    if (shapes.is_array() && shapes.size() == 2 && shapes[first].is_string() &&
        matches(get(query.parameters, "shape"), shapes[first].get<std::string>()))
      return true;
  }
  return false;
}

}  // namespace

Finding check_contact_pair(const Query& query) {
  const Json &pairs = get(query.world.trace().first_census(), "contact_pairs"),
             &between = get(query.parameters, "between");
  if (!between.is_array() || between.size() != 2) return not_met("'between' must name two roles");
  if (!pairs.is_array()) return undecided("the trace doesn't say which parts may touch");
  std::string who = fmt::format("'{}' and '{}'", between[0].get<std::string>(), between[1].get<std::string>());
  Bound bound = Bound::from(query.parameters, "friction", 0.01);
  size_t count = 0;
  std::optional<double> worst;  // the friction furthest from what is asked
  for (const Json& pair : pairs) {
    if (!joins(query, pair, between)) continue;
    ++count;
    double friction = get_number(pair, "friction").value_or(std::nan(""));
    if (!worst || bound.excess(friction) > bound.excess(*worst)) worst = friction;
  }
  bool may = query.flag("may", true);
  if (!may || count == 0)
    return {may == (count > 0), count > 0, may,
            fmt::format("{} {} touch; asked that they {}", who, count > 0 ? "may" : "can't", may ? "may" : "never do")};
  if (!bound.expected) return {true, true, true, fmt::format("{} may touch, as asked", who)};
  return decide(*worst, bound, {fmt::format("the friction between {}", who), ""});
}

}  // namespace simbench::verdict
