# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A loaded bus on two solid axles squats, climbs a kerb, dives and stops."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 40.0  #: ground_size
FRICTION = 0.8  #: friction
DECK_LENGTH_M = 20.0  #: deck_length
DECK_WIDTH_M = 4.0  #: deck_width
DECK_HEIGHT_M = 0.05  #: deck_height
AHEAD_M = 0.7  #: ahead
START_X_M = -5.0  #: start_x
START_HEIGHT_M = 0.38  #: start_height
CRATE_KG = 500.0  #: crate_mass
CRATE_SIZE_M = 0.8  #: crate_size
CRATE_BEHIND_M = 2.0  #: crate_behind
CRATE_UP_M = 0.7  #: crate_up
PRESS_AT_S = 0.5  #: press_at
PRESSED_S = 0.7  #: pressed
THROTTLE = 0.45  #: throttle
LET_GO_AT_S = 1.7  #: let_go_at
LET_GO_S = 1.9  #: let_go
BRAKE_AT_S = 3.2  #: brake_at
BRAKED_S = 3.4  #: braked
BRAKING = 0.35  #: braking
STEP_S = 0.002  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_bus():
    bus = veh.UAZBUS()
    bus.SetContactMethod(chrono.ChContactMethod_NSC)
    bus.SetChassisCollisionType(veh.CollisionType_NONE)
    bus.SetTireType(veh.TireModelType_TMEASY)
    bus.SetTireStepSize(STEP_S)
    start = chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M)
    bus.SetInitPosition(chrono.ChCoordsysd(start, chrono.QUNIT))
    bus.Initialize()
    return bus


def add_crate(bus):
    """On the bus's body, which is placed by its reference frame."""
    middle = chrono.ChVector3d(START_X_M - CRATE_BEHIND_M, 0, START_HEIGHT_M + CRATE_UP_M)
    crate = chrono.ChBodyEasyBox(CRATE_SIZE_M, CRATE_SIZE_M, CRATE_SIZE_M, CRATE_KG / CRATE_SIZE_M**3, True, False)
    crate.SetPos(middle)
    bus.GetSystem().AddBody(crate)
    straps = chrono.ChLinkLockLock()
    straps.Initialize(crate, bus.GetChassisBody(), chrono.ChFramed(middle))
    bus.GetSystem().AddLink(straps)


def add_ground(system):
    concrete = chrono.ChContactMaterialNSC()
    concrete.SetFriction(FRICTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(concrete, chrono.CSYSNORM, GROUND_SIZE_M, GROUND_SIZE_M)
    # A patch is placed by the middle of its surface; its thickness goes down from there.
    top = chrono.ChVector3d(START_X_M + AHEAD_M + DECK_LENGTH_M / 2, 0, DECK_HEIGHT_M)
    ground.AddPatch(concrete, chrono.ChCoordsysd(top, chrono.QUNIT), DECK_LENGTH_M, DECK_WIDTH_M, DECK_HEIGHT_M)
    ground.Initialize()
    return ground


def make_driver(vehicle):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    pedals = veh.vector_Entry()
    pedals.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(PRESS_AT_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(PRESSED_S, 0, THROTTLE, 0))
    pedals.push_back(veh.DataDriverEntry(LET_GO_AT_S, 0, THROTTLE, 0))
    pedals.push_back(veh.DataDriverEntry(LET_GO_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKE_AT_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKED_S, 0, 0, BRAKING))
    driver = veh.ChDataDriver(vehicle, pedals)
    driver.Initialize()
    return driver


def main():
    bus = make_bus()
    add_crate(bus)
    system = bus.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    driver = make_driver(bus.GetVehicle())

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            x_m, speed_m_s = bus.GetVehicle().GetPos().x, bus.GetVehicle().GetSpeed()
            pitch_rad = bus.GetVehicle().GetRot().GetCardanAnglesXYZ().y
            print(f"t = {time_s:4.1f} s   x = {x_m:7.3f} m   speed = {speed_m_s:6.3f} m/s   pitch = {pitch_rad:7.4f} rad")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        bus.Synchronize(time_s, driver.GetInputs(), ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        bus.Advance(STEP_S)


if __name__ == "__main__":
    main()
