# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Kinematics of a tractor that is steered and driven by its front wheel, and of its trailer: wheels roll, none slips sideways."""

from math import cos, exp, hypot, sin

STEP_S = 0.001


def rates(p, state, speed, steer):
    """Of the middle of the rear axle, both headings; `speed` is the front wheel's."""
    _, _, tug, trailer = state
    forward, turn = speed * cos(steer), speed * sin(steer) / p.wheelbase
    bend = tug - trailer
    follow = (forward * sin(bend) - p.overhang * turn * cos(bend)) / p.drawbar
    return (forward * cos(tug), forward * sin(tug), turn, follow)


def step(p, state, time, speed, steer):
    """One of Runge and Kutta's; speed and steer are functions of the time."""

    def at(t, shift, k):
        return rates(p, [s + shift * d for s, d in zip(state, k)], speed(t), steer(t))

    h = STEP_S
    a = at(time, 0, (0, 0, 0, 0))
    b = at(time + h / 2, h / 2, a)
    c = at(time + h / 2, h / 2, b)
    d = at(time + h, h, c)
    return [s + h / 6 * (i + 2 * j + 2 * k + m) for s, i, j, k, m in zip(state, a, b, c, d)]


def lagging_ramp(t, top, ramp, lag):
    """A first-order answer to a ramp from 0 to `top` that then stays."""

    def rising(t):
        return t - lag * (1 - exp(-t / lag))

    return top / ramp * (rising(t) - (rising(t - ramp) if t > ramp else 0))


def expected(p):
    total = p.tug_mass + p.fork_mass + p.trailer_mass + 5 * p.wheel_mass
    lag = (total + 2.5 * p.wheel_mass) * p.wheel_radius**2 / p.gain

    def speed(t):
        return lagging_ramp(t, p.wheel_radius * p.cruise, p.ramp, lag)

    def steer(t):
        return p.steer * min(max((t - p.steer_start) / p.steer_ramp, 0), 1)

    state = [0, 0, 0, 0]
    for k in range(round(p.duration / STEP_S)):
        state = step(p, state, k * STEP_S, speed, steer)
    x, y, tug, trailer = state
    tug_x, tug_y = x + p.tug_ahead * cos(tug), y + p.tug_ahead * sin(tug)
    back = p.drawbar - p.trailer_ahead
    trailer_x = x - p.overhang * cos(tug) - back * cos(trailer)
    trailer_y = y - p.overhang * sin(tug) - back * sin(trailer)
    return {
        "tug_angle": tug,
        "trailer_angle": trailer,
        "hitch_angle": tug - trailer,
        "apart": hypot(tug_x - trailer_x, tug_y - trailer_y, p.tug_z - p.trailer_z),
        "yaw": p.wheel_radius * p.cruise * sin(p.steer) / p.wheelbase,
        "tug_x": tug_x,
        "tug_y": tug_y,
        "trailer_x": trailer_x,
        "trailer_y_end": trailer_y,
    }
