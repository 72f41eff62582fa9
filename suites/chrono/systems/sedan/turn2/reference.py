# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A gentle stop: a sedan in neutral is slowed down by brakes that never lock its wheels."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
ROAD_LENGTH_M = 100.0  #: road_length
ROAD_WIDTH_M = 10.0  #: road_width
FRICTION = 0.8  #: friction
START_X_M = -30.0  #: start_x
START_HEIGHT_M = 0.21  #: start_height
SPEED_M_S = 8.0  #: speed
TIRE_RADIUS_M = 0.336  #: tire_radius
BRAKE_AT_S = 0.4  #: brake_at
BRAKE_FULL_S = 0.7  #: brake_full
PEDAL = 0.3  #: pedal
STEP_S = 0.004  #: step in s
DURATION_S = 2.8  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_car():
    car = veh.Sedan()
    car.SetContactMethod(chrono.ChContactMethod_NSC)
    car.SetChassisCollisionType(veh.CollisionType_NONE)
    car.SetTireType(veh.TireModelType_RIGID)
    car.EnableBrakeLocking(True)
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


def add_road(system):
    asphalt = chrono.ChContactMaterialNSC()
    asphalt.SetFriction(FRICTION)
    road = veh.RigidTerrain(system)
    road.AddPatch(asphalt, chrono.CSYSNORM, ROAD_LENGTH_M, ROAD_WIDTH_M)
    road.Initialize()
    return road


def make_driver(vehicle):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    pedals = veh.vector_Entry()
    pedals.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKE_AT_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKE_FULL_S, 0, 0, PEDAL))
    driver = veh.ChDataDriver(vehicle, pedals)
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
        driver.Synchronize(time_s)
        if time_s >= next_print_s - STEP_S / 2:
            print(f"t = {time_s:4.1f} s   speed = {car.GetVehicle().GetSpeed():6.2f} m/s   brake = {driver.GetBraking():4.2f}")
            next_print_s += PRINT_EVERY_S
        road.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), road)
        driver.Advance(STEP_S)
        road.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
