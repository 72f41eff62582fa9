# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tractor pulls away with its semi-trailer on a straight road."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 120.0  #: ground_size
FRICTION = 0.8  #: friction
START_X_M = -30.0  #: start_x
START_HEIGHT_M = 0.55  #: start_height
PRESS_AT_S = 0.6  #: press_at
PRESSED_S = 0.8  #: pressed
THROTTLE = 0.7  #: throttle
STEP_S = 0.002  #: step in s
DURATION_S = 2.6
PRINT_EVERY_S = 0.2  #: print_every


def make_truck():
    truck = veh.Kraz()
    truck.SetContactMethod(chrono.ChContactMethod_NSC)
    truck.SetChassisCollisionType(veh.CollisionType_NONE)
    truck.SetTireStepSize(STEP_S)
    start = chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M)
    truck.SetInitPosition(chrono.ChCoordsysd(start, chrono.QUNIT))
    truck.Initialize()
    return truck


def add_ground(system):
    asphalt = chrono.ChContactMaterialNSC()
    asphalt.SetFriction(FRICTION)
    ground = veh.RigidTerrain(system)
    middle = chrono.ChVector3d(START_X_M + GROUND_SIZE_M / 2, 0, 0)
    ground.AddPatch(asphalt, chrono.ChCoordsysd(middle, chrono.QUNIT), GROUND_SIZE_M, GROUND_SIZE_M)
    ground.Initialize()
    return ground


def make_driver(tractor):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    pedals = veh.vector_Entry()
    pedals.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(PRESS_AT_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(PRESSED_S, 0, THROTTLE, 0))
    driver = veh.ChDataDriver(tractor, pedals)
    driver.Initialize()
    return driver


def main():
    truck = make_truck()
    system = truck.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    tractor, trailer = truck.GetTractor(), truck.GetTrailer()
    driver = make_driver(tractor)

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            tractor_m, trailer_m = tractor.GetPos().x, trailer.GetChassis().GetPos().x
            print(f"t = {time_s:4.1f} s   tractor = {tractor_m:7.3f} m   trailer = {trailer_m:7.3f} m   speed = {tractor.GetSpeed():6.3f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        tractor.Synchronize(time_s, driver.GetInputs(), ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        tractor.Advance(STEP_S)


if __name__ == "__main__":
    main()
