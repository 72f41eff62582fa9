# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A sedan with a cruise control: a proportional-integral controller presses throttle and brake."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
ROAD_LENGTH_M = 100.0  #: road_length
ROAD_WIDTH_M = 10.0  #: road_width
FRICTION = 0.8  #: friction
START_X_M = -30.0  #: start_x
START_HEIGHT_M = 0.21  #: start_height
SPEED_M_S = 8.0  #: speed
WHEELS_RAD_S = 25.0  #: spin
GAIN_S_M = 0.25  #: gain
INTEGRAL_GAIN_1_M = 0.4  #: integral_gain
FASTER_AT_S = 0.4  #: faster_at
FAST_M_S = 11.0  #: fast
SLOWER_AT_S = 1.5  #: slower_at
SLOW_M_S = 8.0  #: slow
STEP_S = 0.002  #: step in s
DURATION_S = 2.6  #: duration
PRINT_EVERY_S = 0.2  #: print_every


def make_car():
    car = veh.Sedan()
    car.SetContactMethod(chrono.ChContactMethod_NSC)
    car.SetChassisCollisionType(veh.CollisionType_NONE)
    car.SetTireType(veh.TireModelType_TMEASY)
    car.SetTireStepSize(STEP_S)
    car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M), chrono.QUNIT))
    car.SetInitFwdVel(SPEED_M_S)
    car.SetInitWheelAngVel([WHEELS_RAD_S] * 4)
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


def wanted_speed_m_s(time_s):
    if time_s < FASTER_AT_S:
        return SPEED_M_S
    return FAST_M_S if time_s < SLOWER_AT_S else SLOW_M_S


class CruiseControl:
    def __init__(self, vehicle):
        self.vehicle = vehicle
        self.driver = veh.ChDriver(vehicle)
        self.driver.Initialize()
        self.error_m = 0.0  # integral of the speed's error

    def inputs(self, time_s):
        error_m_s = wanted_speed_m_s(time_s) - self.vehicle.GetSpeed()
        self.error_m += error_m_s * STEP_S
        pedals = min(1.0, max(-1.0, GAIN_S_M * error_m_s + INTEGRAL_GAIN_1_M * self.error_m))
        self.driver.SetThrottle(max(pedals, 0.0))
        self.driver.SetBraking(max(-pedals, 0.0))
        return self.driver.GetInputs()


def main():
    car = make_car()
    set_moving(car)
    vehicle, system = car.GetVehicle(), car.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    road = add_road(system)
    control = CruiseControl(vehicle)

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        inputs = control.inputs(time_s)
        if time_s >= next_print_s - STEP_S / 2:
            print(
                f"t = {time_s:4.1f} s   wanted = {wanted_speed_m_s(time_s):5.1f} m/s   speed = {vehicle.GetSpeed():6.2f} m/s   "
                f"throttle = {inputs.m_throttle:4.2f}   brake = {inputs.m_braking:4.2f}"
            )
            next_print_s += PRINT_EVERY_S
        road.Synchronize(time_s)
        car.Synchronize(time_s, inputs, road)
        road.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
