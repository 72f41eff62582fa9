# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""An emergency stop: a sedan on rigid tires slides to rest with locked wheels."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
ROAD_LENGTH_M = 100.0  #: road_length
ROAD_WIDTH_M = 10.0  #: road_width
FRICTION = 0.5  #: friction
START_X_M = -30.0  #: start_x
START_HEIGHT_M = 0.21  #: start_height
SPEED_M_S = 8.0  #: speed
STEP_S = 0.004  #: step in s
DURATION_S = 2.0  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_car():
    car = veh.Sedan()
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


def add_road(system):
    asphalt = chrono.ChContactMaterialNSC()
    asphalt.SetFriction(FRICTION)
    road = veh.RigidTerrain(system)
    road.AddPatch(asphalt, chrono.CSYSNORM, ROAD_LENGTH_M, ROAD_WIDTH_M)
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
            x_m = car.GetVehicle().GetPos().x
            print(f"t = {time_s:4.1f} s   x = {x_m:7.2f} m   speed = {car.GetVehicle().GetSpeed():6.2f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        road.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), road)
        driver.Advance(STEP_S)
        road.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
