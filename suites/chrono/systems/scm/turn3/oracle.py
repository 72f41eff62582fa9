# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""What a rigid wheel pulls that slips over Bekker's soil: pressure under its front, springing back behind, Janosi's shear on the way through."""
from math import copysign, exp, sqrt, tan

POINTS = 4000


def under(p, sinkage):
    """Force that carries the wheel and force that pushes it on, in N, from the place where it meets the soil to where it leaves it."""
    stiffness, lowest = 1000 * p.kphi, p.wheel_radius - sinkage
    spin = p.pull_speed / (p.wheel_radius * (1 - p.slip))
    start = sqrt(p.wheel_radius**2 - lowest**2)
    step = 2 * start / POINTS
    carried = pushed = slid = 0.0
    for k in range(POINTS):
        ahead = start - (k + 0.5) * step
        height = sqrt(p.wheel_radius**2 - ahead**2)
        depth = height - lowest
        pressure = stiffness * depth**p.n if ahead >= 0 else stiffness * sinkage**p.n - p.elastic * (sinkage - depth)
        if pressure <= 0:
            break
        pressure += p.damping * spin * ahead  # the damping acts on the rim's own speed
        # Where the wheel meets the soil its rim still goes forwards and is held back; the way that it slides grows all the same.
        slip_speed = spin * height - p.pull_speed
        slid += abs(slip_speed) * step / p.pull_speed
        shear = (p.cohesion + pressure * tan(p.friction_angle)) * (1 - exp(-slid / p.shear))
        carried += p.wheel_width * pressure * step
        pushed += p.wheel_width * copysign(shear, slip_speed) * step
    return carried, pushed


def expected(p):
    load = (p.wheel_mass + p.hub_mass) * p.gravity
    low, high = 1e-4, 0.9 * p.wheel_radius
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if under(p, middle)[0] < load else (low, middle)
    return {"sinkage": low, "pull": under(p, low)[1]}
