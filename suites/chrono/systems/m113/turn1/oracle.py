# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tracked carrier that is set down while it moves: what its speed is when its tracks run.

Only the ground changes its momentum; the same push makes the tracks and all that turns with them run.
Masses, inertias and radii are those of Chrono's M113 with single-pin shoes.
"""
SHOES_KG = (63 + 64) * 18.02
CARRIER_KG = 7819.24 + 2 * (27.68 + 10.0 + 25.76) + 10 * (75.26 + 35.56) + SHOES_KG  # hull, sprockets, idlers, arms and wheels
SPROCKET_M, WHEEL_M, IDLER_M = 0.245, 0.305, 0.285  # to where the shoes are pinned together, but for the road wheels
SPROCKET_KG_M2 = 2 * (0.883 + 0.4) + 0.6 + 0.5 / 0.5**2  # gears and axles, differential, drive shaft
WHEEL_KG_M2, IDLER_KG_M2 = 10 * 2.16, 2 * 1.12
RUNNING_KG = SHOES_KG + SPROCKET_KG_M2 / SPROCKET_M**2 + WHEEL_KG_M2 / WHEEL_M**2 + IDLER_KG_M2 / IDLER_M**2


def expected(p):
    rolling = p.speed * CARRIER_KG / (CARRIER_KG + RUNNING_KG)
    return {"rolling": rolling, "spin": rolling / SPROCKET_M}
