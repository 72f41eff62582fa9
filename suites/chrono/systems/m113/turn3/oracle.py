# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tracked carrier with one track braked until it slides: how it turns and slows down, seen from above.

Ten road wheels press the tracks onto the ground; each is held back by friction against the way it slides.
Masses, inertias and places are those of Chrono's M113 with single-pin shoes; what its tracks lose by themselves, and the creep at which a smooth
contact holds with its full friction, are from the reference.
"""
from math import hypot, tanh

SHOE_KG, SHOES = 18.02, (63, 64)  # left and right
TRACK_Y_M, TRACK_LONG_M = 1.0795, 4.4
WHEELS_X_M = ((-0.655, -1.322, -1.989, -2.656, -3.322), (-0.74, -1.407, -2.074, -2.74, -3.407))
WHEEL_FORWARDS_M = 0.054  # by which an arm that hangs deeper carries its wheel farther forwards
HULL_KG, HULL_KG_M2, HULL_X_M = 7819.24, 28805.57, -2.006
SPROCKET_KG, IDLER_KG, IDLER_X_M, ARM_KG, WHEEL_KG = 27.68, 35.76, -3.95, 75.26, 35.56
SPROCKET_M, WHEEL_M, IDLER_M = 0.245, 0.305, 0.285
BRAKE_NM = 10000.0  # of one track, pressed fully
ENGINE_NM, FIRST_GEAR, BEVEL_GEAR = 445.0, 0.24, 0.5
COM_UP_M = 0.9
TRACK_KG = [n * SHOE_KG for n in SHOES]
CARRIER_KG = HULL_KG + 2 * (SPROCKET_KG + IDLER_KG) + 10 * (ARM_KG + WHEEL_KG) + sum(TRACK_KG)
STEP_S = 1e-4
CREEP_M_S = 0.4
LOSS_M_S2 = 0.3


def running_kg(side):
    return TRACK_KG[side] + (0.883 + 0.4) / SPROCKET_M**2 + 5 * 2.16 / WHEEL_M**2 + 1.12 / IDLER_M**2


def yaw_kg_m2():
    total = HULL_KG_M2
    for side in (0, 1):
        total += TRACK_KG[side] * (TRACK_Y_M**2 + TRACK_LONG_M**2 / 12)
        total += SPROCKET_KG * (TRACK_Y_M**2 + HULL_X_M**2) + IDLER_KG * (TRACK_Y_M**2 + (IDLER_X_M - HULL_X_M) ** 2)
        for x in WHEELS_X_M[side]:
            total += WHEEL_KG * (TRACK_Y_M**2 + (x - HULL_X_M) ** 2) + ARM_KG * (TRACK_Y_M**2 + (x + 0.12 - HULL_X_M) ** 2)
    return total


def ramp(now, start, end):
    return min(max((now - start) / (end - start), 0.0), 1.0)


def turn(p):
    """Speed forwards, yaw rate, heading and speed of the right track after each step."""
    forwards, leftwards, yaw_rate, heading, tracks = p.speed, 0.0, 0.0, 0.0, [p.speed, p.speed]
    points = [
        (side, x + WHEEL_FORWARDS_M - HULL_X_M, TRACK_Y_M if side == 0 else -TRACK_Y_M)
        for side in (0, 1)
        for x in WHEELS_X_M[side]
    ]
    mean = sum(x for _, x, _ in points) / 10
    spread = sum((x - mean) ** 2 for _, x, _ in points)
    slowing, inertia, course = 0.0, yaw_kg_m2(), []
    for step in range(round(p.duration / STEP_S)):
        now = step * STEP_S
        push, side_push, moment, back = 0.0, 0.0, 0.0, [0.0, 0.0]
        for side, x, y in points:
            load = CARRIER_KG * (p.gravity / 10 + (slowing * COM_UP_M - p.gravity * mean) * (x - mean) / spread)
            slide_x, slide_y = forwards - yaw_rate * y - tracks[side], leftwards + yaw_rate * x
            slide = hypot(slide_x, slide_y)
            friction = -p.friction * load * tanh(slide / CREEP_M_S) / max(slide, 1e-9)
            push += friction * slide_x
            side_push += friction * slide_y
            moment += x * friction * slide_y - y * friction * slide_x
            back[side] += friction * slide_x
        slowing = -push / CARRIER_KG
        forwards, leftwards = (
            forwards + (push / CARRIER_KG - LOSS_M_S2 + yaw_rate * leftwards) * STEP_S,
            leftwards + (side_push / CARRIER_KG - yaw_rate * forwards) * STEP_S,
        )
        yaw_rate += moment / inertia * STEP_S
        heading += yaw_rate * STEP_S
        pressed = ramp(now, p.steer_at, p.steered)
        drive = p.throttle * pressed * ENGINE_NM / FIRST_GEAR / BEVEL_GEAR / 2 / SPROCKET_M  # the differential gives both the same
        brake = p.steering * pressed * BRAKE_NM / SPROCKET_M
        for side in (0, 1):
            run = tracks[side] + (drive - back[side] - (brake if side == 0 else 0.0)) / running_kg(side) * STEP_S
            tracks[side] = max(run, 0.0) if side == 0 else run
        course.append((forwards, yaw_rate, heading, tracks[1]))
    return course


def expected(p):
    course = turn(p)
    ends, yaw_rate, _, right = course[round(0.875 * len(course))]  # the middle of the window in which they are asked for
    return {"ends": ends, "yaw_rate": yaw_rate, "heading": course[-1][2], "right": right}
