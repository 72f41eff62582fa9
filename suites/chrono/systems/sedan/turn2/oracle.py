# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A car whose wheels roll: the brakes' torque slows down its mass and all that turns with its wheels.

The masses and inertias are those of Chrono's sedan: chassis, suspensions and steering, four wheels with their tires; of what turns with
the wheels the axle shafts and the driveline (its driveshaft turns five times as fast as the differential's box).
"""
CAR_KG = 1680.3
WHEELS_KG_M2 = 4 * (0.42 + 0.679 + 0.0005) + 2 * 0.4 + 2 * 0.166
DRIVELINE_KG_M2 = 0.6 + 0.5 * 5**2
BRAKES_N_M = 4 * 2000  # at full pedal


def expected(p):
    rolling_kg = CAR_KG + WHEELS_KG_M2 / p.tire_radius**2
    # The driveline stands at the start: the front wheels spin it up, which costs some speed.
    driven_kg = rolling_kg + DRIVELINE_KG_M2 / p.tire_radius**2
    return {
        "slowing": BRAKES_N_M * p.pedal / p.tire_radius / driven_kg,
        "coasting": p.speed * rolling_kg / driven_kg,
    }
