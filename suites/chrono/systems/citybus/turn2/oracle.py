# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A bus with a proportional cruise control on a hill: its throttle, engine map and gear against gravity and rolling resistance.

Masses, inertias, radii, map and ratios are those of Chrono's city bus on TMeasy tires.
"""
from math import cos, pi, sin

BUS_KG = 14974.0  # with axles, wheels and tires
WHEELS_KG_M2 = 6 * (0.63 + 11.144) + 4 * (0.482 + 2.624)  # rims and tires, spindles and axle shafts
DRIVELINE_KG_M2 = 1.6 + 1.5 * 5**2
TIRE_M, LOADED_M = 0.525, 0.496  # radius, unloaded and under the bus
ROLLING_M = (2 * TIRE_M + LOADED_M) / 3
RESISTANCE = 0.015 * TIRE_M / LOADED_M
REAR_GEAR, GEARS = 0.2, (0.29, 0.54, 0.71, 1.0, 1.33, 1.54)
UP_RPM, DOWN_RPM = 1500, 800
FOOT_POUND_NM = 1.3558
NO_THROTTLE = ((0, 0), (100, 0), (400, -20), (1600, -20), (1800, -30), (2200, -100))
FULL_THROTTLE = ((0, 150), (100, 300), (400, 500), (600, 600), (800, 800), (1000, 1200), (1200, 1250), (1400, 1250), (1600, 1150), (1800, 1000))
STEP_S = 1e-4


def read(table, x):
    for (x0, y0), (x1, y1) in zip(table, table[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return table[-1][1]


def expected(p):
    rolling_kg = BUS_KG + WHEELS_KG_M2 / ROLLING_M**2
    driven_kg = rolling_kg + DRIVELINE_KG_M2 / ROLLING_M**2
    # The driveline stands at the start: the rear wheels spin it up, which costs some speed.
    speed, gear = p.speed * rolling_kg / driven_kg, 0
    hill = BUS_KG * p.gravity * (sin(p.slope) + RESISTANCE * cos(p.slope))
    halfway = 0.0
    for step in range(round(0.99 * p.duration / STEP_S)):
        if step == round(0.6 * p.duration / STEP_S):
            halfway = speed
        rpm = speed / ROLLING_M / REAR_GEAR / GEARS[gear] * 30 / pi
        if rpm > UP_RPM and gear + 1 < len(GEARS):
            gear += 1
        elif rpm < DOWN_RPM and gear > 0:
            gear -= 1
        pedal = min(1.0, max(0.0, p.gain * (p.wanted - speed)))
        torque = FOOT_POUND_NM * ((1 - pedal) * read(NO_THROTTLE, rpm) + pedal * read(FULL_THROTTLE, rpm))
        speed += (torque / GEARS[gear] / REAR_GEAR / LOADED_M - hill) / driven_kg * STEP_S
    return {"halfway": halfway, "ends": speed}
