# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Kinematics of a train that a driver backs along a line: wheels roll, none slips sideways."""

from math import cos, sin, tan

STEP_S = 0.002


def law(p, state):
    """The driver's: what he steers, from where the train is."""
    _, y, tug, trailer, _ = state
    axle_y = y - p.overhang * sin(tug) - p.drawbar * sin(trailer)
    share = min(max((-p.overhang - p.drawbar - axle_x(p, state)) / p.blend, 0.0), 1.0)
    steer = p.k_y * (axle_y - share * p.path_y) - p.k_theta * trailer + p.k_phi * (tug - trailer)
    return max(-p.limit, min(p.limit, steer))


def axle_x(p, state):
    x, _, tug, trailer, _ = state
    return x - p.overhang * cos(tug) - p.drawbar * cos(trailer)


def expected(p):
    total = p.tug_mass + p.fork_mass + p.trailer_mass + 5 * p.wheel_mass
    response = (total + 2.5 * p.wheel_mass) * p.wheel_radius / p.pedal

    def rates(state, wanted):
        _, _, tug, trailer, v = state
        steer = law(p, state)
        turn, bend = v * tan(steer) / p.wheelbase, tug - trailer
        follow = (v * sin(bend) - p.overhang * turn * cos(bend)) / p.drawbar
        return (v * cos(tug), v * sin(tug), turn, follow, (wanted - v) / (response * cos(steer)))

    def moved(state, h, k):
        return [s + h * d for s, d in zip(state, k)]

    h, state, wanted = STEP_S, [0.0] * 5, -p.reverse
    least = early_steer = swing_steer = most_steer = early_speed = first_torque = passes_at = 0.0
    for k in range(round(0.995 * p.duration / h)):
        if axle_x(p, state) <= -p.dock:
            wanted = 0.0
        if k == round(1 / h):
            early_steer = law(p, state)
        if k == round(3 / h):
            swing_steer = law(p, state)
        if not passes_at and axle_x(p, state) <= -7:
            passes_at = k * h
        if k == round(0.03 / h):
            first_torque = p.pedal * (wanted - state[4])
        if k == round(1.5 / h):
            early_speed = state[4]
        least, most_steer = min(least, state[3]), max(most_steer, law(p, state))
        a = rates(state, wanted)
        b = rates(moved(state, h / 2, a), wanted)
        c = rates(moved(state, h / 2, b), wanted)
        d = rates(moved(state, h, c), wanted)
        state = [s + h / 6 * (i + 2 * j + 2 * l + m) for s, i, j, l, m in zip(state, a, b, c, d)]
    x, y, tug, trailer, _ = state
    back = p.drawbar - p.trailer_ahead
    return {
        "early_steer": early_steer,
        "swing_steer": swing_steer,
        "most_steer": most_steer,
        "trailer_least": least,
        "trailer_x": x - p.overhang * cos(tug) - back * cos(trailer),
        "trailer_y_end": y - p.overhang * sin(tug) - back * sin(trailer),
        "early_speed": early_speed,
        "first_torque": first_torque,
        "passes_at": passes_at,
    }
