# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
import math

import mujoco

WHEELS = {"front_left": (0.8, 0.6), "front_right": (0.8, -0.6), "rear_left": (-0.8, 0.6), "rear_right": (-0.8, -0.6)}
FRONT = ("front_left", "front_right")
REAR = ("rear_left", "rear_right")
WHEEL_RADIUS_M = 0.3
RAMP_S = 2.0
CRUISE_RAD_S = 10.0
STEER_START_S = 2.5
STEER_RAMP_S = 0.5
STEER_DEG = 10.0
DURATION_S = 6.0
PRINT_EVERY_S = 0.5


def wheel_xml(name):
    return f"""
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} 0.1" euler="90 0 0" mass="15" friction="0.9" rgba="0.1 0.1 0.1 1"/>"""


def rear_xml(name):
    x_m, y_m = WHEELS[name]
    return f"""
      <body name="{name}" pos="{x_m} {y_m} -0.2">{wheel_xml(name)}
      </body>"""


def front_xml(name):
    x_m, y_m = WHEELS[name]
    return f"""
      <body name="{name}_knuckle" pos="{x_m} {y_m} -0.2">
        <joint name="{name}_kingpin" type="hinge" axis="0 0 1" range="-30 30"/>
        <geom type="sphere" size="0.05" mass="2" contype="0" conaffinity="0"/>
        <body name="{name}">{wheel_xml(name)}
        </body>
      </body>"""


XML = f"""
<mujoco model="steered car">
  <compiler angle="degree"/>
  <option timestep="0.002" gravity="0 0 -9.81" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" friction="0.9" rgba="0.5 0.6 0.5 1"/>
    <body name="chassis" pos="0 0 0.5">
      <freejoint/>
      <geom name="chassis" type="box" size="1.1 0.45 0.2" mass="300" rgba="0.2 0.3 0.8 1"/>
      {"".join(front_xml(name) for name in FRONT)}
      {"".join(rear_xml(name) for name in REAR)}
    </body>
  </worldbody>
  <actuator>
    {"".join(f'<velocity name="{name}_motor" joint="{name}_axle" kv="100"/>' for name in REAR)}
    {"".join(f'<position name="{name}_steer" joint="{name}_kingpin" kp="5000" kv="200"/>' for name in FRONT)}
  </actuator>
</mujoco>
"""


def wheel_speed_rad_s(time_s):
    return CRUISE_RAD_S * min(time_s / RAMP_S, 1.0)


def steer_rad(time_s):
    share = min(max((time_s - STEER_START_S) / STEER_RAMP_S, 0.0), 1.0)
    return math.radians(STEER_DEG) * share


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    while data.time < DURATION_S:
        for name in REAR:
            data.actuator(f"{name}_motor").ctrl = wheel_speed_rad_s(data.time)
        for name in FRONT:
            data.actuator(f"{name}_steer").ctrl = steer_rad(data.time)
        if data.time >= next_print_s - 1e-9:
            x_m, y_m, _ = data.body("chassis").xpos
            forward = data.body("chassis").xmat.reshape(3, 3)[:, 0]
            heading_deg = math.degrees(math.atan2(forward[1], forward[0]))
            print(f"t = {data.time:4.1f} s   x = {x_m:6.2f} m   y = {y_m:6.2f} m   heading = {heading_deg:6.1f} deg")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
