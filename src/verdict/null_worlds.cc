// Two traces that fulfil no task: what a vacuous requirement would hold for. Their numbers are chosen so that no prompt
// asks for them, they run longer than any task, and they have no end record, so that nothing holds by accident.
#include "base/base.h"
#include "verdict/verdict.h"

namespace simbench::verdict {
namespace {

constexpr double kGravityX = 0.137, kGravityY = -0.071, kGravityZ = -3.171;  // m/s², no known planet
constexpr double kStep_s = 0.0173;
constexpr size_t kSamples = 3000;  // 52 s

trace::Trace empty_world() {
  trace::Trace world;
  world.header = {
      {"format", 1}, {"simulator", {{"name", "null"}, {"version", "1"}}}, {"horizon_s", 52}, {"sample_s", kStep_s}};
  Json system{{"gravity_m_s2", {kGravityX, kGravityY, kGravityZ}}, {"step_s", kStep_s}};
  world.censuses = {{{"when", "first_step"}, {"time_s", 0}, {"system", system}, {"bodies", Json::array()}}};
  world.segments.push_back({{{"energy", 0, 0, 3, 1}, {"contact", 0, 0, 1, 4}}, 5, {}});
  for (size_t i = 0; i < kSamples; ++i)
    world.segments[0].values.insert(world.segments[0].values.end(), {kStep_s * static_cast<double>(i + 1), 0, 0, 0, 0});
  return world;
}

trace::Trace falling_body() {
  trace::Trace world = empty_world();
  constexpr double kMass_kg = 7.31, kHeight_m = 3.77;
  Json body{{"id", 1},
            {"created_s", 0},
            {"fixed", false},
            {"mass_kg", kMass_kg},
            {"inertia_kg_m2", {0.71, 0.83, 0.97}},
            {"pos_m", {0.31, -0.47, kHeight_m}},
            {"quat", {1, 0, 0, 0}},
            {"vel_m_s", {0.013, 0, 0}},
            {"omega_rad_s", {0.0037, 0.0011, 0.0023}},
            {"collides", false},
            {"shapes", Json::array()}};
  world.censuses[0]["bodies"].push_back(body);
  trace::Segment& segment = world.segments[0];
  segment = {{{"body", 1, 0, 13, 1}, {"energy", 0, 0, 3, 14}, {"contact", 0, 0, 1, 17}}, 18, {}};
  for (size_t i = 0; i < kSamples; ++i) {
    double t = kStep_s * static_cast<double>(i + 1);
    double x = 0.31 + 0.013 * t + kGravityX * t * t / 2, y = -0.47 + kGravityY * t * t / 2;
    double z = kHeight_m + kGravityZ * t * t / 2;
    double vx = 0.013 + kGravityX * t, vy = kGravityY * t, vz = kGravityZ * t;
    double kinetic = 0.5 * kMass_kg * (vx * vx + vy * vy + vz * vz);
    double potential = -kMass_kg * (kGravityX * x + kGravityY * y + kGravityZ * z);
    segment.values.insert(segment.values.end(),
                          {t, x, y, z, 1, 0, 0, 0, vx, vy, vz, 0.0037, 0.0011, 0.0023, kinetic, potential, 0, 0});
  }
  return world;
}

}  // namespace

std::vector<std::pair<std::string, trace::Trace>> null_worlds() {
  return {{"an empty world", empty_world()}, {"a lone falling body", falling_body()}};
}

}  // namespace simbench::verdict
