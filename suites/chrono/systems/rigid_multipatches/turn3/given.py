# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A stop on a split road: an HMMWV slides with its left wheels on a dry patch and its right ones on a wet patch."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
WIDTH_M = 12.0  #: width
LENGTH_M = 50.0
DRY_FRICTION = 0.7  #: dry_friction
WET_FRICTION = 0.4  #: wet_friction
START_X_M = -15.0
START_HEIGHT_M = 0.48  #: start_height
SPEED_M_S = 8.0
STEP_S = 0.004
DURATION_S = 2.0
PRINT_EVERY_S = 0.2  #: print_every


def make_car():
    car = veh.HMMWV_Reduced()
    car.SetContactMethod(chrono.ChContactMethod_NSC)
    car.SetChassisCollisionType(veh.CollisionType_NONE)
    car.SetTireType(veh.TireModelType_RIGID)
    car.EnableBrakeLocking(True)
    car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M), chrono.QUNIT))
    car.SetInitFwdVel(SPEED_M_S)
    car.Initialize()
    return car


def set_moving(car):
    """The model gives its forward speed to the chassis alone: the other bodies would hold it back in the first step."""
    for body in car.GetSystem().GetBodies():
        if not body.IsFixed():
            body.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0))


def add_patch(road, middle_y_m, friction):
    """A patch is placed by the middle of its upper side, and each has a material of its own."""
    material = chrono.ChContactMaterialNSC()
    material.SetFriction(friction)
    road.AddPatch(material, chrono.ChCoordsysd(chrono.ChVector3d(0, middle_y_m, 0), chrono.QUNIT), LENGTH_M, WIDTH_M)


def add_road(system):
    road = veh.RigidTerrain(system)
    add_patch(road, WIDTH_M / 2, DRY_FRICTION)
    add_patch(road, -WIDTH_M / 2, WET_FRICTION)
    road.Initialize()
    return road


def make_driver(vehicle):
    driver = veh.ChDriver(vehicle)
    driver.Initialize()
    driver.SetBraking(1.0)
    return driver


def main():
    car = make_car()
    set_moving(car)
    system = car.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    road = add_road(system)
    driver = make_driver(car.GetVehicle())

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            place = car.GetVehicle().GetPos()
            print(f"t = {time_s:4.1f} s   x = {place.x:7.2f} m   y = {place.y:7.2f} m   speed = {car.GetVehicle().GetSpeed():6.2f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        road.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), road)
        driver.Advance(STEP_S)
        road.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
