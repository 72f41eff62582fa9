# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tractor that pulls away with its semi-trailer: how they settle, what lies on the hitch, how the hitch pulls, how fast they get.

Masses, springs, tires, engine map and ratios are those of Chrono's Kraz 64431.
"""
from math import pi, tanh

import numpy as np

TRACTOR_KG, TRACTOR_X_M, TRACTOR_Z_M = 10001.605, -2.0, 0.8  # body and steering arm; their middle in the tractor's reference frame
TRAILER_KG, TRAILER_X_M, TRAILER_Z_M = 20000.0, -5.96, 2.0  # the same, X from the hitch
HITCH_X_M, HITCH_Z_M = -4.64, 0.82  # in the tractor's reference frame
WHEEL_KG, TRAILER_WHEEL_KG, SPINDLE_KG = 30.0 + 90.0, 30.0 + 69.3, 14.705
AXLES_KG = (
    [581.0 + 2 * 68.0 + 5.0 + 5.0 + 2 * (SPINDLE_KG + WHEEL_KG)]
    + 2 * [717.0 + 2 * SPINDLE_KG + 4 * WHEEL_KG]
    + 3 * [500.0 + 2 * (SPINDLE_KG + TRAILER_WHEEL_KG)]
)
AXLES_X_M = (0.0, -4.08, -5.48, -6.28, -7.59, -8.90)  # the trailer's from the hitch
SPRINGS_N_M = 2 * np.array([592176.2641] + 2 * [1026438.858] + 3 * [710611.5169])
PRESSED_M = 0.062122551  # of each spring, when the wheels' centres are at the reference frame's height
TIRES = np.array([2, 4, 4, 2, 2, 2])
SECTION_M, TRAILER_SECTION_M = 12 * 0.0254, 0.385 * 0.65
TIRES_N_M = TIRES * np.array(3 * [3350 * 9.81 / (0.16 * SECTION_M)] + 3 * [5000 * 9.81 / (0.16 * TRAILER_SECTION_M)])
TIRES_M = np.array(3 * [0.254 + SECTION_M] + 3 * [0.28575 + TRAILER_SECTION_M])
HUB_KG_M2 = 0.07352 + 0.4  # spindle and axle shaft
WHEELS_KG_M2 = 2 * HUB_KG_M2 + TIRES * np.array(3 * [0.63 + 20.9672] + 3 * [0.63 + 16.326])
AXLE_RATIO, FIRST_GEAR = 6.154, 1 / 0.162337662
DRIVELINE_KG_M2 = 3 * 0.5 * AXLE_RATIO**2 + 2 * 0.6  # at the two driven axles
NO_THROTTLE = ((0.0, 0.0), (83.776, -20.0), (104.72, -20.0), (125.664, -30.0), (167.552, -30.0), (188.496, -40.0), (230.383, -70.0))
FULL_THROTTLE = ((-100, 406.7), (500, 400), (1000, 500), (1200, 572), (1400, 664), (1600, 713), (1800, 733), (2000, 725), (2200, 707))
TUNE = 1.587
STEP_S = 1e-3


def read(table, x):
    return np.interp(x, [row[0] for row in table], [row[1] for row in table])


def ramp(now, start, end):
    return min(max((now - start) / (end - start), 0.0), 1.0)


def at_rest(gravity, moment=0.0):
    """Loads of the six axles' tires, the load on the hitch, and the heights of both bodies' middles; moment: what lifts the trailer's nose.

    Nine unknowns: the tractor's height and slope, the trailer's slope, six axle heights; the least potential energy.
    """
    stiffness, load = np.zeros((9, 9)), np.zeros(9)

    def place(x, is_trailer):
        row = np.zeros(9)
        row[:3] = (1, HITCH_X_M, x) if is_trailer else (1, x, 0)
        return row

    rows = [place(x, number > 2) for number, x in enumerate(AXLES_X_M)]
    for number, row in enumerate(rows):
        spring, tire = row.copy(), np.zeros(9)
        spring[3 + number], tire[3 + number] = -1, 1
        stiffness += SPRINGS_N_M[number] * np.outer(spring, spring) + TIRES_N_M[number] * np.outer(tire, tire)
        load += SPRINGS_N_M[number] * PRESSED_M * spring + (TIRES_N_M[number] * TIRES_M[number] - AXLES_KG[number] * gravity) * tire
    tractor, trailer = place(TRACTOR_X_M, False), place(TRAILER_X_M, True)
    load -= gravity * (TRACTOR_KG * tractor + TRAILER_KG * trailer)
    load[2] += moment
    rest = np.linalg.solve(stiffness, load)
    wheels = TIRES_N_M * (TIRES_M - rest[3:])
    sprung = sum(SPRINGS_N_M[i] * (PRESSED_M - (rows[i] @ rest - rest[3 + i])) for i in (3, 4, 5))
    return wheels, TRAILER_KG * gravity - sprung, tractor @ rest + TRACTOR_Z_M, trailer @ rest + TRAILER_Z_M


def expected(p):
    wheels_n, _, tractor_m, trailer_m = at_rest(p.gravity)
    loaded_m = TIRES_M - wheels_n / TIRES_N_M
    rolling_m = (2 * TIRES_M + loaded_m) / 3
    turning_kg = WHEELS_KG_M2 / (rolling_m * loaded_m)
    resistance_n = 0.015 * wheels_n * TIRES_M / loaded_m
    truck_kg = TRACTOR_KG + TRAILER_KG + sum(AXLES_KG)
    driven_m, driven_rolling_m = loaded_m[1:3].mean(), rolling_m[1:3].mean()
    moved_kg = truck_kg + turning_kg.sum() + DRIVELINE_KG_M2 / (driven_rolling_m * driven_m)
    towed_kg = TRAILER_KG + sum(AXLES_KG[3:]) + turning_kg[3:].sum()
    speeds, pulls, gains = [0.0], [0.0], [0.0]
    while len(speeds) * STEP_S < p.duration:
        now, speed = len(speeds) * STEP_S, speeds[-1]
        engine_rad_s = speed / driven_rolling_m * AXLE_RATIO * FIRST_GEAR
        pedal = p.throttle * ramp(now, p.press_at, p.pressed)
        torque = (1 - pedal) * read(NO_THROTTLE, engine_rad_s) + pedal * TUNE * read(FULL_THROTTLE, engine_rad_s * 30 / pi)
        rolls = tanh(speed / driven_rolling_m)
        push = torque * FIRST_GEAR * AXLE_RATIO / driven_m - rolls * resistance_n.sum()
        speeds.append(speed + push / moved_kg * STEP_S)
        gains.append(push / moved_kg)
        pulls.append(towed_kg * push / moved_kg + rolls * resistance_n[3:].sum())

    def at(time):
        return speeds[min(round(time / STEP_S), len(speeds) - 1)]

    last = slice(-round(p.duration / 4 / STEP_S), None)
    # About the hitch: the body's inertia above it; below it that of axles and wheels, and the rolling resistance at the ground.
    above_m, axles_below_m, ground_below_m = TRAILER_Z_M - HITCH_Z_M, HITCH_Z_M, HITCH_Z_M + loaded_m[3:].mean()
    gain = np.mean(gains[last])
    moment = gain * (TRAILER_KG * above_m - (towed_kg - TRAILER_KG) * axles_below_m) - resistance_n[3:].sum() * ground_below_m
    return {
        "load": at_rest(p.gravity, moment)[1],
        "pull": np.mean(pulls[last]),
        "halfway": at((p.pressed + p.duration) / 2),
        "ends": at(p.duration - p.duration / 100),
        "tractor_height": tractor_m,
        "trailer_height": trailer_m,
        "truck_mass": truck_kg,
    }
