# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same drop without flexcomp: a flex over points on slides, a tie between two sites that a callback switches off."""

import mujoco

GRAVITY = 9.81  #: gravity
PIECES = 20  #: elements
REACH = 1.0  #: length
LEVEL = 1.0  #: height
ROD_KG = 0.1  #: mass
ROD_RADIUS = 0.006  #: radius in m
MODULUS = 2.0e9  #: young in Pa
RATIO = 0.3  #: poisson
LOSS_S = 0.02  #: damping
LOAD_RADIUS = 0.02  #: payload_radius
LOAD_KG = 0.03  #: payload_mass
LET_GO_S = 3.0  #: release
TIMESTEP = 0.001  #: step / 2
END_S = 5.0  #: duration
REPORT_S = 0.25  #: print_every

places = [f"{REACH * i / PIECES} 0 {LEVEL}" for i in range(PIECES + 1)]
moving = range(2, PIECES + 1)


def bead(i):
    site = '<site name="end"/>' if i == PIECES else ""
    return f"""
    <body name="bead{i}" pos="{places[i]}" childclass="bead">
      <inertial pos="0 0 0" mass="{ROD_KG / (PIECES + 1)}" diaginertia="1e-6 1e-6 1e-6"/>
      <joint axis="1 0 0"/> <joint axis="0 1 0"/> <joint axis="0 0 1"/>
      {site}
    </body>"""


XML = f"""
<mujoco>
  <option timestep="{TIMESTEP}" gravity="0 0 {-GRAVITY}" integrator="discrete"/>
  <default>
    <default class="bead"><joint type="slide"/></default>
    <default class="load"><geom type="sphere" size="{LOAD_RADIUS}" mass="{LOAD_KG}"/></default>
  </default>
  <worldbody>
    <geom name="ground" type="plane" size="4 4 .1"/>
    {"".join(bead(i) for i in moving)}
    <body name="load" pos="{places[-1]}" childclass="load">
      <freejoint/>
      <geom/>
      <site name="centre"/>
    </body>
  </worldbody>
  <deformable>
    <flex name="rod" dim="1" radius="{ROD_RADIUS}" body="world world {" ".join(f"bead{i}" for i in moving)}"
          vertex="{" ".join(places[:2] + ["0 0 0" for i in moving])}"
          element="{" ".join(f"{i} {i + 1}" for i in range(PIECES))}">
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <elasticity young="{MODULUS}" poisson="{RATIO}" damping="{LOSS_S}"/>
    </flex>
  </deformable>
  <equality>
    <flex flex="rod"/>
    <connect name="tie" site1="centre" site2="end"/>
  </equality>
</mujoco>"""


def let_go(model, data):
    if data.time >= LET_GO_S - 1e-9:
        data.eq_active[model.equality("tie").id] = 0


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    end, centre = data.site("end"), data.site("centre")
    mujoco.set_mjcb_control(let_go)
    for _ in range(round(END_S / REPORT_S)):
        mujoco.mj_forward(model, data)
        print(f"{data.time:.2f} s  tip {LEVEL - end.xpos[2]:.4f} m  load {centre.xpos[2]:.4f} m")
        mujoco.mj_step(model, data, nstep=round(REPORT_S / TIMESTEP))
    mujoco.set_mjcb_control(None)


main()
