# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same conical pendulum: tilted by its body's frame, started from a keyframe, in a class, half the step.
import mujoco
import numpy as np

G = 3.71  #: gravity
HOOK_Z = 2.0  #: pivot_height
ROD = 0.8  #: length
ROD_R = 0.01  #: rod_radius
BALL_R = 0.06  #: bob_radius
BALL_KG = 2.0  #: bob_mass
LEAN_DEG = 30.0  #: tilt
DT = 0.0005  #: step / 2
SECONDS = 6.0  #: duration
REPORT = 0.5  #: print_every

BALL_INERTIA = 0.4 * BALL_KG * BALL_R**2
LEAN = np.deg2rad(LEAN_DEG)
SPIN = np.sqrt(G / ROD / np.cos(LEAN))

MODEL = f"""
<mujoco>
  <compiler angle="degree"/>
  <option timestep="{DT}" gravity="0 0 {-G}"/>
  <worldbody>
    <body name="hook" pos="0 0 {HOOK_Z}">
      <geom type="box" size=".03 .03 .01" pos="0 0 .03" contype="0" conaffinity="0"/>
    </body>
    <body name="swinger" pos="0 0 {HOOK_Z}" euler="0 {-LEAN_DEG} 0">
      <joint type="ball"/>
      <inertial pos="0 0 {-ROD}" mass="{BALL_KG}" diaginertia="{BALL_INERTIA} {BALL_INERTIA} {BALL_INERTIA}"/>
      <geom type="sphere" size="{BALL_R}" pos="0 0 {-ROD}"/>
      <geom type="cylinder" size="{ROD_R} {ROD / 2}" pos="0 0 {-ROD / 2}" contype="0" conaffinity="0"/>
    </body>
  </worldbody>
  <keyframe>
    <!-- R^T (0, 0, SPIN) with R the tilt about -Y -->
    <key name="start" qvel="{SPIN * np.sin(LEAN)} 0 {SPIN * np.cos(LEAN)}"/>
  </keyframe>
</mujoco>
"""


class ConicalPendulum:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(MODEL)
        self.data = mujoco.MjData(self.model)
        mujoco.mj_resetDataKeyframe(self.model, self.data, self.model.key("start").id)

    def run(self, seconds, report_every):
        per_report = round(report_every / self.model.opt.timestep)
        for k in range(round(seconds / report_every)):
            mujoco.mj_forward(self.model, self.data)
            p = self.data.xipos[self.model.body("swinger").id]
            print(f"{self.data.time:.3f} z={p[2]:.4f} r={np.linalg.norm(p[:2]):.4f}")
            mujoco.mj_step(self.model, self.data, nstep=per_report)


ConicalPendulum().run(SECONDS, REPORT)
