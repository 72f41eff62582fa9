# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A Gator pulls away, lets go and stops on its rear brakes."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 60.0  #: ground_size
FRICTION = 0.7  #: friction
START_X_M = -10.0  #: start_x
START_HEIGHT_M = 0.28  #: start_height
PRESS_AT_S = 0.2  #: press_at
PRESSED_S = 0.3  #: pressed
THROTTLE = 0.3  #: throttle
LET_GO_AT_S = 0.9  #: let_go_at
LET_GO_S = 1.0  #: let_go
BRAKE_AT_S = 1.1  #: brake_at
BRAKED_S = 1.2  #: braked
BRAKING = 0.5  #: braking
STEP_S = 0.001  #: step in s
DURATION_S = 2.0  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_gator():
    gator = veh.Gator()
    gator.SetContactMethod(chrono.ChContactMethod_NSC)
    gator.SetChassisCollisionType(veh.CollisionType_NONE)
    gator.SetTireType(veh.TireModelType_TMEASY)
    gator.SetTireStepSize(STEP_S)
    gator.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M), chrono.QUNIT))
    gator.Initialize()
    return gator


def add_ground(system):
    gravel = chrono.ChContactMaterialNSC()
    gravel.SetFriction(FRICTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(gravel, chrono.CSYSNORM, GROUND_SIZE_M, GROUND_SIZE_M)
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
    gator = make_gator()
    system = gator.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    driver = make_driver(gator.GetVehicle())

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            x_m, speed_m_s = gator.GetVehicle().GetPos().x, gator.GetVehicle().GetSpeed()
            print(f"t = {time_s:4.1f} s   x = {x_m:7.3f} m   speed = {speed_m_s:6.3f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        gator.Synchronize(time_s, driver.GetInputs(), ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        gator.Advance(STEP_S)


if __name__ == "__main__":
    main()
