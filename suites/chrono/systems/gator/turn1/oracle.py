# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""How fast a Gator gets: its engine's torque, from a speed on its power, through one gear, against all that moves and turns.

Masses, inertias, radii, ratio and engine are those of Chrono's Gator on TMeasy tires.
"""
GATOR_KG = 906.2
WHEEL_KG_M2 = 0.42 + 0.416 + 0.002 + 0.4  # rim, tire, spindle, axle shaft
FRONT_M, FRONT_LOADED_M = 0.28575, 0.2513  # radius, unloaded and under the Gator
REAR_M, REAR_LOADED_M = 0.3175, 0.2859
ROLLING_M = (2 * REAR_M + REAR_LOADED_M) / 3
FRONT_ROLLING_M = (2 * FRONT_M + FRONT_LOADED_M) / 3
MOVED_KG = GATOR_KG + 2 * WHEEL_KG_M2 / (ROLLING_M * REAR_LOADED_M) + 2 * WHEEL_KG_M2 / (FRONT_ROLLING_M * FRONT_LOADED_M)
ROLLING = 0.015 * REAR_M / REAR_LOADED_M
TORQUE_NM, POWER_W = 200.0, 14000.0
GEAR = 0.07
STEP_S = 1e-4


def expected(p):
    speeds = [0.0]
    while len(speeds) * STEP_S < p.duration:
        now, speed = len(speeds) * STEP_S, speeds[-1]
        pedal = p.throttle * min(max((now - p.press_at) / (p.pressed - p.press_at), 0.0), 1.0)
        engine_rad_s = speed / ROLLING_M / GEAR
        torque = pedal * min(TORQUE_NM, POWER_W / max(engine_rad_s, 1.0))
        push = torque / GEAR / REAR_LOADED_M - ROLLING * GATOR_KG * p.gravity
        speeds.append(max(0.0, speed + push / MOVED_KG * STEP_S))

    def at(time):
        return speeds[min(round(time / STEP_S), len(speeds) - 1)]

    knee = POWER_W / TORQUE_NM * GEAR * ROLLING_M
    return {"early_speed": at(0.45 * p.duration), "late_speed": at(0.99 * p.duration), "knee": knee}
