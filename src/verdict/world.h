#pragma once
// A trace as the checks see it: objects indexed by class, motions cut to one episode and cached.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/json.h"
#include "trace/trace.h"
#include "verdict/series.h"
#include "verdict/vector.h"

namespace simbench::verdict {

/// Classes of objects that a role can name; bits, so that a key can allow several.
enum ObjectClass : unsigned {
  kBody = 1,
  kJoint = 2,
  kMesh = 4,
  kNode = 8,
  kVehicle = 16,
  kTerrain = 32,
  kRobot = 64,
  kSensor = 128
};
/// "body", "joint", …
std::string_view name_of(ObjectClass object_class);

/// One object of the census, or one node of a mesh (id: node, mesh: its mesh).
struct Object {
  ObjectClass object_class = kBody;
  int id = -1, mesh = 0;
  auto operator<=>(const Object&) const = default;
};

struct Body {
  int id = 0;
  bool fixed = false;
  double mass_kg = 0;
  Vec3 inertia_kg_m2, pos_m, vel_m_s, omega_rad_s;
  Quat quat;
  const Json* json = nullptr;
};

struct Joint {
  int id = 0;
  std::string type;
  std::array<Object, 2> ends;  ///< bodies or nodes; id -1 where the census names nothing known
  Vec3 pos_m, axis;            ///< axis: of unit length, or zero where the census knows none
  const Json* json = nullptr;
  /// False for what is a joint in some simulators' words only: a free joint holds nothing, an actuator drives a joint.
  bool connects() const { return type != "free" && type != "actuator"; }
  /// Makes one rigid thing of two bodies, or holds one to the ground.
  bool welds_bodies() const {
    return type == "fixed" && ends[0].object_class == kBody && ends[1].object_class == kBody;
  }
};

/// The motion of a body over the episode; all vectors of the length of World::times(). NaN before it was created.
struct Track {
  std::vector<Vec3> pos_m, vel_m_s, omega_rad_s;
  std::vector<Quat> quat;
};

/// What was asked of a World over time: whatever else its trace holds changed nothing.
struct Reads {
  std::set<std::tuple<std::string, int, int>> blocks;   ///< kind, id, mesh
  std::set<std::pair<std::string, std::string>> calls;  ///< globs of class and method
  bool printed = false;                                 ///< what the script printed
};

/// Lines with a number that the script printed, in their order; all lists have one entry a line.
struct PrintedLines {
  std::vector<double> times_s;  ///< simulated time at that instant
  std::vector<double> numbers;  ///< the first of the line; NaN where it isn't finite
  std::vector<int> looks;       ///< equal (above 0) for lines that differ in their numbers only; 0: unknown
  bool cut = false;             ///< more were printed than the probe tells
  bool elsewhere = false;       ///< and some by a descriptor of the script's own, unheard
};

/// Reads hostile data: whatever is missing or of the wrong type becomes an empty value, never an error.
class World {
 public:
  explicit World(const trace::Trace& trace);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  const trace::Trace& trace() const { return trace_; }
  const Json& system() const { return system_; }
  Vec3 gravity() const { return gravity_; }
  const std::vector<Body>& bodies() const { return bodies_; }
  const std::vector<Joint>& joints() const { return joints_; }
  /// All objects of one class, in census order (nodes: the sampled ones of all meshes).
  const std::vector<Object>& objects(ObjectClass object_class) const;
  const Json& json(const Object& object) const;  ///< of a node: its mesh
  const Json& visuals() const { return visuals_; }
  const Body* body(int id) const;
  const Joint* joint(int id) const;
  /// The joints that end at this body or node, as indices into joints(), in census order.
  const std::vector<size_t>& joints_at(const Object& end) const;
  /// True if fixed joints make one rigid thing of these two moving bodies (a bob in a body of its own, welded to its
  /// rod).
  bool is_welded(int body_a, int body_b) const;
  /// Position of a sampled node at the census.
  std::optional<Vec3> node_start(const Object& node) const;

  /// Times of the longest episode (a script may reset the time), s, not decreasing. It ends before the first sample in
  /// which a body, joint or node is no number: what follows is no motion.
  const std::vector<double>& times() const { return times_; }
  double end_s() const { return times_.empty() ? 0 : times_.back(); }
  bool diverged() const { return diverged_; }  ///< the episode ends because of such a sample
  double sample_interval_s() const;
  const Track& track(int body_id) const;
  /// One column of a block over the episode; empty if the trace has no such block.
  std::vector<double> column(std::string_view kind, int id, size_t column, int mesh = 0) const;
  size_t width(std::string_view kind, int id, int mesh = 0) const;  ///< columns of a block, 0 if there is none
  /// Entries of the call log whose class and method match these globs.
  std::vector<const Json*> calls(const std::string& class_glob, const std::string& method_glob) const;
  /// What the script printed; nullopt if the trace doesn't tell.
  std::optional<PrintedLines> printed() const;
  const Reads& reads() const { return reads_; }
  /// Position over the episode of a body, node, vehicle or robot (its chassis); empty if unknown.
  std::vector<Vec3> positions(const Object& object) const;
  std::vector<Vec3> velocities(const Object& object) const;
  /// The chassis body of a vehicle or robot, the body itself; nullptr if unknown.
  const Body* body_of(const Object& object) const;

 private:
  void index_bodies();
  void index_joints();
  void index_welds();
  void index_others();
  void find_episode();
  std::vector<Vec3> columns3(std::string_view kind, int id, size_t first, int mesh) const;

  const trace::Trace& trace_;
  const Json& system_;
  Vec3 gravity_;
  std::map<ObjectClass, Json> lists_;
  std::map<ObjectClass, std::vector<Object>> objects_;
  std::map<Object, const Json*> json_;
  Json visuals_;
  std::vector<Body> bodies_;
  std::vector<Joint> joints_;
  std::map<int, size_t> body_index_, joint_index_;
  std::map<Object, std::vector<size_t>> joints_at_;
  std::map<int, int> weld_;  // body → the lowest id in its rigid thing; only of bodies with a fixed joint
  std::map<Object, Vec3> node_start_;
  std::vector<double> times_;
  size_t first_sample_ = 0;
  bool diverged_ = false;
  mutable std::map<int, Track> tracks_;
  mutable Reads reads_;
};

/// [x, y, z] of a JSON array; nullopt if it isn't one of three numbers.
std::optional<Vec3> vec3_from(const Json& json);
std::optional<Quat> quat_from(const Json& json);
Json to_json(const Object& object);  ///< ["body", 3]; of a node ["node", 12, 1], its mesh last
Json to_json(Vec3 v);                ///< rounded to 6 digits, null where not finite
Json number(double x);               ///< rounded to 6 digits, null if not finite

}  // namespace simbench::verdict
