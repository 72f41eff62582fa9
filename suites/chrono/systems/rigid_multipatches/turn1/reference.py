# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A stop on two frictions: an HMMWV slides with locked wheels from a dry patch onto a wet one that lies a little lower."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
WIDTH_M = 12.0  #: width
DRY_LENGTH_M = 30.0  #: dry_length
DRY_FRICTION = 0.7  #: dry_friction
WET_LENGTH_M = 40.0  #: wet_length
WET_FRICTION = 0.4  #: wet_friction
WET_HEIGHT_M = -0.1  #: wet_height
START_X_M = -3.0  #: start_x
START_HEIGHT_M = 0.48  #: start_height
SPEED_M_S = 8.0  #: speed
STEP_S = 0.004  #: step in s
DURATION_S = 2.2  #: duration
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


def add_patch(road, middle_x_m, height_m, length_m, friction):
    """A patch is placed by the middle of its upper side, and each has a material of its own."""
    material = chrono.ChContactMaterialNSC()
    material.SetFriction(friction)
    road.AddPatch(material, chrono.ChCoordsysd(chrono.ChVector3d(middle_x_m, 0, height_m), chrono.QUNIT), length_m, WIDTH_M)


def add_road(system):
    road = veh.RigidTerrain(system)
    add_patch(road, -DRY_LENGTH_M / 2, 0, DRY_LENGTH_M, DRY_FRICTION)
    add_patch(road, WET_LENGTH_M / 2, WET_HEIGHT_M, WET_LENGTH_M, WET_FRICTION)
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
            print(f"t = {time_s:4.1f} s   x = {place.x:7.2f} m   speed = {car.GetVehicle().GetSpeed():6.2f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        road.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), road)
        driver.Advance(STEP_S)
        road.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
