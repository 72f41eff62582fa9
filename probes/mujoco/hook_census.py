"""The census of a scene (hook_scene.py), list by list as the native recorder takes it."""

import numpy

from simbench_mujoco_hook_contact_pairs import pairs_of
from simbench_mujoco_hook_scene import BALL, CLASSES, ELEMENTS, FREE, INTEGRATORS, NEUTRAL, SHAPES, SLIDE, numbers


def take(scene, when, visuals):
    mujoco, m, s = scene.mujoco, scene.m, scene.scratch
    opt, bit = m.opt, mujoco.mjtDisableBit
    integrator = mujoco.mjtIntegrator(opt.integrator).name.removeprefix("mjINT_")
    system = {
        "gravity_m_s2": [0.0, 0.0, 0.0] if opt.disableflags & bit.mjDSBL_GRAVITY else numbers(opt.gravity),
        "step_s": float(opt.timestep),
        "integrator": INTEGRATORS.get(integrator, "other"),
        "solver": {0: "PGS", 1: "CG"}.get(int(opt.solver), "Newton"),
        "contact": "none" if opt.disableflags & bit.mjDSBL_CONTACT else "mujoco",
        "medium": {"density_kg_m3": float(opt.density), "viscosity_Pa_s": float(opt.viscosity)},
        "threads": 1,
    }
    bodies = [_body(scene, b) for b in range(m.nbody) if b not in scene.node_of_body]
    return {
        "when": when,
        "time_s": float(s.time),
        "system": system,
        "bodies": bodies,
        "joints": _joints(scene),
        "meshes": [_mesh(scene, f) for f in range(m.nflex)],
        "vehicles": [],
        "terrains": _terrains(scene),
        "contact_pairs": pairs_of(scene, _ref),
        "robots": [],
        "sensors": _sensors(scene),
        "visuals": _visuals(scene) + visuals,
    }


def _name(scene, kind, number):
    return scene.call("mj_id2name", scene.m, getattr(scene.mujoco.mjtObj, "mjOBJ_" + kind), number) or ""


def _ref(scene, body):
    node = scene.node_of_body.get(int(body))
    return int(body) if node is None else f"mesh{node[0]}.node{node[1]}"


def _size(scene, g):
    m, half = scene.m, numbers(scene.m.geom_size[g])
    kind = SHAPES[m.geom_type[g]] if m.geom_type[g] < len(SHAPES) else "other"
    if kind == "sphere":
        return kind, [half[0]]
    if kind in ("capsule", "cylinder"):
        return kind, [half[0], 2 * half[1]]
    if kind == "hfield":
        x, y, top, _ = numbers(m.hfield_size[m.geom_dataid[g]])
        return kind, [2 * x, 2 * y, top]
    if kind == "mesh":
        half = numbers(m.geom_aabb[g])[3:]
    return kind, [2 * x for x in half[: 2 if kind == "plane" else 3]]


