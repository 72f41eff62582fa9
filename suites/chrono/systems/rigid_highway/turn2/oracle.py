# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A proportional cruise control: engine map and gears, against drag, rolling resistance and all that moves and turns.

Masses, inertias, maps and ratios are those of Chrono's reduced HMMWV with its simple maps, rear wheels driven, on TMeasy tires.
"""
CAR_KG = 2493.557
WHEEL_KG_M2 = 0.6243 + 6.69 + 1 + 0.4  # rim, tire, spindle, axle shaft
REAR_GEAR = 0.2
DRIVELINE_KG_M2 = 0.6 + 0.5 / REAR_GEAR**2  # differential box and driveshaft
GEARS = (0.1708, 0.2791, 0.4218, 0.6223, 1.0173, 1.5361)
TIRE_M, LOADED_M = 0.4699, 0.4546  # radius, unloaded and under the car
ROLLING_M = (2 * TIRE_M + LOADED_M) / 3
SLIP_N = 2 * 17.7764 * 8562.8  # force of both driven tires per unit of slip
RESISTANCE = 0.015 * TIRE_M / LOADED_M
NO_THROTTLE = ((-10.472, 0.0), (83.776, -20.0), (104.720, -20.0), (125.664, -30.0), (167.552, -30.0), (188.496, -40.0), (209.440, -50.0))
FULL_THROTTLE = ((-10.472, 406.7), (83.776, 517.9), (104.720, 926.0), (125.664, 1216.2), (146.608, 1300.2), (167.552, 1300.2), (188.496, 1227.0), (209.440, 1136.2))
KM_H = 1 / 3.6
STEP_S = 1e-4


def read(table, x):
    for (x0, y0), (x1, y1) in zip(table, table[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return table[-1][1]


def expected(p):
    rolling_kg = CAR_KG + 4 * WHEEL_KG_M2 / ROLLING_M**2
    driven_kg = rolling_kg + DRIVELINE_KG_M2 / ROLLING_M**2
    ratio = GEARS[round(p.gear) - 1] * REAR_GEAR
    # The driveline stands at the start: the rear wheels spin it up, which costs some speed.
    speeds, slip = [p.speed * rolling_kg / driven_kg], 0.0
    while len(speeds) * STEP_S < p.duration + STEP_S:
        speed = speeds[-1]
        pedal = min(1.0, max(0.0, p.gain * (p.wanted - speed) / KM_H))
        engine_rad_s = speed * (1 + slip) / ROLLING_M / ratio
        torque = (1 - pedal) * read(NO_THROTTLE, engine_rad_s) + pedal * read(FULL_THROTTLE, engine_rad_s)
        push = torque / ratio / LOADED_M
        slip = push / SLIP_N
        drag = p.drag * p.area * p.air * speed**2 / 2
        speeds.append(speed + (push - drag - RESISTANCE * CAR_KG * p.gravity) / driven_kg * STEP_S)
    halfway, ends = (speeds[round(share * p.duration / STEP_S)] for share in (0.4, 0.99))
    return {
        "halfway": halfway,
        "ends": ends,
        "pedal_halfway": min(1.0, max(0.0, p.gain * (p.wanted - halfway) / KM_H)),
        "pedal_ends": min(1.0, max(0.0, p.gain * (p.wanted - ends) / KM_H)),
    }
