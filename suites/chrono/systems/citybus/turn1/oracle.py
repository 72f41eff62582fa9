# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A bus that rolls up a hill: gravity and rolling resistance take from what moves and what turns.

Masses, inertias and radii are those of Chrono's city bus on TMeasy tires.
"""
from math import cos, sin

BUS_KG = 14974.0  # with axles, wheels and tires
WHEELS_KG_M2 = 6 * (0.63 + 11.144) + 4 * (0.482 + 2.624)  # rims and tires, spindles and axle shafts
DRIVELINE_KG_M2 = 1.6 + 1.5 * 5**2
TIRE_M, LOADED_M = 0.525, 0.496  # radius, unloaded and under the bus
ROLLING_M = (2 * TIRE_M + LOADED_M) / 3
RESISTANCE = 0.015 * TIRE_M / LOADED_M


def expected(p):
    rolling_kg = BUS_KG + WHEELS_KG_M2 / ROLLING_M**2
    driven_kg = rolling_kg + DRIVELINE_KG_M2 / ROLLING_M**2
    return {
        "slowing": p.gravity * (sin(p.slope) + RESISTANCE * cos(p.slope)) * BUS_KG / driven_kg,
        # The driveline stands at the start: the rear wheels spin it up, which costs some speed.
        "coasting": p.speed * rolling_kg / driven_kg,
    }
