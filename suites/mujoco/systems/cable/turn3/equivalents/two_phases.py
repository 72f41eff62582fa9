# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same drop in two phases; the rod is written from its points and the tie names its two bodies in the other order.
import mujoco

G = 9.81  #: gravity
N = 20  #: elements
LENGTH = 1.0  #: length
UP = 1.0  #: height
KG = 0.1  #: mass
THICK = 0.006  #: radius in m
E = 2.0e9  #: young in Pa
NU = 0.3  #: poisson
TAU = 0.02  #: damping
BALL_R = 0.02  #: payload_radius
BALL_KG = 0.03  #: payload_mass
T_DROP = 3.0  #: release
DT = 0.001  #: step / 2
SECONDS = 5.0  #: duration
EVERY = 0.25  #: print_every

BALL_INERTIA = 0.4 * BALL_KG * BALL_R**2
POINTS = " ".join(f"{LENGTH / N * i:.6f} 0 {UP}" for i in range(N + 1))
CHAIN = " ".join(f"{i} {i + 1}" for i in range(N))

model = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="{DT}" gravity="0 0 {-G}"/>
  <default><geom solref="0.01 1"/></default>
  <worldbody>
    <body name="ball" pos="{LENGTH} 0 {UP}">
      <joint type="free"/>
      <inertial pos="0 0 0" mass="{BALL_KG}" diaginertia="{BALL_INERTIA} {BALL_INERTIA} {BALL_INERTIA}"/>
      <geom type="sphere" size="{BALL_R}" contype="1" conaffinity="1"/>
    </body>
    <flexcomp name="stick" type="direct" dim="1" point="{POINTS}" element="{CHAIN}" mass="{KG}" radius="{THICK}">
      <pin id="0 1"/>
      <contact selfcollide="none" contype="0" conaffinity="0"/>
      <elasticity young="{E}" poisson="{NU}" damping="{TAU}"/>
      <edge equality="true"/>
    </flexcomp>
    <body name="ground"><geom type="plane" size="0 0 1"/></body>
  </worldbody>
  <equality>
    <connect name="tie" body1="stick_{N}" body2="ball" anchor="0 0 0"/>
  </equality>
</mujoco>""")
data = mujoco.MjData(model)


def advance(until_s):
    while data.time < until_s - 1e-9:
        mujoco.mj_step(model, data, nstep=min(round(EVERY / DT), round((until_s - data.time) / DT)))
        mujoco.mj_kinematics(model, data)
        mujoco.mj_flex(model, data)
        print(f"{data.time:.2f} {UP - data.flexvert_xpos[N, 2]:.4f} {data.body('ball').xpos[2]:.4f}")


advance(T_DROP)
data.eq_active[model.equality("tie").id] = False
advance(SECONDS)
