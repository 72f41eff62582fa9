# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A coast-down: drag and rolling resistance take from all that moves and turns.

Masses, inertias and radii are those of Chrono's reduced HMMWV with rear wheels driven, on TMeasy tires.
"""
CAR_KG = 2493.557
WHEEL_KG_M2 = 0.6243 + 6.69 + 1 + 0.4  # rim, tire, spindle, axle shaft
DRIVELINE_KG_M2 = 0.6 + 0.5 * 5**2
TIRE_M, LOADED_M = 0.4699, 0.4546  # radius, unloaded and under the car
ROLLING_M = (2 * TIRE_M + LOADED_M) / 3
RESISTANCE = 0.015 * TIRE_M / LOADED_M
STEP_S = 1e-4


def expected(p):
    rolling_kg = CAR_KG + 4 * WHEEL_KG_M2 / ROLLING_M**2
    driven_kg = rolling_kg + DRIVELINE_KG_M2 / ROLLING_M**2
    # The driveline stands at the start: the rear wheels spin it up, which costs some speed.
    speeds, way = [p.speed * rolling_kg / driven_kg], 0.0
    while len(speeds) * STEP_S < p.duration + STEP_S:
        drag = p.drag * p.area * p.air * speeds[-1] ** 2 / 2
        speeds.append(speeds[-1] - (drag + RESISTANCE * CAR_KG * p.gravity) / driven_kg * STEP_S)
    early, late = round(0.4 * p.duration / STEP_S), round(0.99 * p.duration / STEP_S)
    return {"early": speeds[early], "late": speeds[late]}
