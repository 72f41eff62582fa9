# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A cart with two driven axles: a wheel rolls, or spins where its torque is more than the ground's friction can carry."""

STEP_S = 0.0005


def expected(p):
    mass, spin = p.chassis_mass + 4 * p.wheel_mass, p.wheel_mass  # of an axle's two wheels: 2 I / r^2
    weight = mass * p.gravity
    height = (p.chassis_mass * p.chassis_z + 4 * p.wheel_mass * p.wheel_radius) / mass
    x, v, a = 0.0, 0.0, 0.0
    rims, slips = [0.0, 0.0], [0, 0]
    out = {}
    for i in range(round(0.6 * p.duration / STEP_S)):
        t = i * STEP_S
        drive = 2 * p.torque / p.wheel_radius if t < p.off else 0.0
        ends = (x + p.wheel_x, x - p.wheel_x)
        if "ice_at" not in out and ends[0] >= p.asphalt_end:
            out |= {"ice_at": t, "ice_speed": v}
        if i == round(p.off / STEP_S):
            out |= {"off_speed": v, "front_rim": rims[0]}
        moved = mass * a * height / (2 * p.wheel_x)
        grips = [
            (p.asphalt_friction if end < p.asphalt_end else p.ice_friction) * load
            for end, load in zip(ends, (weight / 2 - moved, weight / 2 + moved))
        ]
        while True:
            rolling = [k for k in (0, 1) if not slips[k]]
            force = sum(slips[k] * grips[k] for k in (0, 1) if slips[k]) + drive * len(rolling)
            a = force / (mass + spin * len(rolling))
            lost = [k for k in rolling if abs(drive - spin * a) > grips[k]]
            if not lost:
                break
            slips[lost[0]] = 1 if drive - spin * a > 0 else -1
        for k in (0, 1):
            if not slips[k]:
                rims[k] = v + a * STEP_S
                continue
            rims[k] += (drive - slips[k] * grips[k]) / spin * STEP_S
            if (rims[k] - v - a * STEP_S) * slips[k] < 0:
                rims[k], slips[k] = v + a * STEP_S, 0
        x, v = x + v * STEP_S + a * STEP_S**2 / 2, v + a * STEP_S
    return out | {"late_speed": v, "late_x": x}
