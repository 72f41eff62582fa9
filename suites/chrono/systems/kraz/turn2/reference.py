# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tractor with its semi-trailer coasts into a left turn."""
import math

import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 120.0  #: ground_size
FRICTION = 0.8  #: friction
START_X_M = -30.0  #: start_x
START_HEIGHT_M = 0.55  #: start_height
SPEED_M_S = 8.0  #: speed
ROLLING_RADIUS_M = 0.55  #: rolling_radius
TRAILER_ROLLING_RADIUS_M = 0.53  #: trailer_rolling_radius
TURN_AT_S = 0.3  #: turn_at
TURNED_S = 0.7  #: turned
STEERING = 0.3  #: steering
STEP_S = 0.002  #: step in s
DURATION_S = 3.0  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_truck():
    truck = veh.Kraz()
    truck.SetContactMethod(chrono.ChContactMethod_NSC)
    truck.SetChassisCollisionType(veh.CollisionType_NONE)
    truck.SetTireStepSize(STEP_S)
    start = chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M)
    truck.SetInitPosition(chrono.ChCoordsysd(start, chrono.QUNIT))
    truck.Initialize()
    transmission = truck.GetTractor().GetTransmission().asAutomatic()
    transmission.SetDriveMode(veh.ChAutomaticTransmission.DriveMode_NEUTRAL)
    return truck


def set_moving(truck):
    """The model gives its forward speed to the tractor's body alone, and a speed of the wheels to none."""
    for body in truck.GetSystem().GetBodies():
        if not body.IsFixed():
            body.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0))
    for unit, radius_m in ((truck.GetTractor(), ROLLING_RADIUS_M), (truck.GetTrailer(), TRAILER_ROLLING_RADIUS_M)):
        for number in range(unit.GetNumberAxles()):
            for side in (veh.LEFT, veh.RIGHT):
                spindle = unit.GetAxle(number).m_suspension.GetSpindle(side)
                spindle.SetAngVelLocal(chrono.ChVector3d(0, SPEED_M_S / radius_m, 0))


def add_ground(system):
    asphalt = chrono.ChContactMaterialNSC()
    asphalt.SetFriction(FRICTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(asphalt, chrono.CSYSNORM, GROUND_SIZE_M, GROUND_SIZE_M)
    ground.Initialize()
    return ground


def make_driver(tractor):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    wheel = veh.vector_Entry()
    wheel.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    wheel.push_back(veh.DataDriverEntry(TURN_AT_S, 0, 0, 0))
    wheel.push_back(veh.DataDriverEntry(TURNED_S, STEERING, 0, 0))
    driver = veh.ChDataDriver(tractor, wheel)
    driver.Initialize()
    return driver


def heading(body):
    forwards = body.GetRot().GetAxisX()
    return math.atan2(forwards.y, forwards.x)


def main():
    truck = make_truck()
    set_moving(truck)
    system = truck.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    tractor, trailer = truck.GetTractor(), truck.GetTrailer()
    driver = make_driver(tractor)

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            headings = heading(tractor.GetChassisBody()), heading(trailer.GetChassis().GetBody())
            print(f"t = {time_s:4.1f} s   tractor = {headings[0]:6.3f} rad   trailer = {headings[1]:6.3f} rad")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        truck.Synchronize(time_s, driver.GetInputs(), ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        truck.Advance(STEP_S)


if __name__ == "__main__":
    main()
