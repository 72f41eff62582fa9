"""The system that is stepped, as the probe knows it: its objects, their censuses, and the hooks before and after steps."""

import ctypes
import math
import random
import weakref

KINDS = {0: "NSC", 1: "SMC"}
ALL_RUNS = 10  # horizons that all systems of a script have together
INTEGRATORS = (
    "EULER_IMPLICIT_LINEARIZED",
    "EULER_IMPLICIT_PROJECTED",
    "EULER_IMPLICIT",
    "HHT",
    "NEWMARK",
    "TRAPEZOIDAL",
)


def clean(value):
    """The value with null for every number that isn't finite."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(v) for v in value]
    return value


class World:
    """`readers`: of what the system holds (bodies, links, meshes), and modules of what is read of it over time (sampler, energies);
    `families`: what is known from the script's calls (visuals, vehicles, …)."""

    def __init__(self, context, native, modules, rtti, requests, readers, families):
        self.context, self.native, self.wire, self.modules, self.rtti, self.requests = (
            context,
            native,
            context.wire,
            modules,
            rtti,
            requests,
        )
        self.body_census, self.link_census, self.mesh_census = readers.bodies, readers.links, readers.meshes
        self.families, self.sampler_module = families, readers.sampler
        self.energies = readers.energies.Energies(modules["core"], self)
        self.recorded = None  # address of the system
        self.system = self.sampler = None
        self.only_solved = False  # nothing but static solves yet: the dynamic run tells its step and its initial state
        self.places = readers.places.Places(self)
        self.seen = ()  # how many bodies, links and meshes the last census saw, and the newest of each
        self.owner = None  # what holds a system that was made inside C++: the system goes with it
        self.bodies, self.links, self.nodes, self.vehicles, self.robots, self.sensors = (
            {},
            {},
            {},
            {},
            {},
            {},
        )  # id → what is sampled
        self.holding = {}  # joint id → whether it holds
        self.held = {}  # joint id → (axes of its frame that it holds, that frame's orientation at its census)
        self.meshes, self.flags = {}, set()

    # ---- hooks; whatever goes wrong in here is ours, and is told as a note ----
    def before_first_step(self, pointer, dt):
        self.guard(self.start, pointer, dt)

    def after_step(self, pointer, time_s):
        self.guard(self.sample, pointer, time_s)

    def guard(self, function, *args):
        muted, self.requests.muted = self.requests.muted, True
        self.wire.progress.in_probe += 1
        try:
            function(*args)
        except Exception as error:
            self.flag(f"{function.__name__}: {type(error).__name__}: {error}")
        finally:
            self.requests.muted = muted
            self.wire.progress.in_probe -= 1

    def flag(self, note):
        if note not in self.flags and len(self.flags) < 20:
            self.flags.add(note)
            self.wire.event("note", note="probe: " + note)

    def start(self, pointer, dt, static=False):
        if self.system is not None:
            return self.begin_again(dt) if self.only_solved and not static else self.look_again()
        self.only_solved = static
        self.recorded = pointer
        self.wire.event("first_step_called", static=static)
        self.system = False if self.context.config["blind"] else self.find(pointer)
        if self.system is False:
            return
        if self.system is None:
            self.system = False
            return self.flag("a system that was made inside C++ is stepped: no census")
        self.prepare(self.context.config["perturbation"])
        self.add_new("first_step", 0.0, dt)

    def begin_again(self, dt):
        """The first dynamic step after static solves: what is there, and where it is, is told anew."""
        self.only_solved = False
        if self.system:
            for known in (self.bodies, self.links, self.meshes, self.nodes, self.holding, self.held):
                known.clear()
            self.add_new("first_step", 0.0, dt)
            self.lay_out()

    def look_again(self):
        """The script has added or removed something, or changed what a joint holds."""
        if self.system:
            self.tell_held()
            self.add_news()

    def add_news(self):
        """What the script has added or removed since the last census, with its state at this instant."""
        if self.system and self.has_news():
            self.add_new("created", self.wire.progress.sim_time_s)
            self.lay_out()

    def lay_out(self):
        if self.sampler:
            self.sampler.lay_out()

    def find(self, pointer):
        for system in list(self.requests.systems):
            if self.rtti.address(system) == pointer:
                return system
        for owner, system in self.families.held_systems():
            if system is not None and self.rtti.address(system) == pointer:
                self.owner = weakref.ref(owner)
                return system
        return None

    def sample(self, pointer, time_s):
        if pointer != self.recorded:
            return self.stop_if_over()
        if self.sampler is None:
            self.wire.event("first_step_returned")
            if not self.system:
                self.sampler = False
                return
            self.sampler = self.sampler_module.Sampler(self.wire, self.system, self)
        if not self.sampler:
            return self.stop_if_over()
        self.add_news()
        self.tell_switched()
        self.sampler.take(time_s)
        self.stop_if_over()

    def tell_switched(self):
        """Joints that let go, or hold again: removed from the system, disabled, broken."""
        there = {link.GetIdentifier() for link in self.system.GetLinks()}
        for identifier, held in self.holding.items():
            holds = identifier in there and self.links[identifier][2].IsActive()
            if holds != held:
                self.holding[identifier] = holds
                self.wire.event("switched", joint=identifier, active=holds)

    def tell_held(self):
        """Joints that hold other axes than before."""
        for identifier, (held, quat) in self.held.items():
            kind, typed, link = self.links[identifier]
            now = self.link_census.holds(self.rtti.class_of(link), typed, kind)
            if now != held:
                self.held[identifier] = now, quat
                self.wire.event("holds", joint=identifier, holds=now, quat=quat)

    def stop_if_over(self):
        progress, horizon = self.wire.progress, self.context.horizon_s
        if progress.sim_time_s < 1.25 * horizon and progress.total_time_s < ALL_RUNS * horizon:
            return
        self.wire.event("hard_stop")
        self.finish()
        self.wire.stop("hard_stop")

    # ---- what is there ----
    def has_news(self):
        return self.families.has_news() or self.seen != self.look()

    def look(self):
        lists = (self.system.GetBodies(), self.system.GetLinks(), self.system.GetMeshes())
        return [(len(things), things[-1].GetIdentifier() if len(things) else None) for things in lists]

    def add_new(self, when, time_s, dt=None):
        self.seen = self.look()
        self.drop_removed()
        census = {
            "when": when,
            "time_s": time_s,
            "system": self.system_entry(dt),
            "bodies": [],
            "joints": [],
            "meshes": [],
            "vehicles": [],
            "terrains": [],
            "robots": [],
            "sensors": [],
            "visuals": self.families.visuals.fresh(),
        }
        for body in self.system.GetBodies():
            if body.GetIdentifier() not in self.bodies:
                self.guard(self.add_body, census, body, time_s)
        for mesh in self.system.GetMeshes():
            if mesh.GetIdentifier() not in self.meshes:
                self.guard(self.add_mesh, census, mesh, time_s)
        for link in self.system.GetLinks():
            if link.GetIdentifier() not in self.links:
                self.guard(self.add_link, census, link, time_s)
        self.guard(self.families.add_fresh, census, self, time_s)
        if when == "first_step":
            self.guard(self.places.restore, census)
        self.wire.frame(b"C", clean(census))

    def drop_removed(self):
        """What is no longer in the system must not be asked: some answers would end the process."""
        there = {b.GetIdentifier() for b in self.system.GetBodies()} | {
            m.GetIdentifier() for m in self.system.GetMeshes()
        }
        for known in (self.bodies, self.meshes, self.nodes):
            for identifier in [i for i in known if i not in there]:
                del known[identifier]

    def add_body(self, census, body, time_s):
        identifier = body.GetIdentifier()
        self.bodies[identifier] = body
        self.link_census.owners[self.rtti.identity(body)[1]] = identifier
        census["bodies"].append(self.body_census.entry(body, time_s))

    def add_mesh(self, census, mesh, time_s):
        mesh = self.rtti.cast(self.modules["fea"], mesh)
        identifier = mesh.GetIdentifier()
        self.meshes[identifier] = mesh
        nodes = list(mesh.GetNodes())
        for index, node in enumerate(nodes):
            self.link_census.owners[self.rtti.identity(node)[1]] = f"mesh{identifier}.node{index}"
        entry = self.mesh_census.entry(mesh, time_s)
        typed = [(i, self.mesh_census.node(nodes[i])) for i in entry["node_ids"]]
        self.nodes[identifier] = [(i, n) for i, n in typed if hasattr(n, "GetPosDt")]
        census["meshes"].append(entry)

    def add_link(self, census, link, time_s):
        identifier = link.GetIdentifier()
        if not self.link_census.is_ready(link):
            self.links[identifier] = ("other", None, None)  # the step will tell, not the probe
            return
        self.links[identifier] = ("other", link, link)
        entry = self.link_census.entry(link, time_s)
        self.links[identifier] = (entry["type"], self.link_census.typed(link)[1], link)
        self.holding[identifier] = link.IsActive()
        held = self.link_census.holds(entry["class"], self.links[identifier][1], entry["type"])
        self.held[identifier] = held, self.rtti.quaternion(link.GetFrame2Abs().GetRot())
        if not self.holding[identifier]:
            entry["active"] = False
        census["joints"].append(entry)

    def system_entry(self, dt):
        s, r = self.system, self.rtti
        name = r.class_of(s)
        solver, stepper = s.GetSolver(), s.GetTimestepper()
        return {
            "gravity_m_s2": r.vector(s.GetGravitationalAcceleration()),
            "step_s": dt if dt is not None else s.GetStep(),
            "integrator": r.class_of(stepper).removeprefix("ChTimestepper") if r.there(stepper) else None,
            "solver": r.class_of(solver) if r.there(solver) else None,
            "contact": name[-3:] if name[-3:] in KINDS.values() else name,
            "threads": 1,
        }

    # ---- perturbations, made here and never in the script ----
    def prepare(self, perturbation):
        wanted = perturbation.get("integrator") or ""
        if wanted:
            if wanted not in INTEGRATORS:
                raise ValueError(f"unknown integrator {wanted}; known are {', '.join(INTEGRATORS)}")
            self.system.SetTimestepperType(getattr(self.modules["core"].ChTimestepper, "Type_" + wanted))
        jitter = perturbation.get("velocity_jitter") or 0
        if jitter:
            self.jitter(jitter, random.Random(perturbation.get("seed") or 0))

    def jitter(self, size, rng):
        vector = self.modules["core"].ChVector3d

        def moved(v):
            return vector(*(x + size * rng.gauss(0, 1) * (abs(x) if x else 1.0) for x in (v.x, v.y, v.z)))

        for body in self.system.GetBodies():
            if not body.IsFixed():
                body.SetPosDt(moved(body.GetPosDt()))
        for mesh in self.system.GetMeshes():
            for node in self.rtti.cast(self.modules["fea"], mesh).GetNodes():
                typed = self.mesh_census.node(node)
                if hasattr(typed, "SetPosDt") and not typed.IsFixed():
                    typed.SetPosDt(moved(typed.GetPosDt()))

    # ---- the end ----
    def finish(self):
        """The last census: only while the script's objects are alive (from a hook, or through references kept since the first step)."""
        self.tell_longer_run()
        if not self.system or (self.owner is not None and self.owner() is None):
            return
        self.guard(self.end_census)

    def tell_longer_run(self):
        time_s = ctypes.c_double()
        run = self.native.simbench_chrono_longer_run(ctypes.byref(time_s))
        if run >= 0:
            self.wire.event("longer_run", run=run, sim_time_s=time_s.value)

    def end_census(self):
        bodies = [self.body_census.entry(b, 0.0) for b in self.system.GetBodies()]
        self.wire.frame(
            b"C",
            clean(
                {
                    "when": "end",
                    "time_s": self.wire.progress.sim_time_s,
                    "system": self.system_entry(None),
                    "bodies": bodies,
                    "joints": [],
                    "meshes": [],
                    "vehicles": [],
                    "terrains": [],
                    "robots": [],
                    "sensors": [],
                    "visuals": self.families.visuals.fresh(),
                }
            ),
        )
