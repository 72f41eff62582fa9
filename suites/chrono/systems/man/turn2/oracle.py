# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A truck that is held on a hill by its brakes and pulls away: engine, gear and final drive against m g sin, rolling resistance and what is left of the brakes.

Until the brakes are let go the hill bends the treads of all tires, and the engine those of the driven ones, which helps the truck off.

Masses, radii, engine map, ratios and brakes are those of Chrono's MAN 7t on TMeasy tires, two of its three axles driven.
"""
from math import cos, pi, sin, tanh

WHEEL_KG = 14.705 * 4.1 + 30.0 + 104.0  # spindle, rim, tire
FRONT_AXLE_KG = 405.0 + 3 * 145.6 + 10.3 + 50.0 + 2 * (10.0 + 25.0) + 2 * WHEEL_KG  # tube, knuckles, bell crank, rods, wheels
REAR_AXLE_KG = 709.0 + 50.0 + 2 * 25.0 + 2 * WHEEL_KG
TRUCK_KG = 8285.0 + 1.605 + FRONT_AXLE_KG + 2 * REAR_AXLE_KG
TIRE_M, TIRE_N_M = 0.629, 49050 / (0.16 * 0.375)
WHEEL_KG_M2 = 0.07352 * 6.56 + 0.63 + 31.6623 + 0.4 * 6.56  # spindle, rim, tire, axle shaft
FINAL_DRIVE = 1 / 3.947 / 1.706 / 1.02
DRIVELINE_KG_M2 = 2 * 0.6 + 3 * 0.5 / FINAL_DRIVE**2  # differentials, and shafts before the final drive
GEARS = (0.077, 0.118, 0.162, 0.221, 0.283, 0.416, 0.573, 0.780, 1.0)
RESISTANCE = 0.015
TREAD_N_M, TREAD_N_S_M = 1e5, 5e3  # of each tire at low speed: a bristle of stiffness and damping
BRAKE_NM = 10000.0  # of each wheel, pressed fully
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


def ramp(now, start, end):
    return min(max((now - start) / (end - start), 0.0), 1.0)


def expected(p):
    weight = TRUCK_KG * p.gravity
    loaded_m = TIRE_M - weight * cos(p.slope) / 6 / TIRE_N_M
    rolling_m = (2 * TIRE_M + loaded_m) / 3
    ratio = GEARS[round(p.gear) - 1] * FINAL_DRIVE
    rolls_Nm = RESISTANCE * weight * cos(p.slope) / 6 * TIRE_M
    # Wheels on two driven axles and on the one that isn't: how many, what turns with them, their speed and how far their treads are bent.
    wheels = [[4, 4 * WHEEL_KG_M2 + DRIVELINE_KG_M2, 0.0, 0.0], [2, 2 * WHEEL_KG_M2, 0.0, 0.0]]
    speeds = [0.0]
    while len(speeds) * STEP_S < p.duration + STEP_S:
        now, speed, push = len(speeds) * STEP_S, speeds[-1], 0.0
        pedal = p.throttle * ramp(now, p.press_at, p.pressed)
        rpm = abs(wheels[0][2]) / ratio * 30 / pi
        torque = ((1 - pedal) * FOOT_POUND_NM * read(NO_THROTTLE, rpm) + pedal * read(FULL_THROTTLE, rpm)) / ratio
        brake_Nm = BRAKE_NM * (1 - ramp(now, p.let_go_at, p.let_go))
        for driven, axle in ((True, wheels[0]), (False, wheels[1])):
            number, inertia, turning, bent = axle
            slides = speed - turning * rolling_m
            bends = slides - TREAD_N_M * bent * abs(slides) / (weight * cos(p.slope) / 6)
            force = -number * (TREAD_N_M * bent + TREAD_N_S_M * bends)
            held = now < p.let_go_at
            gained = ((torque if driven else 0.0) - force * loaded_m - number * rolls_Nm * tanh(turning)) / inertia * STEP_S
            lost = number * brake_Nm / inertia * STEP_S
            turning += gained
            turning = 0.0 if held else max(0.0, turning - lost) if turning > 0 else min(0.0, turning + lost)
            axle[2:] = turning, bent + bends * STEP_S
            push += force
        speeds.append(speed + (push - weight * sin(p.slope)) / TRUCK_KG * STEP_S)
    return {
        "early_speed": speeds[round((p.let_go + p.duration) / 2 / STEP_S)],
        "ends": speeds[round(0.99 * p.duration / STEP_S)],
    }
