# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tracked carrier whose sprockets are braked: how it slows down, with all that runs.

Masses, inertias, radii and brakes are those of Chrono's M113 with single-pin shoes; what its tracks lose by themselves is from the reference.
"""
SHOES_KG = (63 + 64) * 18.02
CARRIER_KG = 7819.24 + 2 * (27.68 + 10.0 + 25.76) + 10 * (75.26 + 35.56) + SHOES_KG  # hull, sprockets, idlers, arms and wheels
SPROCKET_M, WHEEL_M, IDLER_M = 0.245, 0.305, 0.285  # to where the shoes are pinned together, but for the road wheels
SPROCKET_KG_M2 = 2 * (0.883 + 0.4) + 0.6 + 0.5 / 0.5**2  # gears and axles, differential, drive shaft
WHEEL_KG_M2, IDLER_KG_M2 = 10 * 2.16, 2 * 1.12
MOVING_KG = CARRIER_KG + SHOES_KG + SPROCKET_KG_M2 / SPROCKET_M**2 + WHEEL_KG_M2 / WHEEL_M**2 + IDLER_KG_M2 / IDLER_M**2
BRAKES_NM = 2 * 10000.0
LOSS_M_S2 = 0.1


def expected(p):
    slowing = p.braking * BRAKES_NM / SPROCKET_M / MOVING_KG
    middle = 0.875 * p.duration  # of the window in which the speed is asked for
    return {
        "slowing": slowing + LOSS_M_S2,
        "ends": p.speed - LOSS_M_S2 * middle - slowing * (middle - (p.brake_at + p.braked) / 2),
    }
