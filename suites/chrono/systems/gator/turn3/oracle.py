# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""How a Gator pulls away, stops and backs away: engine and gears, rolling resistance and two rear brakes, against all that moves and turns.

Masses, inertias, radii, ratio, engine and brakes are those of Chrono's Gator on TMeasy tires.
"""
GATOR_KG = 906.2
WHEEL_KG_M2 = 0.42 + 0.416 + 0.002 + 0.4  # rim, tire, spindle, axle shaft
FRONT_M, FRONT_LOADED_M = 0.28575, 0.2513  # radius, unloaded and under the Gator
REAR_M, REAR_LOADED_M = 0.3175, 0.2859
ROLLING_M = (2 * REAR_M + REAR_LOADED_M) / 3
FRONT_ROLLING_M = (2 * FRONT_M + FRONT_LOADED_M) / 3
MOVED_KG = GATOR_KG + 2 * WHEEL_KG_M2 / (ROLLING_M * REAR_LOADED_M) + 2 * WHEEL_KG_M2 / (FRONT_ROLLING_M * FRONT_LOADED_M)
ROLLING = 0.015 * REAR_M / REAR_LOADED_M
TORQUE_NM, POWER_W, GEAR, REVERSE_GEAR = 200.0, 14000.0, 0.07, 0.04
BRAKE_NM = 800.0  # of each rear wheel, pressed fully
STEP_S = 1e-4


def ramp(now, start, end):
    return min(max((now - start) / (end - start), 0.0), 1.0)


def expected(p):
    speeds = [0.0]
    while len(speeds) * STEP_S < p.reverse_at:
        now, speed = len(speeds) * STEP_S, speeds[-1]
        pedal = p.throttle * (ramp(now, p.press_at, p.pressed) - ramp(now, p.let_go_at, p.let_go))
        torque = pedal * min(TORQUE_NM, POWER_W / max(speed / ROLLING_M / GEAR, 1.0))
        brakes = 2 * BRAKE_NM * p.braking * ramp(now, p.brake_at, p.braked)
        push = torque / GEAR / REAR_LOADED_M - brakes / REAR_LOADED_M - ROLLING * GATOR_KG * p.gravity
        speeds.append(max(0.0, speed + push / MOVED_KG * STEP_S))
    # In reverse the model's engine turns at a negative speed, for which its power is no limit.
    back, now = 0.0, p.reverse_at
    while now < 0.99 * p.duration:
        share = ramp(now, p.reverse_at, p.back_at)
        brakes = 2 * BRAKE_NM * p.braking * (1 - share)
        push = (TORQUE_NM * p.back_throttle * share / REVERSE_GEAR - brakes) / REAR_LOADED_M - ROLLING * GATOR_KG * p.gravity
        back = max(0.0, back + push / MOVED_KG * STEP_S)
        now += STEP_S
    return {"fastest": max(speeds), "way": sum(speeds) * STEP_S, "back_speed": -back}
