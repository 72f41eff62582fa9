# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Down a hill: a MAN 5t truck rolls downhill in neutral and is braked, which loads its front axle."""
import math

import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
HILL_LENGTH_M = 60.0  #: hill_length
HILL_WIDTH_M = 10.0  #: hill_width
SLOPE_RAD = 0.06981317007977318  #: slope in rad
FRICTION = 0.8  #: friction
START_M = 10.0  #: up
START_ABOVE_M = 0.61  #: start_height
SPEED_M_S = 7.0  #: speed
ROLLING_RADIUS_M = 0.62  #: rolling_radius
BRAKE_AT_S = 0.4  #: brake_at
BRAKED_S = 0.6  #: braked
BRAKING = 0.4  #: braking
STEP_S = 0.002  #: step in s
DURATION_S = 1.5  #: duration
PRINT_EVERY_S = 0.2  #: print_every

TILT = chrono.QuatFromAngleY(-SLOPE_RAD)  # about +Y the nose would go down
DOWNHILL = TILT * chrono.QuatFromAngleZ(math.pi)  # turned round first, then laid on the slope


def place_on_hill(along_m, above_m):
    """From the origin so far up the slope, and so far off its surface."""
    return chrono.ChVector3d(
        along_m * math.cos(SLOPE_RAD) - above_m * math.sin(SLOPE_RAD),
        0,
        along_m * math.sin(SLOPE_RAD) + above_m * math.cos(SLOPE_RAD),
    )


def make_truck():
    truck = veh.MAN_5t()
    truck.SetContactMethod(chrono.ChContactMethod_NSC)
    truck.SetChassisCollisionType(veh.CollisionType_NONE)
    truck.SetEngineType(veh.EngineModelType_SIMPLE_MAP)
    truck.SetTransmissionType(veh.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
    truck.SetTireType(veh.TireModelType_TMEASY)
    truck.SetTireStepSize(STEP_S)
    truck.SetInitPosition(chrono.ChCoordsysd(place_on_hill(START_M, START_ABOVE_M), DOWNHILL))
    truck.SetInitFwdVel(SPEED_M_S)
    truck.SetInitWheelAngVel([SPEED_M_S / ROLLING_RADIUS_M] * 4)
    truck.Initialize()
    truck.GetVehicle().GetTransmission().asAutomatic().SetDriveMode(veh.ChAutomaticTransmission.DriveMode_NEUTRAL)
    return truck


def set_moving(truck):
    """The model gives its forward speed to the chassis alone: the other bodies would hold it back in the first step."""
    for body in truck.GetSystem().GetBodies():
        if not body.IsFixed():
            body.SetPosDt(DOWNHILL.Rotate(chrono.ChVector3d(SPEED_M_S, 0, 0)))


def add_hill(system):
    concrete = chrono.ChContactMaterialNSC()
    concrete.SetFriction(FRICTION)
    hill = veh.RigidTerrain(system)
    hill.AddPatch(concrete, chrono.ChCoordsysd(chrono.VNULL, TILT), HILL_LENGTH_M, HILL_WIDTH_M)
    hill.Initialize()
    return hill


def make_driver(vehicle):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    pedals = veh.vector_Entry()
    pedals.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKE_AT_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(BRAKED_S, 0, 0, BRAKING))
    driver = veh.ChDataDriver(vehicle, pedals)
    driver.Initialize()
    return driver


def main():
    truck = make_truck()
    set_moving(truck)
    system = truck.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    hill = add_hill(system)
    driver = make_driver(truck.GetVehicle())

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            place, speed_m_s = truck.GetVehicle().GetPos(), truck.GetVehicle().GetSpeed()
            print(f"t = {time_s:4.1f} s   x = {place.x:7.3f} m   z = {place.z:6.3f} m   speed = {speed_m_s:6.3f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        hill.Synchronize(time_s)
        truck.Synchronize(time_s, driver.GetInputs(), hill)
        driver.Advance(STEP_S)
        hill.Advance(STEP_S)
        truck.Advance(STEP_S)


if __name__ == "__main__":
    main()
