# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same conical pendulum: tilted by its body's frame, started from a keyframe, in a class, half the step.
import mujoco
import numpy as np

MODEL = """
<mujoco>
  <compiler angle="degree"/>
  <option timestep="0.0005" gravity="0 0 -3.71"/>
  <worldbody>
    <body name="hook" pos="0 0 2">
      <geom type="box" size=".03 .03 .01" pos="0 0 .03" contype="0" conaffinity="0"/>
    </body>
    <body name="swinger" pos="0 0 2" euler="0 -30 0">
      <joint type="ball"/>
      <inertial pos="0 0 -0.8" mass="2" diaginertia="0.00288 0.00288 0.00288"/>
      <geom type="sphere" size="0.06" pos="0 0 -0.8"/>
      <geom type="cylinder" size="0.01 0.4" pos="0 0 -0.4" contype="0" conaffinity="0"/>
    </body>
  </worldbody>
  <keyframe>
    <!-- R^T (0, 0, 2.314) with R the tilt of -30 degrees about Y -->
    <key name="start" qvel="1.157 0 2.003983"/>
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


ConicalPendulum().run(6.0, 0.5)
