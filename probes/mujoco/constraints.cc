// Joints of the census that MuJoCo doesn't call joints: equality constraints, tendons, actuators, bodies without a
// joint.
#include <algorithm>

#include "probes/mujoco/census.h"

namespace simbench::probe {
namespace {

Json entry(int id, const std::string& name, const char* type, const char* simulator_class) {
  return {{"id", id},        {"name", name},      {"type", type},     {"class", simulator_class}, {"pos_m", nullptr},
          {"axis", nullptr}, {"limits", nullptr}, {"bodies", {0, 0}}, {"params", Json::object()}, {"created_s", 0}};
}

/// An equality may be switched off, at the start or on the way (event "switched").
Json equality_entry(const mjModel* m, const mjData* d, int e, const char* type, const char* simulator_class) {
  Json out = entry(ModelMap::equality_id(m, e), name_of(m, mjOBJ_EQUALITY, e), type, simulator_class);
  out["active"] = static_cast<bool>(d->eq_active[e]);
  return out;
}

/// Body of an equality's object, which may be a body or a site.
int object_body(const mjModel* m, int type, int id) {
  if (id < 0) return 0;
  return type == mjOBJ_SITE ? m->site_bodyid[id] : id;
}

Json point_constraint(const mjModel* m, const mjData* d, const ModelMap& map, int e) {
  bool weld = m->eq_type[e] == mjEQ_WELD;
  Json out = equality_entry(m, d, e, weld ? "fixed" : "spherical", weld ? "weld" : "connect");
  int first = object_body(m, m->eq_objtype[e], m->eq_obj1id[e]);
  out["bodies"] = {body_ref(map, first), body_ref(map, object_body(m, m->eq_objtype[e], m->eq_obj2id[e]))};
  if (m->eq_objtype[e] == mjOBJ_SITE) {
    out["pos_m"] = vector<3>(d->site_xpos + 3 * m->eq_obj1id[e]);
  } else if (!weld) {  // the anchor is given in the first body's frame
    mjtNum pos[3];
    mju_mulMatVec3(pos, d->xmat + 9 * first, m->eq_data + mjNEQDATA * e);
    mju_addTo3(pos, d->xpos + 3 * first);
    out["pos_m"] = vector<3>(pos);
  } else {
    out["pos_m"] = vector<3>(d->xpos + 3 * first);
  }
  return out;
}

/// joint1 = polynomial(joint2): with a linear term it is a gear whose ratio is rate1 / rate2.
Json coupling(const mjModel* m, const mjData* d, const ModelMap& map, int e) {
  int first = m->eq_obj1id[e], second = m->eq_obj2id[e];
  Json out = equality_entry(m, d, e, second >= 0 ? "gear" : "other", "joint_equality");
  out["bodies"] = {body_ref(map, m->jnt_bodyid[first]), second >= 0 ? body_ref(map, m->jnt_bodyid[second]) : Json(0)};
  out["params"] = {{"ratio", m->eq_data[mjNEQDATA * e + 1]},
                   {"joints", {first, second}},
                   {"polynomial", vector<5>(m->eq_data + mjNEQDATA * e)}};
  return out;
}

/// Couplings of tendons and of a flex's edges: listed, with what MuJoCo says about them.
Json other_equality(const mjModel* m, const mjData* d, int e) {
  bool tendons = m->eq_type[e] == mjEQ_TENDON;
  Json out = equality_entry(m, d, e, "other", tendons ? "tendon_equality" : "flex_equality");
  if (tendons)
    out["params"] = {{"tendons", {m->eq_obj1id[e], m->eq_obj2id[e]}},
                     {"polynomial", vector<5>(m->eq_data + mjNEQDATA * e)}};
  else
    out["params"] = {{"mesh", m->eq_obj1id[e]}};
  return out;
}

int wrap_body(const mjModel* m, int wrap) {
  int id = m->wrap_objid[wrap];
  switch (m->wrap_type[wrap]) {
    case mjWRAP_JOINT:
      return m->jnt_bodyid[id];
    case mjWRAP_SITE:
      return m->site_bodyid[id];
    case mjWRAP_SPHERE:
    case mjWRAP_CYLINDER:
      return m->geom_bodyid[id];
    default:
      return 0;
  }
}

std::pair<int, int> tendon_ends(const mjModel* m, int t) {
  return {wrap_body(m, m->tendon_adr[t]), wrap_body(m, m->tendon_adr[t] + m->tendon_num[t] - 1)};
}

/// The points that a spatial tendon passes: sites, and the middle of what it is wrapped about.
Json tendon_path(const mjModel* m, const mjData* d, const ModelMap& map, int t) {
  Json path = Json::array();
  for (int wrap = m->tendon_adr[t]; wrap < m->tendon_adr[t] + m->tendon_num[t]; ++wrap) {
    int type = m->wrap_type[wrap], id = m->wrap_objid[wrap];
    bool round = type == mjWRAP_SPHERE || type == mjWRAP_CYLINDER;
    if (type != mjWRAP_SITE && !round) continue;
    path.push_back({{"body", body_ref(map, wrap_body(m, wrap))},
                    {"pos_m", vector<3>(round ? d->geom_xpos + 3 * id : d->site_xpos + 3 * id)}});
  }
  return path;
}

Json tendon_of(const mjModel* m, const mjData* d, const ModelMap& map, int t) {
  bool spring = m->tendon_stiffness[t] != 0 || m->tendon_damping[t] != 0;
  bool spatial = m->tendon_type[t] == mjTENDON_SPATIAL;
  const char* type = spatial && spring ? "spring_damper" : spatial && m->tendon_limited[t] ? "distance" : "other";
  Json out = entry(ModelMap::tendon_id(m, t), name_of(m, mjOBJ_TENDON, t), type, spatial ? "tendon" : "tendon_fixed");
  auto [first, last] = tendon_ends(m, t);
  out["bodies"] = {body_ref(map, first), body_ref(map, last)};
  if (m->tendon_limited[t]) out["limits"] = vector<2>(m->tendon_range + 2 * t);
  Json params = Json::object();
  if (m->tendon_stiffness[t] != 0) params["stiffness_N_m"] = m->tendon_stiffness[t];
  if (m->tendon_stiffness[t] != 0) params["rest_length_m"] = m->tendon_lengthspring[2 * t];
  if (m->tendon_damping[t] != 0) params["damping_N_s_m"] = m->tendon_damping[t];
  if (spatial && m->tendon_limited[t]) params["distance_m"] = m->tendon_range[2 * t + 1];
  out["params"] = params;
  if (spatial) out["path"] = tendon_path(m, d, map, t);
  return out;
}

/// The servo that gain and bias make: force, position or speed control.
std::string quantity_of(const mjModel* m, int a, bool linear) {
  const mjtNum* bias = m->actuator_biasprm + mjNBIAS * a;
  bool affine = m->actuator_biastype[a] == mjBIAS_AFFINE;
  if (affine && bias[1] != 0) return linear ? "position" : "angle";
  if (affine && bias[2] != 0 && m->actuator_gainprm[mjNGAIN * a] != 0) return "speed";
  return linear ? "force" : "torque";
}

/// What its force acts on: two ends of a tendon, a crank and its slider, a body and its parent.
std::pair<int, int> actuated_bodies(const mjModel* m, int a) {
  int target = m->actuator_trnid[2 * a], second = m->actuator_trnid[2 * a + 1];
  if (m->actuator_trntype[a] == mjTRN_TENDON) return tendon_ends(m, target);
  if (m->actuator_trntype[a] == mjTRN_SLIDERCRANK) return {m->site_bodyid[second], m->site_bodyid[target]};
  int body = actuator_body(m, a);
  return {m->body_parentid[body], body};
}

Json actuator_params(const mjModel* m, int a) {
  const mjtNum *bias = m->actuator_biasprm + mjNBIAS * a, *gear = m->actuator_gear + 6 * m->actuator_outadr[a];
  Json params{{"control_index", m->actuator_ctrladr[a]}, {"gear", gear[0]}};
  if (std::any_of(gear + 1, gear + 6, [](mjtNum g) { return g != 0; })) params["gear"] = vector<6>(gear);
  if (m->actuator_gaintype[a] == mjGAIN_FIXED || m->actuator_gaintype[a] == mjGAIN_AFFINE)
    params["gain"] = m->actuator_gainprm[mjNGAIN * a];
  if (m->actuator_biastype[a] == mjBIAS_AFFINE) {
    if (bias[1] != 0) params["kp"] = -bias[1];
    if (bias[2] != 0) params["kv"] = -bias[2];
  }
  int control = m->actuator_ctrladr[a];
  if (m->actuator_ctrlnum[a] > 0 && m->actuator_ctrllimited[control])
    params["control_range"] = vector<2>(m->actuator_ctrlrange + 2 * control);
  if (m->actuator_forcelimited[a]) params["force_range"] = vector<2>(m->actuator_forcerange + 2 * a);
  return params;
}

Json actuator_of(const mjModel* m, const ModelMap& map, int a) {
  int target = m->actuator_trnid[2 * a];
  bool on_joint = acts_on_joint(m, a) && m->jnt_type[target] != mjJNT_FREE;
  bool linear = on_joint && m->jnt_type[target] == mjJNT_SLIDE;
  std::string quantity = quantity_of(m, a, linear);
  std::string type = on_joint ? (linear ? "motor_linear_" : "motor_rotation_") + quantity : "actuator";
  Json out = entry(ModelMap::actuator_id(m, a), name_of(m, mjOBJ_ACTUATOR, a), type.c_str(), "actuator");
  auto [first, second] = actuated_bodies(m, a);
  out["bodies"] = {body_ref(map, first), body_ref(map, second)};
  out["params"] = actuator_params(m, a);
  out["params"]["motor"] = {{"quantity", quantity}, {"function", {{"type", "control"}, {"at", Json::object()}}}};
  if (acts_on_joint(m, a)) out["params"]["joint"] = target;
  return out;
}

/// A body without joints inside a moving one is bolted to it.
Json attachment(const mjModel* m, const mjData* d, const ModelMap& map, int body) {
  Json out = entry(ModelMap::attachment_id(m, body), "", "fixed", "no_joint");
  out["bodies"] = {body_ref(map, m->body_parentid[body]), body};
  out["pos_m"] = vector<3>(d->xpos + 3 * body);
  return out;
}

}  // namespace

bool acts_on_joint(const mjModel* m, int a) {
  return m->actuator_trntype[a] == mjTRN_JOINT || m->actuator_trntype[a] == mjTRN_JOINTINPARENT;
}

int actuator_body(const mjModel* m, int a) {
  int target = m->actuator_trnid[2 * a];
  if (target < 0) return 0;
  if (acts_on_joint(m, a)) return m->jnt_bodyid[target];
  switch (m->actuator_trntype[a]) {
    case mjTRN_SITE:
    case mjTRN_SLIDERCRANK:
      return m->site_bodyid[target];
    case mjTRN_BODY:
      return target;
    case mjTRN_TENDON:
      return tendon_ends(m, target).second;
    default:
      return 0;
  }
}

void add_constraints(const mjModel* m, const mjData* d, const ModelMap& map, Json& joints) {
  for (int e = 0; e < m->neq; ++e) {
    if (m->eq_type[e] == mjEQ_CONNECT || m->eq_type[e] == mjEQ_WELD)
      joints.push_back(point_constraint(m, d, map, e));
    else if (m->eq_type[e] == mjEQ_JOINT)
      joints.push_back(coupling(m, d, map, e));
    else
      joints.push_back(other_equality(m, d, e));
  }
  for (int t = 0; t < m->ntendon; ++t) joints.push_back(tendon_of(m, d, map, t));
  for (int a = 0; a < m->nactuator; ++a) joints.push_back(actuator_of(m, map, a));
  for (int b = 1; b < m->nbody; ++b)
    if (!map.is_node_body[b] && m->body_jntnum[b] == 0 && !is_fixed(m, b) && m->body_mocapid[b] < 0)
      joints.push_back(attachment(m, d, map, b));
}

}  // namespace simbench::probe
