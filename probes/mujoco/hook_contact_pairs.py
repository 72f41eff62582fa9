"""Which pairs of parts may touch, and with what friction: what contact_pairs.cc does, in Python."""

from simbench_mujoco_hook_scene import SHAPES

MOST_GEOMS, MOST_PAIRS = 1000, 500
PLANE, GROUNDS = 0, 2  # the types below 2 are planes and height fields


class Filters:
    def __init__(self, mujoco, m):
        self.m, off, on = m, mujoco.mjtDisableBit, mujoco.mjtEnableBit
        self.excluded = {int(s) for s in m.exclude_signature}
        self.disabled = bool(m.opt.disableflags & (int(off.mjDSBL_CONTACT) | int(off.mjDSBL_CONSTRAINT)))
        self.parents_too = bool(m.opt.disableflags & off.mjDSBL_FILTERPARENT)
        self.override = [float(x) for x in m.opt.o_friction[:2]] if m.opt.enableflags & on.mjENBL_OVERRIDE else None

    def moves(self, body):
        return bool(self.m.body_dofnum[self.m.body_weldid[body]] > 0)

    def kept_apart(self, a, b):
        m = self.m
        if (a << 16) + b in self.excluded or (b << 16) + a in self.excluded:
            return True
        weld_a, weld_b = int(m.body_weldid[a]), int(m.body_weldid[b])
        if self.parents_too or weld_a == 0 or weld_b == 0:
            return False
        return weld_a == m.body_weldid[m.body_parentid[weld_b]] or weld_b == m.body_weldid[m.body_parentid[weld_a]]

    def may_press(self, g, h):
        m = self.m
        a, b = int(m.geom_bodyid[g]), int(m.geom_bodyid[h])
        return (
            not (m.geom_type[g] < GROUNDS and m.geom_type[h] < GROUNDS)
            and m.body_weldid[a] != m.body_weldid[b]
            and (self.moves(a) or self.moves(b))
        )

    def may_touch(self, g, h):
        m = self.m
        return (
            _bits_meet(m.geom_contype[g], m.geom_conaffinity[g], m.geom_contype[h], m.geom_conaffinity[h])
            and self.may_press(g, h)
            and not self.kept_apart(int(m.geom_bodyid[g]), int(m.geom_bodyid[h]))
        )

    def flex_moves(self, f):
        m = self.m
        first, count, owner = (
            (m.flex_nodeadr[f], m.flex_nodenum[f], m.flex_nodebodyid)
            if m.flex_interp[f]
            else (m.flex_vertadr[f], m.flex_vertnum[f], m.flex_vertbodyid)
        )
        return any(body >= 0 and self.moves(body) for body in owner[first : first + count])

    def acting(self, condim, friction):
        return [0.0, 0.0] if condim == 1 else self.override or [float(x) for x in friction]

    def friction(self, a, b):
        """Of two surfaces (priority, condim, friction): the larger, or that of the one with priority."""
        first = a if a[0] > b[0] else b
        condim, friction = (max(a[1], b[1]), max(a[2], b[2])) if a[0] == b[0] else first[1:]
        return self.acting(condim, [friction, friction])


def _shape(m, g):
    return SHAPES[m.geom_type[g]] if m.geom_type[g] < len(SHAPES) else "other"


def _bits_meet(type_a, affinity_a, type_b, affinity_b):
    return bool((int(type_a) & int(affinity_b)) or (int(type_b) & int(affinity_a)))


def _surface(m, kind, i):
    """Its priority, condim and friction."""
    priority, condim, friction = (getattr(m, f"{kind}_{what}") for what in ("priority", "condim", "friction"))
    return priority[i], condim[i], friction[i][0]


def _has_element_off(m, f, body):
    """An element doesn't touch shapes of a body that carries one of its vertices."""
    corners, first, vertex = int(m.flex_dim[f]) + 1, int(m.flex_elemdataadr[f]), int(m.flex_vertadr[f])
    elements = m.flex_elem.ravel()[first : first + corners * int(m.flex_elemnum[f])].reshape(-1, corners)
    return bool((m.flex_vertbodyid.ravel()[vertex + elements] != body).all(axis=1).any())


def _as_the_native_recorder_sorts(pair):
    bodies, shapes, friction = pair
    return tuple((isinstance(x, str), x) for x in bodies), friction, shapes


def pairs_of(scene, ref):
    m, filters, pairs = scene.m, Filters(scene.mujoco, scene.m), set()
    if m.ngeom > MOST_GEOMS:
        return None
    if filters.disabled:
        return []

    def part(g):
        return ref(scene, m.geom_bodyid[g]), _shape(m, g)

    def add(a, b, friction):
        for one in friction:
            pairs.add(((a[0], b[0]), (a[1], b[1]), one))

    named = set()
    for p in range(m.npair):
        g, h = int(m.pair_geom1[p]), int(m.pair_geom2[p])
        named.add((min(g, h), max(g, h)))
        if filters.may_press(g, h):
            add(part(g), part(h), filters.acting(m.pair_dim[p], m.pair_friction[p][:2]))
    for g in range(m.ngeom):
        for h in range(g + 1, m.ngeom):
            if (g, h) not in named and filters.may_touch(g, h):
                add(part(g), part(h), filters.friction(_surface(m, "geom", g), _surface(m, "geom", h)))
    for f in range(m.nflex):
        _add_flex(scene, filters, f, part, add)
    if len(pairs) > MOST_PAIRS:
        return None
    return [
        {"bodies": list(bodies), "shapes": list(shapes), "friction": friction}
        for bodies, shapes, friction in sorted(pairs, key=_as_the_native_recorder_sorts)
    ]


def _add_flex(scene, filters, f, part, add):
    m, free = scene.m, filters.flex_moves(f)
    mine, bits = (f"mesh{f}", "flex"), (m.flex_contype[f], m.flex_conaffinity[f])
    for g in range(m.ngeom):
        body = int(m.geom_bodyid[g])
        if (
            _bits_meet(*bits, m.geom_contype[g], m.geom_conaffinity[g])
            and (free or filters.moves(body))
            and (m.geom_type[g] == PLANE or _has_element_off(m, f, body))
        ):
            add(mine, part(g), filters.friction(_surface(m, "flex", f), _surface(m, "geom", g)))
    for other in range(f + 1, m.nflex):
        if _bits_meet(*bits, m.flex_contype[other], m.flex_conaffinity[other]):
            if free or filters.flex_moves(other):
                add(
                    mine,
                    (f"mesh{other}", "flex"),
                    filters.friction(_surface(m, "flex", f), _surface(m, "flex", other)),
                )
