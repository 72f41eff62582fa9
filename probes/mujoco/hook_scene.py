"""A MuJoCo model in the trace's terms, and one row of numbers about its state: what census.cc, constraints.cc, requests.cc and sampler.cc do,
in Python and without their speed. Ids and layouts are the same."""

import numpy

MAX_NODES, MAX_BODIES = 200, 500
MOMENT_S = 1e-6
FREE, BALL, SLIDE = 0, 1, 2
NEUTRAL = ("free", "spherical", "prismatic", "revolute")
CLASSES = ("free", "ball", "slide", "hinge")
SHAPES = ("plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder", "box", "mesh")
ELEMENTS = ("other", "flex1d", "flex2d", "flex3d")
INTEGRATORS = {
    "EULER": "Euler",
    "RK4": "RK4",
    "IMPLICIT": "implicit",
    "IMPLICITFAST": "implicitfast",
    "DISCRETE": "discrete",
}


def numbers(values):
    return [float(x) for x in numpy.ravel(values)]


class Scene:
    def __init__(self, mujoco, model, flex_hints):
        self.mujoco, self.m, self.flex_hints = mujoco, model, flex_hints
        self.scratch, self.forces = mujoco.MjData(model), mujoco.MjData(model)
        self.find_nodes()
        m = model
        bodies = [b for b in range(1, m.nbody) if b not in self.node_of_body and not self.fixed(b)]
        self.moving = bodies[:MAX_BODIES]
        self.touching = [b for b in self.moving if any(self.collides(g) for g in self.geoms(b))]
        self.joints = [j for j in range(m.njnt) if int(m.jnt_bodyid[j]) not in self.node_of_body]
        self.coordinates = [j for j in self.joints if m.jnt_type[j] != FREE]
        self.reactions = (self.coordinates + [m.njnt + e for e in range(m.neq) if m.eq_type[e] <= 1])[:MAX_BODIES]

    def call(self, name, *args):
        """A function of the module itself, not the one that logs calls."""
        function = getattr(self.mujoco, name)
        return getattr(function, "__wrapped__", function)(*args)

    def fixed(self, b):
        return bool(self.m.body_weldid[b] == 0 and self.m.body_mocapid[b] < 0)

    def geoms(self, b):
        return (
            range(self.m.body_geomadr[b], self.m.body_geomadr[b] + self.m.body_geomnum[b])
            if self.m.body_geomnum[b]
            else ()
        )

    def collides(self, g):
        return bool(self.m.geom_contype[g] or self.m.geom_conaffinity[g])

    def find_nodes(self):
        m, self.nodes, self.node_of_body, self.interpolates = self.m, [], {}, False

        def only_a_vertex(b):
            joints = range(m.body_jntadr[b], m.body_jntadr[b] + m.body_jntnum[b])
            return (
                b > 0
                and m.body_geomnum[b] == 0
                and m.body_jntnum[b] > 0
                and all(m.jnt_type[j] in (BALL, SLIDE) for j in joints)
            )

        for f in range(m.nflex):
            if m.flex_rigid[f]:
                continue
            interpolated, count = m.flex_interp[f] != 0, int(m.flex_vertnum[f])
            self.interpolates |= bool(interpolated)
            first, size, bodies = (
                (m.flex_nodeadr[f], m.flex_nodenum[f], m.flex_nodebodyid)
                if interpolated
                else (m.flex_vertadr[f], count, m.flex_vertbodyid)
            )
            for i in range(size):
                if only_a_vertex(int(bodies[first + i])):
                    self.node_of_body[int(bodies[first + i])] = (f, i)
            stride = max(1, -(-count // MAX_NODES))
            vertices = list(range(0, count, stride))
            self.nodes += [(f, v) for v in (vertices if vertices[-1] == count - 1 else vertices + [count - 1])]

    # ---- the state ----
    def place(self):
        for part in ("mj_kinematics", "mj_comPos") + (("mj_flex",) if self.m.nflex else ()):
            self.call(part, self.m, self.scratch)

    def copy_state(self, d):
        s = self.scratch
        s.qpos[:], s.qvel[:], s.act[:], s.time = d.qpos, d.qvel, d.act, d.time
        s.mocap_pos[:], s.mocap_quat[:], s.eq_active[:] = d.mocap_pos, d.mocap_quat, d.eq_active
        if hasattr(d, "plastic"):  # where springs that yielded rest now: release 4
            s.plastic[:] = d.plastic

    def refresh(self, d):
        m, s = self.m, self.scratch
        if self.interpolates:
            self.copy_state(d)
            self.call("mj_integratePos", m, s.qpos, s.qvel, MOMENT_S)
            self.place()
            self.ahead = s.flexvert_xpos.copy()
        self.copy_state(d)
        self.place()
        for part in (("mj_tendon",) if m.ntendon else ()) + ("mj_comVel", "mj_energyPos", "mj_camlight"):
            self.call(part, m, s)

    def velocity(self, b, local=0, kind="mjOBJ_BODY"):
        out = numpy.zeros(6)
        self.call("mj_objectVelocity", self.m, self.scratch, getattr(self.mujoco.mjtObj, kind), b, out, local)
        return out

    # ---- samples ----
    def layout(self):
        m = self.m
        block = lambda kind, id, width: {"kind": kind, "id": int(id), "width": int(width)}
        blocks = [block("body", b, 13) for b in self.moving] + [
            block("joint", j, 6 if m.jnt_type[j] == BALL else 2) for j in self.coordinates
        ]
        blocks += [block("reaction", r, 6) for r in self.reactions] + [block("energy", 0, 3), block("contact", 0, 1)]
        blocks += [block("contact_force", b, 4) for b in self.touching] + [
            dict(block("node", v, 6), mesh=f) for f, v in self.nodes
        ]
        blocks += [block("control", 0, m.nu)] if m.nu else []
        blocks += [block("actuator_force", m.njnt + m.neq + m.ntendon + a, 1) for a in range(m.nactuator)]
        return {"blocks": blocks + [block("sensor", s, m.sensor_dim[s]) for s in range(m.nsensor)]}

    def row(self, d, first=False):
        m, mujoco = self.m, self.mujoco
        self.call("mj_copyData", self.forces, m, d)
        if first and not any(
            getattr(mujoco, "get_mjcb_" + what)()
            for what in ("control", "passive", "act_dyn", "act_gain", "act_bias", "sensor", "contactfilter")
        ):
            self.call("mj_forward", m, self.forces)
        self.call("mj_rnePostConstraint", m, self.forces)
        self.refresh(d)
        s, source, row = self.scratch, self.forces if first else d, [float(d.time)]
        for b in self.moving:
            v = self.velocity(b)
            row += [*s.xipos[b], *s.xquat[b], *v[3:], *v[:3]]
        for j in self.coordinates:
            q, v = m.jnt_qposadr[j], m.jnt_dofadr[j]
            if m.jnt_type[j] == BALL:
                rotation = numpy.zeros(3)
                self.call("mju_quat2Vel", rotation, s.qpos[q : q + 4], 1)
                row += [*rotation, *s.qvel[v : v + 3]]
            else:
                row += [s.qpos[q], s.qvel[v]]
        for r in self.reactions:
            row += self.reaction(r)
        row += self.energy() + self.contact_forces(source) + self.node_row()
        return [float(x) for x in [*row, *source.ctrl, *self.actuator_forces(source), *source.sensordata]]

    def reaction(self, r):
        m, d = self.m, self.forces
        if r < m.njnt:
            b = m.jnt_bodyid[r]
            torque, force = d.cfrc_int[b][:3], d.cfrc_int[b][3:]
            return [*force, *(torque - numpy.cross(d.xanchor[r] - d.subtree_com[m.body_rootid[b]], force))]
        e, wrench = r - m.njnt, [0.0] * 6
        rows = [i for i in range(d.ne) if d.efc_type[i] == 0 and d.efc_id[i] == e][: 6 if m.eq_type[e] == 1 else 3]
        for k, i in enumerate(rows):
            wrench[k] = -d.efc_force[i]
        return wrench

    def energy(self):
        m, s, kinetic = self.m, self.scratch, 0.0
        for b in range(1, m.nbody):
            v = self.velocity(b, 1)
            kinetic += m.body_mass[b] * (v[3:] @ v[3:]) + m.body_inertia[b] @ (v[:3] ** 2)
        kinetic += m.dof_armature @ (s.qvel**2)
        weightless = m.opt.disableflags & self.mujoco.mjtDisableBit.mjDSBL_GRAVITY
        heights = numpy.zeros(m.nbody) if weightless else -(s.xipos @ m.opt.gravity) * m.body_mass
        moves = [b for b in range(1, m.nbody) if not self.fixed(b)]
        falls = heights * (1 - m.body_gravcomp * [self.compensated(b) for b in range(m.nbody)])
        for t in numpy.flatnonzero(m.tendon_armature):
            at = slice(m.ten_J_rowadr[t], m.ten_J_rowadr[t] + m.ten_J_rownnz[t])
            kinetic += m.tendon_armature[t] * (s.ten_J[at] @ s.qvel[m.ten_J_colind[at]]) ** 2
        told = self.mujoco.get_mjcb_passive() is None  # what a script's own forces store isn't
        return [kinetic / 2, falls[moves].sum(), s.energy[0] - heights[1:].sum() if told else numpy.nan]

    def compensated(self, body):
        """Whether gravcomp acts on a body; joints with actuatorgravcomp hand it to the actuators."""
        m, off = self.m, self.mujoco.mjtDisableBit
        passive = off.mjDSBL_SPRING | off.mjDSBL_DAMPER
        if m.opt.disableflags & passive == passive:
            return False
        if m.nu > 0 and not m.opt.disableflags & off.mjDSBL_ACTUATION:
            return True
        while body > 0:
            first = m.body_jntadr[body]
            if m.jnt_actgravcomp[first : first + m.body_jntnum[body]].any():
                return False
            body = m.body_parentid[body]
        return True

    def contact_forces(self, d):
        """The number of contacts that press, and what they do to each body. (A sleeping body has none here.)"""
        m, count = self.m, 0
        sums = numpy.zeros((m.nbody, 4))
        for c in range(d.ncon):
            local = numpy.zeros(6)
            self.call("mj_contactForce", m, d, c, local)
            if d.contact[c].efc_address < 0 or not local.any():
                continue
            count += 1
            world = d.contact[c].frame.reshape(3, 3).T @ local[:3]
            for geom, sign in zip(d.contact[c].geom, (-1, 1)):
                if geom >= 0:
                    sums[m.geom_bodyid[geom]] += [*(sign * world), 1]
        return [count] + [x for b in self.touching for x in sums[b]]

    def actuator_forces(self, d):
        m, row = self.m, []
        moment = numpy.zeros((m.nout, m.nv))
        self.call("mju_sparse2dense", moment, d.actuator_moment, d.moment_rownnz, d.moment_rowadr, d.moment_colind)
        shares = moment * d.actuator_force[:, None]
        for a in range(m.nactuator):
            out, count, joint = int(m.actuator_outadr[a]), int(m.actuator_outnum[a]), int(m.actuator_trnid[a][0])
            gear = m.actuator_gear[out]
            if m.actuator_trntype[a] <= 1 and m.jnt_type[joint] not in (FREE, BALL):
                dof = m.jnt_dofadr[joint]
                total = shares[:, dof].sum() + (d.qfrc_gravcomp[dof] if m.jnt_actgravcomp[joint] else 0)
                cut = d.qfrc_actuator[dof] / total if m.jnt_actfrclimited[joint] and total else 1
                row.append(shares[out, dof] * cut)
            elif count == 1 and not gear[1:].any():
                row.append(gear[0] * d.actuator_force[out])
            else:
                row.append(numpy.linalg.norm(d.actuator_force[out : out + count]))
        return row

    def node_row(self):
        m, s, row = self.m, self.scratch, []
        for f, v in self.nodes:
            vertex = m.flex_vertadr[f] + v
            pos = s.flexvert_xpos[vertex]
            if m.flex_interp[f]:
                speed = (self.ahead[vertex] - pos) / MOMENT_S
            else:
                body = int(m.flex_vertbodyid[vertex])
                motion = self.velocity(body, 0, "mjOBJ_XBODY")
                speed = motion[3:] + numpy.cross(motion[:3], pos - s.xpos[body])
            row += [*pos, *speed]
        return row
