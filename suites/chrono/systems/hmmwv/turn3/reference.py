# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Gears by hand: an HMMWV accelerates in gears that the driver chooses, then turns."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_SIZE_M = 80.0  #: ground_size
FRICTION = 0.8  #: friction
START_X_M = -20.0  #: start_x
START_Y_M = -10.0  #: start_y
START_HEIGHT_M = 0.48  #: start_height
SPEED_M_S = 4.0  #: speed
TIRE_RADIUS_M = 0.465  #: rolling_radius
PRESS_AT_S = 0.2  #: press_at
PRESSED_S = 0.4  #: pressed
THROTTLE = 0.15  #: throttle
FIRST_GEAR = 2  #: first_gear
SHIFT_AT_S = 1.0  #: shift_at
NEXT_GEAR = 3  #: next_gear
TURN_AT_S = 1.6  #: turn_at
TURN_FULL_S = 2.0  #: turn_full
STEERING = 0.8  #: steering
STEP_S = 0.002  #: step in s
DURATION_S = 2.4  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_car():
    """All that the model is told counts only until it is initialised."""
    car = veh.HMMWV_Reduced()
    car.SetContactMethod(chrono.ChContactMethod_NSC)
    car.SetChassisCollisionType(veh.CollisionType_NONE)
    car.SetEngineType(veh.EngineModelType_SIMPLE_MAP)
    car.SetTransmissionType(veh.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
    car.SetTireType(veh.TireModelType_TMEASY)
    car.SetTireStepSize(STEP_S)
    car.SetDriveType(veh.DrivelineTypeWV_RWD)
    car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, START_Y_M, START_HEIGHT_M), chrono.QUNIT))
    car.SetInitFwdVel(SPEED_M_S)
    car.SetInitWheelAngVel([SPEED_M_S / TIRE_RADIUS_M] * 4)
    car.Initialize()
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
    inputs = veh.vector_Entry()
    inputs.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    inputs.push_back(veh.DataDriverEntry(PRESS_AT_S, 0, 0, 0))
    inputs.push_back(veh.DataDriverEntry(PRESSED_S, 0, THROTTLE, 0))
    inputs.push_back(veh.DataDriverEntry(TURN_AT_S, 0, THROTTLE, 0))
    inputs.push_back(veh.DataDriverEntry(TURN_FULL_S, STEERING, THROTTLE, 0))
    driver = veh.ChDataDriver(vehicle, inputs)
    driver.Initialize()
    return driver


def main():
    car = make_car()
    set_moving(car)
    system = car.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    driver = make_driver(car.GetVehicle())
    gearbox = car.GetVehicle().GetTransmission().asAutomatic()
    gearbox.SetShiftMode(veh.ChAutomaticTransmission.ShiftMode_MANUAL)

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        gearbox.SetGear(FIRST_GEAR if time_s < SHIFT_AT_S - STEP_S / 2 else NEXT_GEAR)
        if time_s >= next_print_s - STEP_S / 2:
            speed_m_s = car.GetVehicle().GetSpeed()
            print(f"t = {time_s:4.1f} s   gear = {gearbox.GetCurrentGear()}   speed = {speed_m_s:6.2f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
