# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tracked carrier is set down while it moves: the ground makes its tracks run."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 60.0  #: ground_size
FRICTION = 0.4  #: friction
STIFFNESS_PA = 2e7  #: stiffness in Pa
RESTITUTION = 0.01  #: restitution
START_X_M = -10.0  #: start_x
START_HEIGHT_M = 0.68  #: start_height
SPEED_M_S = 4.0  #: speed
STEP_S = 0.0005  #: step in s
DURATION_S = 0.4
PRINT_EVERY_S = 0.05  #: print_every


def make_carrier():
    """All that the model is told counts only until it is initialised."""
    carrier = veh.M113()
    carrier.SetContactMethod(chrono.ChContactMethod_SMC)
    carrier.SetTrackShoeType(veh.TrackShoeType_SINGLE_PIN)
    carrier.SetEngineType(veh.EngineModelType_SIMPLE)
    carrier.SetTransmissionType(veh.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
    carrier.SetBrakeType(veh.BrakeType_SIMPLE)
    carrier.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M), chrono.QUNIT))
    carrier.Initialize()
    carrier.SetDrivelineType(veh.DrivelineTypeTV_BDS)
    return carrier


def set_moving(system):
    """The model would give its forward speed to the hull alone."""
    for body in system.GetBodies():
        body.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0))


def add_ground(system):
    concrete = chrono.ChContactMaterialSMC()
    concrete.SetSlidingFriction(FRICTION)
    concrete.SetYoungModulus(STIFFNESS_PA)
    concrete.SetRestitution(RESTITUTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(concrete, chrono.CSYSNORM, GROUND_SIZE_M, GROUND_SIZE_M)
    ground.Initialize()
    return ground


def main():
    carrier = make_carrier()
    system = carrier.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    set_moving(system)
    ground = add_ground(system)
    driver = veh.ChDriver(carrier.GetVehicle())
    driver.Initialize()
    inputs = driver.GetInputs()

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            x_m, speed_m_s = carrier.GetVehicle().GetPos().x, carrier.GetVehicle().GetSpeed()
            sprocket_rad_s = carrier.GetDriveline().GetSprocketSpeed(veh.LEFT)
            print(f"t = {time_s:5.2f} s   x = {x_m:7.3f} m   speed = {speed_m_s:6.3f} m/s   sprocket = {sprocket_rad_s:7.3f} rad/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        carrier.Synchronize(time_s, inputs)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        carrier.Advance(STEP_S)


if __name__ == "__main__":
    main()
