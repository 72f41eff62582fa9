# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A differential-drive robot drives up to a wall, turns left by 90 degrees in front of it and drives on."""
import math
import time

import mujoco
import mujoco.viewer

WHEEL_RADIUS_M = 0.05
TRACK_M = 0.28
SPEED_M_S = 0.3
YAW_RAD_S = 1.0
STOP_DISTANCE_M = 0.3
DURATION_S = 6.0
PRINT_EVERY_S = 0.5

# Friction of a contact is the larger one of the two geoms' values, so a slippery caster needs priority over the floor.
# A rangefinder looks along the Z axis of its site.
XML = f"""
<mujoco model="differential drive with rangefinder">
  <option timestep="0.002" gravity="0 0 -9.81" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 3" dir="0 0 -1"/>
    <geom name="floor" type="plane" size="5 5 0.1" friction="1" rgba="0.5 0.6 0.5 1"/>
    <geom name="wall" type="box" pos="1.25 0 0.25" size="0.05 1 0.25" rgba="0.6 0.4 0.3 1"/>
    <body name="chassis" pos="0 0 0.07">
      <freejoint/>
      <geom name="chassis" type="box" size="0.18 0.12 0.04" mass="4" rgba="0.2 0.3 0.8 1"/>
      <geom name="front_caster" type="sphere" pos="0.14 0 -0.05" size="0.02" mass="0" condim="1" priority="1"/>
      <geom name="rear_caster" type="sphere" pos="-0.14 0 -0.05" size="0.02" mass="0" condim="1" priority="1"/>
      <site name="nose" pos="0.18 0 0" zaxis="1 0 0" size="0.005"/>
      <body name="left_wheel" pos="0 {TRACK_M / 2} -0.02">
        <joint name="left_axle" type="hinge" axis="0 1 0" armature="0.005"/>
        <geom type="cylinder" fromto="0 -0.01 0 0 0.01 0" size="{WHEEL_RADIUS_M}" mass="0.25" friction="1"/>
      </body>
      <body name="right_wheel" pos="0 {-TRACK_M / 2} -0.02">
        <joint name="right_axle" type="hinge" axis="0 1 0" armature="0.005"/>
        <geom type="cylinder" fromto="0 -0.01 0 0 0.01 0" size="{WHEEL_RADIUS_M}" mass="0.25" friction="1"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="left_motor" joint="left_axle" kv="1"/>
    <velocity name="right_motor" joint="right_axle" kv="1"/>
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
        if self.state == "turn" and heading_rad >= math.radians(80):
            self.state = "leave"
        if self.state == "turn":
            return 0.1, YAW_RAD_S
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
