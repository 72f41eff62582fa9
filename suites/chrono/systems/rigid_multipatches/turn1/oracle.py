# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Where a car with locked wheels comes to rest that slides from one friction onto another: each axle has its own, and braking loads the front one.

Geometry and masses are those of Chrono's reduced HMMWV.
"""
FRONT_M, REAR_M = 1.651, -1.651  # axles, from the reference frame
MIDDLE_M = 0.048  # centre of mass
HEIGHT_M = 0.62  # of it above the ground
RIDING_M = 0.648  # of its centre of mass above the ground, in the mean of the last instants
BASE_M = FRONT_M - REAR_M
STEP_S = 1e-4


def expected(p):
    x, speed, time = p.start_x, p.speed, 0.0
    while speed > 0:
        front = p.wet_friction if x + FRONT_M > 0 else p.dry_friction
        rear = p.wet_friction if x + REAR_M > 0 else p.dry_friction
        share = (MIDDLE_M - REAR_M) / BASE_M  # of the weight on the front axle at rest
        slowing = p.gravity * (rear + (front - rear) * share) / (1 - (front - rear) * HEIGHT_M / BASE_M)
        x, speed, time = x + speed * STEP_S, speed - slowing * STEP_S, time + STEP_S
    return {"distance": x - p.start_x, "stop_time": time, "riding": RIDING_M}
