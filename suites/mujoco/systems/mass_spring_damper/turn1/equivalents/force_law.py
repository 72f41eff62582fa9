# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# Spring and damper as a law of the script's own, applied to the block as an external force; the block's origin is at the hook.
import mujoco

HOOK = 2.0  #: hook_height
L0 = 0.8  #: rest_length
K = 80.0  #: stiffness
C = 0.8  #: damping
KG = 2.0  #: mass
A = 0.15  #: edge
G = 9.81  #: gravity
DT = 0.00025  #: step / 4
T = 5.0  #: duration
EVERY = 0.1  #: print_every

m = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option timestep="{DT}" gravity="0 0 -{G}"/>
  <worldbody>
    <body name="weight" pos="0 0 {HOOK}">
      <joint type="slide" axis="0 0 -1"/>
      <geom type="box" size="{A / 2} {A / 2} {A / 2}" mass="{KG}" contype="0" conaffinity="0"/>
    </body>
  </worldbody>
</mujoco>
""")
d = mujoco.MjData(m)
d.qpos[0] = L0
mujoco.mj_forward(m, d)
weight = m.body("weight").id
shown = 0
while d.time < T:
    if d.time > shown * EVERY - 1e-9:
        print(f"{d.time:.1f} {d.xpos[weight, 2]:.4f} {-d.qvel[0]:.4f}")
        shown += 1
    d.xfrc_applied[weight, 2] = K * (d.qpos[0] - L0) + C * d.qvel[0]
    mujoco.mj_step(m, d)
