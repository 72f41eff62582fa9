# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Kinematics of a train that is backed straight: wheels roll, none slips sideways."""

from math import cos, exp, hypot, sin

STEP_S = 0.001


def lagging_ramp(t, top, ramp, lag):
    """A first-order answer to a ramp from 0 to `top` that then stays."""

    def rising(t):
        return t - lag * (1 - exp(-t / lag))

    return top / ramp * (rising(t) - (rising(t - ramp) if t > ramp else 0))


def expected(p):
    """The tractor goes straight, so that only the trailer's heading is to be integrated: θ' = v sin(−θ) / d, v < 0."""
    total = p.tug_mass + p.fork_mass + p.trailer_mass + 5 * p.wheel_mass
    lag = (total + 2.5 * p.wheel_mass) * p.wheel_radius**2 / p.gain
    h, x, bend, half_way = STEP_S, 0.0, p.bend, 0.0
    steps = round(p.duration / h)

    def v(t):
        return -lagging_ramp(t, p.wheel_radius * p.back_up, p.ramp, lag)

    def rate(t, angle):
        return -v(t) * sin(angle) / p.drawbar

    for k in range(steps):
        t = k * h
        if k == round(0.7 * steps):
            half_way = bend
        a = rate(t, bend)
        b = rate(t + h / 2, bend + h / 2 * a)
        c = rate(t + h / 2, bend + h / 2 * b)
        d = rate(t + h, bend + h * c)
        bend += h / 6 * (a + 2 * b + 2 * c + d)
        x += h / 6 * (v(t) + 4 * v(t + h / 2) + v(t + h))
    back = p.drawbar - p.trailer_ahead
    tug_x = x + p.tug_ahead
    trailer_x, trailer_y = x - p.overhang - back * cos(bend), -back * sin(bend)
    return {
        "trailer_angle": bend,
        "half_way_angle": half_way,
        "tug_end": tug_x,
        "trailer_x": trailer_x,
        "trailer_y_end": trailer_y,
        "apart": hypot(tug_x - trailer_x, trailer_y, p.tug_z - p.trailer_z),
    }
