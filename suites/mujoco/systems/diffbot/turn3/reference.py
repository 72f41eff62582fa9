# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A differential-drive robot drives up to a wall, turns left by 90 degrees in front of it and drives on."""
import math
import time

import mujoco
import mujoco.viewer

GRAVITY_M_S2 = 9.81  #: gravity
CHASSIS_LENGTH_M = 0.36  #: chassis_length
CHASSIS_WIDTH_M = 0.24  #: chassis_width
CHASSIS_HEIGHT_M = 0.08  #: chassis_height
CHASSIS_MASS_KG = 4.0  #: chassis_mass
RIDE_HEIGHT_M = 0.07  #: ride_height
WHEEL_RADIUS_M = 0.05  #: wheel_radius
WHEEL_WIDTH_M = 0.02  #: wheel_width
WHEEL_MASS_KG = 0.25  #: wheel_mass
TRACK_M = 0.28  #: track
ARMATURE_KG_M2 = 0.005  #: armature
WHEEL_FRICTION = 1.0  #: wheel_friction
CASTER_RADIUS_M = 0.02  #: caster_radius
CASTER_X_M = 0.14  #: caster_x
SERVO_GAIN_N_M_S_RAD = 1.0  #: servo_gain
WALL_THICKNESS_M = 0.1  #: wall_thickness
WALL_WIDTH_M = 2.0  #: wall_width
WALL_HEIGHT_M = 0.5  #: wall_height
WALL_FACE_X_M = 1.2  #: wall_face
SPEED_M_S = 0.3  #: speed
YAW_RAD_S = 1.0  #: yaw
TURN_DEG = 90.0  #: turn_angle
STOP_DISTANCE_M = 0.3  #: stop_distance
STEP_S = 0.002  #: step in s
DURATION_S = 6.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every

# Friction of a contact is the larger one of the two geoms' values, so a slippery caster needs priority over the floor.
# A rangefinder looks along the Z axis of its site.
XML = f"""
<mujoco model="differential drive with rangefinder">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 3" dir="0 0 -1"/>
    <geom name="floor" type="plane" size="5 5 0.1" friction="{WHEEL_FRICTION}" rgba="0.5 0.6 0.5 1"/>
    <geom name="wall" type="box" pos="{WALL_FACE_X_M + WALL_THICKNESS_M / 2} 0 {WALL_HEIGHT_M / 2}"
          size="{WALL_THICKNESS_M / 2} {WALL_WIDTH_M / 2} {WALL_HEIGHT_M / 2}" rgba="0.6 0.4 0.3 1"/>
    <body name="chassis" pos="0 0 {RIDE_HEIGHT_M}">
      <freejoint/>
      <geom name="chassis" type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}"
            mass="{CHASSIS_MASS_KG}" rgba="0.2 0.3 0.8 1"/>
      <geom name="front_caster" type="sphere" pos="{CASTER_X_M} 0 {CASTER_RADIUS_M - RIDE_HEIGHT_M}" size="{CASTER_RADIUS_M}"
            mass="0" condim="1" priority="1"/>
      <geom name="rear_caster" type="sphere" pos="{-CASTER_X_M} 0 {CASTER_RADIUS_M - RIDE_HEIGHT_M}" size="{CASTER_RADIUS_M}"
            mass="0" condim="1" priority="1"/>
      <site name="nose" pos="{CHASSIS_LENGTH_M / 2} 0 0" zaxis="1 0 0" size="0.005"/>
      <body name="left_wheel" pos="0 {TRACK_M / 2} {WHEEL_RADIUS_M - RIDE_HEIGHT_M}">
        <joint name="left_axle" type="hinge" axis="0 1 0" armature="{ARMATURE_KG_M2}"/>
        <geom type="cylinder" fromto="0 {-WHEEL_WIDTH_M / 2} 0 0 {WHEEL_WIDTH_M / 2} 0" size="{WHEEL_RADIUS_M}"
              mass="{WHEEL_MASS_KG}" friction="{WHEEL_FRICTION}"/>
      </body>
      <body name="right_wheel" pos="0 {-TRACK_M / 2} {WHEEL_RADIUS_M - RIDE_HEIGHT_M}">
        <joint name="right_axle" type="hinge" axis="0 1 0" armature="{ARMATURE_KG_M2}"/>
        <geom type="cylinder" fromto="0 {-WHEEL_WIDTH_M / 2} 0 0 {WHEEL_WIDTH_M / 2} 0" size="{WHEEL_RADIUS_M}"
              mass="{WHEEL_MASS_KG}" friction="{WHEEL_FRICTION}"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="left_motor" joint="left_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>
    <velocity name="right_motor" joint="right_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>
  </actuator>
  <sensor>
    <rangefinder name="range" site="nose"/>
  </sensor>
</mujoco>
"""


class Controller:
    """Approach the wall, turn left on the spot, drive on."""

    def __init__(self):
        self.state = "approach"

    def command(self, distance_m, heading_rad):
        """Forward speed (m/s) and yaw rate (rad/s); the distance is -1 when nothing is in sight."""
        if self.state == "approach" and 0 <= distance_m <= STOP_DISTANCE_M:
            self.state = "turn"
        if self.state == "turn" and heading_rad >= math.radians(TURN_DEG):
            self.state = "leave"
        if self.state == "turn":
            return 0.0, YAW_RAD_S
        return SPEED_M_S, 0.0


def wheel_speeds(speed_m_s, yaw_rad_s):
    """Inverse kinematics: speeds of the left and the right wheel in rad/s."""
    left = (speed_m_s - yaw_rad_s * TRACK_M / 2) / WHEEL_RADIUS_M
    right = (speed_m_s + yaw_rad_s * TRACK_M / 2) / WHEEL_RADIUS_M
    return left, right


def heading_rad(data):
    forward = data.body("chassis").xmat.reshape(3, 3)[:, 0]
    return math.atan2(forward[1], forward[0])


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    controller = Controller()

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    with mujoco.viewer.launch_passive(model, data) as viewer:
        while viewer.is_running() and data.time < DURATION_S:
            step_start = time.time()
            distance_m = data.sensor("range").data[0]
            data.ctrl[:] = wheel_speeds(*controller.command(distance_m, heading_rad(data)))
            if data.time >= next_print_s - 1e-9:
                x_m, y_m, _ = data.body("chassis").xpos
                heading_deg = math.degrees(heading_rad(data))
                print(f"t = {data.time:4.1f} s   {controller.state:8}   x = {x_m:6.3f} m   y = {y_m:6.3f} m   "
                      f"heading = {heading_deg:6.1f} deg   distance = {distance_m:6.3f} m")
                next_print_s += PRINT_EVERY_S
            mujoco.mj_step(model, data)
            viewer.sync()
            time.sleep(max(0.0, model.opt.timestep - (time.time() - step_start)))


if __name__ == "__main__":
    main()
