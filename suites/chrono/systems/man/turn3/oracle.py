# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A truck on two axles that rolls down a hill and is braked: its speed, and what its axles carry.

The loads follow from moments alone: weight, inertia and rolling resistance about the rear wheels. How high the body stands on its springs comes from
their forces. Masses, places, springs, tires, driveline and brakes are those of Chrono's MAN 5t on TMeasy tires.
"""
from math import cos, hypot, sin

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
BRAKE_NM = 10000.0  # of each wheel, pressed fully


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
    """Of front and rear axle, in N, when the truck rolls downhill and gains so much speed (m/s²)."""
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
    spin = 4 * WHEEL_KG_M2 * gained / ((2 * TIRE_M + loaded_m) / 3)
    rolls = RESISTANCE * weight * TIRE_M
    rear = (level * behind_kg_m + (gained - p.gravity * sin(p.slope)) * high_kg_m + spin + rolls) / WHEELBASE_M
    return weight - rear, rear


def expected(p):
    (body_kg, _, _), axles_kg = masses()
    truck_kg = body_kg + sum(axles_kg)
    weight = truck_kg * p.gravity
    loaded_m = TIRE_M - weight * cos(p.slope) / 4 / TIRE_N_M
    rolling_m = (2 * TIRE_M + loaded_m) / 3
    rolling_kg = truck_kg + 4 * WHEEL_KG_M2 / rolling_m / loaded_m
    driveline_kg = DRIVELINE_KG_M2 / rolling_m / loaded_m
    # The driveline starts the other way round: turning it costs some speed.
    start = p.speed * (rolling_kg - driveline_kg) / (rolling_kg + driveline_kg)
    moved_kg = rolling_kg + driveline_kg
    rolls = weight * (sin(p.slope) - RESISTANCE * cos(p.slope) * TIRE_M / loaded_m) / moved_kg
    braking = rolls - 4 * BRAKE_NM * p.braking / loaded_m / moved_kg

    def up(load):
        return TIRE_M - load / 2 / TIRE_N_M

    front, rear = axle_loads(p, braking)
    return {
        "rolling": start + rolls * p.brake_at,
        "slowing": -braking,
        "front_up": up(front),
        "rear_up": up(rear),
    }
