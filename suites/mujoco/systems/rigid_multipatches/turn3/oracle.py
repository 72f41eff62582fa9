# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A cart that coasts over waves and then pushes a plate in against a plastic spring and a damper."""

from math import cos, pi, sqrt

STEP_S = 0.00005


def expected(p):
    whole = p.chassis_mass + 4 * p.wheel_mass
    mass = whole + 4 * p.wheel_mass / 2  # with its wheels' rotation: I / r^2
    start, length = p.asphalt_end, p.waves * p.wave
    end = p.cushion - p.chassis_length / 2

    def rise(s):
        return p.crest * (1 - cos(2 * pi * s / p.wave)) / 2 if 0 < s < length else 0.0

    def speed(x):
        """Both axles lift half of the cart each, and take the energy from its motion."""
        lifted = (rise(x + p.wheel_x - start) + rise(x - p.wheel_x - start)) / 2
        return sqrt(p.speed**2 - 2 * whole * p.gravity * lifted / mass)

    x, t, n = 0.0, 0.0, 4000
    crossing = 0.0
    for i in range(n):
        h = end / n / speed(end * (i + 0.5) / n)
        t += h
        middle = end * (i + 0.5) / n
        if start + p.wheel_x < middle < start + p.wheel_x + p.wave:
            crossing += h
    v, s, rest, most = p.speed * mass / (mass + p.plate_mass), 0.0, 0.0, 0.0
    limit = getattr(p, "yield")
    while True:
        rest = max(rest, s - limit)
        force = p.stiffness * (s - rest) + p.damping * v
        if v < 0 and force < 0:
            break
        v -= force / (mass + p.plate_mass) * STEP_S
        s += v * STEP_S
        most = max(most, s)
    return {"pushed_in": rest, "hits_at": t, "most": most, "back": v, "period": crossing}
