# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A differential-drive robot on two wheels and two frictionless casters drives straight ahead."""
import mujoco

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
WHEEL_SPEED_RAD_S = 6.0  #: cruise
RAMP_S = 0.5  #: ramp
STEP_S = 0.002  #: step in s
DURATION_S = 4.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every

# Friction of a contact is the larger one of the two geoms' values, so a slippery caster needs priority over the floor.
XML = f"""
<mujoco model="differential drive">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <default>
    <default class="wheel">
      <joint type="hinge" axis="0 1 0" armature="{ARMATURE_KG_M2}"/>
      <geom type="cylinder" fromto="0 {-WHEEL_WIDTH_M / 2} 0 0 {WHEEL_WIDTH_M / 2} 0" size="{WHEEL_RADIUS_M}"
            mass="{WHEEL_MASS_KG}" friction="{WHEEL_FRICTION}" rgba="0.1 0.1 0.1 1"/>
    </default>
    <default class="caster">
      <geom type="sphere" size="{CASTER_RADIUS_M}" mass="0" condim="1" priority="1" rgba="0.7 0.7 0.7 1"/>
    </default>
  </default>
  <worldbody>
    <light pos="0 0 3" dir="0 0 -1"/>
    <geom name="floor" type="plane" size="5 5 0.1" friction="{WHEEL_FRICTION}" rgba="0.5 0.6 0.5 1"/>
    <body name="chassis" pos="0 0 {RIDE_HEIGHT_M}">
      <freejoint/>
      <geom name="chassis" type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}"
            mass="{CHASSIS_MASS_KG}" rgba="0.2 0.3 0.8 1"/>
      <geom name="front_caster" class="caster" pos="{CASTER_X_M} 0 {CASTER_RADIUS_M - RIDE_HEIGHT_M}"/>
      <geom name="rear_caster" class="caster" pos="{-CASTER_X_M} 0 {CASTER_RADIUS_M - RIDE_HEIGHT_M}"/>
      <body name="left_wheel" pos="0 {TRACK_M / 2} {WHEEL_RADIUS_M - RIDE_HEIGHT_M}">
        <joint name="left_axle" class="wheel"/>
        <geom class="wheel"/>
      </body>
      <body name="right_wheel" pos="0 {-TRACK_M / 2} {WHEEL_RADIUS_M - RIDE_HEIGHT_M}">
        <joint name="right_axle" class="wheel"/>
        <geom class="wheel"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="left_motor" joint="left_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>
    <velocity name="right_motor" joint="right_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>
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
