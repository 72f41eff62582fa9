"""Terrains: their patches as asked for, with the contact material that the ground really has, and the parameters of soil."""

import math
import weakref

TYPES = {
    "RigidTerrain": "rigid",
    "SCMTerrain": "scm",
    "SCMDeformableTerrain": "scm",
    "FlatTerrain": "plane",
    "GranularTerrain": "granular",
    "CRMTerrain": "crm",
}
SOIL = (
    "Bekker_Kphi",
    "Bekker_Kc",
    "Bekker_n",
    "Mohr_cohesion_Pa",
    "Mohr_friction_deg",
    "Janosi_shear_m",
    "elastic_K_Pa_m",
    "damping_R_Pa_s_m",
)
BULLDOZING = ("erosion_angle_deg", "flow_factor", "erosion_iterations", "erosion_propagations")
MESHES = (".obj", ".stl")
SHOWN = 25  # heights of a height map, along each side


def numbers(values):
    return [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]


class Terrain:
    def __init__(self, identifier, proxy, cls):
        self.id, self.cls, self.proxy = identifier, cls, weakref.ref(proxy)
        self.patches, self.soil, self.bulldozing, self.file = [], {}, False, None


class Terrains:
    def __init__(self, bodies):
        self.bodies = bodies  # reads contact materials
        self.all = weakref.WeakKeyDictionary()  # proxy → Terrain
        self.in_census = set()  # ids that a census has had

    def follow(self, cls, method):
        if cls not in TYPES:
            return None
        return {
            "__init__": self.made,
            "AddPatch": self.patch,
            "Initialize": self.initialized,
            "SetSoilParameters": self.soil,
            "SetBulldozingParameters": self.bulldozing,
            "EnableBulldozing": self.enable_bulldozing,
        }.get(method)

    def made(self, this, args, result):
        terrain = self.all[this] = Terrain(len(self.all) + 1, this, type(this).__name__)
        terrain.file = next((a for a in args if isinstance(a, str)), None)  # a specification in JSON
        if terrain.cls == "FlatTerrain" and numbers(args[1:]):
            terrain.patches = [{"friction": numbers(args[1:])[0], "pos_m": [0, 0, args[0]]}]

    def patch(self, this, args, result):
        """AddPatch(material, position, …): a box of (length, width, thickness), a mesh, or a height map of (length, width, lowest, highest)."""
        material, place, *rest = args
        entry = self.surface(material)
        pos, rot = (place.pos, place.rot) if hasattr(place, "pos") else (place, None)
        entry["pos_m"] = [pos.x, pos.y, pos.z]
        if rot is not None:
            entry["quat"] = [rot.e0, rot.e1, rot.e2, rot.e3]
        size = numbers(rest)
        if rest and isinstance(rest[0], str):
            is_mesh = rest[0].lower().endswith(MESHES)
            entry["mesh_file" if is_mesh else "height_map"] = rest[0][-200:]
            size = [] if is_mesh else size
        if size:
            entry["size_m"] = size[:2]
        if "height_map" in entry:
            entry["height_m"] = size[2:4]
        self.all[this].patches.append(entry)

    patch.raw = True

    def surface(self, material):
        return (
            {"friction": material.GetStaticFriction(), "restitution": material.GetRestitution()}
            if hasattr(material, "GetStaticFriction")
            else {}
        )

    def initialized(self, this, args, result):
        """A soil's Initialize(size x, size y, spacing), from a height map or a mesh when a file comes first."""
        terrain = self.all[this]
        if TYPES.get(terrain.cls) == "rigid":
            return
        entry, size = {}, numbers(args)
        if args and isinstance(args[0], str):
            entry["mesh_file" if args[0].lower().endswith(MESHES) else "height_map"] = args[0]
        if len(size) >= 3:
            entry["size_m"] = size[:2]
        if "height_map" in entry:
            entry["height_m"] = size[2:4]
        if size:
            entry["spacing_m"] = size[-1]
        terrain.patches = [entry]

    def soil(self, this, args, result):
        self.all[this].soil.update(zip(SOIL, args))

    def bulldozing(self, this, args, result):
        self.all[this].soil.update(zip(BULLDOZING, args))

    def enable_bulldozing(self, this, args, result):
        self.all[this].soil["bulldozing"] = bool(args and args[0])

    # ---- the census ----
    def fresh(self, time_s):
        """The terrains that no census has had yet."""
        fresh = [t for t in self.all.values() if t.id not in self.in_census]
        self.in_census.update(t.id for t in fresh)
        return [self.entry(t, time_s) for t in sorted(fresh, key=lambda t: t.id)]

    def entry(self, terrain, time_s):
        patches = [dict(p) for p in terrain.patches]
        proxy = terrain.proxy()
        if TYPES.get(terrain.cls) == "rigid" and hasattr(proxy, "GetPatches"):
            for i, patch in enumerate(proxy.GetPatches()):
                if i == len(patches):
                    patches.append({})
                patches[i].update(self.ground(patch, patches[i]))
                patches[i].update(self.heights(proxy, type(patch.GetGroundBody().GetPos()), patches[i]))
        return {
            "id": terrain.id,
            "type": TYPES.get(terrain.cls, "other"),
            "class": terrain.cls,
            "file": terrain.file,
            "patches": patches,
            "soil": terrain.soil,
            "created_s": time_s,
        }

    def heights(self, proxy, vector, patch):
        """Of a height map what the terrain says its height is, for a picture: in thousandths of height_m's range."""
        (length, width), (low, high) = patch.get("size_m") or (0, 0), patch.get("height_m") or (0, 0)
        if not (length > 0 and width > 0 and high > low and hasattr(proxy, "GetHeight")):
            return {}
        x, y, z = patch.get("pos_m") or (0, 0, 0)
        found = []
        for row in range(SHOWN):
            for column in range(SHOWN):
                # just inside the edge, where there is ground to be hit
                along, across = (0.998 * (k / (SHOWN - 1) - 0.5) for k in (column, row))
                top = proxy.GetHeight(vector(x + along * length, y + across * width, z + high + 1))
                share = (top - z - low) / (high - low)
                found.append(math.floor(1000 * min(max(share, -1), 2) + 0.5) if math.isfinite(share) else 0)
        return {"heights": {"rows": SHOWN, "columns": SHOWN, "per_mille": found}}

    def ground(self, patch, known):
        """What the patch's body says: its id, the material that counts, and where no call told it, the size of its box."""
        body = patch.GetGroundBody()
        shapes, material = self.bodies.shapes(body)
        found = {"body": body.GetIdentifier()}
        if material:
            found.update(friction=material["friction"], restitution=material["restitution"])
        box = next((s for s in shapes if s["type"] == "box"), None)
        if box and not known:
            found.update(size_m=box["size_m"][:2], pos_m=self.bodies.rtti.vector(body.GetPos()))
        return found
