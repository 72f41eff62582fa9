// Lists of the census that say what was asked for: soft bodies, sensors, cameras and lights.
#include <algorithm>
#include <array>
#include <set>

#include "probes/mujoco/census.h"

namespace simbench::probe {
namespace {

/// MuJoCo's own words in the order of mjtSensor, but for a rate of turn, which is a tachometer everywhere.
const char* sensor_type(int type) {
  static constexpr std::array kNames{"touch",
                                     "accelerometer",
                                     "velocimeter",
                                     "gyro",
                                     "force",
                                     "torque",
                                     "magnetometer",
                                     "rangefinder",
                                     "camprojection",
                                     "jointpos",
                                     "tachometer",
                                     "tendonpos",
                                     "tendonvel",
                                     "actuatorpos",
                                     "actuatorvel",
                                     "actuatorfrc",
                                     "jointactuatorfrc",
                                     "tendonactuatorfrc",
                                     "ballquat",
                                     "ballangvel",
                                     "jointlimitpos",
                                     "jointlimitvel",
                                     "jointlimitfrc",
                                     "tendonlimitpos",
                                     "tendonlimitvel",
                                     "tendonlimitfrc",
                                     "framepos",
                                     "framequat",
                                     "framexaxis",
                                     "frameyaxis",
                                     "framezaxis",
                                     "framelinvel",
                                     "frameangvel",
                                     "framelinacc",
                                     "frameangacc",
                                     "subtreecom",
                                     "subtreelinvel",
                                     "subtreeangmom",
                                     "insidesite",
                                     "distance",
                                     "normal",
                                     "fromto",
                                     "contact",
                                     "e_potential",
                                     "e_kinetic",
                                     "clock",
                                     "tactile",
                                     "plugin",
                                     "user"};
  static_assert(kNames.size() == mjSENS_USER + 1);
  return kNames.at(static_cast<size_t>(type));
}

/// Where a sensor sits: body, and pose in it.
struct Mount {
  int body = 0;
  const mjtNum *pos = nullptr, *quat = nullptr;
};

Mount mount_of(const mjModel* m, int type, int id) {
  if (id < 0) return {};
  switch (type) {
    case mjOBJ_SITE:
      return {m->site_bodyid[id], m->site_pos + 3 * id, m->site_quat + 4 * id};
    case mjOBJ_GEOM:
      return {m->geom_bodyid[id], m->geom_pos + 3 * id, m->geom_quat + 4 * id};
    case mjOBJ_CAMERA:
      return {m->cam_bodyid[id], m->cam_pos + 3 * id, m->cam_quat + 4 * id};
    case mjOBJ_JOINT:
      return {m->jnt_bodyid[id], m->jnt_pos + 3 * id, nullptr};
    case mjOBJ_BODY:
      return {id, m->body_ipos + 3 * id, m->body_iquat + 4 * id};
    case mjOBJ_XBODY:
      return {id, nullptr, nullptr};
    case mjOBJ_ACTUATOR:
      return {actuator_body(m, id), nullptr, nullptr};
    default:
      return {};
  }
}

Json placed(Json out, const Mount& mount) {
  out["body"] = mount.body;
  out["pos_m"] = mount.pos ? vector<3>(mount.pos) : Json{0.0, 0.0, 0.0};
  out["quat"] = mount.quat ? vector<4>(mount.quat) : Json{1.0, 0.0, 0.0, 0.0};
  return out;
}

Json sensor_of(const mjModel* m, int s) {
  double interval = m->sensor_history[2 * s] > 0 ? m->sensor_interval[2 * s] : 0;  // without a history it does nothing
  Json out{{"id", s},
           {"name", name_of(m, mjOBJ_SENSOR, s)},
           {"type", sensor_type(m->sensor_type[s])},
           {"rate_Hz", 1 / (interval > 0 ? interval : m->opt.timestep)},
           {"lag_s", m->sensor_delay[s]},
           {"noise", {{"stdev", m->sensor_noise[s]}}},
           {"values", m->sensor_dim[s]},
           {"filters", Json::array()},
           {"created_s", 0}};
  if (m->sensor_cutoff[s] > 0) out["range_m"] = m->sensor_cutoff[s];
  bool sees = m->sensor_type[s] == mjSENS_RANGEFINDER && m->sensor_objtype[s] == mjOBJ_CAMERA;
  if (sees) out["resolution"] = vector<2>(m->cam_resolution + 2 * m->sensor_objid[s]);
  return placed(out, mount_of(m, m->sensor_objtype[s], m->sensor_objid[s]));
}

/// A camera of the model counts as a sensor when it was given a picture size.
Json camera_sensor(const mjModel* m, int c) {
  Json out{{"id", static_cast<int>(m->nsensor) + c},
           {"name", name_of(m, mjOBJ_CAMERA, c)},
           {"type", "camera"},
           {"rate_Hz", nullptr},
           {"lag_s", 0},
           {"resolution", vector<2>(m->cam_resolution + 2 * c)},
           {"fov_rad", m->cam_fovy[c] * mjPI / 180},
           {"noise", Json::object()},
           {"filters", Json::array()},
           {"created_s", 0}};
  return placed(out, mount_of(m, mjOBJ_CAMERA, c));
}

bool vertex_is_fixed(const mjModel* m, int flex, int vertex) {
  if (m->flex_interp[flex] != 0) return false;
  return is_fixed(m, m->flex_vertbodyid[m->flex_vertadr[flex] + vertex]);
}

Json mesh_of(const mjModel* m, const mjData* d, const ModelMap& map, const Hints& hints, int f) {
  Json ids = Json::array(), positions = Json::array();
  for (const Node& node : map.nodes) {
    if (node.mesh != f) continue;
    ids.push_back(node.node);
    positions.push_back(vector<3>(d->flexvert_xpos + 3 * (m->flex_vertadr[f] + node.node)));
  }
  int fixed = 0;
  for (int v = 0; v < m->flex_vertnum[f]; ++v) fixed += vertex_is_fixed(m, f, v);
  double mass = 0;
  for (int b = 0; b < m->nbody; ++b)
    if (map.is_node_body[b] && map.node_of_body[b].mesh == f) mass += m->body_mass[b];
  std::string name = name_of(m, mjOBJ_FLEX, f);
  Json material{{"damping", m->flex_damping[f]}, {"radius_m", m->flex_radius[f]}};
  if (hints.flex.contains(name)) material.update(hints.flex[name]);
  static constexpr std::array<const char*, 4> kElement{"other", "flex1d", "flex2d", "flex3d"};
  return {{"id", f},
          {"name", name},
          {"gravity", true},
          {"nodes", {{"count", m->flex_vertnum[f]}, {"fixed", fixed}, {"type", "flex_vertex"}}},
          {"node_ids", ids},
          {"node_pos_m", positions},
          {"elements", {{{"type", kElement.at(std::clamp(m->flex_dim[f], 0, 3))}, {"count", m->flex_elemnum[f]}}}},
          {"material", material},
          {"edges",
           {{"held", m->flex_edgeequality[f] != 0},
            {"bends", m->flex_bendingadr[f] >= 0},
            {"stiffness_N_m", m->flex_edgestiffness[f]},
            {"damping_N_s_m", m->flex_edgedamping[f]}}},
          {"collides", m->flex_contype[f] != 0 || m->flex_conaffinity[f] != 0},
          {"mass_kg", mass},
          {"created_s", 0}};
}

}  // namespace

Json sensors_of(const mjModel* m) {
  Json out = Json::array();
  for (int s = 0; s < m->nsensor; ++s) out.push_back(sensor_of(m, s));
  for (int c = 0; c < m->ncam; ++c)
    if (m->cam_resolution[2 * c] > 1) out.push_back(camera_sensor(m, c));
  return out;
}

Json meshes_of(const mjModel* m, const mjData* d, const ModelMap& map, const Hints& hints) {
  Json out = Json::array();
  for (int f = 0; f < m->nflex; ++f) out.push_back(mesh_of(m, d, map, hints, f));
  return out;
}

Json visuals_of(const mjModel* m, const mjData* d) {
  Json out = Json::array();
  for (int c = 0; c < m->ncam; ++c) {
    const mjtNum* pos = d->cam_xpos + 3 * c;
    mjtNum ahead[3] = {-d->cam_xmat[9 * c + 2], -d->cam_xmat[9 * c + 5], -d->cam_xmat[9 * c + 8]};
    mju_addTo3(ahead, pos);
    out.push_back({{"kind", "camera"},
                   {"args", Json::array()},
                   {"title", name_of(m, mjOBJ_CAMERA, c)},
                   {"pos_m", vector<3>(pos)},
                   {"target_m", vector<3>(ahead)},
                   {"body", m->cam_bodyid[c]}});
  }
  for (int l = 0; l < m->nlight; ++l)
    out.push_back({{"kind", "light"},
                   {"args", Json::array()},
                   {"title", name_of(m, mjOBJ_LIGHT, l)},
                   {"pos_m", vector<3>(d->light_xpos + 3 * l)},
                   {"color", vector<3>(m->light_diffuse + 3 * l)}});
  for (int t = 0; t < m->ntex; ++t)
    if (m->tex_type[t] == mjTEXTURE_SKYBOX)
      out.push_back({{"kind", "sky"}, {"args", Json::array()}, {"title", name_of(m, mjOBJ_TEXTURE, t)}});
  return out;
}

}  // namespace simbench::probe
