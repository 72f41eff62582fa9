# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""The speed that is left on the plateau: gravity and rolling resistance take from what moves and what turns.

Masses, inertias and radii are those of Chrono's reduced HMMWV with rear wheels driven, on TMeasy tires.
"""
from math import sqrt, tan

CAR_KG = 2493.557
WHEEL_KG_M2 = 0.6243 + 6.69 + 1 + 0.4  # rim, tire, spindle, axle shaft
DRIVELINE_KG_M2 = 0.6 + 0.5 * 5**2
TIRE_M, LOADED_M = 0.4699, 0.4546  # radius, unloaded and under the car
ROLLING_M = (2 * TIRE_M + LOADED_M) / 3
RIDING_M = 0.631  # height of the chassis' centre of mass on its tires at rest
RESISTANCE = 0.015 * TIRE_M / LOADED_M


def expected(p):
    rolling_kg = CAR_KG + 4 * WHEEL_KG_M2 / ROLLING_M**2
    driven_kg = rolling_kg + DRIVELINE_KG_M2 / ROLLING_M**2
    # The driveline stands at the start: the rear wheels spin it up, which costs some speed.
    coasting = p.speed * rolling_kg / driven_kg
    way = -p.start_x + p.plateau_height / tan(p.slope) + 3
    lost_J = CAR_KG * p.gravity * (p.plateau_height + RESISTANCE * way)
    return {"coasting": coasting, "slower": sqrt(coasting**2 - 2 * lost_J / driven_kg), "riding": RIDING_M}
