# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same robot from MjSpec: the right axle stays mirrored and its servo's gear is -1; legs run one after another."""

from dataclasses import dataclass

import mujoco

GRAVITY = 9.81  #: gravity
BOX_X = 0.18  #: chassis_length / 2
BOX_Y = 0.12  #: chassis_width / 2
BOX_Z = 0.04  #: chassis_height / 2
BOX_MASS = 4.0  #: chassis_mass
START_Z = 0.07  #: ride_height
WHEEL_R = 0.05  #: wheel_radius
WHEEL_HALF = 0.01  #: wheel_width / 2
WHEEL_MASS = 0.25  #: wheel_mass
TRACK = 0.28  #: track
WHEEL_Z = -0.02  #: wheel_radius - ride_height
ROTOR = 0.005  #: armature
GRIP = 1.0  #: wheel_friction
BALL_R = 0.02  #: caster_radius
BALL_X = 0.14  #: caster_x
BALL_Z = -0.05  #: caster_radius - ride_height
GAIN = 1.0  #: servo_gain
STRAIGHT_END = 2.0  #: until_1
STRAIGHT_SPEED = 0.3  #: speed_1
SPIN_END = 4.0  #: until_2
SPIN_RATE = 1.0  #: yaw_2
ARC_SPEED = 0.2  #: speed_3
ARC_RATE = -0.5  #: -yaw_3
STEP = 0.002  #: step in s
DURATION = 6.0  #: duration
PRINT_EVERY = 0.5  #: print_every


@dataclass(frozen=True)
class Leg:
    end: float
    forward: float = 0.0
    yaw_rate: float = 0.0

    def rim_speeds(self):
        """Speeds of the ground under the left and the right wheel in m/s."""
        difference = self.yaw_rate * TRACK
        return self.forward - difference / 2, self.forward + difference / 2


LEGS = (
    Leg(STRAIGHT_END, forward=STRAIGHT_SPEED),
    Leg(SPIN_END, yaw_rate=SPIN_RATE),
    Leg(DURATION, forward=ARC_SPEED, yaw_rate=ARC_RATE),
)


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = STEP
    spec.option.gravity = [0, 0, -GRAVITY]
    spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
    # Frictionless contacts by default; the wheels' priority brings friction.
    spec.default.geom.condim = 1
    tyre = spec.add_default("tyre", spec.default)
    tyre.geom.type = mujoco.mjtGeom.mjGEOM_CYLINDER
    tyre.geom.size = [WHEEL_R, WHEEL_HALF, 0]
    tyre.geom.mass = WHEEL_MASS
    tyre.geom.condim = 3
    tyre.geom.priority = 1
    tyre.geom.friction = [GRIP, 0.005, 0.0001]
    tyre.joint.armature = ROTOR

    spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[10, 10, 1])
    bot = spec.worldbody.add_body(name="bot", pos=[0, 0, START_Z])
    bot.add_freejoint(name="bot")
    bot.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[BOX_X, BOX_Y, BOX_Z], mass=BOX_MASS)
    for sign in (1, -1):
        bot.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[BALL_R, 0, 0], pos=[sign * BALL_X, 0, BALL_Z], mass=0)
    for name, sign in (("port", 1), ("starboard", -1)):
        # The wheel's frame is turned about X so that its Z is the axle and points outwards.
        wheel = bot.add_body(name=name, pos=[0, sign * TRACK / 2, WHEEL_Z], quat=[0.5**0.5, -sign * 0.5**0.5, 0, 0])
        wheel.add_joint(tyre, name=name, axis=[0, 0, 1])
        wheel.add_geom(tyre)
        servo = spec.add_actuator(name=name, target=name, trntype=mujoco.mjtTrn.mjTRN_JOINT, gear=[sign, 0, 0, 0, 0, 0])
        servo.set_to_velocity(kv=GAIN)
    return spec.compile()


def main():
    model = build()
    data = mujoco.MjData(model)
    stride = round(PRINT_EVERY / STEP)
    tick = 0
    for leg in LEGS:
        left, right = leg.rim_speeds()
        data.actuator("port").ctrl = left / WHEEL_R
        data.actuator("starboard").ctrl = right / WHEEL_R
        while tick < round(leg.end / STEP):
            mujoco.mj_step(model, data)
            tick += 1
            if tick % stride == 0:
                x, y, _ = data.joint("bot").qpos[:3]
                print(f"{data.time:6.2f} s: x = {x:7.4f} m, y = {y:7.4f} m")


main()
