# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A gantry with compensated weight and late set points puts a load on a table; the grip is a weld that is switched on and off."""

import mujoco
import numpy as np

GRAVITY_M_S2 = 9.81  #: gravity
TROLLEY_EDGE_M = 0.2  #: trolley_edge
TROLLEY_KG = 4.0  #: trolley_mass
START_M = 0.5  #: start
RAIL_HEIGHT_M = 1.2  #: rail_height
RAM_WIDTH_M = 0.06  #: ram_width
RAM_LENGTH_M = 0.6  #: ram_length
RAM_KG = 2.0  #: ram_mass
RAM_Z_M = 0.77  #: ram_z
LOAD_EDGE_M = 0.1  #: load_edge
LOAD_KG = 1.5  #: load_mass
OFFSET_M = 0.02  #: offset
FRICTION = 0.8  #: friction
TROLLEY_GAIN_N_M = 4000.0  #: trolley_gain
TROLLEY_DAMPING_NS_M = 250.0  #: trolley_damping
RAM_GAIN_N_M = 5000.0  #: ram_gain
RAM_DAMPING_NS_M = 200.0  #: ram_damping
DROP_M = 0.35  #: drop
STAGE_S = 0.9  #: stage
TRAVEL_M = 0.9  #: travel
TABLE_LENGTH_M = 0.4
TABLE_WIDTH_M = 0.3
TABLE_HEIGHT_M = 0.15
DELAY_S = 0.06  #: delay in s
STEP_S = 0.001  #: step in s
PRINT_EVERY_S = 0.1  #: print_every

STAGES = np.arange(8) * STAGE_S
TROLLEY_M = [0, 0, 0, 0, TRAVEL_M, TRAVEL_M, TRAVEL_M, TRAVEL_M]
RAM_M = [0, -DROP_M, -DROP_M, 0, 0, TABLE_HEIGHT_M - DROP_M, TABLE_HEIGHT_M - DROP_M, 0]
GRIP_S = 1.5 * STAGE_S
RELEASE_S = 5.5 * STAGE_S
DURATION_S = 7 * STAGE_S

# Slots of the buffers that hold late set points: more than the delay has steps
SAMPLES = 4 * round(DELAY_S / STEP_S)

XML = f"""
<mujoco model="handler">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <default>
    <geom type="box" friction="{FRICTION}"/>
    <default class="gantry">
      <geom contype="0" conaffinity="0"/>
    </default>
  </default>
  <worldbody>
    <light pos="0 -2 3" dir="0 0.6 -1"/>
    <geom name="floor" type="plane" size="3 3 0.1"/>
    <geom name="table" pos="{TRAVEL_M - START_M} 0 {TABLE_HEIGHT_M / 2}" size="{TABLE_LENGTH_M / 2} {TABLE_WIDTH_M / 2} {TABLE_HEIGHT_M / 2}"/>
    <body name="trolley" pos="{-START_M} 0 {RAIL_HEIGHT_M}">
      <joint name="rail" type="slide" axis="1 0 0"/>
      <geom class="gantry" size="{TROLLEY_EDGE_M / 2} {TROLLEY_EDGE_M / 2} {TROLLEY_EDGE_M / 2}" mass="{TROLLEY_KG}"/>
      <body name="ram" pos="0 0 {RAM_Z_M - RAIL_HEIGHT_M}">
        <joint name="lift" type="slide" axis="0 0 1"/>
        <geom class="gantry" size="{RAM_WIDTH_M / 2} {RAM_WIDTH_M / 2} {RAM_LENGTH_M / 2}" mass="{RAM_KG}"/>
      </body>
    </body>
    <body name="load" pos="{-START_M + OFFSET_M} 0 {LOAD_EDGE_M / 2}">
      <freejoint name="load"/>
      <geom size="{LOAD_EDGE_M / 2} {LOAD_EDGE_M / 2} {LOAD_EDGE_M / 2}" mass="{LOAD_KG}"/>
    </body>
  </worldbody>
  <equality>
    <weld name="grip" body1="ram" body2="load" active="false" solref="0.004 1" solimp="0.999 0.9999 0.001"/>
  </equality>
  <actuator>
    <position name="trolley" joint="rail" kp="{TROLLEY_GAIN_N_M}" kv="{TROLLEY_DAMPING_NS_M}" delay="{DELAY_S}" nsample="{SAMPLES}"/>
    <position name="ram" joint="lift" kp="{RAM_GAIN_N_M}" kv="{RAM_DAMPING_NS_M}" delay="{DELAY_S}" nsample="{SAMPLES}"/>
  </actuator>
</mujoco>
"""


def grip(model, data):
    """Weld the load to the ram as it is now: the weld's own pose is that of the model's start."""
    ram, load = data.body("ram"), data.body("load")
    back_pos, back_quat = np.zeros(3), np.zeros(4)
    mujoco.mju_negPose(back_pos, back_quat, ram.xpos, ram.xquat)
    pos, quat = np.zeros(3), np.zeros(4)
    mujoco.mju_mulPose(pos, quat, back_pos, back_quat, load.xpos, load.xquat)
    weld = model.equality("grip")
    weld.data[3:6] = pos
    weld.data[6:10] = quat
    data.eq_active[weld.id] = 1


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    weld = model.equality("grip").id
    mujoco.mj_forward(model, data)

    gripped = released = False
    next_print_s = 0.0
    while data.time < DURATION_S:
        data.actuator("trolley").ctrl[0] = np.interp(data.time, STAGES, TROLLEY_M)
        data.actuator("ram").ctrl[0] = np.interp(data.time, STAGES, RAM_M)
        if not gripped and data.time >= GRIP_S - 1e-9:
            grip(model, data)
            gripped = True
        if not released and data.time >= RELEASE_S - 1e-9:
            data.eq_active[weld] = 0
            released = True
        carried_kg = RAM_KG + LOAD_KG * data.eq_active[weld]
        data.joint("lift").qfrc_applied[0] = carried_kg * GRAVITY_M_S2
        if data.time >= next_print_s - 1e-9:
            x, z, load = data.body("trolley").xpos[0], data.body("ram").xpos[2], data.body("load").xpos
            print(f"t = {data.time:4.1f} s   trolley x = {x:7.4f} m   ram z = {z:7.4f} m   load x = {load[0]:7.4f} m, z = {load[2]:7.4f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
