# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A driver backs a tow tractor's trailer up along a line to a loading dock."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
WHEEL_RADIUS_M = 0.2  #: wheel_radius
WHEEL_WIDTH_M = 0.08  #: wheel_width
WHEEL_KG = 8.0  #: wheel_mass
FRICTION = 0.8  #: friction
TUG_LENGTH_M = 1.6  #: tug_length
TUG_WIDTH_M = 0.6  #: tug_width
TUG_HEIGHT_M = 0.4  #: tug_height
TUG_KG = 400.0  #: tug_mass
TUG_AHEAD_M = 0.6  #: tug_ahead
TUG_Z_M = 0.65  #: tug_z
WHEELBASE_M = 1.4  #: wheelbase
REAR_Y_M = 0.4  #: rear_y
FORK_KG = 4.0  #: fork_mass
OVERHANG_M = 0.4  #: overhang
HITCH_Z_M = 0.25  #: hitch_z
DRAWBAR_M = 1.8  #: drawbar
TRAILER_LENGTH_M = 1.4  #: trailer_length
TRAILER_WIDTH_M = 0.9  #: trailer_width
TRAILER_HEIGHT_M = 0.5  #: trailer_height
TRAILER_KG = 400.0  #: trailer_mass
TRAILER_AHEAD_M = 0.1  #: trailer_ahead
TRAILER_Z_M = 0.55  #: trailer_z
TRAILER_Y_M = 0.55  #: trailer_y
PATH_Y_M = 0.3  #: path_y
BLEND_M = 1.0  #: blend
K_Y_RAD_M = 2.0  #: k_y
K_THETA = 5.5  #: k_theta
K_PHI = 3.0  #: k_phi
LIMIT_DEG = 35.0  #: limit
PEDAL_N_M_S_M = 160.0  #: pedal
REVERSE_M_S = 1.0  #: reverse
DOCK_M = 8.0  #: dock
STEP_S = 0.001  #: step in s
DURATION_S = 14.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every


def wheel(name, x_m, y_m, z_m):
    return f"""
      <body name="{name}" pos="{x_m} {y_m} {z_m}">
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}" rgba="0.1 0.1 0.1 1"/>
      </body>"""


# The tractor's frame is on the ground under the middle of its rear axle, the trailer's is at the hitch.
XML = f"""
<mujoco model="tow tractor and trailer">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast" cone="elliptic" impratio="10"/>
  <default>
    <geom friction="{FRICTION} 0.005 0.0001"/>
  </default>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" rgba="0.5 0.6 0.5 1"/>
    <body name="tug">
      <freejoint/>
      <geom type="box" pos="{TUG_AHEAD_M} 0 {TUG_Z_M}" size="{TUG_LENGTH_M / 2} {TUG_WIDTH_M / 2} {TUG_HEIGHT_M / 2}"
            mass="{TUG_KG}" rgba="0.8 0.6 0.1 1"/>
      {wheel("rear_left", 0, REAR_Y_M, WHEEL_RADIUS_M)}
      {wheel("rear_right", 0, -REAR_Y_M, WHEEL_RADIUS_M)}
      <body name="fork" pos="{WHEELBASE_M} 0 {WHEEL_RADIUS_M}">
        <joint name="steering" type="hinge" axis="0 0 1" damping="100" range="{-LIMIT_DEG} {LIMIT_DEG}"/>
        <geom type="sphere" size="0.05" mass="{FORK_KG}" contype="0" conaffinity="0"/>
        {wheel("front", 0, 0, 0)}
      </body>
      <body name="trailer" pos="{-OVERHANG_M} 0 {HITCH_Z_M}">
        <joint name="hitch" type="ball"/>
        <geom type="box" pos="{TRAILER_AHEAD_M - DRAWBAR_M} 0 {TRAILER_Z_M - HITCH_Z_M}"
              size="{TRAILER_LENGTH_M / 2} {TRAILER_WIDTH_M / 2} {TRAILER_HEIGHT_M / 2}" mass="{TRAILER_KG}"/>
        {wheel("trailer_left", -DRAWBAR_M, TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
        {wheel("trailer_right", -DRAWBAR_M, -TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
      </body>
    </body>
  </worldbody>
  <actuator>
    <motor name="drive" joint="front_axle"/>
    <position name="steer" joint="steering" kp="20000"/>
  </actuator>
</mujoco>
"""


def heading_rad(data, name):
    forward = data.body(name).xmat.reshape(3, 3)[:, 0]
    return math.atan2(forward[1], forward[0])


def axle_m(data):
    """The middle of the trailer's axle."""
    return (data.body("trailer_left").xpos + data.body("trailer_right").xpos) / 2


def hitch_rad(data):
    """Positive where the tractor has turned further to the left than the trailer."""
    return heading_rad(data, "tug") - heading_rad(data, "trailer")


def path_y_m(x_m):
    """The path leads over to its line behind the place where the trailer's axle starts."""
    return PATH_Y_M * min(max((-OVERHANG_M - DRAWBAR_M - x_m) / BLEND_M, 0.0), 1.0)


class Driver:
    """Reversing, a hitch angle grows by itself: the driver steers into it, and bends the train just as much as the path wants."""

    def __init__(self):
        self.wanted_m_s = -REVERSE_M_S

    def steer_rad(self, data):
        x_m, y_m, _ = axle_m(data)
        error_m = y_m - path_y_m(x_m)
        return K_Y_RAD_M * error_m - K_THETA * heading_rad(data, "trailer") + K_PHI * hitch_rad(data)

    def torque_n_m(self, data):
        if axle_m(data)[0] <= -DOCK_M:
            self.wanted_m_s = 0.0
        return PEDAL_N_M_S_M * (self.wanted_m_s - speed_m_s(data))


def speed_m_s(data):
    """Along the tractor's own X axis; a free joint's velocities are the world's."""
    forward = data.body("tug").xmat.reshape(3, 3)[:, 0]
    return float(forward @ data.qvel[:3])


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    driver = Driver()

    next_print_s = 0.0
    while data.time < DURATION_S:
        # The places that the driver sees belong to the state before the step.
        mujoco.mj_kinematics(model, data)
        if data.time >= next_print_s - 1e-9:
            x_m, y_m, _ = axle_m(data)
            hitch_deg = math.degrees(hitch_rad(data))
            fork_deg = math.degrees(data.joint("steering").qpos[0])
            print(
                f"t = {data.time:4.1f} s   x = {x_m:7.3f} m   y = {y_m:6.3f} m   hitch = {hitch_deg:6.2f} deg   fork = {fork_deg:6.2f} deg   v = {speed_m_s(data):6.3f} m/s"
            )
            next_print_s += PRINT_EVERY_S
        data.actuator("steer").ctrl[0] = driver.steer_rad(data)
        data.actuator("drive").ctrl[0] = driver.torque_n_m(data)
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
