#include "verdict/world.h"

#include "base/base.h"

namespace simbench::verdict {
namespace {

constexpr std::array<std::pair<ObjectClass, std::string_view>, 7> kLists{{{kBody, "bodies"},
                                                                          {kJoint, "joints"},
                                                                          {kMesh, "meshes"},
                                                                          {kVehicle, "vehicles"},
                                                                          {kTerrain, "terrains"},
                                                                          {kRobot, "robots"},
                                                                          {kSensor, "sensors"}}};

std::optional<int> id_from(const Json& json) {
  if (!json.is_number()) return std::nullopt;
  double id = json.get<double>();
  if (id != std::floor(id) || std::abs(id) > 1e9) return std::nullopt;
  return static_cast<int>(id);
}

Vec3 vec3_or_zero(const Json& json) {
  return vec3_from(json).value_or(Vec3{});
}

/// A joint's end: a body's id, or "mesh3.node2".
Object end_from(const Json& json) {
  if (auto id = id_from(json)) return {kBody, *id, 0};
  Object node{kNode, -1, 0};
  if (json.is_string() &&
      std::sscanf(json.get_ref<const std::string&>().c_str(), "mesh%8d.node%8d", &node.mesh, &node.id) == 2)
    return node;
  return {kBody, -1, 0};
}

}  // namespace

std::string_view name_of(ObjectClass object_class) {
  switch (object_class) {
    case kBody:
      return "body";
    case kJoint:
      return "joint";
    case kMesh:
      return "mesh";
    case kNode:
      return "node";
    case kVehicle:
      return "vehicle";
    case kTerrain:
      return "terrain";
    case kRobot:
      return "robot";
    case kSensor:
      return "sensor";
  }
  return "object";
}

std::optional<Vec3> vec3_from(const Json& json) {
  if (!json.is_array() || json.size() != 3) return std::nullopt;
  for (const Json& item : json)
    if (!item.is_number()) return std::nullopt;
  return Vec3{json[0].get<double>(), json[1].get<double>(), json[2].get<double>()};
}

std::optional<Quat> quat_from(const Json& json) {
  if (!json.is_array() || json.size() != 4) return std::nullopt;
  std::array<double, 4> q{};
  double norm = 0;
  for (size_t i = 0; i < 4; ++i) {
    if (!json[i].is_number()) return std::nullopt;
    q[i] = json[i].get<double>();
    norm += q[i] * q[i];
  }
  norm = std::sqrt(norm);
  if (!(norm > 1e-9)) return std::nullopt;
  return Quat{q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm};
}

Json number(double x) {
  if (!std::isfinite(x)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", x).c_str(), nullptr);
}

Json to_json(const Object& object) {
  Json json = Json::array({name_of(object.object_class), object.id});
  if (object.object_class == kNode) json.push_back(object.mesh);
  return json;
}

Json to_json(Vec3 v) {
  return Json::array({number(v.x), number(v.y), number(v.z)});
}

World::World(const trace::Trace& trace) : trace_(trace), system_(get(trace.first_census(), "system")) {
  gravity_ = vec3_or_zero(get(system_, "gravity_m_s2"));
  for (auto [object_class, list] : kLists) lists_[object_class] = trace.objects(list);
  visuals_ = trace.objects("visuals");
  index_bodies();
  index_joints();
  index_welds();
  index_others();
  find_episode();
}

void World::index_bodies() {
  for (const Json& item : lists_[kBody]) {
    auto id = id_from(get(item, "id"));
    if (!id || !body_index_.try_emplace(*id, bodies_.size()).second) continue;
    Body body;
    body.id = *id;
    body.fixed = get_bool(item, "fixed").value_or(false);
    body.mass_kg = get_number(item, "mass_kg").value_or(std::nan(""));
    body.inertia_kg_m2 = vec3_or_zero(get(item, "inertia_kg_m2"));
    body.pos_m = vec3_or_zero(get(item, "pos_m"));
    body.vel_m_s = vec3_or_zero(get(item, "vel_m_s"));
    body.omega_rad_s = vec3_or_zero(get(item, "omega_rad_s"));
    body.quat = quat_from(get(item, "quat")).value_or(Quat{});
    body.json = &item;
    bodies_.push_back(body);
    Object object{kBody, *id, 0};
    objects_[kBody].push_back(object);
    json_[object] = &item;
  }
}

void World::index_joints() {
  for (const Json& item : lists_[kJoint]) {
    auto id = id_from(get(item, "id"));
    if (!id || !joint_index_.try_emplace(*id, joints_.size()).second) continue;
    Joint joint;
    joint.id = *id;
    joint.type = get_string(item, "type").value_or("other");
    const Json& ends = get(item, "bodies");
    for (size_t i = 0; i < 2; ++i)
      joint.ends[i] = ends.is_array() && i < ends.size() ? end_from(ends[i]) : Object{kBody, -1, 0};
    joint.pos_m = vec3_or_zero(get(item, "pos_m"));
    joint.axis = unit(vec3_or_zero(get(item, "axis")));
    joint.json = &item;
    joints_at_[joint.ends[0]].push_back(joints_.size());
    if (joint.ends[1] != joint.ends[0]) joints_at_[joint.ends[1]].push_back(joints_.size());
    joints_.push_back(joint);
    Object object{kJoint, *id, 0};
    objects_[kJoint].push_back(object);
    json_[object] = &item;
  }
}

void World::index_welds() {
  auto moves = [&](const Object& end) {
    const Body* found = end.object_class == kBody ? body(end.id) : nullptr;
    return found && !found->fixed;
  };
  for (const Joint& joint : joints_) {
    auto [a, b] = joint.ends;
    if (joint.type != "fixed" || !moves(a) || !moves(b)) continue;
    int one = weld_.try_emplace(a.id, a.id).first->second, other = weld_.try_emplace(b.id, b.id).first->second;
    for (auto& [id, group] : weld_)
      if (group == one || group == other) group = std::min(one, other);
  }
}

bool World::is_welded(int body_a, int body_b) const {
  auto a = weld_.find(body_a), b = weld_.find(body_b);
  return a != weld_.end() && b != weld_.end() && a->second == b->second;
}

void World::index_others() {
  for (ObjectClass object_class : {kMesh, kVehicle, kTerrain, kRobot, kSensor}) {
    for (const Json& item : lists_[object_class]) {
      auto id = id_from(get(item, "id"));
      Object object{object_class, id.value_or(-1), 0};
      if (id && json_.try_emplace(object, &item).second) objects_[object_class].push_back(object);
    }
  }
  for (const Object& mesh : objects_[kMesh]) {
    const Json &ids = get(json(mesh), "node_ids"), &places = get(json(mesh), "node_pos_m");
    if (!ids.is_array() || !places.is_array()) continue;
    for (size_t i = 0; i < std::min(ids.size(), places.size()); ++i) {
      auto id = id_from(ids[i]);
      auto place = vec3_from(places[i]);
      if (!id || !place) continue;
      Object node{kNode, *id, mesh.id};
      if (!node_start_.try_emplace(node, *place).second) continue;
      objects_[kNode].push_back(node);
      json_[node] = json_[mesh];
    }
  }
}

void World::find_episode() {
  std::vector<double> all = trace_.times();
  trace::Episode episode = trace::longest_episode(trace_);
  first_sample_ = episode.first, diverged_ = episode.diverged;
  times_.assign(all.begin() + static_cast<ptrdiff_t>(episode.first), all.begin() + static_cast<ptrdiff_t>(episode.end));
}

const std::vector<Object>& World::objects(ObjectClass object_class) const {
  static const std::vector<Object> none;
  auto found = objects_.find(object_class);
  return found == objects_.end() ? none : found->second;
}

const Json& World::json(const Object& object) const {
  static const Json null;
  auto found = json_.find(object);
  return found == json_.end() ? null : *found->second;
}

const Body* World::body(int id) const {
  auto found = body_index_.find(id);
  return found == body_index_.end() ? nullptr : &bodies_[found->second];
}

const Joint* World::joint(int id) const {
  auto found = joint_index_.find(id);
  return found == joint_index_.end() ? nullptr : &joints_[found->second];
}

const std::vector<size_t>& World::joints_at(const Object& end) const {
  static const std::vector<size_t> none;
  auto found = joints_at_.find(end);
  return found == joints_at_.end() ? none : found->second;
}

std::optional<Vec3> World::node_start(const Object& node) const {
  auto found = node_start_.find(node);
  if (found == node_start_.end()) return std::nullopt;
  return found->second;
}

double World::sample_interval_s() const {
  return times_.size() < 2 ? 0 : (times_.back() - times_.front()) / static_cast<double>(times_.size() - 1);
}

size_t World::width(std::string_view kind, int id, int mesh) const {
  reads_.blocks.insert({std::string(kind), id, mesh});
  return trace_.width(kind, id, mesh);
}

std::vector<const Json*> World::calls(const std::string& class_glob, const std::string& method_glob) const {
  reads_.calls.insert({class_glob, method_glob});
  std::vector<const Json*> fitting;
  for (const Json& call : trace_.calls)
    if (glob_match(class_glob, get_string(call, "class").value_or("")) &&
        glob_match(method_glob, get_string(call, "method").value_or("")))
      fitting.push_back(&call);
  return fitting;
}

std::optional<PrintedLines> World::printed() const {
  reads_.printed = true;
  for (const Json& event : trace_.events) {
    if (get_string(event, "event") != "printed") continue;
    const Json &times = get(event, "times_s"), &numbers = get(event, "numbers"), &looks = get(event, "looks");
    if (!times.is_array() || !numbers.is_array() || !looks.is_array()) return std::nullopt;
    PrintedLines lines;
    lines.cut = get_bool(event, "cut").value_or(false);
    lines.elsewhere = get_bool(event, "elsewhere").value_or(false);
    for (size_t i = 0; i < std::min({times.size(), numbers.size(), looks.size()}); ++i) {
      if (!times[i].is_number()) continue;
      lines.times_s.push_back(times[i].get<double>());
      lines.numbers.push_back(numbers[i].is_number() ? numbers[i].get<double>() : std::nan(""));
      lines.looks.push_back(looks[i].is_number_integer() ? looks[i].get<int>() : 0);
    }
    return lines;
  }
  return std::nullopt;
}

std::vector<double> World::column(std::string_view kind, int id, size_t column, int mesh) const {
  if (column >= width(kind, id, mesh)) return {};
  std::vector<double> all = trace_.series(kind, id, column, mesh);
  auto first = all.begin() + static_cast<ptrdiff_t>(first_sample_);
  return {first, first + static_cast<ptrdiff_t>(times_.size())};
}

std::vector<Vec3> World::columns3(std::string_view kind, int id, size_t first, int mesh) const {
  std::vector<double> x = column(kind, id, first, mesh), y = column(kind, id, first + 1, mesh),
                      z = column(kind, id, first + 2, mesh);
  std::vector<Vec3> out;
  if (z.empty()) return out;
  out.reserve(x.size());
  for (size_t i = 0; i < x.size(); ++i) out.push_back({x[i], y[i], z[i]});
  return out;
}

const Track& World::track(int body_id) const {
  auto [at, fresh] = tracks_.try_emplace(body_id);
  Track& track = at->second;
  if (!fresh || width("body", body_id) < 13) return track;
  track.pos_m = columns3("body", body_id, 0, 0);
  track.vel_m_s = columns3("body", body_id, 7, 0);
  track.omega_rad_s = columns3("body", body_id, 10, 0);
  std::array<std::vector<double>, 4> q;
  for (size_t i = 0; i < 4; ++i) q[i] = column("body", body_id, 3 + i);
  track.quat.reserve(times_.size());
  for (size_t i = 0; i < times_.size(); ++i) track.quat.push_back({q[0][i], q[1][i], q[2][i], q[3][i]});
  return track;
}

const Body* World::body_of(const Object& object) const {
  if (object.object_class == kBody) return body(object.id);
  if (object.object_class != kVehicle && object.object_class != kRobot) return nullptr;
  auto id = id_from(get(json(object), "chassis_body"));
  return id ? body(*id) : nullptr;
}

std::vector<Vec3> World::positions(const Object& object) const {
  if (object.object_class == kNode) return columns3("node", object.id, 0, object.mesh);
  const Body* owner = body_of(object);
  if (!owner) return {};
  const Track& moving = track(owner->id);
  // a fixed body need not be sampled: it stays where the census saw it
  if (moving.pos_m.empty() && owner->fixed) return std::vector<Vec3>(times_.size(), owner->pos_m);
  return moving.pos_m;
}

std::vector<Vec3> World::velocities(const Object& object) const {
  if (object.object_class == kNode) return columns3("node", object.id, 3, object.mesh);
  const Body* owner = body_of(object);
  if (!owner) return {};
  const Track& moving = track(owner->id);
  if (moving.vel_m_s.empty() && owner->fixed) return std::vector<Vec3>(times_.size());
  return moving.vel_m_s;
}

}  // namespace simbench::verdict
