// All requirement kinds, one row each: name, key of the expected number, groups of common keys, own keys, check.
// Each has a row and an example in docs/format/requirements.md; registry_test.cc compares the two.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"
#include "verdict/words.h"

namespace simbench::verdict {
namespace {

constexpr unsigned kHasBody = kBody | kVehicle | kRobot;  // a vehicle's and a robot's is its chassis
constexpr unsigned kPlaced = kHasBody | kNode;            // has a position

Key number_key(std::string_view name, Need need = Need::optional) {
  return {name, KeyType::number, need};
}
Key integer_key(std::string_view name) {
  return {name, KeyType::integer};
}
Key flag_key(std::string_view name) {
  return {name, KeyType::flag};
}
Key vec3_key(std::string_view name, Need need = Need::optional) {
  return {name, KeyType::vec3, need};
}
Key axis_key(std::string_view name, Need need = Need::optional) {
  return {name, KeyType::axis, need};
}
Key numbers_key(std::string_view name, Need need = Need::optional) {
  return {name, KeyType::numbers, need};
}
Key open_numbers_key(std::string_view name) {
  return {name, KeyType::open_numbers};
}
Key text_key(std::string_view name, Need need = Need::optional) {
  return {name, KeyType::text, need};
}
Key texts_key(std::string_view name, Need need = Need::optional) {
  return {name, KeyType::texts, need};
}
Key role_key(std::string_view name, unsigned classes, Need need = Need::required) {
  return {name, KeyType::role, need, classes};
}
Key roles_key(std::string_view name, unsigned classes, Need need = Need::required) {
  return {name, KeyType::roles, need, classes};
}
Key choice_key(std::string_view name, std::vector<std::string> choices, Need need = Need::optional) {
  return {name, KeyType::text, need, 0, std::move(choices)};
}
/// Neutral words of the census.
Key words_key(std::string_view name, const std::vector<std::string>& words, Need need = Need::optional) {
  return {name, KeyType::texts, need, 0, words};
}
Key of(unsigned classes) {
  return role_key("of", classes);
}

std::vector<Kind> system_rows() {
  return {
      {"gravity",
       "m_s2",
       kTolerance,
       {vec3_key("vector_m_s2", Need::one_of), number_key("m_s2", Need::one_of)},
       check_gravity},
      {"integrator", "", 0, {texts_key("name", Need::required)}, check_integrator},
      {"medium",
       "",
       kTolerance,
       {number_key("viscosity_Pa_s", Need::one_of), number_key("density_kg_m3", Need::one_of)},
       check_medium},
      {"step_size", "step_s", kBound, {}, check_step_size},
      {"simulated_time", "s", kBound, {}, check_simulated_time},
      {"body_count",
       "",
       kCount,
       {choice_key("which", {"moving", "fixed", "any"}), choice_key("shape", shape_types()),
        choice_key("when", {"first_step", "end"}), number_key("at_s")},
       check_body_count},
      {"joint_count", "", kCount, {words_key("type", joint_types())}, check_joint_count},
      {"sensor_count", "", kCount, {texts_key("type")}, check_sensor_count},
  };
}

std::vector<Kind> body_rows() {
  return {
      {"mass", "kg", kBound, {of(kBody | kMesh)}, check_mass},
      {"total_mass", "kg", kBound, {roles_key("of", kHasBody, Need::optional)}, check_total_mass},
      {"inertia",
       "kg_m2_scalar",
       kTolerance,
       {of(kBody), vec3_key("kg_m2", Need::one_of), number_key("kg_m2_scalar", Need::one_of), axis_key("about_axis"),
        flag_key("ordered")},
       check_inertia},
      {"fixed", "", 0, {of(kBody), flag_key("is")}, check_fixed},
      {"shape",
       "",
       kTolerance,
       {of(kBody), words_key("type", shape_types(), Need::one_of), numbers_key("size_m", Need::one_of),
        flag_key("collides"), flag_key("visible"), flag_key("ordered")},
       check_shape},
      {"material",
       "",
       kTolerance,
       {of(kBody), number_key("friction", Need::one_of), number_key("restitution", Need::one_of),
        number_key("young_modulus_Pa", Need::one_of)},
       check_material},
      {"collision_enabled", "", 0, {of(kBody | kMesh), flag_key("is")}, check_collision_enabled},
      {"contact_pair",
       "",
       kTolerance,
       {roles_key("between", kBody | kMesh), words_key("shape", shape_types()), flag_key("may"),
        number_key("friction")},
       check_contact_pair},
      {"initial_position",
       "m",
       kBound,
       {of(kHasBody), vec3_key("pos_m", Need::one_of), axis_key("axis"), role_key("relative_to", kBody, Need::optional),
        vec3_key("point_m")},
       check_initial_position},
      {"initial_velocity",
       "m_s",
       kBound,
       {of(kHasBody), vec3_key("vel_m_s", Need::one_of), axis_key("axis")},
       check_initial_velocity},
      {"initial_angular_velocity",
       "rad_s",
       kBound,
       {of(kHasBody), vec3_key("omega_rad_s", Need::one_of), axis_key("axis")},
       check_initial_angular_velocity},
      {"initial_orientation",
       "",
       0,
       {of(kHasBody),
        {"quat", KeyType::quat, Need::one_of},
        number_key("rad", Need::one_of),
        axis_key("axis"),
        number_key("angle_rad")},
       check_initial_orientation},
  };
}

std::vector<Kind> joint_rows() {
  std::vector<std::string> quantities{"speed", "position", "angle", "force", "torque"};
  return {
      {"joint_type", "", 0, {of(kJoint), words_key("type", joint_types(), Need::required)}, check_joint_type},
      {"joint_axis",
       "",
       0,
       {of(kJoint), axis_key("axis", Need::required), number_key("angle_rad"), flag_key("signed")},
       check_joint_axis},
      {"joint_position", "", kTolerance, {of(kJoint), vec3_key("pos_m", Need::required)}, check_joint_position},
      {"joint_limits",
       "",
       0,
       {of(kJoint), number_key("lo", Need::one_of), number_key("hi", Need::one_of), number_key("abs")},
       check_joint_limits},
      {"motor",
       "value",
       kBound,
       {of(kJoint), choice_key("quantity", quantities, Need::one_of), number_key("at_s"), flag_key("signed")},
       check_motor},
      {"spring",
       "",
       kTolerance,
       {of(kJoint), number_key("stiffness_N_m", Need::one_of), number_key("damping_N_s_m", Need::one_of),
        number_key("rest_length_m", Need::one_of), number_key("stiffness_N_m_rad", Need::one_of),
        number_key("damping_N_m_s_rad", Need::one_of), number_key("rest_angle_rad", Need::one_of)},
       check_spring},
      {"joint_resistance",
       "",
       kTolerance,
       {of(kJoint), number_key("damping_N_s_m", Need::one_of), number_key("damping_N_m_s_rad", Need::one_of),
        number_key("friction_N", Need::one_of), number_key("friction_N_m", Need::one_of),
        number_key("armature_kg", Need::one_of), number_key("armature_kg_m2", Need::one_of)},
       check_joint_resistance},
      {"servo",
       "gain",
       kBound | kTime,
       {of(kJoint), choice_key("quantity", {"speed", "position"}), {"command", KeyType::list}},
       check_servo},
      {"reaction",
       "N",
       kBound | kTime | kStatistic,
       {of(kJoint), axis_key("axis"), flag_key("torque"), number_key("N_m", Need::one_of)},
       check_reaction},
  };
}

std::vector<Kind> motion_rows() {
  std::vector<Key> oscillation{of(kPlaced | kJoint), {"coordinate", KeyType::direction}, number_key("about")};
  unsigned signal = kBound | kTime | kStatistic;
  return {
      {"coordinate",
       "m",
       signal,
       {of(kPlaced), axis_key("axis", Need::required), role_key("relative_to", kPlaced, Need::optional),
        vec3_key("point_m")},
       check_coordinate},
      {"distance", "m", signal, {roles_key("between", kPlaced)}, check_distance},
      {"speed", "m_s", signal, {of(kPlaced), axis_key("axis")}, check_speed},
      {"angular_speed", "rad_s", signal, {of(kHasBody | kJoint), axis_key("axis")}, check_angular_speed},
      {"angle", "rad", signal, {of(kHasBody | kJoint), axis_key("axis")}, check_angle},
      {"speed_ratio",
       "ratio",
       kBound | kTime,
       {roles_key("of", kBody | kJoint | kNode),
        {"axes", KeyType::axes},
        choice_key("kind_of", {"angular", "linear"}),
        number_key("max_residual")},
       check_speed_ratio},
      {"at_rest",
       "",
       kTime,
       {roles_key("of", kPlaced, Need::optional), number_key("max", Need::required)},
       check_at_rest},
      {"region",
       "",
       kTime,
       {roles_key("of", kPlaced, Need::optional), vec3_key("lo_m", Need::required), vec3_key("hi_m", Need::required),
        choice_key("when", {"created"})},
       check_region},
      {"stays_on_path",
       "",
       kTime,
       {of(kPlaced), choice_key("path", {"circle", "line", "plane"}, Need::required), number_key("radius_m"),
        vec3_key("center_m"), role_key("about", kPlaced | kJoint, Need::optional), axis_key("axis"),
        number_key("abs", Need::required)},
       check_stays_on_path},
      {"period", "seconds", kBound | kTime, oscillation, check_period},
      {"decay", "ratio", kBound | kTime, oscillation, check_decay},
  };
}

std::vector<Kind> budget_rows() {
  return {
      {"energy",
       "J",
       kBound | kTime | kStatistic,
       {choice_key("which", {"kinetic", "potential", "total"})},
       check_energy},
      {"energy_drift", "", kTime, {number_key("rel", Need::required)}, check_energy_drift},
      {"energy_dissipated", "", kTime, {number_key("rel")}, check_energy_dissipated},
      {"momentum",
       "",
       kTime,
       {roles_key("of", kBody, Need::optional), axis_key("axis"), number_key("abs", Need::one_of),
        number_key("rel", Need::one_of)},
       check_momentum},
      {"contact", "", kTime | kCountFree, {role_key("of", kBody, Need::optional), flag_key("happens")}, check_contact},
      {"contact_force", "N", kBound | kTime | kStatistic, {of(kBody), axis_key("axis")}, check_contact_force},
  };
}

std::vector<Kind> fea_rows() {
  std::vector<Key> material{of(kMesh)};
  for (const char* name : {"young_modulus_Pa", "shear_modulus_Pa", "poisson", "density_kg_m3", "damping", "radius_m",
                           "thickness_m", "area_m2", "Iyy_m4", "Izz_m4", "width_m", "height_m"})
    material.push_back(number_key(name, Need::one_of));
  return {
      {"fea_elements",
       "",
       kCountFree,
       {of(kMesh), words_key("type", element_types(), Need::one_of)},
       check_fea_elements},
      {"fea_edges",
       "",
       kTolerance,
       {of(kMesh),
        {"held", KeyType::flag, Need::one_of},
        {"bends", KeyType::flag, Need::one_of},
        number_key("stiffness_N_m", Need::one_of),
        number_key("damping_N_s_m", Need::one_of)},
       check_fea_edges},
      {"fea_nodes", "", kCount, {of(kMesh), flag_key("fixed")}, check_fea_nodes},
      {"fea_material", "", kTolerance, material, check_fea_material},
      {"node_displacement", "m", kBound | kTime | kStatistic, {of(kNode), axis_key("axis")}, check_node_displacement},
      {"node_position",
       "m",
       kBound | kTime | kStatistic,
       {of(kNode), axis_key("axis", Need::required)},
       check_node_position},
  };
}

std::vector<Kind> vehicle_rows() {
  unsigned signal = kBound | kTime | kStatistic;
  return {
      {"vehicle",
       "",
       0,
       {of(kVehicle), texts_key("model", Need::one_of), texts_key("tire", Need::one_of),
        texts_key("powertrain", Need::one_of), texts_key("drive", Need::one_of), texts_key("driver", Need::one_of),
        texts_key("contact", Need::one_of)},
       check_vehicle},
      {"vehicle_speed", "m_s", signal, {of(kHasBody)}, check_vehicle_speed},
      {"vehicle_heading", "rad", signal, {of(kHasBody)}, check_vehicle_heading},
      {"driver_input",
       "value",
       signal,
       {of(kVehicle), choice_key("input", {"throttle", "steering", "braking"}, Need::required)},
       check_driver_input},
      {"terrain",
       "",
       kTolerance,
       {of(kTerrain),
        texts_key("type", Need::one_of),
        numbers_key("size_m", Need::one_of),
        number_key("friction", Need::one_of),
        number_key("restitution", Need::one_of),
        {"soil", KeyType::table, Need::one_of},
        texts_key("mesh_file", Need::one_of),
        texts_key("height_map", Need::one_of),
        {"patches", KeyType::integer, Need::one_of}},
       check_terrain},
      {"wheel_command",
       "value",
       signal,
       {role_key("of", kRobot, Need::optional),
        {"index", KeyType::integer, Need::one_of},
        text_key("name", Need::one_of)},
       check_wheel_command},
  };
}

std::vector<Kind> sensor_rows() {
  return {
      {"sensor",
       "",
       kTolerance,
       {of(kSensor),
        texts_key("type", Need::one_of),
        role_key("parent", kHasBody, Need::one_of),
        vec3_key("pos_m", Need::one_of),
        number_key("rate_Hz", Need::one_of),
        number_key("lag_s", Need::one_of),
        numbers_key("resolution", Need::one_of),
        number_key("fov_rad", Need::one_of),
        number_key("range_m", Need::one_of),
        {"filters", KeyType::list, Need::one_of},
        {"noise", KeyType::list, Need::one_of}},
       check_sensor},
      {"sensor_reading",
       "value",
       kBound | kTime | kStatistic,
       {of(kSensor), integer_key("component"), flag_key("magnitude")},
       check_sensor_reading},
      {"sensor_tracks",
       "",
       kTime,
       {of(kSensor), role_key("body", kHasBody), number_key("abs", Need::required),
        choice_key("quantity", {"position", "velocity", "acceleration", "angular_velocity"}, Need::required)},
       check_sensor_tracks},
  };
}

std::vector<Kind> script_rows() {
  return {
      {"visual",
       "",
       kCountFree,
       {choice_key("request", {"camera", "light", "window", "shape", "sky", "logo", "scene_file", "recorder"},
                   Need::required),
        role_key("of", kBody, Need::optional), words_key("shape", shape_types()), open_numbers_key("size_m"),
        flag_key("collides"), numbers_key("color"), open_numbers_key("near_m"), vec3_key("target_m"), axis_key("along"),
        numbers_key("size_px"), texts_key("title"), number_key("abs")},
       check_visual},
      {"call",
       "",
       kCountFree | kTolerance,
       {text_key("class", Need::one_of), text_key("method", Need::one_of), {"args", KeyType::list}},
       check_call},
      {"prints", "", 0, {number_key("every_s", Need::required)}, check_prints},
      {"code", "", 0, {text_key("pattern", Need::required), flag_key("absent")}, check_code},
  };
}

}  // namespace

const std::vector<Kind>& registry() {
  static const std::vector<Kind> rows = [] {
    std::vector<Kind> all;
    for (auto family : {system_rows, body_rows, joint_rows, motion_rows, budget_rows, fea_rows, vehicle_rows,
                        sensor_rows, script_rows})
      for (Kind& kind : family()) all.push_back(std::move(kind));
    return all;
  }();
  return rows;
}

const Kind* find_kind(std::string_view name) {
  for (const Kind& kind : registry())
    if (kind.name == name) return &kind;
  return nullptr;
}

std::vector<Key> keys_of(const Kind& kind) {
  std::vector<Key> keys = kind.keys;
  auto add = [&](std::string_view name, KeyType type, Need need = Need::optional) {
    bool known = std::any_of(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    if (!known) keys.push_back({name, type, need});
  };
  if (kind.groups & kBound) {
    add(kind.value, KeyType::number, Need::one_of);
    add("min", KeyType::number, Need::one_of);
    add("max", KeyType::number, Need::one_of);
  }
  if (kind.groups & (kBound | kTolerance)) {
    add("abs", KeyType::number);
    add("rel", KeyType::number);
  }
  if (kind.groups & (kCount | kCountFree)) {
    Need need = kind.groups & kCount ? Need::one_of : Need::optional;
    for (const char* name : {"equals", "min", "max"}) add(name, KeyType::integer, need);
  }
  if (kind.groups & kTime)
    for (const char* name : {"at_s", "from_s", "until_s"}) add(name, KeyType::number);
  if (kind.groups & kStatistic) {
    add("statistic", KeyType::text);
    keys.back().choices = statistics();
  }
  return keys;
}

std::vector<std::string> roles_of(const Kind& kind, const Json& parameters) {
  std::vector<std::string> names;
  auto add = [&](const Json& name) {
    if (name.is_string() && name != "world") names.push_back(name.get<std::string>());
  };
  for (const Key& key : kind.keys) {
    if (key.type != KeyType::role && key.type != KeyType::roles) continue;
    const Json& value = get(parameters, key.name);
    add(value);
    if (value.is_array())
      for (const Json& item : value) add(item);
  }
  std::string coordinate = get_string(parameters, "coordinate").value_or("");
  if (coordinate.starts_with("angle about ") && coordinate.substr(12) != "world")
    names.push_back(coordinate.substr(12));
  return names;
}

}  // namespace simbench::verdict
