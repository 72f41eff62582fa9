# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A lane change: an HMMWV on TMeasy tires coasts to the right and straightens out again."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 80.0  #: ground_size
FRICTION = 0.8  #: friction
START_X_M = -20.0  #: start_x
START_Y_M = -10.0  #: start_y
START_HEIGHT_M = 0.48  #: start_height
SPEED_M_S = 10.0  #: speed
TIRE_RADIUS_M = 0.465  #: rolling_radius
RIGHT_AT_S = 0.3  #: right_at
SWING_S = 1.4  #: swing
STEERING = 0.5  #: steering
STEP_S = 0.002  #: step in s
DURATION_S = 2.4  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_car():
    """All that the model is told counts only until it is initialised."""
    car = veh.HMMWV_Reduced()
    car.SetContactMethod(chrono.ChContactMethod_NSC)
    car.SetChassisCollisionType(veh.CollisionType_NONE)
    car.SetTireType(veh.TireModelType_TMEASY)
    car.SetTireStepSize(STEP_S)
    car.SetDriveType(veh.DrivelineTypeWV_RWD)
    car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, START_Y_M, START_HEIGHT_M), chrono.QUNIT))
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


def add_ground(system):
    asphalt = chrono.ChContactMaterialNSC()
    asphalt.SetFriction(FRICTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(asphalt, chrono.CSYSNORM, GROUND_SIZE_M, GROUND_SIZE_M)
    ground.Initialize()
    return ground


def make_driver(vehicle):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    wheel = veh.vector_Entry()
    for share, steering in ((0, 0), (0.25, -STEERING), (0.75, STEERING), (1, 0)):
        wheel.push_back(veh.DataDriverEntry(RIGHT_AT_S + share * SWING_S, steering, 0, 0))
    driver = veh.ChDataDriver(vehicle, wheel)
    driver.Initialize()
    return driver


def main():
    car = make_car()
    set_moving(car)
    system = car.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    driver = make_driver(car.GetVehicle())

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            place = car.GetVehicle().GetPos()
            speed_m_s = car.GetVehicle().GetSpeed()
            print(f"t = {time_s:4.1f} s   x = {place.x:7.2f} m   y = {place.y:7.2f} m   speed = {speed_m_s:6.2f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
