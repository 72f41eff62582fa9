# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A truck on four axles: how its springs share its weight, and how fast engine, gear and final drive make it.

Masses, places, springs, tires, engine map and ratios are those of Chrono's MAN 10t on TMeasy tires, its two rear axles driven.
"""
from math import hypot, pi, tanh

import numpy as np

BODY_KG, BODY_X_M = 10785.0, -2.248  # centre of mass in the reference frame, which lies between the first wheels
AXLES_X_M = (0.0, -1.93, -5.6, -7.0)
WHEEL_KG = 14.705 * 4.1 + 30.0 + 104.0  # spindle, rim, tire
FRONT_KG = 405.0 + 2 * 145.6 + 145.6 + 2 * 10.0 + 2 * WHEEL_KG  # tube, knuckles, bell crank, tie rods, wheels
REAR_KG = 709.0 + 2 * WHEEL_KG
# Rods between body and axle, half on each: kg, end on the body and end on the axle, from the middle of the axle.
FRONT_RODS = ((50.0, 0.871, 0.125), (50.0, -1.138, -0.115), (10.3, 0.741, 0.045))
REAR_RODS = ((50.0, -0.762, 0.0), (50.0, 1.139, 0.115))
STEERING_ARM_KG, STEERING_ARM_X_M = 1.605, 0.795
# Each spring: N/m, N/m², free length, length across the vertical, and height of its ends above the wheel's centre.
FRONT_SPRING = (0.934239016 * 85490.0, 0.934239016 * 495208.0, 0.649, hypot(0.010, 0.590 - 0.552), 0.588, 0.090)
REAR_SPRING = (0.749 * 178892.0, 0.749 * 621618.0, 0.625, 0.655 - 0.585, 0.585, 0.090)
TIRE_M, TIRE_N_M = 0.629, 49050 / (0.16 * 0.375)
WHEEL_KG_M2 = 0.07352 * 6.56 + 0.63 + 31.6623 + 0.4 * 6.56  # spindle, rim, tire, axle shaft
FINAL_DRIVE = 1 / 3.947 / 1.706 / 1.02
DRIVELINE_KG_M2 = 2 * 0.6 + 3 * 0.5 / FINAL_DRIVE**2  # differentials, and shafts before the final drive
GEARS = (0.077, 0.118, 0.162, 0.221, 0.283, 0.416, 0.573, 0.780, 1.0)
FOOT_POUND_NM = 1.3558
NO_THROTTLE = ((0, 0), (100, 0), (400, -20), (1600, -20), (1800, -30), (2000, -30), (2100, -40), (2300, -100))
FULL_THROTTLE = ((0, 300), (400, 500), (800, 700), (981.97, 991.67), (1030.65, 1184.72), (1073.93, 1305.56), (1124.41, 1383.33),
                 (1198.34, 1426.39), (1268.65, 1440.28), (1355.2, 1445.83), (1564.36, 1447.22), (1676.14, 1447.22), (1777.12, 1437.5))
STEP_S = 1e-4


def read(table, x):
    for (x0, y0), (x1, y1) in zip(table, table[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return table[-1][1]


def masses():
    """Body: kg and kg m about its reference frame; axles: kg."""
    body = [(BODY_KG, BODY_X_M)]
    axles = [FRONT_KG, FRONT_KG, REAR_KG, REAR_KG]
    for number, (x, rods) in enumerate(zip(AXLES_X_M, (FRONT_RODS, FRONT_RODS, REAR_RODS, REAR_RODS))):
        for kg, on_body, _ in rods:
            body.append((kg / 2, x + on_body))
            axles[number] += kg / 2
        if number < 2:
            body.append((STEERING_ARM_KG, x + STEERING_ARM_X_M))
    return sum(kg for kg, _ in body), sum(kg * x for kg, x in body), axles


def lift(spring, apart):
    """Of one spring: vertical force when the body's frame is so far above the wheel's centre."""
    linear, square, free, across, top, bottom = spring
    high = apart + top - bottom
    pressed = free - hypot(high, across)
    return (linear * pressed + square * pressed * abs(pressed)) * high / hypot(high, across)


def at_rest(gravity):
    """Height of the body's frame, its pitch (nose down), and the heights of the four axles."""
    body_kg, body_kg_m, axles_kg = masses()
    springs = (FRONT_SPRING, FRONT_SPRING, REAR_SPRING, REAR_SPRING)

    def lacking(state):
        height, pitch, *up = state
        force = [2 * lift(spring, height - x * pitch - axle) for spring, x, axle in zip(springs, AXLES_X_M, up)]
        tires = [2 * TIRE_N_M * (TIRE_M - axle) for axle in up]
        return np.array(
            [
                sum(force) - gravity * body_kg,
                sum(f * x for f, x in zip(force, AXLES_X_M)) - gravity * body_kg_m,
                *(t - f - gravity * kg for t, f, kg in zip(tires, force, axles_kg)),
            ]
        )

    state = np.array([TIRE_M, 0.0, *(TIRE_M,) * 4])
    for _ in range(50):
        slopes = np.array([(lacking(state + d) - lacking(state - d)) / 2e-6 for d in 1e-6 * np.eye(6)]).T
        state = state - np.linalg.solve(slopes, lacking(state))
    return state


def drive(p, up):
    """Speed after each step; up: heights of the wheels' centres, front to rear."""
    body_kg, _, axles_kg = masses()
    truck_kg = body_kg + sum(axles_kg)
    loaded_m, driven_m = sum(up) / 4, sum(up[2:]) / 2
    rolling_m, rolling_driven_m = (2 * TIRE_M + loaded_m) / 3, (2 * TIRE_M + driven_m) / 3
    moved_kg = truck_kg + 8 * WHEEL_KG_M2 / rolling_m / loaded_m + DRIVELINE_KG_M2 / rolling_driven_m / driven_m
    ratio = GEARS[round(p.gear) - 1] * FINAL_DRIVE
    speeds = [0.0]
    while len(speeds) * STEP_S < p.duration + STEP_S:
        now, speed = len(speeds) * STEP_S, speeds[-1]
        pedal = p.throttle * min(max((now - p.press_at) / (p.pressed - p.press_at), 0.0), 1.0)
        rpm = speed / rolling_driven_m / ratio * 30 / pi
        torque = (1 - pedal) * FOOT_POUND_NM * read(NO_THROTTLE, rpm) + pedal * read(FULL_THROTTLE, rpm)
        rolls = 0.015 * truck_kg * p.gravity * TIRE_M / loaded_m * tanh(speed / rolling_m)
        speeds.append(speed + (torque / ratio / driven_m - rolls) / moved_kg * STEP_S)
    return speeds


def expected(p):
    _, _, *up = at_rest(p.gravity)
    speeds = drive(p, up)
    return {
        "first_up": up[0],
        "second_up": up[1],
        "third_up": up[2],
        "fourth_up": up[3],
        "halfway": speeds[round((p.pressed + p.duration) / 2 / STEP_S)],
        "ends": speeds[round(0.99 * p.duration / STEP_S)],
    }
