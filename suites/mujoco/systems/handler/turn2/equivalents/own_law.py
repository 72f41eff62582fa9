# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The servos as a law in the script on plain motors, fed from a queue; the grip between two sites, a keyframe; Euler."""

from collections import deque

import mujoco

GRAVITY = 9.81  #: gravity
TROLLEY_EDGE = 0.2  #: trolley_edge
TROLLEY_MASS = 4.0  #: trolley_mass
START_X = -0.5  #: -start
RAIL_Z = 1.2  #: rail_height
RAM_WIDTH = 0.06  #: ram_width
RAM_LENGTH = 0.6  #: ram_length
RAM_MASS = 2.0  #: ram_mass
RAM_Z = 0.77  #: ram_z
LOAD_EDGE = 0.1  #: load_edge
LOAD_MASS = 1.5  #: load_mass
LOAD_X = -0.48  #: -load_back
FRICTION = 0.8  #: friction
TROLLEY_P = 4000.0  #: trolley_gain
TROLLEY_D = 250.0  #: trolley_damping
RAM_P = 5000.0  #: ram_gain
RAM_D = 200.0  #: ram_damping
DROP = 0.35  #: drop
STAGE = 0.9  #: stage
DELAY = 0.06  #: delay in s
TABLE_LENGTH = 0.4  #: table_length
TABLE_WIDTH = 0.3  #: table_width
TABLE_HEIGHT = 0.15  #: table_height
TRAVEL = 0.9  #: travel
STEP = 0.001  #: step in s
EVERY = 0.1  #: print_every

MODEL = f"""
<mujoco>
  <option timestep="{STEP}" gravity="0 0 {-GRAVITY}"/>
  <worldbody>
    <body name="ground"><geom type="plane" size="5 5 0.1" friction="{FRICTION}"/></body>
    <body name="table" pos="{START_X + TRAVEL} 0 0">
      <geom type="box" pos="0 0 {TABLE_HEIGHT / 2}" size="{TABLE_LENGTH / 2} {TABLE_WIDTH / 2} {TABLE_HEIGHT / 2}" friction="{FRICTION}"/>
    </body>
    <body name="trolley" pos="0 0 {RAIL_Z}">
      <joint name="along" type="slide" axis="1 0 0"/>
      <geom type="box" size="{TROLLEY_EDGE / 2} {TROLLEY_EDGE / 2} {TROLLEY_EDGE / 2}" mass="{TROLLEY_MASS}" contype="2" conaffinity="0"/>
      <body name="ram">
        <joint name="up" type="slide" axis="0 0 1"/>
        <geom type="box" size="{RAM_WIDTH / 2} {RAM_WIDTH / 2} {RAM_LENGTH / 2}" pos="0 0 {RAM_Z - RAIL_Z}" mass="{RAM_MASS}" contype="2" conaffinity="0"/>
        <site name="gripper" pos="0 0 -0.1"/>
      </body>
    </body>
    <body name="load" pos="0 0 {LOAD_EDGE / 2}">
      <freejoint/>
      <geom type="box" size="{LOAD_EDGE / 2} {LOAD_EDGE / 2} {LOAD_EDGE / 2}" mass="{LOAD_MASS}" friction="{FRICTION}"/>
      <site name="handle"/>
    </body>
  </worldbody>
  <equality>
    <weld name="hold" site1="gripper" site2="handle" active="false" solref="0.004 1" solimp="0.999 0.9999 0.001"/>
  </equality>
  <actuator>
    <motor name="along" joint="along"/>
    <motor name="up" joint="up"/>
  </actuator>
  <keyframe>
    <key name="start" qpos="{START_X} 0 {LOAD_X} 0 {LOAD_EDGE / 2} 1 0 0 0"/>
  </keyframe>
</mujoco>
"""


class Handler:
    def __init__(self):
        self.m = mujoco.MjModel.from_xml_string(MODEL)
        self.d = mujoco.MjData(self.m)
        mujoco.mj_resetDataKeyframe(self.m, self.d, self.m.key("start").id)
        mujoco.mj_forward(self.m, self.d)
        self.queue = deque([(START_X, 0)] * round(DELAY / STEP))

    def wanted(self, t):
        stage, part = int(t / STAGE + 1e-9), t / STAGE - int(t / STAGE + 1e-9)
        low = DROP if stage < 4 else DROP - TABLE_HEIGHT
        ram = [-part, -1, part - 1, 0, -part, -1, part - 1][stage] * low
        trolley = [0, 0, 0, part, 1, 1, 1][stage] * TRAVEL
        return START_X + trolley, ram

    def control(self):
        self.queue.append(self.wanted(self.d.time))
        x, z = self.queue.popleft()
        along, up = self.d.joint("along"), self.d.joint("up")
        self.d.actuator("along").ctrl[0] = TROLLEY_P * (x - along.qpos[0]) - TROLLEY_D * along.qvel[0]
        self.d.actuator("up").ctrl[0] = RAM_P * (z - up.qpos[0]) - RAM_D * up.qvel[0] + self.carried() * GRAVITY

    def carried(self):
        return RAM_MASS + (LOAD_MASS if self.d.eq_active[0] else 0)

    def take(self):
        # The gripper's site goes to where the load is now, seen from the ram.
        self.m.site("gripper").pos[:] = self.d.body("load").xpos - self.d.body("ram").xpos
        self.d.eq_active[0] = 1

    def run(self):
        steps = round(7 * STAGE / STEP)
        for k in range(steps):
            if k == round(1.5 * STAGE / STEP):
                self.take()
            if k == round(5.5 * STAGE / STEP):
                self.d.eq_active[0] = 0
            self.control()
            if k % round(EVERY / STEP) == 0:
                x, z = self.d.joint("along").qpos[0], self.d.body("ram").xipos[2]
                print(f"{self.d.time:5.2f} s: {x:.4f} {z:.4f} {self.d.body('load').xpos[[0, 2]]}")
            mujoco.mj_step(self.m, self.d)


Handler().run()
