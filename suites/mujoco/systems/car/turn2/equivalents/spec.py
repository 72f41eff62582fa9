# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same steered car as a class on MjSpec; its commands go in between mj_step1 and mj_step2, sensors give what it prints."""

import math

import mujoco

GRAVITY = 9.81  #: gravity
LENGTH = 2.2  #: chassis_length
BREADTH = 0.9  #: chassis_width
HEIGHT = 0.4  #: chassis_height
BOX_MASS = 300.0  #: chassis_mass
TYRE_R = 0.3  #: wheel_radius
TYRE_B = 0.2  #: wheel_width
TYRE_MASS = 15.0  #: wheel_mass
HALF_BASE = 0.8  #: wheel_x
HALF_TRACK = 0.6  #: wheel_y
BELOW = 0.2  #: drop
START_Z = 0.5  #: ride_height
GRIP = 0.9  #: wheel_friction
KV = 100.0  #: servo_gain
FULL_RATE = 10.0  #: cruise
RAMP = 2.0  #: ramp
LOCK_DEG = 30.0  #: kingpin_limit
UPRIGHT_MASS = 2.0  #: part_mass
STEER_FROM = 2.5  #: steer_start
STEER_IN = 0.5  #: steer_ramp
STEER_DEG = 10.0  #: steer
STEP = 0.002  #: step in s
END = 6.0  #: duration
PRINT = 0.5  #: print_every


class SteeredCar:
    def __init__(self):
        self.spec = mujoco.MjSpec()
        self.spec.compiler.degree = True
        self.spec.option.timestep = STEP
        self.spec.option.gravity = [0, 0, -GRAVITY]
        self.spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICIT
        self.spec.default.geom.friction[0] = GRIP
        self.spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1])
        self.chassis = self.spec.worldbody.add_body(name="chassis", pos=[0, 0, START_Z])
        self.chassis.add_freejoint()
        self.chassis.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[LENGTH / 2, BREADTH / 2, HEIGHT / 2], mass=BOX_MASS)
        for side, y in (("left", HALF_TRACK), ("right", -HALF_TRACK)):
            self.drive(side, self.wheel(self.chassis, f"rear {side}", [-HALF_BASE, y, -BELOW]))
            self.wheel(self.upright(side, y), f"front {side}", [0, 0, 0])
        for name, kind in (("place", mujoco.mjtSensor.mjSENS_FRAMEPOS), ("ahead", mujoco.mjtSensor.mjSENS_FRAMEXAXIS)):
            self.spec.add_sensor(name=name, type=kind, objtype=mujoco.mjtObj.mjOBJ_BODY, objname="chassis")
        self.model = self.spec.compile()
        self.data = mujoco.MjData(self.model)

    def wheel(self, parent, name, place):
        body = parent.add_body(name=name, pos=place)
        body.add_joint(name=f"{name} axle", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0])
        body.add_geom(
            type=mujoco.mjtGeom.mjGEOM_CYLINDER,
            size=[TYRE_R, TYRE_B / 2, 0],
            quat=[math.sqrt(0.5), math.sqrt(0.5), 0, 0],
            mass=TYRE_MASS,
        )
        return f"{name} axle"

    def upright(self, side, y):
        """A small block that turns about the vertical through the wheel's centre, and its position servo."""
        body = self.chassis.add_body(name=f"upright {side}", pos=[HALF_BASE, y, -BELOW])
        body.add_joint(
            name=f"kingpin {side}",
            type=mujoco.mjtJoint.mjJNT_HINGE,
            axis=[0, 0, 1],
            limited=True,
            range=[-LOCK_DEG, LOCK_DEG],
        )
        body.add_geom(
            type=mujoco.mjtGeom.mjGEOM_BOX,
            size=[0.05, 0.05, 0.05],
            mass=UPRIGHT_MASS,
            contype=0,
            conaffinity=0,
        )
        servo = self.spec.add_actuator(
            name=f"steer {side}",
            target=f"kingpin {side}",
            trntype=mujoco.mjtTrn.mjTRN_JOINT,
        )
        servo.set_to_position(kp=15000, kv=250)
        return body

    def drive(self, side, axle):
        motor = self.spec.add_actuator(name=f"drive {side}", target=axle, trntype=mujoco.mjtTrn.mjTRN_JOINT)
        motor.set_to_velocity(kv=KV)

    def command(self):
        rate = FULL_RATE * min(1.0, self.data.time / RAMP)
        angle = math.radians(STEER_DEG) * min(1.0, max(0.0, (self.data.time - STEER_FROM) / STEER_IN))
        for side in ("left", "right"):
            self.data.actuator(f"drive {side}").ctrl[0] = rate
            self.data.actuator(f"steer {side}").ctrl[0] = angle

    def report(self):
        x, y, _ = self.data.sensor("place").data
        ahead = self.data.sensor("ahead").data
        print(
            f"{self.data.time:.2f} s, x {x:.3f} m, y {y:.3f} m, heading {math.degrees(math.atan2(ahead[1], ahead[0])):.2f} deg"
        )

    def run(self):
        per_row = round(PRINT / STEP)
        for count in range(round(END / STEP)):
            mujoco.mj_step1(self.model, self.data)
            if count % per_row == 0:
                self.report()
            self.command()
            mujoco.mj_step2(self.model, self.data)
        mujoco.mj_forward(self.model, self.data)
        self.report()


SteeredCar().run()
