# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""How deep a plate sinks into Bekker's soil: slowly loaded, and let go at once against pressure and damping.

Soil doesn't spring back but by its elastic part: the plate rests near the deepest point.
"""
STEP_S = 1e-5


def expected(p):
    area = p.plate_length * p.plate_width
    weight_pa = p.plate_mass * p.gravity / area
    stiffness = 1000 * p.kphi
    depth = speed = time = on_its_way = 0.0
    while speed >= 0.0:
        pressure = stiffness * depth**p.n
        speed += (p.gravity - area * (pressure + p.damping * speed) / p.plate_mass) * STEP_S
        depth += max(speed, 0.0) * STEP_S
        time += STEP_S
        if time <= 0.2 * p.duration:
            on_its_way = depth
    rest = depth - (stiffness * depth**p.n - weight_pa) / p.elastic
    return {"static": (weight_pa / stiffness) ** (1 / p.n), "rest": rest, "on_its_way": on_its_way}
