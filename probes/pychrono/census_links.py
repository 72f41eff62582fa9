"""Joints in neutral types: both ends, frame, parameters, motor functions sampled over the horizon."""

import math

NEUTRAL = {
    "ChLinkLockRevolute": "revolute",
    "ChLinkMateRevolute": "revolute",
    "ChLinkRevolute": "revolute",
    "ChLinkLockSpherical": "spherical",
    "ChLinkMateSpherical": "spherical",
    "ChLinkLockPrismatic": "prismatic",
    "ChLinkMatePrismatic": "prismatic",
    "ChLinkLockCylindrical": "cylindrical",
    "ChLinkMateCylindrical": "cylindrical",
    "ChLinkLockPlanar": "planar",
    "ChLinkMatePlanar": "planar",
    "ChLinkLockLock": "fixed",
    "ChLinkMateFix": "fixed",
    "ChLinkLockFree": "free",
    "ChLinkUniversal": "universal",
    "ChLinkLockOldham": "other",
    "ChLinkDistance": "distance",
    "ChLinkMateDistanceZ": "distance",
    "ChLinkLockGear": "gear",
    "ChLinkMateRackPinion": "rack_pinion",
    "ChLinkLockPulley": "pulley",
    "ChLinkLockScrew": "screw",
    "ChLinkTSDA": "spring_damper",
    "ChLinkRSDA": "rotational_spring_damper",
    "ChLinkBushing": "bushing",
    "ChLinkMotorRotationSpeed": "motor_rotation_speed",
    "ChLinkMotorRotationAngle": "motor_rotation_angle",
    "ChLinkMotorRotationTorque": "motor_rotation_torque",
    "ChLinkMotorRotationDriveline": "motor_rotation_torque",
    "ChLinkMotorLinearSpeed": "motor_linear_speed",
    "ChLinkMotorLinearPosition": "motor_linear_position",
    "ChLinkMotorLinearForce": "motor_linear_force",
    "ChLinkRevoluteSpherical": "revolute_spherical",
    "ChLinkRevoluteTranslational": "revolute_prismatic",
    "ChLinkLockRevolutePrismatic": "revolute_prismatic",
    "ChLinkMateParallel": "parallel",
    "ChLinkLockParallel": "parallel",
    "ChLinkMateOrthogonal": "perpendicular",
    "ChLinkLockPerpend": "perpendicular",
    "ChLinkLockPointLine": "point_line",
    "ChLinkLockPointPlane": "point_plane",
    "ChLinkNodeFrame": "node_body",
    "ChLinkNodeFrameGeneric": "node_body",
    "ChLinkNodeSlopeFrame": "node_slope",
    "ChLinkNodeNode": "node_node",
    "ChLinkBrake": "brake",
    "ChLinkLockBrake": "brake",
    "ChLinkLockLinActuator": "actuator",
    "ChLinkMateGeneric": "generic",
}
# Constrained coordinates (x y z rx ry rz) of a generic mate that is a well-known joint about or along Z.
MASKS = {
    (1, 1, 1, 1, 1, 1): "fixed",
    (1, 1, 1, 1, 1, 0): "revolute",
    (1, 1, 1, 0, 0, 0): "spherical",
    (1, 1, 0, 1, 1, 1): "prismatic",
    (1, 1, 0, 1, 1, 0): "cylindrical",
    (0, 0, 1, 1, 1, 0): "planar",
    (0, 0, 0, 0, 0, 0): "free",
}
MOTOR = {
    "motor_rotation_speed": "speed",
    "motor_rotation_angle": "angle",
    "motor_rotation_torque": "torque",
    "motor_linear_speed": "speed",
    "motor_linear_position": "position",
    "motor_linear_force": "force",
}
PARAMETERS = {  # neutral name → getters, per neutral type
    "spring_damper": {
        "stiffness_N_m": "GetSpringCoefficient",
        "damping_N_s_m": "GetDampingCoefficient",
        "rest_length_m": "GetRestLength",
    },
    "rotational_spring_damper": {
        "stiffness_N_m_rad": "GetSpringCoefficient",
        "damping_N_m_s_rad": "GetDampingCoefficient",
        "rest_angle_rad": "GetRestAngle",
    },
    "distance": {"distance_m": "GetImposedDistance"},
    "gear": {"ratio": "GetTransmissionRatio"},
    "pulley": {"ratio": "GetTransmissionRatio"},
}
TIMES = (0, 0.5, 1, 2)
SHARED_POINT = ("revolute", "spherical", "fixed")
ALL = [1, 1, 1]
INSTANTS = 200  # of a function that isn't constant, over the horizon


