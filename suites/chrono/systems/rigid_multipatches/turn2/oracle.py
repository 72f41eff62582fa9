# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""How a car begins to turn whose left wheels slide on more friction than its right ones. Geometry, mass and inertia are those of Chrono's reduced HMMWV."""
CAR_KG = 2493.557
YAW_KG_M2 = 5042.0  # of all its bodies, about the car's middle
HALF_TRACK_M = 0.9097


def expected(p):
    pull = (p.dry_friction - p.wet_friction) * CAR_KG * p.gravity / 2  # N more on the left than on the right
    return {"yaw_acceleration": pull * HALF_TRACK_M / YAW_KG_M2}
