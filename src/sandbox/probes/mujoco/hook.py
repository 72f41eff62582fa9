"""The recorder's work in Python, for a MuJoCo whose structs the native library doesn't know. Sees what goes through the module's functions
(not rollout or Batch), and records bodies, joints, energies and controls; `H` says "probe": "python"."""
import math
import struct

import numpy

HARD_STOP = 1.25
NEUTRAL = ("free", "spherical", "prismatic", "revolute")
CLASSES = ("free", "ball", "slide", "hinge")
SHAPES = ("plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder", "box", "mesh")
WARNINGS = ("inertia", "contact_full", "constraint_full", "bad_qpos", "bad_qvel", "bad_qacc", "bad_ctrl")


def full_size(kind, half):
    """The format's full extents from MuJoCo's half sizes."""
    if kind == "sphere":
        return [half[0]]
    if kind in ("capsule", "cylinder"):
        return [half[0], 2 * half[1]]
    return [2 * x for x in half[:2 if kind == "plane" else 3]]


class Hook:
    def __init__(self, context, mujoco, settings):
        self.context, self.wire, self.mujoco, self.settings = context, context.wire, mujoco, settings
        self.main = self.model = self.scratch = self.state = None
        self.visuals, self.returned, self.last_time, self.next_sample = [], False, 0.0, 0.0
        self.warned = set()
        for name in ("mj_step", "mj_step2", "mj_Euler", "mj_implicit"):
            setattr(mujoco, name, self.stepping(getattr(mujoco, name), name))
        mujoco.mj_step1 = self.first_half(mujoco.mj_step1)

    def stepping(self, original, name):
        def step(m, d, nstep=1):
            for _ in range(nstep):
                self.before(m, d)
                self.perturbed(m, d, original)
                self.after(m, d)

        step.__name__ = step.__qualname__ = name
        return step

    def first_half(self, original):
        def mj_step1(m, d):
            self.before(m, d)
            original(m, d)

        return mj_step1

    def perturbed(self, m, d, original):
        """One step as `substeps` shorter ones, with another integrator if that is asked for."""
        count, integrator = self.settings["substeps"], self.settings["integrator"]
        step_s, before = m.opt.timestep, m.opt.integrator
        m.opt.timestep = step_s / count
        if integrator:
            m.opt.integrator = getattr(self.mujoco.mjtIntegrator, "mjINT_" + integrator.upper())
        try:
            for _ in range(count):
                original(m, d)
        finally:
            m.opt.timestep, m.opt.integrator = step_s, before

    def before(self, m, d):
        if self.main is None:
            self.start(m, d)
        elif d is self.main and self.wire.progress.steps and not numpy.array_equal(self.state, numpy.concatenate([d.qpos, d.qvel]), equal_nan=True):
            self.wire.progress.state_writes += 1

    def start(self, m, d):
        self.main, self.model, self.scratch = d, m, self.mujoco.MjData(m)
        self.refresh()
        self.wire.frame(b"C", self.census("first_step"))
        self.wire.event("first_step_called")
        jitter = self.settings["velocity_jitter"]
        if jitter:
            scale = numpy.where(d.qvel == 0, 1.0, numpy.abs(d.qvel))
            d.qvel += jitter * scale * numpy.random.Generator(numpy.random.PCG64(self.settings["seed"])).standard_normal(m.nv)
        self.moving = [b for b in range(1, m.nbody) if m.body_weldid[b] or m.body_mocapid[b] >= 0]
        self.scalar = [j for j in range(m.njnt) if m.jnt_type[j] >= 2]
        blocks = [{"kind": "body", "id": b, "width": 13} for b in self.moving] + [{"kind": "joint", "id": j, "width": 2} for j in self.scalar]
        blocks += [{"kind": "energy", "id": 0, "width": 3}, {"kind": "contact", "id": 0, "width": 1}]
        if m.nu:
            blocks.append({"kind": "control", "id": 0, "width": int(m.nu)})
        self.wire.frame(b"L", {"blocks": blocks})
        self.last_time = d.time
        self.sample()

    def after(self, m, d):
        progress = self.wire.progress
        if d is not self.main:
            progress.total_time_s += m.opt.timestep
            return
        dt = d.time - self.last_time
        if dt < 0:
            self.wire.event("episode")
            dt, self.next_sample = 0.0, d.time
        self.last_time = d.time
        progress.sim_time_s += dt
        progress.total_time_s += dt
        progress.steps += 1
        if not self.returned:
            self.returned = True
            self.wire.event("first_step_returned")
        for i, warning in enumerate(d.warning):
            if warning.number and i not in self.warned:
                self.warned.add(i)
                self.wire.event("warning", kind=WARNINGS[i] if i < len(WARNINGS) else str(i), message=f"MuJoCo warning {i}")
        self.state = numpy.concatenate([d.qpos, d.qvel])
        if d.time >= self.next_sample - 1e-9:
            self.sample()
        if progress.sim_time_s >= HARD_STOP * self.context.horizon_s - 1e-9:
            self.wire.event("hard_stop")
            self.finish()
            self.wire.stop("hard_stop")

    def refresh(self):
        """Derived quantities of the present state, on the scratch copy."""
        mujoco, m, d, s = self.mujoco, self.model, self.main, self.scratch
        s.qpos[:], s.qvel[:], s.time = d.qpos, d.qvel, d.time
        s.mocap_pos[:], s.mocap_quat[:] = d.mocap_pos, d.mocap_quat
        for part in ("mj_kinematics", "mj_comPos", "mj_comVel", "mj_energyPos", "mj_crb", "mj_energyVel"):
            function = getattr(mujoco, part)
            getattr(function, "__wrapped__", function)(m, s)

    def velocity(self, body):
        out = numpy.zeros(6)
        function = self.mujoco.mj_objectVelocity
        getattr(function, "__wrapped__", function)(self.model, self.scratch, self.mujoco.mjtObj.mjOBJ_BODY, body, out, 0)
        return out

    def sample(self):
        self.refresh()
        m, d, s = self.model, self.main, self.scratch
        row = [d.time]
        for b in self.moving:
            v = self.velocity(b)
            row += [*s.xipos[b], *s.xquat[b], *v[3:], *v[:3]]
        for j in self.scalar:
            row += [s.qpos[m.jnt_qposadr[j]], s.qvel[m.jnt_dofadr[j]]]
        heights = -(s.xipos @ m.opt.gravity) * m.body_mass
        row += [s.energy[1], float(heights[self.moving].sum()), s.energy[0] - float(heights[1:].sum()), d.ncon, *d.ctrl]
        data = struct.pack(f"<{len(row)}d", *row)
        self.wire.library.simbench_wire_frame(_char(b"S"), data, len(data))
        interval = self.settings["sample_s"]
        self.next_sample = interval * (math.floor(d.time / interval + 1e-9) + 1)

    def census(self, when):
        m, s = self.model, self.scratch
        return {"when": when, "time_s": s.time, "bodies": [self.body(b) for b in range(m.nbody)], "joints": [self.joint(j) for j in range(m.njnt)],
                "meshes": [], "vehicles": [], "terrains": [], "robots": [], "sensors": [], "visuals": self.visuals,
                "system": {"gravity_m_s2": list(m.opt.gravity), "step_s": m.opt.timestep, "integrator": str(m.opt.integrator), "solver": str(m.opt.solver),
                           "contact": "mujoco", "threads": 1}}

    def body(self, b):
        m, s, v = self.model, self.scratch, self.velocity(b)
        shapes = []
        for g in range(m.body_geomadr[b], m.body_geomadr[b] + m.body_geomnum[b]) if m.body_geomnum[b] else ():
            kind = SHAPES[m.geom_type[g]] if m.geom_type[g] < len(SHAPES) else "other"
            shapes.append({"type": kind, "size_m": full_size(kind, [float(x) for x in m.geom_size[g]]), "pos_m": list(m.geom_pos[g]), "quat": list(m.geom_quat[g]),
                           "collides": bool(m.geom_contype[g] or m.geom_conaffinity[g]), "visible": True})
        return {"id": b, "name": m.body(b).name, "type": "body", "fixed": bool(m.body_weldid[b] == 0 and m.body_mocapid[b] < 0), "mass_kg": m.body_mass[b],
                "inertia_kg_m2": list(m.body_inertia[b]), "pos_m": list(s.xipos[b]), "quat": list(s.xquat[b]), "vel_m_s": list(v[3:]), "omega_rad_s": list(v[:3]),
                "collides": any(shape["collides"] for shape in shapes), "material": {}, "shapes": shapes, "created_s": 0}

    def joint(self, j):
        m, s, b = self.model, self.scratch, int(self.model.jnt_bodyid[j])
        kind = int(m.jnt_type[j])
        return {"id": j, "name": m.joint(j).name, "type": NEUTRAL[kind], "class": CLASSES[kind], "bodies": [int(m.body_parentid[b]), b], "pos_m": list(s.xanchor[j]),
                "axis": list(s.xaxis[j]), "limits": list(m.jnt_range[j]) if m.jnt_limited[j] else None, "params": {}, "created_s": 0}

    def add_visual(self, visual):
        self.visuals.append(visual)

    def finish(self):
        if self.main is not None:
            self.refresh()
            self.wire.frame(b"C", self.census("end"))
            self.main = None


def _char(kind):
    import ctypes
    return ctypes.c_char(kind)
