#include "probes/mujoco/census.h"

#include <algorithm>
#include <cmath>

namespace simbench::probe {
namespace {

const char* integrator_name(int integrator) {
  switch (integrator) {
    case mjINT_EULER:
      return "Euler";
    case mjINT_RK4:
      return "RK4";
    case mjINT_IMPLICIT:
      return "implicit";
    case mjINT_IMPLICITFAST:
      return "implicitfast";
    case mjINT_DISCRETE:
      return "discrete";
    default:
      return "other";
  }
}

Json system_of(const mjModel* m, const std::string& integrator) {
  bool weightless = m->opt.disableflags & mjDSBL_GRAVITY;
  const mjtNum nothing[3] = {0, 0, 0};
  return {{"gravity_m_s2", vector<3>(weightless ? nothing : m->opt.gravity)},
          {"step_s", m->opt.timestep},
          {"integrator", integrator.empty() ? integrator_name(m->opt.integrator) : integrator},
          {"solver", m->opt.solver == mjSOL_PGS  ? "PGS"
                     : m->opt.solver == mjSOL_CG ? "CG"
                                                 : "Newton"},
          {"contact", m->opt.disableflags & mjDSBL_CONTACT ? "none" : "mujoco"},
          {"medium", {{"density_kg_m3", m->opt.density}, {"viscosity_Pa_s", m->opt.viscosity}}},
          {"threads", 1}};
}

}  // namespace

const char* shape_name(int type) {
  switch (type) {
    case mjGEOM_PLANE:
      return "plane";
    case mjGEOM_HFIELD:
      return "hfield";
    case mjGEOM_SPHERE:
      return "sphere";
    case mjGEOM_CAPSULE:
      return "capsule";
    case mjGEOM_ELLIPSOID:
      return "ellipsoid";
    case mjGEOM_CYLINDER:
      return "cylinder";
    case mjGEOM_BOX:
      return "box";
    case mjGEOM_MESH:
      return "mesh";
    default:
      return "other";
  }
}

namespace {

Json shape_size(const mjModel* m, int geom) {
  const mjtNum* s = m->geom_size + 3 * geom;
  switch (m->geom_type[geom]) {
    case mjGEOM_SPHERE:
      return {s[0]};
    case mjGEOM_CAPSULE:
    case mjGEOM_CYLINDER:
      return {s[0], 2 * s[1]};
    case mjGEOM_PLANE:
      return {2 * s[0], 2 * s[1]};
    case mjGEOM_HFIELD: {
      const mjtNum* h = m->hfield_size + 4 * m->geom_dataid[geom];
      return {2 * h[0], 2 * h[1], h[2]};
    }
    case mjGEOM_MESH: {
      const mjtNum* half = m->geom_aabb + 6 * geom + 3;
      return {2 * half[0], 2 * half[1], 2 * half[2]};
    }
    default:
      return {2 * s[0], 2 * s[1], 2 * s[2]};
  }
}

/// A height field's heights, thinned to a picture's, in thousandths of its highest (size_m[2]).
Json heights_of(const mjModel* m, int field) {
  constexpr int kMost = 33;
  int rows = m->hfield_nrow[field], columns = m->hfield_ncol[field], shown_rows = std::min(rows, kMost),
      shown_columns = std::min(columns, kMost);
  const float* data = m->hfield_data + m->hfield_adr[field];
  Json values = Json::array();
  for (int i = 0; i < shown_rows; ++i)
    for (int k = 0; k < shown_columns; ++k) {
      int row = i * (rows - 1) / std::max(1, shown_rows - 1),
          column = k * (columns - 1) / std::max(1, shown_columns - 1);
      double share = data[static_cast<size_t>(row) * static_cast<size_t>(columns) + static_cast<size_t>(column)];
      share = std::isfinite(share) ? std::clamp(share, -1e3, 1e3) : 0;
      values.push_back(static_cast<int>(std::floor(1000 * share + 0.5)));
    }
  return {{"rows", shown_rows}, {"columns", shown_columns}, {"per_mille", std::move(values)}};
}

bool geom_collides(const mjModel* m, int geom) {
  return m->geom_contype[geom] || m->geom_conaffinity[geom];
}

Json shape_of(const mjModel* m, int geom) {
  const float* rgba = m->geom_matid[geom] >= 0 ? m->mat_rgba + 4 * m->geom_matid[geom] : m->geom_rgba + 4 * geom;
  Json out{{"type", shape_name(m->geom_type[geom])},
           {"size_m", shape_size(m, geom)},
           {"pos_m", vector<3>(m->geom_pos + 3 * geom)},
           {"quat", vector<4>(m->geom_quat + 4 * geom)},
           {"collides", geom_collides(m, geom)},
           {"visible", rgba[3] > 0},
           {"color", vector<3>(rgba)},
           {"name", name_of(m, mjOBJ_GEOM, geom)}};
  int path = m->geom_type[geom] == mjGEOM_MESH ? m->mesh_pathadr[m->geom_dataid[geom]] : -1;
  if (path >= 0) out["file"] = m->paths + path;
  if (m->geom_type[geom] == mjGEOM_HFIELD) out["heights"] = heights_of(m, m->geom_dataid[geom]);
  return out;
}

/// Diagonal in the body's frame if the tensor is diagonal there, else the principal moments.
Json inertia_of(const mjModel* m, int body) {
  const mjtNum* principal = m->body_inertia + 3 * body;
  mjtNum r[9], diagonal[3] = {0, 0, 0}, off = 0, largest = 0;
  mju_quat2Mat(r, m->body_iquat + 4 * body);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      mjtNum x = 0;
      for (int k = 0; k < 3; ++k) x += r[3 * i + k] * principal[k] * r[3 * j + k];
      if (i == j)
        diagonal[i] = x, largest = std::max(largest, x);
      else
        off = std::max(off, std::abs(x));
    }
  return vector<3>(off <= 1e-6 * largest ? diagonal : principal);
}

Json body_of(const mjModel* m, const mjData* d, int body) {
  mjtNum velocity[6];
  mj_objectVelocity(m, d, mjOBJ_BODY, body, velocity, 0);
  Json shapes = Json::array(), material = Json::object();
  bool collides = false;
  for (int g = 0; g < m->body_geomnum[body]; ++g) {
    int geom = m->body_geomadr[body] + g;
    shapes.push_back(shape_of(m, geom));
    if (!geom_collides(m, geom)) continue;
    if (!collides)
      material = {{"friction", m->geom_friction[3 * geom]}, {"restitution", nullptr}, {"young_modulus_Pa", nullptr}};
    collides = true;
  }
  const mjtNum* com = m->body_ipos + 3 * body;
  Json out{{"id", body},
           {"name", name_of(m, mjOBJ_BODY, body)},
           {"type", m->body_mocapid[body] >= 0 ? "mocap" : "body"},
           {"fixed", is_fixed(m, body)},
           {"mass_kg", m->body_mass[body]},
           {"inertia_kg_m2", inertia_of(m, body)},
           {"pos_m", vector<3>(d->xipos + 3 * body)},
           {"quat", vector<4>(d->xquat + 4 * body)},
           {"vel_m_s", vector<3>(velocity + 3)},
           {"omega_rad_s", vector<3>(velocity)},
           {"collides", collides},
           {"material", material},
           {"shapes", shapes},
           {"created_s", 0}};
  if (com[0] != 0 || com[1] != 0 || com[2] != 0) out["com_m"] = vector<3>(com);
  return out;
}

Json joint_params(const mjModel* m, int joint) {
  int type = m->jnt_type[joint], dof = m->jnt_dofadr[joint];
  bool linear = type == mjJNT_SLIDE;
  Json params = Json::object();
  if (m->jnt_stiffness[joint] != 0 && type != mjJNT_FREE) {
    params[linear ? "stiffness_N_m" : "stiffness_N_m_rad"] = m->jnt_stiffness[joint];
    if (type != mjJNT_BALL) params[linear ? "rest_length_m" : "rest_angle_rad"] = m->qpos_spring[m->jnt_qposadr[joint]];
  }
  if (m->dof_damping[dof] != 0) params[linear ? "damping_N_s_m" : "damping_N_m_s_rad"] = m->dof_damping[dof];
  if (m->dof_frictionloss[dof] != 0) params[linear ? "friction_N" : "friction_N_m"] = m->dof_frictionloss[dof];
  if (m->dof_armature[dof] != 0) params["armature"] = m->dof_armature[dof];
  return params;
}

Json joint_of(const mjModel* m, const mjData* d, const ModelMap& map, int joint) {
  static constexpr std::array<const char*, 4> kNeutral{"free", "spherical", "prismatic", "revolute"};
  static constexpr std::array<const char*, 4> kClass{"free", "ball", "slide", "hinge"};
  int type = m->jnt_type[joint], body = m->jnt_bodyid[joint];
  Json limits = nullptr;
  if (m->jnt_limited[joint]) limits = vector<2>(m->jnt_range + 2 * joint);
  return {{"id", joint},
          {"name", name_of(m, mjOBJ_JOINT, joint)},
          {"type", kNeutral.at(type)},
          {"class", kClass.at(type)},
          {"bodies", {body_ref(map, type == mjJNT_FREE ? 0 : m->body_parentid[body]), body_ref(map, body)}},
          {"pos_m", vector<3>(d->xanchor + 3 * joint)},
          {"axis", vector<3>(d->xaxis + 3 * joint)},
          {"limits", limits},
          {"params", joint_params(m, joint)},
          {"created_s", 0}};
}

Json terrains_of(const mjModel* m, const mjData* d) {
  Json out = Json::array();
  for (int g = 0; g < m->ngeom; ++g) {
    int type = m->geom_type[g];
    if (type != mjGEOM_PLANE && type != mjGEOM_HFIELD) continue;
    Json patch{{"size_m", shape_size(m, g)},
               {"pos_m", vector<3>(d->geom_xpos + 3 * g)},
               {"friction", m->geom_friction[3 * g]}};
    out.push_back({{"id", g},
                   {"name", name_of(m, mjOBJ_GEOM, g)},
                   {"type", shape_name(type)},
                   {"patches", {patch}},
                   {"soil", Json::object()},
                   {"created_s", 0}});
  }
  return out;
}

}  // namespace

