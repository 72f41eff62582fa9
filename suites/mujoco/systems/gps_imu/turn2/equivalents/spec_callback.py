# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same driven arm built with MjSpec: a general actuator as servo, the command comes from a control callback, RK4."""

import mujoco

GRAVITY = 9.81  #: gravity
HEIGHT = 1.0  #: hinge_height
HALF_LENGTH = 0.25  #: arm_length / 2
HALF_WIDTH = 0.03  #: arm_width / 2
HALF_THICKNESS = 0.02  #: arm_thickness / 2
BEAM_MASS = 1.0  #: arm_mass
CASE_HALF_X = 0.05  #: package_length / 2
CASE_HALF_Y = 0.04  #: package_width / 2
CASE_HALF_Z = 0.025  #: package_height / 2
CASE_MASS = 0.5  #: package_mass
RADIUS = 0.3  #: radius
KV = 10.0  #: servo_gain
CRUISE = 3.0  #: cruise
RAMP_S = 3.0  #: cruise / spin_up
FIELD_NORTH = 0.2  #: field_x
FIELD_UP = -0.45  #: -field_down
IMU_HZ = 100.0  #: imu_rate
GPS_HZ = 10.0  #: gps_rate
STEP = 0.001  #: step in s
END = 6.0  #: duration
PERIOD = 0.5  #: print_every


def build():
    spec = mujoco.MjSpec()
    spec.modelname = "driven case"
    spec.option.timestep = STEP
    spec.option.gravity = [0, 0, -GRAVITY]
    spec.option.magnetic = [FIELD_NORTH, 0, FIELD_UP]
    spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4
    spec.default.geom.type = mujoco.mjtGeom.mjGEOM_BOX
    spec.default.geom.contype = 0
    spec.default.geom.conaffinity = 0

    beam = spec.worldbody.add_body(name="beam", pos=[0, 0, HEIGHT])
    beam.add_joint(name="pivot", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
    beam.add_geom(name="beam", pos=[HALF_LENGTH, 0, 0], size=[HALF_LENGTH, HALF_WIDTH, HALF_THICKNESS], mass=BEAM_MASS)
    case = beam.add_body(name="case", pos=[RADIUS, 0, 0])
    case.add_geom(name="case", size=[CASE_HALF_X, CASE_HALF_Y, CASE_HALF_Z], mass=CASE_MASS)
    # A quarter turn about Z: the chip's X is the case's Y (along the motion), its Y the case's -X (to the pivot).
    case.add_site(name="chip", quat=[0.5**0.5, 0, 0, 0.5**0.5])

    servo = spec.add_actuator(name="servo", target="pivot", trntype=mujoco.mjtTrn.mjTRN_JOINT)
    servo.gaintype = mujoco.mjtGain.mjGAIN_FIXED
    servo.biastype = mujoco.mjtBias.mjBIAS_AFFINE
    servo.gainprm[0] = KV
    servo.biasprm[2] = -KV

    kinds = mujoco.mjtSensor
    for name, kind, rate in (
        ("field", kinds.mjSENS_MAGNETOMETER, IMU_HZ),
        ("force", kinds.mjSENS_ACCELEROMETER, IMU_HZ),
        ("turn", kinds.mjSENS_GYRO, IMU_HZ),
        ("fix", kinds.mjSENS_FRAMEPOS, GPS_HZ),
    ):
        spec.add_sensor(
            name=name,
            type=kind,
            objtype=mujoco.mjtObj.mjOBJ_SITE,
            objname="chip",
            nsample=1,
            interval=[1 / rate, 0],
        )
    return spec.compile()


def command(model, data):
    """The rate that the servo is told, asked for by MuJoCo whenever it computes the actuators' forces."""
    data.ctrl[0] = CRUISE * min(data.time / RAMP_S, 1.0)


def main():
    model = build()
    data = mujoco.MjData(model)
    mujoco.set_mjcb_control(command)
    try:
        mujoco.mj_forward(model, data)
        steps_per_line = round(PERIOD / STEP)
        for k in range(round(END / STEP) + 1):
            if k % steps_per_line == 0:
                print(f"{data.time:.2f}", end="")
                for name in ("force", "turn", "field", "fix"):
                    print(f" | {name}: " + " ".join(f"{value:+.3f}" for value in data.sensor(name).data), end="")
                print()
            mujoco.mj_step(model, data)
    finally:
        mujoco.set_mjcb_control(None)


if __name__ == "__main__":
    main()
