# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Up a hill: a city bus that nobody drives rolls up a straight slope and loses speed to gravity."""
import math

import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
ROAD_LENGTH_M = 120.0  #: road_length
ROAD_WIDTH_M = 10.0  #: road_width
FRICTION = 0.8  #: friction
SLOPE_RAD = 0.08726646259971647  #: slope in rad
START_M = -20.0  #: -down
START_ABOVE_M = 0.03  #: start_above
SPEED_M_S = 9.0  #: speed
TIRE_RADIUS_M = 0.515  #: rolling_radius
STEP_S = 0.004  #: step in s
DURATION_S = 2.4
PRINT_EVERY_S = 0.2  #: print_every

TILT = chrono.QuatFromAngleY(-SLOPE_RAD)  # about +Y the nose would go down


def make_bus():
    bus = veh.CityBus()
    bus.SetContactMethod(chrono.ChContactMethod_NSC)
    bus.SetChassisCollisionType(veh.CollisionType_NONE)
    bus.SetTireType(veh.TireModelType_TMEASY)
    bus.SetTireStepSize(STEP_S)
    bus.SetInitPosition(chrono.ChCoordsysd(place_on_slope(START_M, START_ABOVE_M), chrono.QUNIT))
    bus.SetInitFwdVel(SPEED_M_S)
    bus.SetInitWheelAngVel([SPEED_M_S / TIRE_RADIUS_M] * 4)
    bus.Initialize()
    return bus


def place_on_slope(along_m, above_m):
    """From the origin so far up the slope, and so far off its surface."""
    return chrono.ChVector3d(
        along_m * math.cos(SLOPE_RAD) - above_m * math.sin(SLOPE_RAD),
        0,
        along_m * math.sin(SLOPE_RAD) + above_m * math.cos(SLOPE_RAD),
    )


def set_moving(bus):
    """The model gives its forward speed to the chassis alone: the other bodies would hold it back in the first step."""
    for body in bus.GetSystem().GetBodies():
        if not body.IsFixed():
            body.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0))


def add_road(system):
    asphalt = chrono.ChContactMaterialNSC()
    asphalt.SetFriction(FRICTION)
    road = veh.RigidTerrain(system)
    road.AddPatch(asphalt, chrono.ChCoordsysd(chrono.VNULL, TILT), ROAD_LENGTH_M, ROAD_WIDTH_M)
    road.Initialize()
    return road


def main():
    bus = make_bus()
    set_moving(bus)
    system = bus.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    road = add_road(system)
    driver = veh.ChDriver(bus.GetVehicle())
    driver.Initialize()

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            height_m = bus.GetVehicle().GetPos().z
            print(f"t = {time_s:4.1f} s   z = {height_m:6.3f} m   speed = {bus.GetVehicle().GetSpeed():6.3f} m/s")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        road.Synchronize(time_s)
        bus.Synchronize(time_s, driver.GetInputs(), road)
        driver.Advance(STEP_S)
        road.Advance(STEP_S)
        bus.Advance(STEP_S)


if __name__ == "__main__":
    main()
