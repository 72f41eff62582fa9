# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A head that turns by what its camera saw: a sampled, delayed loop, its servo a first-order lag."""

from math import cos, exp, sin

STEP_S = 0.001


def expected(p):
    along, up = p.width * p.focal / p.sensor_w, p.height * p.focal / p.sensor_h
    below = p.camera_z - p.ball_z
    stays = exp(-STEP_S * p.gain / (p.head_mass * p.head_radius**2 / 2))

    def seen(t, head):
        """Right, up and deep of the ball in the camera's frame."""
        bend = p.bearing + p.orbit * t - head
        ahead, left = p.circle * cos(bend) - p.reach, p.circle * sin(bend)
        return -left, ahead * sin(p.tilt) - below * cos(p.tilt), ahead * cos(p.tilt) + below * sin(p.tilt)

    def column(t, head):
        right, _, deep = seen(t, head)
        return p.width / 2 + along * right / deep

    head = rate = 0.0
    pictures, every, lag = [], round(p.interval / STEP_S), round(p.lag / STEP_S)
    half_way = 0.0
    steps = round(0.995 * p.duration / STEP_S)
    for i in range(steps):
        if i % every == 0:
            pictures.append(column(i * STEP_S, head))
        arrived = (i - lag) // every if i >= lag else -1
        command = p.k * (p.width / 2 - pictures[arrived]) if arrived >= 0 else 0.0
        if i == round(25.5 * p.interval / STEP_S):
            half_way = pictures[arrived]
        before, rate = rate, command + (rate - command) * stays
        head += STEP_S * (before + rate) / 2
    right, above, deep = seen(steps * STEP_S, head)
    return {
        "half_way_column": half_way,
        "end_column": pictures[-1],
        "end_row": p.height / 2 - up * above / deep,
        "end_angle": head,
        "end_rate": rate,
        "end_across": right,
        "end_over": above,
        "end_deep": -deep,
    }
