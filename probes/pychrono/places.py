"""Where things were put: a static solve bends meshes and takes along what hangs on them, and nobody placed it so."""


class Places:
    """`world`: its bodies, links and sampled mesh nodes. Without meshes a solve's result is where the motion begins, and nothing is kept."""

    def __init__(self, world):
        self.world = world
        self.put, self.left = {}, {}

    def begin_solve(self):
        self.take_up(self.now())

    def end_solve(self):
        self.left = self.now()

    def restore(self, census):
        """Gives what nobody has moved since the last solve the place where it was put."""
        if not self.left:
            return
        self.take_up(self.now())
        entries = {(kind, e["id"]): e for kind in ("bodies", "joints", "meshes") for e in census[kind]}
        for (kind, identifier, what), value in self.put.items():
            entry = entries.get((kind, identifier), {})
            if kind == "meshes" and what in entry.get("node_ids", ()):
                entry["node_pos_m"][entry["node_ids"].index(what)] = value
            elif what in entry:
                entry[what] = value

    def take_up(self, now):
        for place, value in now.items():
            if self.left.get(place) != value:
                self.put[place] = value

    def now(self):
        """(list of the census, id, field or node) → the census's own numbers."""
        world, r, out = self.world, self.world.rtti, {}
        if not world.meshes:
            return out
        for i, body in world.bodies.items():
            out["bodies", i, "pos_m"], out["bodies", i, "quat"] = r.vector(body.GetPos()), r.quaternion(body.GetRot())
        for i, (_, _, link) in world.links.items():
            if link is not None:
                frame = link.GetFrame2Abs()
                out["joints", i, "pos_m"] = r.vector(frame.GetPos())
                out["joints", i, "quat"] = r.quaternion(frame.GetRot())
        for i, nodes in world.nodes.items():
            for index, node in nodes:
                out["meshes", i, index] = r.vector(node.GetPos())
        return out