std::string name_of(const mjModel* m, int type, int id) {
  const char* name = mj_id2name(m, type, id);
  return name ? name : "";
}

Json body_ref(const ModelMap& map, int body) {
  if (!map.is_node_body[body]) return body;
  const Node& node = map.node_of_body[body];
  return "mesh" + std::to_string(node.mesh) + ".node" + std::to_string(node.node);
}

Json take_census(const mjModel* m, const mjData* d, const ModelMap& map, const Hints& hints, const char* when) {
  Json bodies = Json::array(), joints = Json::array();
  for (int b = 0; b < m->nbody; ++b)
    if (!map.is_node_body[b]) bodies.push_back(body_of(m, d, b));
  for (int j : map.joints) joints.push_back(joint_of(m, d, map, j));
  add_constraints(m, d, map, joints);
  Json visuals = visuals_of(m, d);
  for (const Json& visual : hints.visuals) visuals.push_back(visual);
  return {{"when", when},
          {"time_s", d->time},
          {"system", system_of(m, hints.integrator)},
          {"bodies", bodies},
          {"joints", joints},
          {"meshes", meshes_of(m, d, map, hints)},
          {"vehicles", Json::array()},
          {"terrains", terrains_of(m, d)},
          {"contact_pairs", contact_pairs_of(m, map)},
          {"robots", Json::array()},
          {"sensors", sensors_of(m)},
          {"visuals", visuals}};
}

}  // namespace simbench::probe
