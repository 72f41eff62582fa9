# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A loaded bus that pulls away in first gear, climbs a kerb and is braked: how fast it gets, how far, and how its springs and tires give way.

Masses, springs, tires, engine map and ratios are those of Chrono's UAZ bus on TMeasy tires.
"""
from math import pi, tanh

import numpy as np

BODY_KG, BODY_X_M, BODY_Z_M = 2322.6, -1.204, 0.3  # centre of mass in the reference frame, with the steering arm
FRONT_AXLE_KG = 124.0 + 2 * (14.705 + 10.0 + 12.0 + 37.6) + 2 * 5.0  # tube, spindles, knuckles, rims, tires, rods
REAR_AXLE_KG = 124.0 + 2 * (14.705 + 12.0 + 37.6)
WHEELBASE_M, WHEEL_Y_M = 2.3, 0.7325
FRONT_SPRING_N_M, FRONT_SPRING_Y_M = 94748.2, 0.3824
REAR_SPRING_N_M, REAR_SPRING_Y_M = 102643.9, 0.5142
PRESSED_M = 0.0621226  # of each spring, when the wheels' centres are at the reference frame's height
TIRE_N_M, TIRE_M = 1450 * 9.81 / (0.16 * 0.75 * 0.225), 0.75 * 0.225 + 0.2032
Z, PITCH, ROLL, FRONT_Z, FRONT_TILT, REAR_Z, REAR_TILT = range(7)  # of the body at its reference frame, and of the axles
AXLE_UP_M = 0.356  # loaded radius
ROLLING_M = (2 * TIRE_M + AXLE_UP_M) / 3
ROLLING_RESISTANCE = 0.015 * TIRE_M / AXLE_UP_M
WHEEL_KG_M2 = 0.0735 + 0.42 + 6.69 + 0.4  # spindle, rim, tire, axle shaft
FIRST_GEAR, REAR_GEAR = 1 / 4.124 / 1.94, 1 / 4.625
DRIVELINE_KG_M2 = 2 * 0.6 + 3 * 0.5 / REAR_GEAR**2  # both halves of the all-wheel drive turn the rear axle
BRAKE_NM = 1600.0  # of each wheel, pressed fully
NO_THROTTLE = ((0, 0), (95, 0), (737, -10), (988, -10), (1500, -15), (2348, -15), (2737, -20), (3190, -20))
FULL_THROTTLE = ((-95, 105), (737, 174.4), (988, 182.7), (1239, 189.8), (1500, 195.8), (1724, 200.5), (1981, 205.3), (2348, 208.1), (3190, 206.4))
STEP_S = 1e-4


def read(table, x):
    for (x0, y0), (x1, y1) in zip(table, table[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return table[-1][1]


def ramp(now, start, end):
    return min(max((now - start) / (end - start), 0.0), 1.0)


def drive(p):
    """Speed after each step, in first gear to the end."""
    weight_kg = BODY_KG + FRONT_AXLE_KG + REAR_AXLE_KG + p.crate_mass
    moved_kg = weight_kg + (4 * WHEEL_KG_M2 + DRIVELINE_KG_M2) / (ROLLING_M * AXLE_UP_M)
    speeds = [0.0]
    while len(speeds) * STEP_S < p.duration:
        now, speed = len(speeds) * STEP_S, speeds[-1]
        rpm = speed / ROLLING_M / REAR_GEAR / FIRST_GEAR * 30 / pi
        pedal = p.throttle * (ramp(now, p.press_at, p.pressed) - ramp(now, p.let_go_at, p.let_go))
        torque = (1 - pedal) * read(NO_THROTTLE, rpm) + pedal * read(FULL_THROTTLE, rpm)
        brakes = 4 * BRAKE_NM * p.braking * ramp(now, p.brake_at, p.braked)
        push = (torque / FIRST_GEAR / REAR_GEAR - brakes) / AXLE_UP_M - ROLLING_RESISTANCE * weight_kg * p.gravity * tanh(speed / ROLLING_M)
        speeds.append(max(0.0, speed + push / moved_kg * STEP_S))
    return speeds



def at_rest(gravity, roads, crate, forwards):
    """The seven heights and small angles with the least potential energy; roads: height under the wheels, front left first; crate: mass, x and z;
    forwards: the acceleration, which presses the rear springs."""
    stiffness, load = np.zeros((7, 7)), np.zeros(7)

    def add_spring(newton_per_m, row, free):
        stiffness[:] += newton_per_m * np.outer(row, row)
        load[:] += newton_per_m * free * row

    axles = ((0.0, FRONT_Z, FRONT_SPRING_N_M, FRONT_SPRING_Y_M), (-WHEELBASE_M, REAR_Z, REAR_SPRING_N_M, REAR_SPRING_Y_M))
    for number, (x, axle, newton_per_m, spring_y) in enumerate(axles):
        for side, road in zip((1, -1), roads[2 * number :]):
            spring, tire = np.zeros(7), np.zeros(7)
            spring[[Z, PITCH, ROLL, axle, axle + 1]] = 1, -x, side * spring_y, -1, -side * spring_y
            add_spring(newton_per_m, spring, PRESSED_M)
            tire[[axle, axle + 1]] = 1, side * WHEEL_Y_M
            add_spring(TIRE_N_M, tire, TIRE_M + road)
    load[[FRONT_Z, REAR_Z]] -= gravity * np.array([FRONT_AXLE_KG, REAR_AXLE_KG])
    load[PITCH] -= forwards * (AXLE_UP_M * (FRONT_AXLE_KG + REAR_AXLE_KG) + 4 * WHEEL_KG_M2 / ROLLING_M)
    for mass, x, z in ((BODY_KG, BODY_X_M, BODY_Z_M), crate):
        load[[Z, PITCH]] += gravity * mass * np.array([-1, x])
        load[PITCH] -= forwards * mass * (AXLE_UP_M + z)
        for angle in (PITCH, ROLL):  # the weight is above the axles and leans with the body
            stiffness[angle, angle] -= gravity * mass * z
    return np.linalg.solve(stiffness, load)


def expected(p):
    speeds, crate = drive(p), (p.crate_mass, -p.crate_behind, p.crate_up)

    def pitch_between(start, end, roads):
        first, last = round(start / STEP_S), round(end / STEP_S)
        return at_rest(p.gravity, roads, crate, (speeds[last] - speeds[first]) / (end - start))[PITCH]

    kerb = p.deck_height
    stopped = at_rest(p.gravity, [kerb] * 4, crate, 0.0)
    span, coasts = p.let_go_at - p.pressed, (p.let_go + p.brake_at) / 2
    return {
        "fastest": max(speeds),
        "way": sum(speeds) * STEP_S,
        "squat": pitch_between(p.pressed + 0.45 * span, p.pressed + 0.75 * span, [0.0] * 4),
        "climbing": pitch_between(coasts - 0.1, coasts + 0.1, [kerb, kerb, 0.0, 0.0]),
        "dive": pitch_between(p.braked + 0.15, p.braked + 0.45, [kerb] * 4),
        "level": stopped[PITCH],
        "height": stopped[Z] - BODY_X_M * stopped[PITCH] + BODY_Z_M,  # of the body's centre of mass, without the crate
        "crate_apart": np.hypot(p.crate_behind + BODY_X_M, p.crate_up - BODY_Z_M),  # of the two centres of mass
    }
