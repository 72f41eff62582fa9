#include "upstream/systems.h"

#include <algorithm>

namespace simbench::upstream {
namespace {

using enum Category;

constexpr SystemName kSystems[] = {
    {"art", "1/6-scale autonomous car", veh},
    {"beam", "Beam in finite elements", fea},
    {"buckling", "Buckling beam", fea},
    {"cable", "Hanging cable", fea},
    {"camera", "Camera on a moving body", sen},
    {"citybus", "City bus", veh},
    {"curiosity", "Curiosity rover", rbt},
    {"feda", "FED-alpha vehicle", veh},
    {"gator", "Gator utility vehicle", veh},
    {"gear", "Gears", mbs},
    {"gps_imu", "GPS and IMU", sen},
    {"handler", "Rover handled over ROS", rbt},
    {"hmmwv", "HMMWV", veh},
    {"kraz", "Kraz truck", veh},
    {"lidar", "Lidar", sen},
    {"m113", "M113 tracked vehicle", veh},
    {"man", "MAN truck", veh},
    {"mass_spring_damper", "Mass, spring and damper", mbs},
    {"particles", "Emitted particles", mbs},
    {"pendulum", "Pendulum", mbs},
    {"rigid_highway", "Vehicle on a highway mesh", veh},
    {"rigid_multipatches", "Vehicle on several terrain patches", veh},
    {"rotor", "Flexible rotor", fea},
    {"scm", "Vehicle on deformable soil", veh},
    {"scm_hill", "Vehicle on a deformable hill", veh},
    {"sedan", "Sedan", veh},
    {"sensros", "Sensors over ROS", rbt},
    {"slider_crank", "Slider crank", mbs},
    {"tablecloth", "Tablecloth of shells", fea},
    {"turtlebot", "TurtleBot", rbt},
    {"uazbus", "UAZ bus", veh},
    {"veh_app", "Vehicle with sensors", sen},
    {"vehros", "Vehicle over ROS", rbt},
    {"viper", "Viper rover", rbt},
};

}  // namespace

std::span<const SystemName> known_systems() {
  return kSystems;
}

const SystemName* find_system(std::string_view name) {
  auto it = std::find_if(std::begin(kSystems), std::end(kSystems), [&](const SystemName& s) { return s.name == name; });
  return it == std::end(kSystems) ? nullptr : it;
}

}  // namespace simbench::upstream
