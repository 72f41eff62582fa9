"""Which pairs of parts may touch, and with what friction: what contact_pairs.cc does, in Python."""

from simbench_mujoco_hook_scene import SHAPES

MOST_GEOMS, MOST_PAIRS = 1000, 500


def _shape(m, g):
    return SHAPES[m.geom_type[g]] if m.geom_type[g] < len(SHAPES) else "other"


def _bits_meet(type_a, affinity_a, type_b, affinity_b):
    return bool((int(type_a) & int(affinity_b)) or (int(type_b) & int(affinity_a)))


def _bodies_may_touch(m, a, b, excluded, parents_too):
    weld_a, weld_b = int(m.body_weldid[a]), int(m.body_weldid[b])
    if weld_a == weld_b or (a << 16) + b in excluded or (b << 16) + a in excluded:
        return False
    if parents_too or weld_a == 0 or weld_b == 0:
        return True
    return weld_a != m.body_weldid[m.body_parentid[weld_b]] and weld_b != m.body_weldid[m.body_parentid[weld_a]]


def _friction(m, g, h, override):
    first, second = int(m.geom_priority[g]), int(m.geom_priority[h])
    chosen = g if first > second else h
    if (max(m.geom_condim[g], m.geom_condim[h]) if first == second else m.geom_condim[chosen]) == 1:
        return 0.0
    if override:
        return float(m.opt.o_friction[0])
    if first == second:
        return float(max(m.geom_friction[g][0], m.geom_friction[h][0]))
    return float(m.geom_friction[chosen][0])


def _as_the_native_recorder_sorts(pair):
    bodies, shapes, friction = pair
    return tuple((isinstance(x, str), x) for x in bodies), friction, shapes


def pairs_of(scene, ref):
    m, off, on = scene.m, scene.mujoco.mjtDisableBit, scene.mujoco.mjtEnableBit
    if m.ngeom > MOST_GEOMS:
        return None
    if m.opt.disableflags & off.mjDSBL_CONTACT:
        return []
    excluded = {int(s) for s in m.exclude_signature}
    parents_too = bool(m.opt.disableflags & off.mjDSBL_FILTERPARENT)
    override = bool(m.opt.enableflags & on.mjENBL_OVERRIDE)
    pairs = set()

    def add(g, h, friction):
        bodies = (ref(scene, m.geom_bodyid[g]), ref(scene, m.geom_bodyid[h]))
        pairs.add((bodies, (_shape(m, g), _shape(m, h)), friction))

    for g in range(m.ngeom):
        for h in range(g + 1, m.ngeom):
            a, b = int(m.geom_bodyid[g]), int(m.geom_bodyid[h])
            if _bits_meet(m.geom_contype[g], m.geom_conaffinity[g], m.geom_contype[h], m.geom_conaffinity[h]):
                if _bodies_may_touch(m, a, b, excluded, parents_too):
                    add(g, h, _friction(m, g, h, override))
    for p in range(m.npair):
        add(m.pair_geom1[p], m.pair_geom2[p], 0.0 if m.pair_dim[p] == 1 else float(m.pair_friction[p][0]))
    for f in range(m.nflex):
        for g in range(m.ngeom):
            body = int(m.geom_bodyid[g])
            if body not in scene.node_of_body and _bits_meet(
                m.flex_contype[f], m.flex_conaffinity[f], m.geom_contype[g], m.geom_conaffinity[g]
            ):
                friction = float(max(m.flex_friction[f][0], m.geom_friction[g][0]))
                pairs.add(((f"mesh{f}", ref(scene, body)), ("flex", _shape(m, g)), friction))
    if len(pairs) > MOST_PAIRS:
        return None
    return [
        {"bodies": list(bodies), "shapes": list(shapes), "friction": friction}
        for bodies, shapes, friction in sorted(pairs, key=_as_the_native_recorder_sorts)
    ]
