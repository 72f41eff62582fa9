"""Bodies, their shapes and contact materials, as the census has them."""

SHAPES = {
    "Box": "box",
    "Sphere": "sphere",
    "Cylinder": "cylinder",
    "CylindricalShell": "cylinder",
    "Capsule": "capsule",
    "Cone": "cone",
    "Ellipsoid": "ellipsoid",
    "TriangleMesh": "mesh",
    "ModelFile": "mesh",
    "ConvexHull": "convex",
    "RoundedBox": "box",
    "RoundedCylinder": "cylinder",
}
MAX_SHAPES = 40


def _size(shape, kind):
    """Full extents of a box, [radius] of a sphere, [radius, length] of a cylinder, capsule or cone."""
    if kind == "box" and hasattr(shape, "GetLengths"):
        v = shape.GetLengths()
        return [v.x, v.y, v.z]
    if kind == "ellipsoid" and hasattr(shape, "GetAxes"):
        v = shape.GetAxes()
        return [v.x, v.y, v.z]
    if hasattr(shape, "GetRadius"):
        return [shape.GetRadius()] + ([shape.GetHeight()] if hasattr(shape, "GetHeight") else [])
    return []


class Bodies:
    def __init__(self, core, rtti):
        self.core, self.rtti = core, rtti

    def entry(self, body, time_s):
        r = self.rtti
        shapes, material = self.shapes(body)
        return {
            **self.centre(body),
            "id": body.GetIdentifier(),
            "name": body.GetName(),
            "type": r.class_of(body),
            "fixed": body.IsFixed(),
            "mass_kg": body.GetMass(),
            "inertia_kg_m2": r.vector(body.GetInertiaXX()),
            "pos_m": r.vector(body.GetPos()),
            "quat": r.quaternion(body.GetRot()),
            "vel_m_s": r.vector(body.GetPosDt()),
            "omega_rad_s": r.vector(body.GetAngVelParent()),
            "collides": body.IsCollisionEnabled(),
            "material": material,
            "shapes": shapes,
            "created_s": time_s,
        }

    def centre(self, body):
        """Where a body whose frame is not at its centre of mass has that centre; {} of any other."""
        getter = getattr(body, "GetFrameCOMToRef", None) or getattr(body, "GetFrame_COG_to_REF", None)
        com = self.rtti.vector(getter().GetPos()) if getter else []
        return {"com_m": com} if any(com) else {}

    def shapes(self, body):
        visible = list(self.visual_shapes(body))
        material = None
        for shape, material_of_shape in self.collision_shapes(body):
            material = material or material_of_shape
            twin = next(
                (
                    v
                    for v in visible
                    if v["type"] == shape["type"] and v["size_m"] == shape["size_m"] and not v["collides"]
                ),
                None,
            )
            if twin is not None:
                twin["collides"] = True
            else:
                visible.append(shape)
        return visible[:MAX_SHAPES], material

    def visual_shapes(self, body):
        model = body.GetVisualModel()
        if not self.rtti.there(model):
            return
        for i in range(min(model.GetNumShapes(), MAX_SHAPES)):
            shape = model.GetShape(i)
            if not self.rtti.there(shape):
                continue
            name = self.rtti.class_of(shape).removeprefix("ChVisualShape")
            kind = SHAPES.get(name, "other")
            typed = self.rtti.cast(self.core, shape)
            frame = model.GetShapeFrame(i)
            color = shape.GetColor()
            entry = {
                "type": kind,
                "size_m": _size(typed, kind),
                "pos_m": self.rtti.vector(frame.GetPos()),
                "quat": self.rtti.quaternion(frame.GetRot()),
                "collides": False,
                "visible": shape.IsVisible(),
                "color": [color.R, color.G, color.B],
            }
            for getter in ("GetFilename", "GetName"):
                if kind == "mesh" and hasattr(typed, getter):
                    entry["file"] = str(getattr(typed, getter)())[-200:]
                    break
            yield entry

    def collision_shapes(self, body):
        model = body.GetCollisionModel()
        if not self.rtti.there(model):
            return
        for i in range(min(model.GetNumShapes(), MAX_SHAPES)):
            shape, pos, rot = self.placed(model.GetShapeInstance(i))
            name = self.rtti.class_of(shape).removeprefix("ChCollisionShape")
            kind = SHAPES.get(name, "other")
            typed = self.rtti.cast(self.core, shape)
            yield (
                {
                    "type": kind,
                    "size_m": _size(typed, kind),
                    "pos_m": pos,
                    "quat": rot,
                    "collides": True,
                    "visible": False,
                },
                self.material(shape.GetMaterial()),
            )

    def placed(self, instance):
        """(shape, position, quaternion in the body): a structure since 10.0, a pair with a bare pointer before."""
        if isinstance(instance, tuple):
            return (instance[0], *self.rtti.opaque_frame(instance[1]))
        return instance.shape, self.rtti.vector(instance.frame.GetPos()), self.rtti.quaternion(instance.frame.GetRot())

    def material(self, material):
        if not self.rtti.there(material):
            return None
        typed = self.rtti.cast(self.core, material)
        out = {"friction": typed.GetStaticFriction(), "restitution": typed.GetRestitution()}
        if hasattr(typed, "GetYoungModulus"):
            out["young_modulus_Pa"] = typed.GetYoungModulus()
        return out
