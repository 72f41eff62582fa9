# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Up a ramp: an HMMWV coasts from a lower patch over a tilted one onto a plateau."""
import math

import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
WIDTH_M = 12.0  #: width
ROAD_LENGTH_M = 60.0  #: road_length
DRY_FRICTION = 0.7  #: dry_friction
WET_FRICTION = 0.4  #: wet_friction
SLOPE_RAD = 0.10471975511965977  #: slope in rad
PLATEAU_HEIGHT_M = 0.6  #: plateau_height
PLATEAU_LENGTH_M = 30.0  #: plateau_length
START_X_M = -4.0  #: start_x
START_HEIGHT_M = 0.48  #: start_height
SPEED_M_S = 8.0  #: speed
TIRE_RADIUS_M = 0.465  #: rolling_radius
STEP_S = 0.002  #: step in s
DURATION_S = 2.4  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_car():
    car = veh.HMMWV_Reduced()
    car.SetContactMethod(chrono.ChContactMethod_NSC)
    car.SetChassisCollisionType(veh.CollisionType_NONE)
    car.SetDriveType(veh.DrivelineTypeWV_RWD)
    car.SetTireType(veh.TireModelType_TMEASY)
    car.SetTireStepSize(STEP_S)
    car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M), chrono.QUNIT))
    car.SetInitFwdVel(SPEED_M_S)
    car.SetInitWheelAngVel([SPEED_M_S / TIRE_RADIUS_M] * 4)
    car.Initialize()
    car.GetVehicle().GetTransmission().asAutomatic().SetDriveMode(veh.ChAutomaticTransmission.DriveMode_NEUTRAL)
    return car


def set_moving(car):
    """The model gives its forward speed to the chassis alone: the other bodies would hold it back in the first step."""
    for body in car.GetSystem().GetBodies():
        if not body.IsFixed():
            body.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0))


def add_patch(road, middle_m, tilt, length_m, friction):
    """A patch is placed by the middle of its upper side, and each has a material of its own."""
    material = chrono.ChContactMaterialNSC()
    material.SetFriction(friction)
    road.AddPatch(material, chrono.ChCoordsysd(middle_m, tilt), length_m, WIDTH_M)


def add_road(system):
    """The road runs on under ramp and plateau: of patches that lie over each other the highest counts, so the ramp has to end at the plateau."""
    ramp_end_m = PLATEAU_HEIGHT_M / math.tan(SLOPE_RAD)
    ramp_middle_m = chrono.ChVector3d(ramp_end_m / 2, 0, PLATEAU_HEIGHT_M / 2)
    plateau_middle_m = chrono.ChVector3d(ramp_end_m + PLATEAU_LENGTH_M / 2, 0, PLATEAU_HEIGHT_M)
    road = veh.RigidTerrain(system)
    add_patch(road, chrono.VNULL, chrono.QUNIT, ROAD_LENGTH_M, DRY_FRICTION)
    add_patch(road, ramp_middle_m, chrono.QuatFromAngleY(-SLOPE_RAD), PLATEAU_HEIGHT_M / math.sin(SLOPE_RAD), DRY_FRICTION)
    add_patch(road, plateau_middle_m, chrono.QUNIT, PLATEAU_LENGTH_M, WET_FRICTION)
    road.Initialize()
    return road


def make_driver(vehicle):
    driver = veh.ChDriver(vehicle)
    driver.Initialize()
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
            print(f"t = {time_s:4.1f} s   x = {place.x:7.2f} m   z = {place.z:6.3f} m   speed = {car.GetVehicle().GetSpeed():6.2f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        road.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), road)
        driver.Advance(STEP_S)
        road.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
