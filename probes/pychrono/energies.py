"""Energies of a system: kinetic, of gravity, of springs; NaN where the simulator doesn't tell enough."""

NAN = float("nan")


class Energies:
    """`world`: the system, its bodies, links and meshes as the census has them."""

    def __init__(self, core, world):
        self.core, self.world = core, world

    def __call__(self):
        """(kinetic, gravity potential, elastic potential) in J. No getter gives the strain of elements, nor the masses that gravity pulls at
        in a mesh: elastic is unknown where there is a mesh, and potential where gravity acts on one."""
        kinetic = potential = 0.0
        g = self.world.system.GetGravitationalAcceleration()
        for b in self.world.bodies.values():
            if b.IsFixed():
                continue
            m, p, v, w, i, j = (
                b.GetMass(),
                b.GetPos(),
                b.GetPosDt(),
                b.GetAngVelLocal(),
                b.GetInertiaXX(),
                b.GetInertiaXY(),
            )
            kinetic += 0.5 * m * (v.x * v.x + v.y * v.y + v.z * v.z)
            kinetic += (
                0.5 * (i.x * w.x * w.x + i.y * w.y * w.y + i.z * w.z * w.z)
                + j.x * w.x * w.y
                + j.y * w.x * w.z
                + j.z * w.y * w.z
            )
            potential -= m * (g.x * p.x + g.y * p.y + g.z * p.z)
        meshes = self.world.meshes.values()
        if not meshes:
            return kinetic, potential, sum(self.spring(kind, typed) for kind, typed, _ in self.world.links.values())
        heavy = g.Length() > 0 and any(mesh.GetAutomaticGravity() for mesh in meshes)
        return self.with_meshes(), NAN if heavy else potential, NAN

    def with_meshes(self):
        """½ vᵀMv over all degrees of freedom, with the elements' own consistent masses M."""
        core, system = self.core, self.world.system
        x, v, a, time, momentum = (
            core.ChState(),
            core.ChStateDelta(),
            core.ChStateDelta(),
            core.double_ptr(),
            core.ChVectorDynamicd(system.GetNumCoordsVelLevel()),
        )
        system.StateSetup(x, v, a)
        system.StateGather(x, v, time)
        momentum.SetZero()
        system.LoadResidual_Mv(momentum, v, 1.0)
        return 0.5 * sum(momentum.GetItem(i) * v.GetItem(i) for i in range(v.Size()))

    def spring(self, kind, typed):
        if kind == "spring_damper":
            d = typed.GetLength() - typed.GetRestLength()
        elif kind == "rotational_spring_damper":
            d = typed.GetAngle() - typed.GetRestAngle()
        else:
            return 0.0
        return 0.5 * typed.GetSpringCoefficient() * d * d
