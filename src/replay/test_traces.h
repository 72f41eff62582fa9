#pragma once
// For the tests of this room: a trace of a swinging ball, with what else a scene may hold.
#include "trace/trace.h"

namespace simbench::replay {

/// Body 1, a ball on a rod, turns about y: x = sin t, z = −cos t, over `samples` samples of 0.02 s; body 0 is the
/// ground. Body 2 is there from the middle on. One hinge, one node, energies.
inline trace::Trace swinging(size_t samples = 501) {
  trace::Trace trace;
  trace.header = {{"simulator", {{"name", "test"}, {"version", "1"}}}};
  Json ball{{"type", "sphere"}, {"size_m", {0.1}}, {"color", {1.0, 0.0, 0.0}}, {"visible", true}},
      hull{{"type", "box"}, {"size_m", {0.3, 0.3, 0.3}}, {"visible", false}},
      floor{{"type", "plane"}, {"size_m", {0.0, 0.0}}};
  trace.censuses.push_back(
      {{"when", "first_step"},
       {"system", {{"gravity_m_s2", {0.0, 0.0, -9.81}}}},
       {"bodies",
        {{{"id", 0}, {"name", "world"}, {"fixed", true}, {"pos_m", {0, 0, -2}}, {"shapes", {floor}}},
         {{"id", 1}, {"name", "bob"}, {"fixed", false}, {"pos_m", {0, 0, -1}}, {"shapes", {ball, hull}}},
         {{"id", 2}, {"name", ""}, {"fixed", false}, {"pos_m", {5, 0, 0}}, {"shapes", Json::array()}}}},
       {"joints",
        {{{"id", 4},
          {"name", "pivot"},
          {"type", "revolute"},
          {"bodies", {0, 1}},
          {"pos_m", {0, 0, 0}},
          {"axis", {0, 1, 0}}},
         {{"id", 5}, {"type", "free"}, {"bodies", {0, 2}}}}},
       {"meshes",
        {{{"id", 1}, {"node_ids", {7}}, {"node_pos_m", {{1.0, 0.0, 0.0}}}, {"material", {{"radius_m", 0.01}}}}}}});
  for (bool late : {false, true}) {
    trace::Segment segment;
    segment.blocks = {{"body", 1, 0, 13, 1}, {"joint", 4, 0, 2, 14}, {"node", 7, 1, 6, 16}, {"energy", 0, 0, 3, 22}};
    segment.stride = 25;
    if (late) segment.blocks.push_back({"body", 2, 0, 13, 25}), segment.stride = 38;
    for (size_t i = late ? samples / 2 : 0; i < (late ? samples : samples / 2); ++i) {
      double t = 0.02 * static_cast<double>(i), s = std::sin(t), c = std::cos(t), n = std::nan("");
      for (double x : {t,
                       s,
                       0.0,
                       -c,
                       std::cos(-t / 2),
                       0.0,
                       std::sin(-t / 2),
                       0.0,
                       c,
                       0.0,
                       s,
                       0.0,
                       -1.0,
                       0.0,
                       t,
                       1.0,
                       1 + 0.1 * s,
                       0.0,
                       0.0,
                       0.1 * c,
                       0.0,
                       0.0,
                       0.5,
                       -c,
                       n})
        segment.values.push_back(x);
      if (late)
        for (double x : {5.0, 0.0, t, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0}) segment.values.push_back(x);
    }
    trace.segments.push_back(std::move(segment));
  }
  return trace;
}

}  // namespace simbench::replay
