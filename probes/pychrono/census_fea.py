"""Finite-element meshes: nodes, element types, sections and materials."""

ELEMENTS = {
    "ChElementBeamEuler": "euler_beam",
    "ChElementBeamTaperedTimoshenko": "timoshenko_beam",
    "ChElementBeamTaperedTimoshenkoFPM": "timoshenko_beam",
    "ChElementBeamIGA": "iga_beam",
    "ChElementCableANCF": "ancf_cable",
    "ChElementBeamANCF_3243": "ancf_beam",
    "ChElementBeamANCF_3333": "ancf_beam",
    "ChElementShellANCF_3423": "ancf_shell",
    "ChElementShellANCF_3443": "ancf_shell",
    "ChElementShellANCF_3833": "ancf_shell",
    "ChElementShellReissner4": "reissner_shell",
    "ChElementShellBST": "bst_shell",
    "ChElementSpring": "spring",
    "ChElementBar": "bar",
    "ChElementTetraCorot_4": "tetra",
    "ChElementTetraCorot_10": "tetra",
    "ChElementTetraCorot_4_P": "tetra",
    "ChElementHexaCorot_8": "hexa",
    "ChElementHexaCorot_20": "hexa",
    "ChElementHexaANCF_3813": "hexa",
    "ChElementHexaANCF_3813_9": "hexa",
}
MATERIAL = {  # neutral name → getters or attributes, tried in order
    "young_modulus_Pa": ("GetYoungModulus", "E"),
    "shear_modulus_Pa": ("GetShearModulus", "G"),
    "poisson": ("GetPoissonRatio",),
    "density_kg_m3": ("GetDensity", "density"),
    "area_m2": ("GetArea", "Area"),
    "Iyy_m4": ("GetIyy", "Iyy"),
    "Izz_m4": ("GetIzz", "Izz"),
    "damping": ("GetRayleighDampingBeta", "GetRayleighDamping", "GetBeamRayleighDamping", "rdamping"),
}
MAX_NODES = 200


def sampled(count):
    """At most MAX_NODES indices, evenly spread, the first and the last among them."""
    if count <= MAX_NODES:
        return list(range(count))
    return sorted({round(i * (count - 1) / (MAX_NODES - 1)) for i in range(MAX_NODES)})


class Meshes:
    def __init__(self, fea, rtti, materials):
        self.fea, self.rtti = fea, rtti
        self.materials = materials  # what the script's calls gave to sections and materials

    def node(self, node):
        return self.rtti.cast(self.fea, node)

    def position(self, node):
        return self.rtti.vector(node.GetPos()) if hasattr(node, "GetPos") else [None] * 3

    def entry(self, mesh, time_s):
        nodes = list(mesh.GetNodes())
        elements = list(mesh.GetElements())
        counts = {}
        for element in elements:
            kind = ELEMENTS.get(self.rtti.class_of(element), "other")
            counts[kind] = counts.get(kind, 0) + 1
        ids = sampled(len(nodes))
        typed = [self.node(nodes[i]) for i in ids]
        fixed = sum(bool(n.IsFixed()) for n in (self.node(n) for n in nodes) if hasattr(n, "IsFixed"))
        # No mass: elements know theirs only after the system's own set-up, which comes with the first step.
        return {
            "id": mesh.GetIdentifier(),
            "name": mesh.GetName(),
            "gravity": mesh.GetAutomaticGravity(),
            "nodes": {"count": len(nodes), "fixed": fixed, "type": self.rtti.class_of(nodes[0]) if nodes else ""},
            "node_ids": ids,
            "node_pos_m": [self.position(n) for n in typed],
            "elements": [{"type": k, "count": n} for k, n in sorted(counts.items())],
            "material": self.material(elements[0]) if elements else {},
            "mass_kg": None,
            "created_s": time_s,
        }

    def material(self, element):
        typed = self.rtti.cast(self.fea, element)
        out = {}
        for source in self.sources(typed):
            for key, names in MATERIAL.items():
                value = self.read(source, names)
                if key not in out and value is not None:
                    out[key] = value
            for key, value in self.materials.of(source).items():
                out.setdefault(key, value)
        for key, value in self.materials.of(typed).items():  # layers of a shell
            out.setdefault(key, value)
        if (
            "thickness_m" not in out and hasattr(typed, "GetThickness") and typed.GetThickness() > 0
        ):  # 0 until the first step sets it up
            out["thickness_m"] = typed.GetThickness()
        return out

    def sources(self, typed):
        """Section, its parts, or the continuum material of an element."""
        for getter in ("GetSection", "GetMaterial", "GetLayer"):
            if not hasattr(typed, getter):
                continue
            try:
                found = getattr(typed, getter)(0) if getter == "GetLayer" else getattr(typed, getter)()
            except (TypeError, IndexError, RuntimeError):
                continue
            if getter == "GetLayer":
                found = found.GetMaterial()
            if not hasattr(found, "this"):
                continue
            found = self.rtti.cast(self.fea, found)
            yield found
            for part in ("GetElasticity", "GetInertia", "GetDamping"):
                if hasattr(found, part):
                    try:
                        inner = getattr(found, part)()
                    except (TypeError, RuntimeError):
                        continue
                    if hasattr(inner, "this"):
                        yield self.rtti.cast(self.fea, inner)

    def read(self, source, names):
        for name in names:
            try:
                value = getattr(source, name)
                value = value() if callable(value) else value
            except (AttributeError, TypeError, RuntimeError):
                continue
            if isinstance(value, (int, float)):
                return float(value)
        return None