def _heights(m, field):
    """A height field's heights, thinned to a picture's, in thousandths of its highest (size_m[2])."""
    rows, columns, first = int(m.hfield_nrow[field]), int(m.hfield_ncol[field]), int(m.hfield_adr[field])
    shown = [min(rows, 33), min(columns, 33)]
    at = [[i * (n - 1) // max(1, k - 1) for i in range(k)] for n, k in zip((rows, columns), shown)]
    share = numpy.nan_to_num(numpy.array(m.hfield_data[first : first + rows * columns], float), posinf=0, neginf=0)
    picked = share.reshape(rows, columns)[numpy.ix_(*at)].clip(-1e3, 1e3)
    return {
        "rows": shown[0],
        "columns": shown[1],
        "per_mille": numpy.floor(1000 * picked + 0.5).astype(int).ravel().tolist(),
    }


def _body(scene, b):
    m, s, v = scene.m, scene.scratch, scene.velocity(b)
    shapes, material = [], {}
    for g in scene.geoms(b):
        kind, size = _size(scene, g)
        rgba = m.mat_rgba[m.geom_matid[g]] if m.geom_matid[g] >= 0 else m.geom_rgba[g]
        shapes.append(
            {
                "type": kind,
                "size_m": size,
                "pos_m": numbers(m.geom_pos[g]),
                "quat": numbers(m.geom_quat[g]),
                "collides": scene.collides(g),
                "visible": bool(rgba[3] > 0),
                "color": numbers(rgba[:3]),
                "name": _name(scene, "GEOM", g),
                **({"heights": _heights(m, m.geom_dataid[g])} if kind == "hfield" else {}),
            }
        )
        if scene.collides(g) and not material:
            material = {"friction": float(m.geom_friction[g][0]), "restitution": None, "young_modulus_Pa": None}
    turn = numpy.zeros(9)
    scene.call("mju_quat2Mat", turn, m.body_iquat[b])
    tensor = turn.reshape(3, 3) @ numpy.diag(m.body_inertia[b]) @ turn.reshape(3, 3).T
    diagonal = numpy.abs(tensor - numpy.diag(numpy.diag(tensor))).max() <= 1e-6 * numpy.diag(tensor).max()
    com = numbers(m.body_ipos[b])
    return {
        **({"com_m": com} if any(com) else {}),
        "id": b,
        "name": _name(scene, "BODY", b),
        "type": "mocap" if m.body_mocapid[b] >= 0 else "body",
        "fixed": scene.fixed(b),
        "mass_kg": float(m.body_mass[b]),
        "inertia_kg_m2": numbers(numpy.diag(tensor) if diagonal else m.body_inertia[b]),
        "pos_m": numbers(s.xipos[b]),
        "quat": numbers(s.xquat[b]),
        "vel_m_s": numbers(v[3:]),
        "omega_rad_s": numbers(v[:3]),
        "collides": bool(material),
        "material": material,
        "shapes": shapes,
        "created_s": 0,
    }


def _joint(scene, j):
    m, s, kind, b = scene.m, scene.scratch, int(scene.m.jnt_type[j]), int(scene.m.jnt_bodyid[j])
    dof, linear, params = m.jnt_dofadr[j], int(scene.m.jnt_type[j]) == SLIDE, {}
    stiffness = float(numpy.ravel(m.jnt_stiffness[j])[0])
    if stiffness and kind != FREE:
        params["stiffness_N_m" if linear else "stiffness_N_m_rad"] = stiffness
        if kind != BALL:
            params["rest_length_m" if linear else "rest_angle_rad"] = float(m.qpos_spring[m.jnt_qposadr[j]])
    for key, value in (
        ("damping_N_s_m" if linear else "damping_N_m_s_rad", m.dof_damping),
        ("friction_N" if linear else "friction_N_m", m.dof_frictionloss),
        ("armature", m.dof_armature),
    ):
        number = float(numpy.ravel(value[dof])[0])
        if number:
            params[key] = number
    return {
        "id": j,
        "name": _name(scene, "JOINT", j),
        "type": NEUTRAL[kind],
        "class": CLASSES[kind],
        "bodies": [_ref(scene, 0 if kind == FREE else m.body_parentid[b]), _ref(scene, b)],
        "pos_m": numbers(s.xanchor[j]),
        "axis": numbers(s.xaxis[j]),
        "limits": numbers(m.jnt_range[j]) if m.jnt_limited[j] else None,
        "params": params,
        "created_s": 0,
    }


def _entry(number, name, kind, simulator_class, bodies, **more):
    return {
        "id": number,
        "name": name,
        "type": kind,
        "class": simulator_class,
        "bodies": bodies,
        "pos_m": None,
        "axis": None,
        "limits": None,
        "params": {},
        "created_s": 0,
    } | more


def _equality(scene, e):
    m, s, site = scene.m, scene.scratch, scene.mujoco.mjtObj.mjOBJ_SITE
    kind, first, second = int(m.eq_type[e]), int(m.eq_obj1id[e]), int(m.eq_obj2id[e])
    number, name, active, data = m.njnt + e, _name(scene, "EQUALITY", e), bool(s.eq_active[e]), numbers(m.eq_data[e])
    if kind <= 1:
        on_sites = m.eq_objtype[e] == site
        a, b = (int(m.site_bodyid[x]) if on_sites else max(0, x) for x in (first, second))
        pos = s.site_xpos[first] if on_sites else s.xpos[a] + (s.xmat[a].reshape(3, 3) @ data[:3] if kind == 0 else 0)
        return _entry(
            number,
            name,
            "fixed" if kind else "spherical",
            "weld" if kind else "connect",
            [_ref(scene, a), _ref(scene, b)],
            pos_m=numbers(pos),
            active=active,
        )
    if kind == 2:
        ends = [_ref(scene, m.jnt_bodyid[first]), _ref(scene, m.jnt_bodyid[second]) if second >= 0 else 0]
        params = {"ratio": data[1], "joints": [first, second], "polynomial": data[:5]}
        return _entry(
            number, name, "gear" if second >= 0 else "other", "joint_equality", ends, params=params, active=active
        )
    params = {"tendons": [first, second], "polynomial": data[:5]} if kind == 3 else {"mesh": first}
    return _entry(
        number, name, "other", "tendon_equality" if kind == 3 else "flex_equality", [0, 0], params=params, active=active
    )


def _tendon_ends(scene, t):
    m, wrap = scene.m, scene.mujoco.mjtWrap
    owner = {
        int(wrap.mjWRAP_JOINT): m.jnt_bodyid,
        int(wrap.mjWRAP_SITE): m.site_bodyid,
        int(wrap.mjWRAP_SPHERE): m.geom_bodyid,
        int(wrap.mjWRAP_CYLINDER): m.geom_bodyid,
    }
    first = int(m.tendon_adr[t])
    return [
        int(owner[int(m.wrap_type[w])][m.wrap_objid[w]]) if int(m.wrap_type[w]) in owner else 0
        for w in (first, first + int(m.tendon_num[t]) - 1)
    ]


def _tendon_path(scene, t):
    """The points that a spatial tendon passes: sites, and the middle of what it is wrapped about."""
    m, s, wrap = scene.m, scene.scratch, scene.mujoco.mjtWrap
    points = {
        int(wrap.mjWRAP_SITE): (m.site_bodyid, s.site_xpos),
        int(wrap.mjWRAP_SPHERE): (m.geom_bodyid, s.geom_xpos),
        int(wrap.mjWRAP_CYLINDER): (m.geom_bodyid, s.geom_xpos),
    }
    path, first = [], int(m.tendon_adr[t])
    for w in range(first, first + int(m.tendon_num[t])):
        if int(m.wrap_type[w]) in points:
            bodies, places = points[int(m.wrap_type[w])]
            id_ = int(m.wrap_objid[w])
            path.append({"body": _ref(scene, bodies[id_]), "pos_m": numbers(places[id_])})
    return path


def _tendon(scene, t):
    m = scene.m
    stiffness, damping = (float(numpy.ravel(x[t])[0]) for x in (m.tendon_stiffness, m.tendon_damping))
    spatial = m.wrap_type[m.tendon_adr[t]] != scene.mujoco.mjtWrap.mjWRAP_JOINT
    limited, params = bool(m.tendon_limited[t]), {}
    if stiffness:
        params |= {"stiffness_N_m": stiffness, "rest_length_m": float(m.tendon_lengthspring[t][0])}
    if damping:
        params["damping_N_s_m"] = damping
    if spatial and limited:
        params["distance_m"] = float(m.tendon_range[t][1])
    kind = "spring_damper" if spatial and (stiffness or damping) else "distance" if spatial and limited else "other"
    return _entry(
        m.njnt + m.neq + t,
        _name(scene, "TENDON", t),
        kind,
        "tendon" if spatial else "tendon_fixed",
        [_ref(scene, b) for b in _tendon_ends(scene, t)],
        limits=numbers(m.tendon_range[t]) if limited else None,
        params=params,
        **({"path": _tendon_path(scene, t)} if spatial else {}),
    )


def _actuator_bodies(scene, a):
    m, kind, target, second = scene.m, int(scene.m.actuator_trntype[a]), *(int(x) for x in scene.m.actuator_trnid[a])
    trn = scene.mujoco.mjtTrn
    if kind == trn.mjTRN_TENDON:
        return _tendon_ends(scene, target)
    if kind == trn.mjTRN_SLIDERCRANK:
        return [int(m.site_bodyid[second]), int(m.site_bodyid[target])]
    body = (
        int(m.jnt_bodyid[target])
        if kind <= 1
        else int(m.site_bodyid[target])
        if kind == trn.mjTRN_SITE
        else target
        if kind == trn.mjTRN_BODY
        else 0
    )
    return [int(m.body_parentid[body]), body]


def _actuator(scene, a):
    m, target = scene.m, int(scene.m.actuator_trnid[a][0])
    on_joint = m.actuator_trntype[a] <= 1
    one_axis = on_joint and m.jnt_type[target] != FREE
    linear = one_axis and m.jnt_type[target] == SLIDE
    bias, gain, affine = (
        numbers(m.actuator_biasprm[a]),
        float(m.actuator_gainprm[a][0]),
        m.actuator_biastype[a] == scene.mujoco.mjtBias.mjBIAS_AFFINE,
    )
    quantity = (
        ("position" if linear else "angle")
        if affine and bias[1]
        else "speed"
        if affine and bias[2] and gain
        else "force"
        if linear
        else "torque"
    )
    control, gear = int(m.actuator_ctrladr[a]), numbers(m.actuator_gear[m.actuator_outadr[a]])
    params = {
        "control_index": control,
        "gear": gear if any(gear[1:]) else gear[0],
        "motor": {"quantity": quantity, "function": {"type": "control", "at": {}}},
    }
    if m.actuator_gaintype[a] in (0, 1):  # fixed or affine
        params["gain"] = gain
    if affine:
        params |= {key: -value for key, value in (("kp", bias[1]), ("kv", bias[2])) if value}
    if on_joint:
        params["joint"] = target
    if m.actuator_ctrlnum[a] and m.actuator_ctrllimited[control]:
        params["control_range"] = numbers(m.actuator_ctrlrange[control])
    if m.actuator_forcelimited[a]:
        params["force_range"] = numbers(m.actuator_forcerange[a])
    kind = ("motor_linear_" if linear else "motor_rotation_") + quantity if one_axis else "actuator"
    return _entry(
        m.njnt + m.neq + m.ntendon + a,
        _name(scene, "ACTUATOR", a),
        kind,
        "actuator",
        [_ref(scene, b) for b in _actuator_bodies(scene, a)],
        params=params,
    )


def _joints(scene):
    m, s = scene.m, scene.scratch
    out = (
        [_joint(scene, j) for j in scene.joints]
        + [_equality(scene, e) for e in range(m.neq)]
        + [_tendon(scene, t) for t in range(m.ntendon)]
    )
    out += [_actuator(scene, a) for a in range(m.nactuator)]
    bolted = [
        b
        for b in range(1, m.nbody)
        if b not in scene.node_of_body and m.body_jntnum[b] == 0 and not scene.fixed(b) and m.body_mocapid[b] < 0
    ]
    base = m.njnt + m.neq + m.ntendon + m.nactuator
    return out + [
        _entry(base + b, "", "fixed", "no_joint", [_ref(scene, m.body_parentid[b]), b], pos_m=numbers(s.xpos[b]))
        for b in bolted
    ]


def _mesh(scene, f):
    m, s = scene.m, scene.scratch
    mine, name, first = [v for g, v in scene.nodes if g == f], _name(scene, "FLEX", f), int(m.flex_vertadr[f])
    fixed = (
        0 if m.flex_interp[f] else sum(scene.fixed(int(m.flex_vertbodyid[first + v])) for v in range(m.flex_vertnum[f]))
    )
    material = {"damping": float(m.flex_damping[f]), "radius_m": float(m.flex_radius[f])} | scene.flex_hints.get(
        name, {}
    )
    return {
        "id": f,
        "name": name,
        "gravity": True,
        "nodes": {"count": int(m.flex_vertnum[f]), "fixed": fixed, "type": "flex_vertex"},
        "node_ids": mine,
        "node_pos_m": [numbers(s.flexvert_xpos[first + v]) for v in mine],
        "elements": [{"type": ELEMENTS[m.flex_dim[f]], "count": int(m.flex_elemnum[f])}],
        "material": material,
        "edges": {
            "held": bool(m.flex_edgeequality[f]),
            "bends": bool(m.flex_bendingadr[f] >= 0),
            "stiffness_N_m": float(m.flex_edgestiffness[f]),
            "damping_N_s_m": float(m.flex_edgedamping[f]),
        },
        "collides": bool(m.flex_contype[f] or m.flex_conaffinity[f]),
        "mass_kg": float(sum(m.body_mass[b] for b, (g, _) in scene.node_of_body.items() if g == f)),
        "created_s": 0,
    }


def _terrains(scene):
    m, out = scene.m, []
    for g in range(m.ngeom):
        kind, size = _size(scene, g)
        if kind in ("plane", "hfield"):
            patch = {
                "size_m": size,
                "pos_m": numbers(scene.scratch.geom_xpos[g]),
                "friction": float(m.geom_friction[g][0]),
            }
            out.append(
                {"id": g, "name": _name(scene, "GEOM", g), "type": kind, "patches": [patch], "soil": {}, "created_s": 0}
            )
    return out


def _mount(scene, kind, number):
    m, obj = scene.m, scene.mujoco.mjtObj
    zero, same = [0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]
    fields = {int(obj.mjOBJ_SITE): "site", int(obj.mjOBJ_GEOM): "geom", int(obj.mjOBJ_CAMERA): "cam"}
    body, pos, quat = 0, zero, same
    if number >= 0 and kind in fields:
        body, pos, quat = (getattr(m, fields[kind] + "_" + what)[number] for what in ("bodyid", "pos", "quat"))
    elif number >= 0 and kind == obj.mjOBJ_JOINT:
        body, pos = m.jnt_bodyid[number], m.jnt_pos[number]
    elif number >= 0 and kind == obj.mjOBJ_BODY:
        body, pos, quat = number, m.body_ipos[number], m.body_iquat[number]
    elif number >= 0 and kind == obj.mjOBJ_XBODY:
        body = number
    elif number >= 0 and kind == obj.mjOBJ_ACTUATOR:
        body = _actuator_bodies(scene, number)[1]
    return {"body": int(body), "pos_m": numbers(pos), "quat": numbers(quat)}


def _sensors(scene):
    m, mujoco, out = scene.m, scene.mujoco, []
    words = {
        "JOINTVEL": "tachometer",
        "JOINTACTFRC": "jointactuatorfrc",
        "TENDONACTFRC": "tendonactuatorfrc",
        "GEOMDIST": "distance",
        "GEOMNORMAL": "normal",
        "GEOMFROMTO": "fromto",
    }
    for i in range(m.nsensor):
        word = mujoco.mjtSensor(m.sensor_type[i]).name.removeprefix("mjSENS_")
        # Without a history an interval does nothing.
        interval = float(m.sensor_interval[i][0]) if m.sensor_history[i][0] > 0 else 0
        kind, number = int(m.sensor_objtype[i]), int(m.sensor_objid[i])
        sensor = {
            "id": i,
            "name": _name(scene, "SENSOR", i),
            "type": words.get(word, word.lower()),
            "rate_Hz": 1 / (interval if interval > 0 else m.opt.timestep),
            "lag_s": float(m.sensor_delay[i]),
            "noise": {"stdev": float(m.sensor_noise[i])},
            "values": int(m.sensor_dim[i]),
            "filters": [],
            "created_s": 0,
        }
        if m.sensor_cutoff[i] > 0:
            sensor["range_m"] = float(m.sensor_cutoff[i])
        if word == "RANGEFINDER" and kind == mujoco.mjtObj.mjOBJ_CAMERA:
            sensor["resolution"] = numbers(m.cam_resolution[number])
        out.append(sensor | _mount(scene, kind, number))
    for c in range(m.ncam):
        if m.cam_resolution[c][0] > 1:
            camera = {
                "id": m.nsensor + c,
                "name": _name(scene, "CAMERA", c),
                "type": "camera",
                "rate_Hz": None,
                "lag_s": 0,
                "resolution": numbers(m.cam_resolution[c]),
                "fov_rad": float(numpy.radians(m.cam_fovy[c])),
                "noise": {},
                "filters": [],
                "created_s": 0,
            }
            out.append(camera | _mount(scene, int(mujoco.mjtObj.mjOBJ_CAMERA), c))
    return out


def _visuals(scene):
    m, s, sky = scene.m, scene.scratch, scene.mujoco.mjtTexture.mjTEXTURE_SKYBOX
    out = [
        {
            "kind": "camera",
            "args": [],
            "title": _name(scene, "CAMERA", c),
            "pos_m": numbers(s.cam_xpos[c]),
            "target_m": numbers(s.cam_xpos[c] - s.cam_xmat[c].reshape(3, 3)[:, 2]),
            "body": int(m.cam_bodyid[c]),
        }
        for c in range(m.ncam)
    ]
    out += [
        {
            "kind": "light",
            "args": [],
            "title": _name(scene, "LIGHT", i),
            "pos_m": numbers(s.light_xpos[i]),
            "color": numbers(m.light_diffuse[i]),
        }
        for i in range(m.nlight)
    ]
    return out + [
        {"kind": "sky", "args": [], "title": _name(scene, "TEXTURE", t)} for t in range(m.ntex) if m.tex_type[t] == sky
    ]
