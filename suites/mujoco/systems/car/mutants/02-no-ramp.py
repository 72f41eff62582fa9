# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A four-wheel car drives straight ahead on flat ground, its wheels driven by velocity servos."""
import mujoco

WHEELS = {"front_left": (0.8, 0.6), "front_right": (0.8, -0.6), "rear_left": (-0.8, 0.6), "rear_right": (-0.8, -0.6)}
WHEEL_RADIUS_M = 0.3
RAMP_S = 2.0
CRUISE_RAD_S = 10.0
DURATION_S = 5.0
PRINT_EVERY_S = 0.5


def wheel_xml(name, x_m, y_m):
    return f"""
      <body name="{name}" pos="{x_m} {y_m} -0.2">
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} 0.1" euler="90 0 0" mass="15" friction="0.9" rgba="0.1 0.1 0.1 1"/>
      </body>"""


def servo_xml(name):
    return f'<velocity name="{name}_motor" joint="{name}_axle" kv="100"/>'


XML = f"""
<mujoco model="car">
  <compiler angle="degree"/>
  <option timestep="0.002" gravity="0 0 -9.81" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" friction="0.9" rgba="0.5 0.6 0.5 1"/>
    <body name="chassis" pos="0 0 0.5">
      <freejoint/>
      <geom name="chassis" type="box" size="1.1 0.45 0.2" mass="300" rgba="0.2 0.3 0.8 1"/>
      {"".join(wheel_xml(name, *place) for name, place in WHEELS.items())}
    </body>
  </worldbody>
  <actuator>
    {"".join(servo_xml(name) for name in WHEELS)}
  </actuator>
</mujoco>
"""


def wheel_speed_rad_s(time_s):
    """Commanded wheel speed: a ramp over two seconds, then constant."""
    return CRUISE_RAD_S


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    while data.time < DURATION_S:
        data.ctrl[:] = wheel_speed_rad_s(data.time)
        if data.time >= next_print_s - 1e-9:
            x_m = data.body("chassis").xpos[0]
            speed_m_s = data.joint("front_left_axle").qvel[0] * WHEEL_RADIUS_M
            print(f"t = {data.time:4.1f} s   x = {x_m:6.2f} m   wheel speed = {speed_m_s:5.2f} m/s")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
