# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A hill start: a MAN 7t truck that its brakes hold on a slope pulls away uphill in one gear."""
import math

import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
HILL_LENGTH_M = 60.0  #: hill_length
HILL_WIDTH_M = 10.0  #: hill_width
SLOPE_RAD = 0.06981317007977318  #: slope in rad
FRICTION = 0.8  #: friction
START_M = -10.0  #: -down
START_ABOVE_M = 0.61  #: start_height
GEAR = 4  #: gear
LET_GO_AT_S = 0.6  #: let_go_at
LET_GO_S = 0.8  #: let_go
PRESS_AT_S = 0.2  #: press_at
PRESSED_S = 0.5  #: pressed
THROTTLE = 0.9  #: throttle
FULL_BRAKE = 1  # which locks the wheels
STEP_S = 0.004  #: step in s
DURATION_S = 2.4  #: duration
PRINT_EVERY_S = 0.2  #: print_every

TILT = chrono.QuatFromAngleY(-SLOPE_RAD)  # about +Y the nose would go down


def place_on_hill(along_m, above_m):
    """From the origin so far up the slope, and so far off its surface."""
    return chrono.ChVector3d(
        along_m * math.cos(SLOPE_RAD) - above_m * math.sin(SLOPE_RAD),
        0,
        along_m * math.sin(SLOPE_RAD) + above_m * math.cos(SLOPE_RAD),
    )


def make_truck():
    truck = veh.MAN_7t()
    truck.SetContactMethod(chrono.ChContactMethod_NSC)
    truck.SetChassisCollisionType(veh.CollisionType_NONE)
    truck.SetEngineType(veh.EngineModelType_SIMPLE_MAP)
    truck.SetTransmissionType(veh.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
    truck.SetTireType(veh.TireModelType_TMEASY)
    truck.SetTireStepSize(STEP_S)
    truck.EnableBrakeLocking(True)
    truck.SetInitPosition(chrono.ChCoordsysd(place_on_hill(START_M, START_ABOVE_M), TILT))
    truck.Initialize()
    return truck


def hold_gear(truck):
    """Left to itself the gearbox shifts down below 1000 rpm, one gear a step."""
    gearbox = truck.GetVehicle().GetTransmission().asAutomatic()
    gearbox.SetShiftMode(veh.ChAutomaticTransmission.ShiftMode_MANUAL)
    gearbox.SetGear(GEAR)


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
    pedals.push_back(veh.DataDriverEntry(0.0, 0, 0, FULL_BRAKE))
    pedals.push_back(veh.DataDriverEntry(PRESS_AT_S, 0, 0, FULL_BRAKE))
    pedals.push_back(veh.DataDriverEntry(PRESSED_S, 0, THROTTLE, FULL_BRAKE))
    pedals.push_back(veh.DataDriverEntry(LET_GO_AT_S, 0, THROTTLE, FULL_BRAKE))
    pedals.push_back(veh.DataDriverEntry(LET_GO_S, 0, THROTTLE, 0))
    driver = veh.ChDataDriver(vehicle, pedals)
    driver.Initialize()
    return driver


def main():
    truck = make_truck()
    hold_gear(truck)
    system = truck.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    hill = add_hill(system)
    driver = make_driver(truck.GetVehicle())

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            x_m, speed_m_s = truck.GetVehicle().GetPos().x, truck.GetVehicle().GetSpeed()
            engine_rpm = truck.GetVehicle().GetEngine().GetMotorSpeed() * 30 / math.pi
            print(f"t = {time_s:4.1f} s   x = {x_m:7.3f} m   speed = {speed_m_s:6.3f} m/s   engine = {engine_rpm:5.0f} rpm")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        hill.Synchronize(time_s)
        truck.Synchronize(time_s, driver.GetInputs(), hill)
        driver.Advance(STEP_S)
        hill.Advance(STEP_S)
        truck.Advance(STEP_S)


if __name__ == "__main__":
    main()
