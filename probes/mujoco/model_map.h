#pragma once
// How a MuJoCo model is told in the trace's neutral terms: which bodies are bodies, which are nodes of a soft body, and
// which ids they get.
#include <mujoco/mujoco.h>

#include <vector>

namespace simbench::probe {

/// A flex vertex or control point that is sampled as node `node` of mesh `mesh`.
struct Node {
  int mesh = 0, node = 0;
};

/// Fixed for one model; ids are stable over a run.
struct ModelMap {
  explicit ModelMap(const mjModel* m);

  std::vector<bool> is_node_body;  ///< by body id: an invisible body that only carries a flex vertex
  std::vector<Node> node_of_body;  ///< by body id, where is_node_body
  std::vector<int> moving;         ///< bodies to sample
  std::vector<int> joints;         ///< MuJoCo joints to record (those of node bodies are left out)
  std::vector<int> coordinates;    ///< joints with a coordinate block: hinge, slide, ball
  std::vector<int> touching;       ///< moving bodies whose shapes collide
  bool interpolates = false;       ///< some flex moves its vertices by a few control points
  std::vector<Node> nodes;         ///< sampled flex vertices, at most kMaxNodes a mesh
  std::vector<int> reactions;      ///< joints, and equality joints by their id, whose reaction is sampled

  static constexpr int kMaxNodes = 200, kMaxBodies = 500;

  /// Ids in the census's list of joints: joints, then equalities, tendons, actuators, rigid attachments.
  static int equality_id(const mjModel* m, int equality) { return static_cast<int>(m->njnt) + equality; }
  static int tendon_id(const mjModel* m, int tendon) { return equality_id(m, static_cast<int>(m->neq)) + tendon; }
  static int actuator_id(const mjModel* m, int actuator) {
    return tendon_id(m, static_cast<int>(m->ntendon)) + actuator;
  }
  static int attachment_id(const mjModel* m, int body) { return actuator_id(m, static_cast<int>(m->nactuator)) + body; }
};

/// True if the body can't move: welded to the world and not driven as a mocap body.
inline bool is_fixed(const mjModel* m, int body) {
  return m->body_weldid[body] == 0 && m->body_mocapid[body] < 0;
}

}  // namespace simbench::probe
