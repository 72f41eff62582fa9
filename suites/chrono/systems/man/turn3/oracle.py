# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A truck on two axles that pulls away on a hill and is braked to a stop on it: its speed and way, and what its axles carry.

The loads follow from moments alone: weight, inertia and rolling resistance about the rear wheels. How high the body stands on its springs comes from
their forces. Masses, places, springs, tires, engine map, ratios and brakes are those of Chrono's MAN 5t on TMeasy tires.
"""
from math import cos, hypot, pi, sin, tanh

import numpy as np

BODY_KG, BODY_X_M, BODY_Z_M = 7085.0, -1.748, 0.744  # centre of mass in the reference frame, which lies between the front wheels
WHEELBASE_M = 4.5
WHEEL_KG = 14.705 * 4.1 + 30.0 + 104.0  # spindle, rim, tire
FRONT_KG = 405.0 + 3 * 145.6 + 2 * 10.0 + 2 * WHEEL_KG  # tube, knuckles, bell crank, tie rods, wheels
REAR_KG = 709.0 + 2 * WHEEL_KG
# Rods between body and axle, half on each: kg, end on the body and end on the axle, from the middle of the axle.
FRONT_RODS = ((50.0, 0.871, 0.125), (50.0, -1.138, -0.115), (10.3, 0.741, 0.045))
REAR_RODS = ((50.0, -0.762, 0.0), (50.0, 1.139, 0.115))
STEERING_ARM_KG, STEERING_ARM_X_M = 1.605, 0.795
# Each spring: N/m, N/m², free length, length across the vertical, and height of its ends above the wheel's centre.
FRONT_SPRING = (85490.0, 495208.0, 0.667, hypot(0.010, 0.590 - 0.552), 0.588, 0.090)
REAR_SPRING = (178892.0, 621618.0, 0.633, 0.655 - 0.585, 0.585, 0.090)
TIRE_M, TIRE_N_M = 0.629, 49050 / (0.16 * 0.375)
RESISTANCE = 0.015
WHEEL_KG_M2 = 0.07352 * 6.56 + 0.63 + 31.6623 + 0.4 * 6.56  # spindle, rim, tire, axle shaft
FINAL_DRIVE = 1 / 3.947 / 1.706 / 1.02
DRIVELINE_KG_M2 = 2 * 0.6 + 3 * 0.5 / FINAL_DRIVE**2  # differentials, and shafts before the final drive
GEARS = (0.157, 0.275, 0.415, 0.588, 0.787, 1.0)
BRAKE_NM = 10000.0  # of each wheel, pressed fully
FOOT_POUND_NM = 1.3558
NO_THROTTLE = ((0, 0), (100, 0), (400, -20), (1600, -20), (1800, -30), (2000, -30), (2100, -40), (2300, -100))
FULL_THROTTLE = ((0, 200), (400, 300), (800, 600), (985.22, 759.93), (1047.46, 828.31), (1115.06, 889.74), (1164.93, 914.07),
                 (1211.27, 925.66), (1255.84, 930.3), (1320.03, 933.77), (1389.57, 936.09), (1589.3, 936.09), (1673.11, 933.77))
STEP_S = 1e-4


def read(table, x):
    for (x0, y0), (x1, y1) in zip(table, table[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return table[-1][1]


def ramp(now, start, end):
    return min(max((now - start) / (end - start), 0.0), 1.0)


def masses():
    """Of the body: kg, kg m along and above its reference frame; of the axles: kg."""
    body, axles = [(BODY_KG, BODY_X_M, BODY_Z_M), (STEERING_ARM_KG, STEERING_ARM_X_M, 0.1)], [FRONT_KG, REAR_KG]
    for number, (x, rods) in enumerate(((0.0, FRONT_RODS), (-WHEELBASE_M, REAR_RODS))):
        for kg, on_body, _ in rods:
            body.append((kg / 2, x + on_body, 0.1))
            axles[number] += kg / 2
    return [sum(kg for kg, _, _ in body), sum(kg * x for kg, x, _ in body), sum(kg * z for kg, _, z in body)], axles


def lift(spring, apart):
    """Of one spring: vertical force when the body's frame is so far above the wheel's centre."""
    linear, square, free, across, top, bottom = spring
    high = apart + top - bottom
    pressed = free - hypot(high, across)
    return (linear * pressed + square * pressed * abs(pressed)) * high / hypot(high, across)


def apart(spring, load):
    """How far the body's frame is above the wheels' centres when the axle's two springs carry a load."""
    low, high = -0.15, 0.15
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if 2 * lift(spring, middle) > load else (low, middle)
    return middle


