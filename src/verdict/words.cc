#include "verdict/words.h"

#include "base/base.h"
#include "verdict/kinds/kinds.h"

namespace simbench::verdict {

const std::vector<std::string>& shape_types() {
  static const std::vector<std::string> words{"sphere", "box",   "cylinder", "capsule", "cone", "ellipsoid",
                                              "mesh",   "plane", "hfield",   "convex",  "other"};
  return words;
}

const std::vector<std::string>& joint_types() {
  static const std::vector<std::string> words{"revolute",
                                              "prismatic",
                                              "spherical",
                                              "universal",
                                              "cylindrical",
                                              "planar",
                                              "fixed",
                                              "free",
                                              "generic",
                                              "distance",
                                              "gear",
                                              "pulley",
                                              "rack_pinion",
                                              "screw",
                                              "spring_damper",
                                              "rotational_spring_damper",
                                              "bushing",
                                              "motor_rotation_speed",
                                              "motor_rotation_angle",
                                              "motor_rotation_torque",
                                              "motor_linear_speed",
                                              "motor_linear_position",
                                              "motor_linear_force",
                                              "revolute_spherical",
                                              "revolute_prismatic",
                                              "parallel",
                                              "perpendicular",
                                              "point_line",
                                              "point_plane",
                                              "node_body",
                                              "node_slope",
                                              "node_node",
                                              "brake",
                                              "clutch",
                                              "actuator",
                                              "other"};
  return words;
}

const std::vector<std::string>& element_types() {
  static const std::vector<std::string> words{
      "euler_beam",     "timoshenko_beam", "iga_beam", "ancf_cable", "ancf_beam", "ancf_shell",
      "reissner_shell", "bst_shell",       "tetra",    "hexa",       "spring",    "bar",
      "edge",           "flex1d",          "flex2d",   "flex3d",     "other"};
  return words;
}

std::string wrong_word(std::string_view what, const Json& one_or_list, const std::vector<std::string>& known) {
  if (one_or_list.is_array()) {
    for (const Json& one : one_or_list)
      if (std::string problem = wrong_word(what, one, known); !problem.empty()) return problem;
    return "";
  }
  if (!one_or_list.is_string()) return "";
  if (std::any_of(known.begin(), known.end(), [&](const std::string& word) { return matches(one_or_list, word); }))
    return "";
  auto word = one_or_list.get<std::string>();
  std::string near = nearest(word, known);
  return fmt::format("there is no {} '{}'; {}", what, word,
                     near.empty() ? "known: " + join(known, ", ") : fmt::format("did you mean '{}'?", near));
}

}  // namespace simbench::verdict
