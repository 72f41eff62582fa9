# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tracked carrier turns: its left track is braked until it slides, its right one is driven."""
import math

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
STEER_AT_S = 0.1  #: steer_at
STEERED_S = 0.18  #: steered
STEERING = 1.0  #: steering
THROTTLE = 1.0  #: throttle
STEP_S = 0.0005  #: step in s
DURATION_S = 0.45  #: duration
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
    """Its entries are time, steering, throttle and braking; steering brakes the inner track."""
    inputs = veh.vector_Entry()
    inputs.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    inputs.push_back(veh.DataDriverEntry(STEER_AT_S, 0, 0, 0))
    inputs.push_back(veh.DataDriverEntry(STEERED_S, STEERING, THROTTLE, 0))
    driver = veh.ChDataDriver(vehicle, inputs)
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
            nose = carrier.GetVehicle().GetRot().GetAxisX()
            heading_rad, speed_m_s = math.atan2(nose.y, nose.x), carrier.GetVehicle().GetSpeed()
            left_rad_s, right_rad_s = (carrier.GetDriveline().GetSprocketSpeed(side) for side in (veh.LEFT, veh.RIGHT))
            print(f"t = {time_s:5.2f} s   heading = {heading_rad:7.4f} rad   speed = {speed_m_s:6.3f} m/s   sprockets = {left_rad_s:7.3f} {right_rad_s:7.3f} rad/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        carrier.Synchronize(time_s, driver.GetInputs())
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        carrier.Advance(STEP_S)


if __name__ == "__main__":
    main()
