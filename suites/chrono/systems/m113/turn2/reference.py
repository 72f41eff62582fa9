# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tracked carrier is set down with its tracks running, and braked."""
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
SPROCKET_RADIUS_M = 0.245  #: sprocket_radius
WHEEL_RADIUS_M = 0.305  #: wheel_radius
IDLER_RADIUS_M = 0.285  #: idler_radius
BRAKE_AT_S = 0.14  #: brake_at
BRAKED_S = 0.22  #: braked
BRAKING = 0.4  #: braking
STEP_S = 0.0005  #: step in s
DURATION_S = 0.42  #: duration
PRINT_EVERY_S = 0.05  #: print_every


def make_carrier():
    """All that the model is told counts only until it is initialised."""
    carrier = veh.M113()
    carrier.SetContactMethod(chrono.ChContactMethod_SMC)
    carrier.SetTrackShoeType(veh.TrackShoeType_SINGLE_PIN)
    carrier.SetDrivelineType(veh.DrivelineTypeTV_BDS)
    carrier.SetEngineType(veh.EngineModelType_SIMPLE)
    carrier.SetTransmissionType(veh.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
    carrier.SetBrakeType(veh.BrakeType_SIMPLE)
    carrier.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M), chrono.QUNIT))
    carrier.Initialize()
    return carrier


def set_moving(carrier):
    """The model would give its forward speed to the hull alone."""
    for body in carrier.GetSystem().GetBodies():
        body.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0))
    for side in (veh.LEFT, veh.RIGHT):
        track = carrier.GetVehicle().GetTrackAssembly(side)
        for number in range(track.GetNumTrackShoes()):
            shoe = track.GetTrackShoe(number).GetShoeBody()
            # Its X axis points forwards on the ground, where the track runs back, and backwards above.
            shoe.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0) - shoe.GetRot().GetAxisX() * SPEED_M_S)
        turn(track.GetSprocket().GetGearBody(), SPROCKET_RADIUS_M)
        turn(track.GetIdlerWheel().GetBody(), IDLER_RADIUS_M)
        for number in range(track.GetNumTrackSuspensions()):
            turn(track.GetRoadWheel(number).GetBody(), WHEEL_RADIUS_M)


def turn(body, radius_m):
    body.SetAngVelParent(chrono.ChVector3d(0, SPEED_M_S / radius_m, 0))


def add_ground(system):
    concrete = chrono.ChContactMaterialSMC()
    concrete.SetFriction(FRICTION)
    concrete.SetYoungModulus(STIFFNESS_PA)
    concrete.SetRestitution(RESTITUTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(concrete, chrono.CSYSNORM, GROUND_SIZE_M, GROUND_SIZE_M)
    ground.Initialize()
    return ground


def make_driver(vehicle):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    pedals = veh.vector_Entry()
    pedals.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKE_AT_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKED_S, 0, 0, BRAKING))
    driver = veh.ChDataDriver(vehicle, pedals)
    driver.Initialize()
    return driver


def main():
    carrier = make_carrier()
    set_moving(carrier)
    system = carrier.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    driver = make_driver(carrier.GetVehicle())

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
        carrier.Synchronize(time_s, driver.GetInputs())
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        carrier.Advance(STEP_S)


if __name__ == "__main__":
    main()
