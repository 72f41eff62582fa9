#pragma once
// The census of a MuJoCo model: its structure as the trace's format names it (docs/format/trace.md).
#include <nlohmann/json.hpp>

#include "probes/mujoco/model_map.h"

namespace simbench::probe {

using Json = nlohmann::json;

/// What no field of the compiled model holds, told by the Python side: elastic constants by flex name, windows asked
/// for.
struct Hints {
  Json flex = Json::object();    ///< name → {young_modulus_Pa, poisson, …}
  Json visuals = Json::array();  ///< visual requests made before the first step
  std::string integrator;        ///< "script" where the script integrates by itself
};

/// `d` must have its positions and velocities computed (a scratch copy). Lists are complete, with `when` and the time.
Json take_census(const mjModel* m, const mjData* d, const ModelMap& map, const Hints& hints, const char* when);
/// Objects of the lists "joints" that aren't MuJoCo joints: equalities, tendons, actuators, rigid attachments.
void add_constraints(const mjModel* m, const mjData* d, const ModelMap& map, Json& joints);
bool acts_on_joint(const mjModel* m, int actuator);
/// The body that an actuator moves (of a tendon its last one), 0 where there is none.
int actuator_body(const mjModel* m, int actuator);
/// Pairs of parts that may touch, with their friction; null where there are too many.
Json contact_pairs_of(const mjModel* m, const ModelMap& map);
const char* shape_name(int type);  ///< of a mjtGeom
Json sensors_of(const mjModel* m);
Json visuals_of(const mjModel* m, const mjData* d);
Json meshes_of(const mjModel* m, const mjData* d, const ModelMap& map, const Hints& hints);

/// A body's reference in a joint: its id, or "meshM.nodeN".
Json body_ref(const ModelMap& map, int body);
std::string name_of(const mjModel* m, int type, int id);
template <int n, typename T>
Json vector(const T* x) {
  Json out = Json::array();
  for (int i = 0; i < n; ++i) out.push_back(static_cast<double>(x[i]));
  return out;
}

}  // namespace simbench::probe
