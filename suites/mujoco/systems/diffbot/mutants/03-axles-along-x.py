# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A differential-drive robot on two wheels and two frictionless casters drives straight ahead."""
import mujoco

WHEEL_RADIUS_M = 0.05
TRACK_M = 0.28
WHEEL_SPEED_RAD_S = 6.0
RAMP_S = 0.5
DURATION_S = 4.0
PRINT_EVERY_S = 0.5

# Friction of a contact is the larger one of the two geoms' values, so a slippery caster needs priority over the floor.
XML = f"""
<mujoco model="differential drive">
  <option timestep="0.002" gravity="0 0 -9.81" integrator="implicitfast"/>
  <default>
    <default class="wheel">
      <joint type="hinge" axis="1 0 0" armature="0.005"/>
      <geom type="cylinder" fromto="0 -0.01 0 0 0.01 0" size="{WHEEL_RADIUS_M}" mass="0.25" friction="1" rgba="0.1 0.1 0.1 1"/>
    </default>
    <default class="caster">
      <geom type="sphere" size="0.02" mass="0" condim="1" priority="1" rgba="0.7 0.7 0.7 1"/>
    </default>
  </default>
  <worldbody>
    <light pos="0 0 3" dir="0 0 -1"/>
    <geom name="floor" type="plane" size="5 5 0.1" friction="1" rgba="0.5 0.6 0.5 1"/>
    <body name="chassis" pos="0 0 0.07">
      <freejoint/>
      <geom name="chassis" type="box" size="0.18 0.12 0.04" mass="4" rgba="0.2 0.3 0.8 1"/>
      <geom name="front_caster" class="caster" pos="0.14 0 -0.05"/>
      <geom name="rear_caster" class="caster" pos="-0.14 0 -0.05"/>
      <body name="left_wheel" pos="0 {TRACK_M / 2} -0.02">
        <joint name="left_axle" class="wheel"/>
        <geom class="wheel"/>
      </body>
      <body name="right_wheel" pos="0 {-TRACK_M / 2} -0.02">
        <joint name="right_axle" class="wheel"/>
        <geom class="wheel"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="left_motor" joint="left_axle" kv="1"/>
    <velocity name="right_motor" joint="right_axle" kv="1"/>
  </actuator>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    while data.time < DURATION_S:
        data.ctrl[:] = WHEEL_SPEED_RAD_S * min(data.time / RAMP_S, 1.0)
        if data.time >= next_print_s - 1e-9:
            x_m, y_m, _ = data.body("chassis").xpos
            print(f"t = {data.time:4.1f} s   x = {x_m:6.3f} m   y = {y_m:6.3f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
