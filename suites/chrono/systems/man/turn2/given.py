# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Four axles and one gear: a MAN 10t truck stands on its springs and pulls away."""
import math

import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
GROUND_LENGTH_M = 80.0  #: ground_length
GROUND_WIDTH_M = 12.0  #: ground_width
FRICTION = 0.8  #: friction
START_X_M = -10.0  #: start_x
START_HEIGHT_M = 0.61  #: start_height
GEAR = 4  #: gear
PRESS_AT_S = 0.8
PRESSED_S = 1.0
THROTTLE = 0.6
STEP_S = 0.004  #: step in s
DURATION_S = 2.2
PRINT_EVERY_S = 0.2  #: print_every


def make_truck():
    truck = veh.MAN_10t()
    truck.SetContactMethod(chrono.ChContactMethod_NSC)
    truck.SetChassisCollisionType(veh.CollisionType_NONE)
    truck.SetEngineType(veh.EngineModelType_SIMPLE_MAP)
    truck.SetTransmissionType(veh.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
    truck.SetTireType(veh.TireModelType_TMEASY)
    truck.SetTireStepSize(STEP_S)
    start = chrono.ChVector3d(START_X_M, 0, START_HEIGHT_M)
    truck.SetInitPosition(chrono.ChCoordsysd(start, chrono.QUNIT))
    truck.Initialize()
    return truck


def hold_gear(truck):
    gearbox = truck.GetVehicle().GetTransmission().asAutomatic()
    gearbox.SetGear(GEAR)


def add_ground(system):
    concrete = chrono.ChContactMaterialNSC()
    concrete.SetFriction(FRICTION)
    ground = veh.RigidTerrain(system)
    ground.AddPatch(concrete, chrono.CSYSNORM, GROUND_LENGTH_M, GROUND_WIDTH_M)
    ground.Initialize()
    return ground


def make_driver(vehicle):
    """Its entries are time, steering, throttle and braking; between them it goes straight."""
    pedals = veh.vector_Entry()
    pedals.push_back(veh.DataDriverEntry(0.0, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(PRESS_AT_S, 0, 0, 0))
    pedals.push_back(veh.DataDriverEntry(PRESSED_S, 0, THROTTLE, 0))
    driver = veh.ChDataDriver(vehicle, pedals)
    driver.Initialize()
    return driver


def main():
    truck = make_truck()
    hold_gear(truck)
    system = truck.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    driver = make_driver(truck.GetVehicle())
    inputs = driver.GetInputs()

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            x_m, speed_m_s = truck.GetVehicle().GetPos().x, truck.GetVehicle().GetSpeed()
            engine_rpm = truck.GetVehicle().GetEngine().GetMotorSpeed() * 30 / math.pi
            print(f"t = {time_s:4.1f} s   x = {x_m:7.3f} m   speed = {speed_m_s:6.3f} m/s   engine = {engine_rpm:5.0f} rpm")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        ground.Synchronize(time_s)
        truck.Synchronize(time_s, inputs, ground)
        driver.Advance(STEP_S)
        ground.Advance(STEP_S)
        truck.Advance(STEP_S)


if __name__ == "__main__":
    main()