class Links:
    def __init__(self, core, fea, rtti, joint_calls, horizon_s):
        self.core, self.fea, self.rtti = core, fea, rtti
        self.step_s = horizon_s / INSTANTS
        self.joint_calls = joint_calls  # what is known of joints from the script's calls
        self.owners = {}  # most derived address → body id or "mesh3.node2"

    def kind(self, name, typed):
        kind = NEUTRAL.get(name, "other")
        if kind == "generic":
            mask = self.mask(typed)
            kind = MASKS.get(tuple(mask), "generic") if mask else "generic"
        return kind

    def mask(self, typed):
        try:
            return [int(getattr(typed, "IsConstrained" + axis)()) for axis in ("X", "Y", "Z", "Rx", "Ry", "Rz")]
        except (AttributeError, TypeError):
            return None

    def typed(self, link):
        name = self.rtti.class_of(link)
        module = self.fea if self.fea is not None and hasattr(self.fea, name) else self.core
        return name, self.rtti.cast(module, link, name)

    def is_ready(self, link):
        """False for a joint that was never initialised: it has no bodies, and its frames would end the process."""
        typed = self.typed(link)[1]
        bodies = [getattr(typed, getter)() for getter in ("GetBody1", "GetBody2") if hasattr(typed, getter)]
        return not bodies or any(self.rtti.there(body) for body in bodies)

    def entry(self, link, time_s):
        name, typed = self.typed(link)
        kind = self.kind(name, typed)
        frame = link.GetFrame2Abs()
        entry = {
            "id": link.GetIdentifier(),
            "name": link.GetName(),
            "type": kind,
            "class": name,
            "bodies": self.ends(typed),
            "pos_m": self.rtti.vector(frame.GetPos()),
            "axis": self.axis(typed, kind, frame),
            "limits": self.limits(typed, kind),
            "params": self.parameters(typed, kind),
            "created_s": time_s,
        }
        held = self.holds(name, typed, kind)
        if not all(held):
            entry.update(holds=held, quat=self.rtti.quaternion(frame.GetRot()))
        return entry

    def axis(self, typed, kind, frame):
        """Z of the joint's frame; of a spring or distance, from its first end to its second, null where they coincide."""
        if kind == "spring_damper":
            return self.unit(typed.GetPoint2Abs() - typed.GetPoint1Abs())
        if kind == "distance" and hasattr(typed, "GetEndPoint1Abs"):
            return self.unit(typed.GetEndPoint2Abs() - typed.GetEndPoint1Abs())
        return self.rtti.vector(frame.GetRotMat().GetAxisZ())

    def unit(self, v):
        length = math.sqrt(v.x * v.x + v.y * v.y + v.z * v.z)
        return [v.x / length, v.y / length, v.z / length] if length > 0 else None

    def holds(self, name, typed, kind):
        """Which displacements along X, Y and Z of its frame a joint with a shared point keeps at zero, at this instant."""
        if kind.startswith("motor_rotation") or (kind in SHARED_POINT and name.startswith("ChLinkMate")):
            return (self.mask(typed) or ALL)[:3]  # a motor's by its spindle
        if name.startswith("ChLinkLock"):
            return [int(not self.is_imposed(typed, "GetMotion" + axis)) for axis in "XYZ"]
        return ALL

    def is_imposed(self, typed, getter):
        """Whether a lock moves its frames apart on purpose."""
        try:
            function = getattr(typed, getter)()
        except (AttributeError, TypeError):
            return False
        return self.rtti.there(function) and (
            self.rtti.class_of(function) != "ChFunctionConst" or function.GetVal(0.0) != 0
        )

    def ends(self, typed):
        """Ids of the bodies or mesh nodes at both ends."""
        ends = self.joint_calls.ends.get(self.rtti.identity(typed)[1])
        if ends:
            return [self.owners.get(address) for address in ends]
        ends = []
        for getter, spare in (("GetBody1", "GetConstrainedNode"), ("GetBody2", "GetConstrainedBodyFrame")):
            owner = None
            for name in (getter, spare):
                try:
                    owner = getattr(typed, name)()
                    break
                except (AttributeError, TypeError):
                    continue
            ends.append(self.owners.get(self.rtti.identity(owner)[1]) if self.rtti.there(owner) else None)
        return ends

    def limits(self, typed, kind):
        getter = {"revolute": "LimitRz", "prismatic": "LimitZ"}.get(kind)
        if getter is None or self.rtti.identity(typed)[1] not in self.joint_calls.limited:
            return None
        try:
            limit = getattr(typed, getter)()
            return [limit.GetMin(), limit.GetMax()] if self.rtti.there(limit) and limit.IsActive() else None
        except (AttributeError, TypeError):
            return None

    def parameters(self, typed, kind):
        out = {}
        for key, getter in PARAMETERS.get(kind, {}).items():
            if hasattr(typed, getter):
                out[key] = getattr(typed, getter)()
        if kind == "generic" and (mask := self.mask(typed)):
            out["coords"] = mask
        if kind in MOTOR and hasattr(typed, "GetMotorFunction"):
            out["motor"] = {"quantity": MOTOR[kind], "function": self.function(typed.GetMotorFunction())}
        return out

    def function(self, function):
        if not self.rtti.there(function):
            return None
        at = dict(zip(map(str, TIMES), self.values(function, TIMES)))
        out = {"type": self.rtti.class_of(function), "at": at}
        values = self.values(function, [i * self.step_s for i in range(INSTANTS + 1)])
        if len(values) > INSTANTS and any(v != values[0] for v in values):
            out.update(step_s=self.step_s, values=[float(f"{v:.7g}") for v in values])
        return out

    def values(self, function, times):
        """Up to where it fails: a function written in Python may, and the simulator will say so when it steps."""
        out = []
        for t in times:
            try:
                out.append(function.GetVal(t))
            except Exception:
                break
        return out
