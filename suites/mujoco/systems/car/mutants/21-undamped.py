# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A car with sprung wheels drives straight ahead over a speed bump."""
import mujoco

WHEELS = {"front_left": (0.8, 0.6), "front_right": (0.8, -0.6), "rear_left": (-0.8, 0.6), "rear_right": (-0.8, -0.6)}
FRONT = ("front_left", "front_right")
REAR = ("rear_left", "rear_right")
WHEEL_RADIUS_M = 0.3
RAMP_S = 2.0
CRUISE_RAD_S = 2.0 / WHEEL_RADIUS_M
DURATION_S = 6.0
PRINT_EVERY_S = 0.25


def corner_xml(name):
    """A wheel on its suspension: a carrier slides up and down; in front it also turns about the vertical to steer."""
    x_m, y_m = WHEELS[name]
    kingpin = f'<joint name="{name}_kingpin" type="hinge" axis="0 0 1" range="-30 30"/>' if name in FRONT else ""
    return f"""
      <body name="{name}_carrier" pos="{x_m} {y_m} -0.2">
        <joint name="{name}_suspension" type="slide" axis="0 0 1" range="-0.1 0.1" stiffness="25000"/>
        {kingpin}
        <geom type="sphere" size="0.05" mass="5" contype="0" conaffinity="0"/>
        <body name="{name}">
          <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
          <geom type="cylinder" size="{WHEEL_RADIUS_M} 0.1" euler="90 0 0" mass="15" friction="0.9" rgba="0.1 0.1 0.1 1"/>
        </body>
      </body>"""


XML = f"""
<mujoco model="sprung car">
  <compiler angle="degree"/>
  <option timestep="0.002" gravity="0 0 -9.81" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" friction="0.9" rgba="0.5 0.6 0.5 1"/>
    <geom name="bump" type="cylinder" pos="4 0 -0.44" euler="90 0 0" size="0.5 2" friction="0.9" rgba="0.8 0.7 0.2 1"/>
    <body name="chassis" pos="0 0 0.5">
      <freejoint/>
      <geom name="chassis" type="box" size="1.1 0.45 0.2" mass="300" rgba="0.2 0.3 0.8 1"/>
      {"".join(corner_xml(name) for name in WHEELS)}
    </body>
  </worldbody>
  <actuator>
    {"".join(f'<velocity name="{name}_motor" joint="{name}_axle" kv="100"/>' for name in REAR)}
    {"".join(f'<position name="{name}_steer" joint="{name}_kingpin" kp="5000" kv="200"/>' for name in FRONT)}
  </actuator>
</mujoco>
"""


def wheel_speed_rad_s(time_s):
    """Commanded speed of the rear wheels: a ramp over two seconds, then constant."""
    return CRUISE_RAD_S * min(time_s / RAMP_S, 1.0)


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    while data.time < DURATION_S:
        for name in REAR:
            data.actuator(f"{name}_motor").ctrl = wheel_speed_rad_s(data.time)
        if data.time >= next_print_s - 1e-9:
            x_m, _, z_m = data.body("chassis").xpos
            wheel_m = data.body("front_left").xpos[2]
            print(f"t = {data.time:5.2f} s   x = {x_m:6.2f} m   chassis at {z_m:6.3f} m   front left wheel at {wheel_m:6.3f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
