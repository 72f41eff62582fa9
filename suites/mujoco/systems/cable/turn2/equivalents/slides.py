# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same rod without flexcomp: bodies on slides with a default class, a flex over them, an equality for its edges."""

import xml.etree.ElementTree as ET

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
TIMESTEP = 0.001  #: step / 2
END_S = 5.0  #: duration
REPORT_S = 0.5  #: print_every


class Rod:
    def __init__(self):
        root = ET.Element("mujoco", model="drooping rod")
        ET.SubElement(root, "option", timestep=str(TIMESTEP), gravity=f"0 0 {-GRAVITY}", integrator="discrete")
        default = ET.SubElement(ET.SubElement(root, "default"), "default", {"class": "bead"})
        ET.SubElement(default, "joint", type="slide")
        world = ET.SubElement(root, "worldbody")
        names, vertices = [], []
        for i in range(PIECES + 1):
            place = f"{REACH * i / PIECES} 0 {LEVEL}"
            names.append("world" if i < 2 else f"bead{i}")
            vertices.append(place if i < 2 else "0 0 0")
            if i >= 2:
                self.bead(world, names[i], place)
        flex = ET.SubElement(ET.SubElement(root, "deformable"), "flex", name="rod", dim="1", radius=str(ROD_RADIUS))
        flex.set("body", " ".join(names))
        flex.set("vertex", " ".join(vertices))
        flex.set("element", " ".join(f"{i} {i + 1}" for i in range(PIECES)))
        ET.SubElement(flex, "contact", contype="0", conaffinity="0", selfcollide="none")
        ET.SubElement(flex, "elasticity", young=str(MODULUS), poisson=str(RATIO), damping=str(LOSS_S))
        ET.SubElement(ET.SubElement(root, "equality"), "flex", flex="rod")
        self.model = mujoco.MjModel.from_xml_string(ET.tostring(root, encoding="unicode"))
        self.data = mujoco.MjData(self.model)

    @staticmethod
    def bead(world, name, place):
        body = ET.SubElement(world, "body", name=name, pos=place, childclass="bead")
        mass = ROD_KG / (PIECES + 1)
        ET.SubElement(body, "inertial", pos="0 0 0", mass=str(mass), diaginertia="1e-6 1e-6 1e-6")
        for axis in ("1 0 0", "0 1 0", "0 0 1"):
            ET.SubElement(body, "joint", axis=axis)

    @property
    def sunk(self):
        return LEVEL - self.data.body(f"bead{PIECES}").xpos[2]

    def run(self):
        mujoco.mj_forward(self.model, self.data)
        print(f"{0:.1f} s  {1000 * self.sunk:.2f} mm")
        for _ in range(round(END_S / REPORT_S)):
            mujoco.mj_step(self.model, self.data, nstep=round(REPORT_S / TIMESTEP))
            mujoco.mj_kinematics(self.model, self.data)
            print(f"{self.data.time:.1f} s  {1000 * self.sunk:.2f} mm")


Rod().run()