def axle_loads(p, gained):
    """Of front and rear axle, in N, when the truck gains so much speed (m/s²) uphill."""
    (body_kg, along_kg_m, above_kg_m), axles_kg = masses()
    truck_kg = body_kg + sum(axles_kg)
    weight, level = truck_kg * p.gravity * cos(p.slope), p.gravity * cos(p.slope)
    loaded_m = TIRE_M - weight / 4 / TIRE_N_M
    # How high the body stands, at rest and without the hill.
    rear_share = -along_kg_m / body_kg / WHEELBASE_M
    front_apart = apart(FRONT_SPRING, body_kg * level * (1 - rear_share))
    rear_apart = apart(REAR_SPRING, body_kg * level * rear_share)
    pitch = (rear_apart - front_apart) / WHEELBASE_M
    high_kg_m = truck_kg * loaded_m + above_kg_m + body_kg * front_apart - along_kg_m * pitch
    behind_kg_m = -along_kg_m + WHEELBASE_M * axles_kg[1] - above_kg_m * pitch
    moving = 0.0 if gained == 0.0 else 1.0
    spin = 4 * WHEEL_KG_M2 * gained / ((2 * TIRE_M + loaded_m) / 3)
    rolls = moving * RESISTANCE * weight * TIRE_M
    rear = (level * behind_kg_m + (p.gravity * sin(p.slope) + gained) * high_kg_m + spin + rolls) / WHEELBASE_M
    return weight - rear, rear


def drive(p):
    """Speed after each step."""
    (body_kg, _, _), axles_kg = masses()
    truck_kg = body_kg + sum(axles_kg)
    weight = truck_kg * p.gravity
    loaded_m = TIRE_M - weight * cos(p.slope) / 4 / TIRE_N_M
    rolling_m = (2 * TIRE_M + loaded_m) / 3
    moved_kg = truck_kg + (4 * WHEEL_KG_M2 + DRIVELINE_KG_M2) / rolling_m / loaded_m
    ratio = GEARS[round(p.gear) - 1] * FINAL_DRIVE
    speeds = [0.0]
    while len(speeds) * STEP_S < p.duration + STEP_S:
        now, speed = len(speeds) * STEP_S, speeds[-1]
        pedal = p.throttle * (ramp(now, p.press_at, p.pressed) - ramp(now, p.lift_at, p.lifted))
        brake = 1 - ramp(now, p.let_go_at, p.let_go) + p.braking * ramp(now, p.brake_at, p.braked) + (1 - p.braking) * ramp(now, p.hold_at, p.held)
        rpm = abs(speed) / rolling_m / ratio * 30 / pi
        torque = (1 - pedal) * FOOT_POUND_NM * read(NO_THROTTLE, rpm) + pedal * read(FULL_THROTTLE, rpm)
        rolls = RESISTANCE * weight * cos(p.slope) * TIRE_M / loaded_m * tanh(speed / rolling_m)
        gained = (torque / ratio / loaded_m - weight * sin(p.slope) - rolls) / moved_kg * STEP_S
        lost = 4 * BRAKE_NM * brake / loaded_m / moved_kg * STEP_S
        speed += gained
        speeds.append(max(0.0, speed - lost) if speed > 0 else min(0.0, speed + lost))
    return speeds


def expected(p):
    speeds = drive(p)

    def gained(start, end):
        return (speeds[round(end / STEP_S)] - speeds[round(start / STEP_S)]) / (end - start)

    def up(load):
        return TIRE_M - load / 2 / TIRE_N_M

    ramp_s = p.braked - p.brake_at
    front_braking, rear_braking = axle_loads(p, gained(p.braked + ramp_s, p.braked + 3 * ramp_s))
    front_standing, rear_standing = axle_loads(p, 0.0)
    return {
        "early_speed": speeds[round((p.let_go + p.lift_at) / 2 / STEP_S)],
        "fastest": max(speeds),
        "way": sum(speeds) * STEP_S,
        "slowing": -gained(p.braked + ramp_s, p.braked + 3 * ramp_s),
        "front_braking": up(front_braking),
        "rear_braking": up(rear_braking),
        "front_standing": up(front_standing),
        "rear_standing": up(rear_standing),
    }
