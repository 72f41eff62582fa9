# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# A mocap support; spring and damper are a law of the script's own, applied to the block before each step.
import math

import mujoco

HOOK = 2.0  #: hook_height
L0 = 0.8  #: rest_length
K = 200.0  #: stiffness
C = 8.0  #: damping
KG = 2.0  #: mass
A = 0.15  #: edge
S = 0.1  #: support_edge
G = 9.81  #: gravity
AMP = 0.02  #: amplitude
HZ = 1.6  #: frequency
DT = 0.00025  #: step / 4
T = 6.0  #: duration
EVERY = 0.1  #: print_every

XML = """
<mujoco>
  <option timestep="{dt}" gravity="0 0 -{g}"/>
  <worldbody>
    <body name="shaker" mocap="true" pos="0 0 {hook}">
      <geom type="box" size="{s} {s} {s}" contype="0" conaffinity="0"/>
    </body>
    <body name="load" pos="0 0 {z}">
      <joint name="z" type="slide" axis="0 0 1"/>
      <geom type="box" size="{a} {a} {a}" mass="{kg}" contype="0" conaffinity="0"/>
    </body>
  </worldbody>
</mujoco>
"""
m = mujoco.MjModel.from_xml_string(XML.format(dt=DT, g=G, hook=HOOK, s=S / 2, a=A / 2, kg=KG, z=HOOK - L0 - KG * G / K))
d = mujoco.MjData(m)
mujoco.mj_forward(m, d)
w = 2 * math.pi * HZ
load = m.body("load").id
shown = 0
while d.time < T:
    top, top_speed = HOOK + AMP * math.sin(w * d.time), AMP * w * math.cos(w * d.time)
    d.mocap_pos[0, 2] = top
    z = m.body_pos[load, 2] + d.qpos[0]
    if d.time > shown * EVERY - 1e-9:
        print(f"{d.time:.1f} {top:.4f} {z:.4f}")
        shown += 1
    d.xfrc_applied[load, 2] = K * (top - z - L0) + C * (top_speed - d.qvel[0])
    mujoco.mj_step(m, d)
