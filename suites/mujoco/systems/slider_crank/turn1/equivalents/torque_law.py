# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The servo as a law of the script's own: a plain motor whose torque is set before each step, a tenth of the step that was asked for,
# so that an explicit law holds. Bodies have their origin at their centre of mass.
import math

import mujoco

CRANK = 0.2  #: crank_length
CRANK_KG = 1.0  #: crank_mass
ROD = 0.6  #: rod_length
ROD_KG = 2.0  #: rod_mass
WIDTH = 0.02  #: bar_width
EDGE = 0.1  #: slider_edge
SLIDER_KG = 3.0  #: slider_mass
GAIN = 300.0  #: gain
WANTED = 2 * math.pi  #: speed
GRAVITY = 9.81  #: gravity
STEP = 0.0001  #: step / 10
END = 3.0  #: duration
PRINT = 0.1  #: print_every


class Mechanism:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(self.xml())
        self.data = mujoco.MjData(self.model)
        mujoco.mj_resetDataKeyframe(self.model, self.data, 0)

    @staticmethod
    def xml():
        bar = f"{WIDTH / 2} {WIDTH / 2}"
        return f"""
<mujoco>
  <compiler angle="radian"/>
  <option timestep="{STEP}" gravity="0 0 -{GRAVITY}"/>
  <worldbody>
    <body name="crank" pos="{CRANK / 2} 0 0">
      <joint name="q" axis="0 0 1" pos="{-CRANK / 2} 0 0"/>
      <geom class="part" size="{CRANK / 2} {bar}" mass="{CRANK_KG}"/>
      <body name="rod" pos="{CRANK / 2 + ROD / 2} 0 0">
        <joint axis="0 0 1" pos="{-ROD / 2} 0 0"/>
        <geom class="part" size="{ROD / 2} {bar}" mass="{ROD_KG}"/>
      </body>
    </body>
    <body name="piston" pos="{CRANK + ROD} 0 0">
      <joint type="slide" axis="1 0 0"/>
      <geom class="part" size="{EDGE / 2} {EDGE / 2} {EDGE / 2}" mass="{SLIDER_KG}"/>
    </body>
  </worldbody>
  <equality>
    <connect body1="piston" body2="rod" anchor="0 0 0" solref="0.002 1" solimp="0.999 0.9999 0.0001"/>
  </equality>
  <actuator>
    <motor joint="q"/>
  </actuator>
  <keyframe>
    <key qvel="{WANTED} {-WANTED - WANTED * CRANK / ROD} 0"/>
  </keyframe>
</mujoco>
""".replace(
            "<worldbody>",
            '<default><default class="part"><geom type="box" contype="0" conaffinity="0"/></default></default><worldbody>',
        )

    def step(self):
        self.data.ctrl[0] = GAIN * (WANTED - self.data.qvel[0])
        mujoco.mj_step(self.model, self.data)


m = Mechanism()
shown = 0
while m.data.time < END:
    if m.data.time >= shown * PRINT - 1e-9:
        print(f"{m.data.time:.1f} s, {math.degrees(m.data.qpos[0]):.1f} deg, {m.data.body('piston').xpos[0]:.4f} m")
        shown += 1
    m.step()
