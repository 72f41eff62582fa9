"""Samples of the state, in the layout that docs/format/trace.md describes."""

import array
import math

NAN = float("nan")
MAX_REACTIONS, MAX_CONTACT_BODIES = 60, 60
ROTARY = {"revolute", "motor_rotation_speed", "motor_rotation_angle", "motor_rotation_torque"}
LINEAR = {"prismatic", "motor_linear_speed", "motor_linear_position", "motor_linear_force"}


class Angle:
    """Rotation of body 1 against body 2 about the joint's Z axis, unwrapped over turns, from the joint's two frames."""

    def __init__(self, link, first, second):
        self.link, self.first, self.second = link, first, second
        self.last = self.turns = 0.0

    def __call__(self):
        frame1, frame2 = self.link.GetFrame1Abs(), self.link.GetFrame2Abs()
        q = frame2.GetRot().GetConjugate() * frame1.GetRot()
        angle = 2 * math.atan2(q.e3, q.e0)
        while angle + self.turns - self.last > math.pi:
            self.turns -= 2 * math.pi
        while angle + self.turns - self.last < -math.pi:
            self.turns += 2 * math.pi
        self.last = angle + self.turns
        axis = frame2.GetRotMat().GetAxisZ()
        spin = self.first.GetAngVelParent() - self.second.GetAngVelParent()
        return self.last, spin.x * axis.x + spin.y * axis.y + spin.z * axis.z


class Slide:
    """Displacement of body 1's frame along the joint's Z axis, and its rate."""

    def __init__(self, link, first, second):
        self.link, self.first, self.second = link, first, second

    def __call__(self):
        frame1, frame2 = self.link.GetFrame1Abs(), self.link.GetFrame2Abs()
        axis, p1, p2 = frame2.GetRotMat().GetAxisZ(), frame1.GetPos(), frame2.GetPos()
        d = p1 - p2
        v = self.velocity(self.first, p1) - self.velocity(self.second, p1)
        return d.x * axis.x + d.y * axis.y + d.z * axis.z, v.x * axis.x + v.y * axis.y + v.z * axis.z

    def velocity(self, body, point):
        return body.GetPosDt() + body.GetAngVelParent().Cross(point - body.GetPos())


class Distance(Slide):
    """Distance of the two end points, and its rate."""

    def __call__(self):
        p1, p2 = self.link.GetEndPoint1Abs(), self.link.GetEndPoint2Abs()
        d, v = p2 - p1, self.velocity(self.second, p2) - self.velocity(self.first, p1)
        length = d.Length()
        return length, d.Dot(v) / length if length > 0 else 0.0


def coordinate(kind, typed):
    """A function () → (coordinate, rate) of a joint, or None where it has no single one."""
    if hasattr(typed, "GetMotorAngle"):
        return lambda: (typed.GetMotorAngle(), typed.GetMotorAngleDt())
    if hasattr(typed, "GetMotorPos"):
        return lambda: (typed.GetMotorPos(), typed.GetMotorPosDt())
    if kind == "spring_damper":
        return lambda: (typed.GetLength(), typed.GetVelocity())
    if kind == "rotational_spring_damper":
        return lambda: (typed.GetAngle(), typed.GetVelocity())
    if kind == "distance" and not hasattr(typed, "GetEndPoint1Abs"):
        return None
    if kind not in ("revolute", "prismatic", "distance"):
        return None
    try:
        first, second = typed.GetBody1(), typed.GetBody2()
    except (AttributeError, TypeError):
        return None
    if not all(hasattr(b, "GetAngVelParent") for b in (first, second)):
        return None
    return {"revolute": Angle, "prismatic": Slide, "distance": Distance}[kind](typed, first, second)


class Sampler:
    def __init__(self, wire, system, world):
        self.wire, self.system, self.world, self.time_s = wire, system, world, 0.0
        self.lay_out()

    def lay_out(self):
        """Makes the list of readers and tells the layout."""
        blocks, self.readers = [], []

        def add(kind, width, reader, **extra):
            blocks.append({"kind": kind, "width": width, **extra})
            self.readers.append((width, reader))

        for identifier, body in self.world.bodies.items():
            add("body", 13, lambda b=body: self.body(b), id=identifier)
        for number, (identifier, (kind, typed, link)) in enumerate(self.world.links.items()):
            reader = coordinate(kind, typed)
            if reader is not None:
                add("joint", 2, reader, id=identifier)
            if number < MAX_REACTIONS and link is not None:
                add("reaction", 6, lambda l=link: self.reaction(l), id=identifier)
        add("energy", 3, self.world.energies)
        add("contact", 1, lambda: [self.system.GetNumContacts()])
        colliding = [(i, b) for i, b in self.world.bodies.items() if b.IsCollisionEnabled()][:MAX_CONTACT_BODIES]
        for identifier, body in colliding:
            add("contact_force", 4, lambda b=body: self.contact_force(b), id=identifier)
        for mesh, nodes in self.world.nodes.items():
            for index, node in nodes:
                add("node", 6, lambda n=node: self.node(n), id=index, mesh=mesh)
        self.add_machines(add)
        self.wire.frame(b"L", {"blocks": blocks})

    def add_machines(self, add):
        families, up = self.world.families, self.up()
        for identifier, vehicle in self.world.vehicles.items():
            add("vehicle", 2, lambda v=vehicle: families.vehicles.motion(v, up), id=identifier)
            add("driver", 3, lambda v=vehicle: v.inputs, id=identifier)
        for identifier, robot in self.world.robots.items():
            add("wheel", robot.width, lambda r=robot: families.robots.commands(r, self.time_s), id=identifier)
        for identifier, sensor in self.world.sensors.items():
            add("sensor", sensor.width, lambda s=sensor: families.sensors.read(s), id=identifier)

    def up(self):
        g = self.system.GetGravitationalAcceleration()
        size = math.sqrt(g.x * g.x + g.y * g.y + g.z * g.z)
        return (-g.x / size, -g.y / size, -g.z / size) if size > 0 else (0.0, 0.0, 1.0)

    def take(self, time_s):
        self.time_s = time_s
        values = array.array("d", [time_s])
        for width, reader in self.readers:
            try:
                values.extend(reader())
            except Exception as error:  # the probe's own fault must never look like the script's
                values.extend([NAN] * width)
                self.world.flag(f"sample: {type(error).__name__}: {error}")
        data = values.tobytes()
        self.wire.raw(b"S", data)

    def body(self, b):
        p, q, v, w = b.GetPos(), b.GetRot(), b.GetPosDt(), b.GetAngVelParent()
        return (p.x, p.y, p.z, q.e0, q.e1, q.e2, q.e3, v.x, v.y, v.z, w.x, w.y, w.z)

    def reaction(self, link):
        wrench, q = link.GetReaction2(), link.GetFrame2Abs().GetRot()
        force, torque = q.Rotate(wrench.force), q.Rotate(wrench.torque)
        return (force.x, force.y, force.z, torque.x, torque.y, torque.z)

    def contact_force(self, body):
        force = body.GetContactForce()
        return (force.x, force.y, force.z, NAN)

    def node(self, node):
        p, v = node.GetPos(), node.GetPosDt()
        return (p.x, p.y, p.z, v.x, v.y, v.z)
