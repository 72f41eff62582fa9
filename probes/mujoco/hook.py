"""The recorder's work in Python, for a MuJoCo whose structs the native library doesn't know. Sees what goes through the module's functions
(not rollout or Batch) and only the first run of a script; `H` says "probe": "python"."""

import ctypes
import math
import os
import struct

import numpy

HARD_STOP = 1.25
WARNINGS = ("inertia", "contact_full", "constraint_full", "bad_qpos", "bad_qvel", "bad_qacc", "bad_ctrl")


class Hook:
    def __init__(self, context, mujoco, settings):
        self.context, self.wire, self.mujoco, self.settings = context, context.wire, mujoco, settings
        self.main = self.state = self.active = None
        self.scenes = context.load("mujoco/hook_scene.py")
        context.load("mujoco/hook_contact_pairs.py")
        self.census = context.load("mujoco/hook_census.py")
        self.flex_hints = {}
        self.visuals, self.returned, self.last_time, self.next_sample = [], False, 0.0, 0.0
        self.warned = set()
        for name in ("mj_step", "mj_step2", "mj_Euler", "mj_implicit"):
            setattr(mujoco, name, self.stepping(getattr(mujoco, name), name))
        mujoco.mj_step1 = self.first_half(mujoco.mj_step1)

    def stepping(self, original, name):
        def step(m, d, nstep=1):
            for _ in range(nstep):
                self.guarded(self.before, m, d)
                self.perturbed(m, d, original)
                self.guarded(self.after, m, d)

        step.__name__ = step.__qualname__ = name
        return step

    def first_half(self, original):
        def mj_step1(m, d):
            self.guarded(self.before, m, d)
            original(m, d)

        return mj_step1

    def guarded(self, function, *args):
        """A fault of ours is never the script's: the process dies inside the probe, which the parent tells as such."""
        self.wire.progress.in_probe += 1
        try:
            function(*args)
        except Exception as error:
            self.wire.event("note", note=f"probe: {type(error).__name__}: {error}")
            os.abort()
        self.wire.progress.in_probe -= 1

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
        elif (
            d is self.main
            and self.wire.progress.steps
            and not numpy.array_equal(self.state, numpy.concatenate([d.qpos, d.qvel]), equal_nan=True)
        ):
            self.wire.progress.state_writes += 1

    def start(self, m, d):
        self.main, self.scene = d, self.scenes.Scene(self.mujoco, m, self.flex_hints)
        self.scene.refresh(d)
        self.wire.frame(b"C", self.census.take(self.scene, "first_step", self.visuals))
        self.wire.event("first_step_called")
        jitter = self.settings["velocity_jitter"]
        if jitter:
            scale = numpy.where(d.qvel == 0, 1.0, numpy.abs(d.qvel))
            d.qvel += (
                jitter * scale * numpy.random.Generator(numpy.random.PCG64(self.settings["seed"])).standard_normal(m.nv)
            )
        self.wire.frame(b"L", self.scene.layout())
        self.last_time, self.active = d.time, d.eq_active.copy()
        self.sample(first=True)

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
        self.watch(m, d)
        self.state = numpy.concatenate([d.qpos, d.qvel])
        if d.time >= self.next_sample - 1e-9:
            self.sample()
        if progress.sim_time_s >= HARD_STOP * self.context.horizon_s - 1e-9:
            self.wire.event("hard_stop")
            self.finish()
            self.wire.stop("hard_stop")

    def watch(self, m, d):
        """Warnings, each once, and constraints that were switched on or off."""
        for i, warning in enumerate(d.warning):
            if warning.number and i not in self.warned:
                self.warned.add(i)
                self.wire.event(
                    "warning", kind=WARNINGS[i] if i < len(WARNINGS) else str(i), message=f"MuJoCo warning {i}"
                )
        for e in numpy.flatnonzero(self.active != d.eq_active):
            self.wire.event("switched", joint=int(m.njnt + e), active=bool(d.eq_active[e]))
        self.active = d.eq_active.copy()

    def sample(self, first=False):
        row = self.scene.row(self.main, first)
        data = struct.pack(f"<{len(row)}d", *row)
        self.wire.library.simbench_wire_frame(ctypes.c_char(b"S"), data, len(data))
        interval = self.settings["sample_s"]
        self.next_sample = interval * (math.floor(self.main.time / interval + 1e-9) + 1)

    def add_visual(self, visual):
        self.visuals.append(visual)

    def finish(self):
        self.guarded(self.end)

    def end(self):
        if self.main is not None:
            self.scene.refresh(self.main)
            self.wire.frame(b"C", self.census.take(self.scene, "end", self.visuals))
            self.main = None
