# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""One wheel over a block: a bus on two solid axles is let go, and settles twisted."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 40.0  #: ground_size
FRICTION = 0.8  #: friction
BLOCK_LENGTH_M = 0.8  #: block_length
BLOCK_WIDTH_M = 0.6  #: block_width
BLOCK_Y_M = 0.75  #: block_y
BLOCK_HEIGHT_M = 0.08  #: block_height
START_X_M = -5.0  #: start_x
WHEEL_HEIGHT_M = 0.38  #: wheel_height
STEP_S = 0.002  #: step in s
DURATION_S = 2.4  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_bus():
    bus = veh.UAZBUS()
    bus.SetContactMethod(chrono.ChContactMethod_NSC)
    bus.SetChassisCollisionType(veh.CollisionType_NONE)
    bus.SetTireStepSize(STEP_S)
    start = chrono.ChVector3d(START_X_M, 0, BLOCK_HEIGHT_M + WHEEL_HEIGHT_M)
    bus.SetInitPosition(chrono.ChCoordsysd(start, chrono.QUNIT))
    bus.Initialize()
    bus.SetTireType(veh.TireModelType_TMEASY)
    return bus


def add_ground(system):
    concrete = chrono.ChContactMaterialNSC()
    concrete.SetFriction(FRICTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(concrete, chrono.CSYSNORM, GROUND_SIZE_M, GROUND_SIZE_M)
    place = chrono.ChVector3d(START_X_M, BLOCK_Y_M, BLOCK_HEIGHT_M / 2)
    ground.AddPatch(concrete, chrono.ChCoordsysd(place, chrono.QUNIT), BLOCK_LENGTH_M, BLOCK_WIDTH_M, BLOCK_HEIGHT_M)
    ground.Initialize()
    return ground


def main():
    bus = make_bus()
    system = bus.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    driver = veh.ChDriver(bus.GetVehicle())
    driver.Initialize()

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            angles = bus.GetVehicle().GetRot().GetCardanAnglesXYZ()
            height_m = bus.GetVehicle().GetPos().z
            print(f"t = {time_s:4.1f} s   z = {height_m:6.3f} m   roll = {angles.x:7.4f} rad   pitch = {angles.y:7.4f} rad")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        bus.Synchronize(time_s, driver.GetInputs(), ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        bus.Advance(STEP_S)


if __name__ == "__main__":
    main()
