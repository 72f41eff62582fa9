# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A gantry presses a load into a crush pad, whose spring yields, and stops by what it measures."""

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
PLATE_EDGE_M = 0.2  #: plate_edge
PLATE_HEIGHT_M = 0.02  #: plate_height
PLATE_KG = 0.5  #: plate_mass
PLATE_Z_M = 0.15  #: plate_z
STIFFNESS_N_M = 4000.0  #: stiffness
PAD_DAMPING_NS_M = 200.0  #: pad_damping
YIELD_M = 0.015  #: yield in m
PRESS_M_S = 0.15  #: press_speed
DEPTH_M = 0.035  #: depth in m
HOLD_S = 0.5  #: hold
DURATION_S = 10.0  #: duration
DELAY_S = 0.06  #: delay in s
STEP_S = 0.001  #: step in s
PRINT_EVERY_S = 0.1  #: print_every

STAGES = np.arange(5) * STAGE_S
TROLLEY_M = [0, 0, 0, 0, TRAVEL_M]
RAM_M = [0, -DROP_M, -DROP_M, 0, 0]
GRIP_S = 1.5 * STAGE_S
PRESS_FROM_S = 4 * STAGE_S

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
    <body name="plate" pos="{TRAVEL_M - START_M} 0 {PLATE_Z_M}">
      <joint name="pad" type="slide" axis="0 0 1" stiffness="{STIFFNESS_N_M}" damping="{PAD_DAMPING_NS_M}" springyield="{YIELD_M}"/>
      <geom size="{PLATE_EDGE_M / 2} {PLATE_EDGE_M / 2} {PLATE_HEIGHT_M / 2}" mass="{PLATE_KG}"/>
    </body>
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
  <sensor>
    <jointpos name="pad" joint="pad"/>
  </sensor>
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
    pressed_s = None  # when the plate was deep enough
    ram_m = 0.0
    next_print_s = 0.0
    while data.time < DURATION_S:
        data.actuator("trolley").ctrl[0] = np.interp(data.time, STAGES, TROLLEY_M)
        if data.time < PRESS_FROM_S - 1e-9:
            ram_m = np.interp(data.time, STAGES, RAM_M)
        elif pressed_s is None:
            if data.sensor("pad").data[0] <= -DEPTH_M:
                pressed_s = data.time
            else:
                ram_m -= PRESS_M_S * STEP_S
        elif released:
            ram_m = min(ram_m + PRESS_M_S * STEP_S, 0.0)
        data.actuator("ram").ctrl[0] = ram_m
        if not gripped and data.time >= GRIP_S - 1e-9:
            grip(model, data)
            gripped = True
        if not released and pressed_s is not None and data.time >= pressed_s + HOLD_S - 1e-9:
            data.eq_active[weld] = 0
            released = True
        carried_kg = RAM_KG + LOAD_KG * data.eq_active[weld]
        data.joint("lift").qfrc_applied[0] = carried_kg * GRAVITY_M_S2
        if data.time >= next_print_s - 1e-9:
            ram_z, load_z, pad = data.body("ram").xpos[2], data.body("load").xpos[2], data.sensor("pad").data[0]
            print(f"t = {data.time:4.1f} s   ram z = {ram_z:7.4f} m   load z = {load_z:7.4f} m   pad = {1000 * pad:7.2f} mm")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
