#pragma once
// The check functions behind the rows of registry.cc, one file a family.
#include "verdict/kinds/kind.h"

namespace simbench::verdict {

// system.cc
Finding check_gravity(const Query&);
Finding check_integrator(const Query&);
Finding check_medium(const Query&);
Finding check_step_size(const Query&);
Finding check_simulated_time(const Query&);
Finding check_body_count(const Query&);
Finding check_joint_count(const Query&);
Finding check_sensor_count(const Query&);

// body.cc
Finding check_mass(const Query&);
Finding check_total_mass(const Query&);
Finding check_inertia(const Query&);
Finding check_fixed(const Query&);
Finding check_shape(const Query&);
Finding check_material(const Query&);
Finding check_collision_enabled(const Query&);
Finding check_contact_pair(const Query&);
Finding check_initial_position(const Query&);
Finding check_initial_velocity(const Query&);
Finding check_initial_angular_velocity(const Query&);
Finding check_initial_orientation(const Query&);

// joint.cc
Finding check_joint_type(const Query&);
Finding check_joint_axis(const Query&);
Finding check_joint_position(const Query&);
Finding check_joint_limits(const Query&);
Finding check_motor(const Query&);
Finding check_spring(const Query&);
Finding check_joint_resistance(const Query&);
Finding check_reaction(const Query&);

// servo.cc
Finding check_servo(const Query&);

// motion.cc
Finding check_coordinate(const Query&);
Finding check_distance(const Query&);
Finding check_speed(const Query&);
Finding check_angular_speed(const Query&);
Finding check_angle(const Query&);
Finding check_speed_ratio(const Query&);
Finding check_at_rest(const Query&);
Finding check_region(const Query&);
Finding check_stays_on_path(const Query&);

// oscillation.cc
Finding check_period(const Query&);
Finding check_decay(const Query&);

// energy.cc
Finding check_energy(const Query&);
Finding check_energy_drift(const Query&);
Finding check_energy_dissipated(const Query&);
Finding check_momentum(const Query&);
Finding check_contact(const Query&);
Finding check_contact_force(const Query&);

// fea.cc
Finding check_fea_elements(const Query&);
Finding check_fea_edges(const Query&);
Finding check_fea_nodes(const Query&);
Finding check_fea_material(const Query&);
Finding check_node_displacement(const Query&);
Finding check_node_position(const Query&);

// vehicle.cc
Finding check_vehicle(const Query&);
Finding check_vehicle_speed(const Query&);
Finding check_vehicle_heading(const Query&);
Finding check_driver_input(const Query&);
Finding check_terrain(const Query&);
Finding check_wheel_command(const Query&);

// sensor.cc
Finding check_sensor(const Query&);
Finding check_sensor_reading(const Query&);
Finding check_sensor_tracks(const Query&);

// script.cc
Finding check_visual(const Query&);
Finding check_call(const Query&);
Finding check_code(const Query&);

// prints.cc
Finding check_prints(const Query&);

/// The rotation angle of a track about a world axis since the first sample, rad, unwrapped.
std::vector<double> angle_about(const World& world, const Track& track, Vec3 axis);
/// True if `text` matches the text, or one of the list's texts, as a glob without regard to case.
bool matches(const Json& pattern, std::string_view text);
/// "revolute" or "revolute or spherical".
std::string alternatives(const Json& one_or_list);

}  // namespace simbench::verdict
