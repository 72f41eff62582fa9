#include "verdict/roles.h"

#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/words.h"

namespace simbench::verdict {
namespace {

constexpr std::array<std::pair<std::string_view, ObjectClass>, 8> kClasses{{{"body", kBody},
                                                                            {"joint", kJoint},
                                                                            {"mesh", kMesh},
                                                                            {"node", kNode},
                                                                            {"vehicle", kVehicle},
                                                                            {"terrain", kTerrain},
                                                                            {"robot", kRobot},
                                                                            {"sensor", kSensor}}};

std::vector<std::string> keys_for(ObjectClass object_class) {
  switch (object_class) {
    case kBody:
      return {"body", "shape", "jointed_to", "child_of", "wheel_of", "order", "axis"};
    case kJoint:
      return {"joint", "between", "same", "optional", "order", "axis"};
    case kNode:
      return {"node", "point_m", "of", "mesh"};
    case kSensor:
      return {"sensor", "on", "same"};
    default:
      return {std::string(name_of(object_class)), "optional"};
  }
}

/// May a joint of what is welded to a body stand for a joint of the body itself?
enum class Welds { count, ignore };

/// True if the joint's end is this object; nullopt stands for the world (a fixed body, or nothing).
bool is_end(const World& world, const Object& end, const std::optional<Object>& asked, Welds welds = Welds::ignore) {
  if (asked && asked->object_class == kBody)
    return end == *asked || (welds == Welds::count && end.object_class == kBody && world.is_welded(end.id, asked->id));
  if (asked && asked->object_class == kNode) return end == *asked;
  if (asked && asked->object_class == kMesh) return end.object_class == kNode && end.mesh == asked->id;
  if (asked) {
    const Body* body = world.body_of(*asked);
    return body && end == Object{kBody, body->id, 0};
  }
  const Body* body = end.object_class == kBody ? world.body(end.id) : nullptr;
  return end.object_class == kBody && (!body || body->fixed);
}

/// The joints that may end at one of these: those at a body or node, all where an end may be several objects.
std::vector<const Joint*> joints_near(const World& world, const std::optional<Object>& a,
                                      const std::optional<Object>& b) {
  std::vector<const Joint*> near;
  for (const std::optional<Object>& end : {a, b}) {
    if (!end || (end->object_class != kBody && end->object_class != kNode)) continue;
    for (size_t i : world.joints_at(*end)) near.push_back(&world.joints()[i]);
    return near;
  }
  for (const Joint& joint : world.joints()) near.push_back(&joint);
  return near;
}

bool joins(const World& world, const Joint& joint, const std::optional<Object>& a, const std::optional<Object>& b,
           Welds welds = Welds::ignore) {
  return (is_end(world, joint.ends[0], a, welds) && is_end(world, joint.ends[1], b, welds)) ||
         (is_end(world, joint.ends[1], a, welds) && is_end(world, joint.ends[0], b, welds));
}

std::vector<std::string> names_in(const Json& value) {
  std::vector<std::string> names;
  if (value.is_string()) names.push_back(value.get<std::string>());
  if (value.is_array())
    for (const Json& item : value)
      if (item.is_string()) names.push_back(item.get<std::string>());
  return names;
}

bool has_shape(const Body& body, const Json& type) {
  const Json& shapes = get(*body.json, "shapes");
  if (!shapes.is_array()) return false;
  return std::any_of(shapes.begin(), shapes.end(),
                     [&](const Json& shape) { return matches(type, get_string(shape, "type").value_or("")); });
}

bool listed_in(const Json& list, int id) {
  return list.is_array() && std::find(list.begin(), list.end(), Json(id)) != list.end();
}

bool type_fits(const Json& asked, const Joint& joint) {
  if (asked == "any") return joint.connects();
  return matches(asked, joint.type);
}

/// Do the narrowing keys of a body role hold? Roles that aren't assigned narrow nothing.
bool body_hangs_together(const World& world, const Body& body, const Json& role, const Assignment& assigned) {
  Object self{kBody, body.id, 0};
  std::vector<const Joint*> near = joints_near(world, self, std::nullopt);
  for (const std::string& name : names_in(get(role, "jointed_to"))) {
    auto other = assigned.find(name);
    if (other == assigned.end() && name != "world") continue;
    std::optional<Object> end = name == "world" ? std::nullopt : std::optional(other->second);
    bool jointed = std::any_of(near.begin(), near.end(), [&](const Joint* joint) {
      return joint->type != "free" && joins(world, *joint, self, end);
    });
    if (!jointed) return false;
  }
  if (auto parent = get_string(role, "child_of")) {
    auto other = assigned.find(*parent);
    std::optional<Object> end = other == assigned.end() ? std::nullopt : std::optional(other->second);
    bool child = std::any_of(near.begin(), near.end(), [&](const Joint* joint) {
      return joint->type != "free" && joint->ends[1] == self && is_end(world, joint->ends[0], end);
    });
    if (!child && (other != assigned.end() || *parent == "world")) return false;
  }
  auto owner = get_string(role, "wheel_of");
  if (!owner) return true;
  auto other = assigned.find(*owner);  // what isn't there has no wheels
  return other != assigned.end() && listed_in(get(world.json(other->second), "wheel_bodies"), body.id);
}

std::vector<Object> body_candidates(const World& world, const Json& role, const Assignment& assigned) {
  std::string which = get_string(role, "body").value_or("any");
  std::vector<Object> found;
  for (const Body& body : world.bodies()) {
    if (which != "any" && body.fixed != (which == "fixed")) continue;
    if (role.contains("shape") && !has_shape(body, role["shape"])) continue;
    if (body_hangs_together(world, body, role, assigned)) found.push_back({kBody, body.id, 0});
  }
  return found;
}

std::vector<Object> joint_candidates(const World& world, const Json& role, const Assignment& assigned) {
  std::vector<std::string> between = names_in(get(role, "between"));
  std::vector<Object> found;
  auto end_of = [&](const std::string& name) {
    auto other = assigned.find(name);
    return other == assigned.end() ? std::nullopt : std::optional(other->second);
  };
  for (const std::string& name : between)
    if (name != "world" && !assigned.contains(name)) return found;
  std::optional<Object> a, b;
  if (between.size() == 2) a = end_of(between[0]), b = end_of(between[1]);
  for (const Joint* joint : joints_near(world, a, b)) {
    if (!type_fits(get(role, "joint"), *joint)) continue;
    if (between.size() == 2 && !joins(world, *joint, a, b)) continue;
    found.push_back({kJoint, joint->id, 0});
  }
  auto has_weld = [&](const std::optional<Object>& end) {
    return end && end->object_class == kBody && world.is_welded(end->id, end->id);
  };
  if (!found.empty() || (!has_weld(a) && !has_weld(b))) return found;
  // a part in a body of its own hangs where the part that it is welded to does
  for (const Joint& joint : world.joints())
    if (joint.type != "fixed" && type_fits(get(role, "joint"), joint) && joins(world, joint, a, b, Welds::count))
      found.push_back({kJoint, joint.id, 0});
  return found;
}

std::vector<Object> node_candidates(const World& world, const Json& role, const Assignment& assigned) {
  std::optional<Vec3> point = vec3_from(get(role, "point_m"));
  if (auto of = get_string(role, "of"))
    if (auto other = assigned.find(*of); other != assigned.end()) {
      if (const Joint* joint = world.joint(other->second.id); other->second.object_class == kJoint && joint)
        point = joint->pos_m;
      if (const Body* body = world.body_of(other->second)) point = body->pos_m;
      if (auto start = world.node_start(other->second)) point = start;
    }
  auto mesh_role = get_string(role, "mesh");
  auto mesh = mesh_role ? assigned.find(*mesh_role) : assigned.end();
  if (!point || (mesh_role && mesh == assigned.end())) return {};
  bool farthest = get(role, "node") == "farthest_from";
  std::optional<Object> best;
  double best_distance = 0;
  for (const Object& node : world.objects(kNode)) {
    if (mesh_role && node.mesh != mesh->second.id) continue;
    double distance = length(*world.node_start(node) - *point);
    bool better = !best || (farthest ? distance > best_distance + 1e-12 : distance < best_distance - 1e-12);
    if (better) best = node, best_distance = distance;
  }
  return best ? std::vector<Object>{*best} : std::vector<Object>{};
}

/// The id of the body itself, or of a vehicle's or robot's chassis.
std::optional<double> body_id(const World& world, const Object& object) {
  const Body* body = world.body_of(object);
  return body ? std::optional(static_cast<double>(body->id)) : std::nullopt;
}

std::vector<Object> sensor_candidates(const World& world, const Json& role, const Assignment& assigned) {
  std::vector<Object> found;
  auto on = get_string(role, "on");
  auto parent = on ? assigned.find(*on) : assigned.end();
  for (const Object& sensor : world.objects(kSensor)) {
    const Json &json = world.json(sensor), &type = get(role, "sensor");
    if (type != "any" && !matches(type, get_string(json, "type").value_or(""))) continue;
    if (parent != assigned.end() && get_number(json, "body") != body_id(world, parent->second)) continue;
    found.push_back(sensor);
  }
  return found;
}

/// Keeps the one that comes first, last or n-th along `axis` at the start.
void pick_by_order(const World& world, const Json& role, std::vector<Object>& found) {
  const Json& order = get(role, "order");
  if (order.is_null() || found.empty()) return;
  Vec3 axis = vec3_from(get(role, "axis")).value_or(Vec3{1, 0, 0});
  auto place = [&](const Object& object) {
    if (const Joint* joint = world.joint(object.id); object.object_class == kJoint && joint)
      return dot(joint->pos_m, axis);
    const Body* body = world.body_of(object);
    return body ? dot(body->pos_m, axis) : 0.0;
  };
  std::stable_sort(found.begin(), found.end(), [&](const Object& a, const Object& b) { return place(a) < place(b); });
  size_t wanted = order == "last" ? found.size() - 1 : order.is_number_integer() ? order.get<size_t>() - 1 : 0;
  found = wanted < found.size() ? std::vector<Object>{found[wanted]} : std::vector<Object>{};
}

using Problems = std::vector<std::string>;

/// Keys that a role of this class can't have.
Problems unknown_role_keys(const Json& role, ObjectClass object_class) {
  Problems problems;
  std::vector<std::string> known = keys_for(object_class);
  for (const auto& [key, value] : role.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string near = nearest(key, known);
    problems.push_back(fmt::format("a {} has no key '{}'; {}", name_of(object_class), key,
                                   near.empty() ? "known: " + join(known, ", ") : "did you mean '" + near + "'?"));
  }
  return problems;
}

Problems wrong_node(const Json& role, bool is_misspelt) {
  Problems problems;
  if (role["node"] != "farthest_from" && role["node"] != "nearest_to")
    problems.emplace_back("a node is \"farthest_from\" or \"nearest_to\"");
  if (!role.contains("point_m") && !role.contains("of") && !is_misspelt)
    problems.emplace_back("a node needs 'point_m' or 'of'");
  return problems;
}

/// All that is wrong with a role, without its name.
Problems check_role(const Json& role, const Json& roles) {
  auto found = class_of_role(role);
  if (!found) return {"must say body, joint, mesh, node, vehicle, terrain, robot or sensor"};
  Problems problems = unknown_role_keys(role, *found);
  bool is_misspelt = !problems.empty();  // what seems to be missing may be what is misspelt
  for (const std::string& other : referred_roles(role))
    if (!roles.contains(other)) problems.push_back(fmt::format("names the role '{}', which isn't there", other));
  const Json& between = get(role, "between");
  if (!between.is_null() && names_in(between).size() != 2) problems.emplace_back("'between' must name two roles");
  const Json& order = get(role, "order");
  bool order_fine = order.is_null() || order == "first" || order == "last" || (order.is_number_integer() && order > 0);
  if (!order_fine) problems.emplace_back("'order' is \"first\", \"last\" or a number from 1");
  if (std::string wrong = wrong_word("shape", get(role, "shape"), shape_types()); !wrong.empty())
    problems.push_back(std::move(wrong));
  if (get(role, "joint") != "any")
    if (std::string wrong = wrong_word("joint", get(role, "joint"), joint_types()); !wrong.empty())
      problems.push_back(std::move(wrong));
  if (*found == kBody && role["body"] != "moving" && role["body"] != "fixed" && role["body"] != "any")
    problems.emplace_back("a body is \"moving\", \"fixed\" or \"any\"");
  if (*found == kNode)
    for (std::string& wrong : wrong_node(role, is_misspelt)) problems.push_back(std::move(wrong));
  return problems;
}

}  // namespace

std::optional<ObjectClass> class_of_role(const Json& role) {
  if (role.contains("node")) return kNode;  // which may also have a key "mesh"
  for (auto [key, object_class] : kClasses)
    if (role.contains(key)) return object_class;
  return std::nullopt;
}

std::vector<std::string> check_roles(const Json& roles) {
  Problems problems;
  for (const auto& [name, role] : roles.items()) {
    if (name == "world") {
      problems.emplace_back("role 'world' is always there: it can't be defined");
    } else if (!role.is_object()) {
      problems.push_back(fmt::format("role '{}': must be a table", name));
    } else {
      for (const std::string& problem : check_role(role, roles))
        problems.push_back(fmt::format("role '{}': {}", name, problem));
    }
  }
  return problems;
}

std::vector<std::string> referred_roles(const Json& role) {
  std::vector<std::string> names;
  bool node = role.contains("node");
  for (const char* key : {"between", "jointed_to", "child_of", "wheel_of", "on", node ? "of" : "", node ? "mesh" : ""})
    for (std::string& name : names_in(get(role, key)))
      if (name != "world") names.push_back(std::move(name));
  return names;
}

std::vector<std::string> in_order(const Json& roles) {
  std::vector<std::string> order;
  std::set<std::string> open;
  std::function<void(const std::string&)> visit = [&](const std::string& name) {
    if (!roles.contains(name) || !open.insert(name).second) return;
    for (const std::string& other : referred_roles(roles[name])) visit(other);
    order.push_back(name);
  };
  for (const auto& [name, role] : roles.items()) visit(name);
  return order;
}

std::vector<Object> candidates(const World& world, const Json& role, const Assignment& assigned) {
  auto object_class = class_of_role(role);
  if (!object_class) return {};
  std::vector<Object> found;
  switch (*object_class) {
    case kBody:
      found = body_candidates(world, role, assigned);
      break;
    case kJoint:
      found = joint_candidates(world, role, assigned);
      break;
    case kNode:
      found = node_candidates(world, role, assigned);
      break;
    case kSensor:
      found = sensor_candidates(world, role, assigned);
      break;
    default:
      found = world.objects(*object_class);
  }
  pick_by_order(world, role, found);
  return found;
}

std::string describe_role(const Json& role) {
  auto object_class = class_of_role(role);
  if (!object_class) return "an object";
  std::string text = std::string(name_of(*object_class));
  if (*object_class == kBody && role["body"] != "any") text = role["body"].get<std::string>() + " " + text;
  if (*object_class == kJoint && role["joint"] != "any") text = alternatives(role["joint"]) + " " + text;
  if (*object_class == kSensor && role["sensor"] != "any") text = alternatives(role["sensor"]) + " " + text;
  if (role.contains("shape")) text += " with a " + alternatives(role["shape"]);
  if (role.contains("between")) text += fmt::format(" between {}", join(names_in(role["between"]), " and "));
  if (role.contains("jointed_to")) text += fmt::format(" jointed to {}", join(names_in(role["jointed_to"]), " and "));
  return text;
}

}  // namespace simbench::verdict
