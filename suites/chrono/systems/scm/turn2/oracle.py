# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""How deep a plate sinks into Bekker's soil when it is let go at once, and what holds it back: Mohr and Coulomb's limit, as far as Janosi lets it grow."""
from math import exp, tan

STEP_S = 1e-5


def expected(p):
    area = p.plate_length * p.plate_width
    weight_pa = p.plate_mass * p.gravity / area
    stiffness = 1000 * p.kphi
    depth = speed = 0.0
    while speed >= 0.0:
        pressure = stiffness * depth**p.n
        speed += (p.gravity - area * (pressure + p.damping * speed) / p.plate_mass) * STEP_S
        depth += max(speed, 0.0) * STEP_S
    limit = area * (p.cohesion + weight_pa * tan(p.friction_angle))
    way = p.pull_speed * (p.duration - (p.pull_at + p.pulled) / 2)
    return {
        "rest": depth - (stiffness * depth**p.n - weight_pa) / p.elastic,
        "limit": limit,
        "held": limit * (1 - exp(-way / p.shear)),
        "way": way,
    }
