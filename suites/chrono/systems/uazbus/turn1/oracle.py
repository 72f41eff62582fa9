# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Where a bus on two solid axles comes to rest: springs, tires and weight, with one wheel on a block.

Masses, springs, tires and places are those of Chrono's UAZ bus on TMeasy tires.
"""
import numpy as np

BODY_KG, BODY_X_M, BODY_Z_M = 2322.6, -1.204, 0.3  # centre of mass in the reference frame, with the steering arm
FRONT_AXLE_KG = 124.0 + 2 * (14.705 + 10.0 + 12.0 + 37.6) + 2 * 5.0  # tube, spindles, knuckles, rims, tires, rods
REAR_AXLE_KG = 124.0 + 2 * (14.705 + 12.0 + 37.6)
WHEELBASE_M, WHEEL_Y_M = 2.3, 0.7325
FRONT_SPRING_N_M, FRONT_SPRING_Y_M = 94748.2, 0.3824
REAR_SPRING_N_M, REAR_SPRING_Y_M = 102643.9, 0.5142
PRESSED_M = 0.0621226  # of each spring, when the wheels' centres are at the reference frame's height
TIRE_N_M, TIRE_M = 1450 * 9.81 / (0.16 * 0.75 * 0.225), 0.75 * 0.225 + 0.2032
Z, PITCH, ROLL, FRONT_Z, FRONT_TILT, REAR_Z, REAR_TILT = range(7)  # of the body at its reference frame, and of the axles


def at_rest(gravity, roads):
    """The seven heights and small angles with the least potential energy; roads: height under the wheels, front left first."""
    stiffness, load = np.zeros((7, 7)), np.zeros(7)

    def add_spring(newton_per_m, row, free):
        stiffness[:] += newton_per_m * np.outer(row, row)
        load[:] += newton_per_m * free * row

    axles = ((0.0, FRONT_Z, FRONT_SPRING_N_M, FRONT_SPRING_Y_M), (-WHEELBASE_M, REAR_Z, REAR_SPRING_N_M, REAR_SPRING_Y_M))
    for number, (x, axle, newton_per_m, spring_y) in enumerate(axles):
        for side, road in zip((1, -1), roads[2 * number :]):
            spring, tire = np.zeros(7), np.zeros(7)
            spring[[Z, PITCH, ROLL, axle, axle + 1]] = 1, -x, side * spring_y, -1, -side * spring_y
            add_spring(newton_per_m, spring, PRESSED_M)
            tire[[axle, axle + 1]] = 1, side * WHEEL_Y_M
            add_spring(TIRE_N_M, tire, TIRE_M + road)
    load[[Z, PITCH, FRONT_Z, REAR_Z]] += gravity * np.array([-BODY_KG, BODY_KG * BODY_X_M, -FRONT_AXLE_KG, -REAR_AXLE_KG])
    for angle in (PITCH, ROLL):  # the body's weight is above the axles and leans with it
        stiffness[angle, angle] -= gravity * BODY_KG * BODY_Z_M
    return np.linalg.solve(stiffness, load)


def expected(p):
    rest = at_rest(p.gravity, [p.block_height, 0.0, 0.0, 0.0])
    return {
        "height": rest[Z] - BODY_X_M * rest[PITCH] + BODY_Z_M,  # of the body's centre of mass
        "roll": rest[ROLL],
        "pitch": rest[PITCH],
        "axle_tilt": rest[FRONT_TILT],
        "front_apart": 2 * WHEEL_Y_M * rest[FRONT_TILT],  # the left wheel's centre above the right one's
        "rear_apart": 2 * WHEEL_Y_M * rest[REAR_TILT],
    }
