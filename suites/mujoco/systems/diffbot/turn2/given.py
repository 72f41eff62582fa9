# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A differential-drive robot with slippery casters follows a schedule of velocity commands (forward speed, yaw rate)."""
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
STEP_S = 0.002  #: step in s
DURATION_S = 4.0
PRINT_EVERY_S = 0.5  #: print_every

# (until, forward speed in m/s, yaw rate in rad/s, positive to the left)
SCHEDULE = [(4.0, 0.2, 0.5)]

XML = f"""
<mujoco model="differential drive">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 3" dir="0 0 -1"/>
    <geom name="floor" type="plane" size="5 5 0.1" friction="{WHEEL_FRICTION}" rgba="0.5 0.6 0.5 1"/>
    <body name="chassis" pos="0 0 {RIDE_HEIGHT_M}">
      <freejoint/>
      <geom name="chassis" type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}"
            mass="{CHASSIS_MASS_KG}" rgba="0.2 0.3 0.8 1"/>
      <geom name="front_caster" type="sphere" pos="{CASTER_X_M} 0 {CASTER_RADIUS_M - RIDE_HEIGHT_M}" size="{CASTER_RADIUS_M}"
            mass="0" friction="0"/>
      <geom name="rear_caster" type="sphere" pos="{-CASTER_X_M} 0 {CASTER_RADIUS_M - RIDE_HEIGHT_M}" size="{CASTER_RADIUS_M}"
            mass="0" friction="0"/>
      <body name="left_wheel" pos="0 {TRACK_M / 2} {WHEEL_RADIUS_M - RIDE_HEIGHT_M}">
        <joint name="left_axle" type="hinge" axis="0 1 0" armature="{ARMATURE_KG_M2}"/>
        <geom type="cylinder" fromto="0 {-WHEEL_WIDTH_M / 2} 0 0 {WHEEL_WIDTH_M / 2} 0" size="{WHEEL_RADIUS_M}"
              mass="{WHEEL_MASS_KG}" friction="{WHEEL_FRICTION}"/>
      </body>
      <body name="right_wheel" pos="0 {-TRACK_M / 2} {WHEEL_RADIUS_M - RIDE_HEIGHT_M}">
        <joint name="right_axle" type="hinge" axis="0 -1 0" armature="{ARMATURE_KG_M2}"/>
        <geom type="cylinder" fromto="0 {-WHEEL_WIDTH_M / 2} 0 0 {WHEEL_WIDTH_M / 2} 0" size="{WHEEL_RADIUS_M}"
              mass="{WHEEL_MASS_KG}" friction="{WHEEL_FRICTION}"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="left_motor" joint="left_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>
    <velocity name="right_motor" joint="right_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>
  </actuator>
</mujoco>
"""


def command(time_s):
    """Forward speed (m/s) and yaw rate (rad/s) that hold at a time."""
    for until_s, speed_m_s, yaw_rad_s in SCHEDULE:
        if time_s < until_s:
            return speed_m_s, yaw_rad_s
    return 0.0, 0.0


def wheel_speeds(speed_m_s, yaw_rad_s):
    """Inverse kinematics: speeds of the left and the right wheel in rad/s."""
    left = (speed_m_s - yaw_rad_s * TRACK_M) / WHEEL_RADIUS_M
    right = (speed_m_s + yaw_rad_s * TRACK_M) / WHEEL_RADIUS_M
    return left, right


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    with mujoco.viewer.launch_passive(model, data) as viewer:
        while viewer.is_running() and data.time < DURATION_S:
            step_start = time.time()
            data.ctrl[:] = wheel_speeds(*command(data.time))
            if data.time >= next_print_s - 1e-9:
                x_m, y_m, _ = data.body("chassis").xpos
                print(f"t = {data.time:4.1f} s   x = {x_m:6.3f} m   y = {y_m:6.3f} m")
                next_print_s += PRINT_EVERY_S
            mujoco.mj_step(model, data)
            viewer.sync()
            time.sleep(max(0.0, model.opt.timestep - (time.time() - step_start)))


if __name__ == "__main__":
    main()
