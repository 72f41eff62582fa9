# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A coast-down on a highway: an HMMWV in neutral loses speed to the air and to its tires."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
ROAD_LENGTH_M = 300.0  #: road_length
LANE_WIDTH_M = 3.5  #: lane_width
FRICTION = 0.8  #: friction
DRAG = 0.7  #: drag
AREA_M2 = 4.0  #: area
AIR_KG_M3 = 1.2  #: air
START_X_M = -120.0  #: start_x
START_HEIGHT_M = 0.48  #: start_height
SPEED_KM_H = 108.0  #: fast
ROLLING_RADIUS_M = 0.465  #: rolling_radius
STEP_S = 0.002  #: step in s
DURATION_S = 3.0  #: duration
PRINT_EVERY_S = 0.2  #: print_every

KM_H_PER_M_S = 3.6
SPEED_M_S = SPEED_KM_H / KM_H_PER_M_S


def make_car():
    """All that the model is told counts only until it is initialised, the air too."""
    car = veh.HMMWV_Reduced()
    car.SetContactMethod(chrono.ChContactMethod_NSC)
    car.SetChassisCollisionType(veh.CollisionType_NONE)
    car.SetTireType(veh.TireModelType_TMEASY)
    car.SetTireStepSize(STEP_S)
    car.SetDriveType(veh.DrivelineTypeWV_RWD)
    car.SetAerodynamicDrag(DRAG, AREA_M2, AIR_KG_M3)
    right_lane = chrono.ChVector3d(START_X_M, -LANE_WIDTH_M / 2, START_HEIGHT_M)
    car.SetInitPosition(chrono.ChCoordsysd(right_lane, chrono.QUNIT))
    car.SetInitFwdVel(SPEED_M_S)
    car.SetInitWheelAngVel([SPEED_M_S / ROLLING_RADIUS_M] * 4)
    car.Initialize()
    car.GetVehicle().GetTransmission().asAutomatic().SetDriveMode(veh.ChAutomaticTransmission.DriveMode_NEUTRAL)
    return car


def set_moving(car):
    """The model gives its forward speed to the chassis alone: the other bodies would hold it back in the first step."""
    for body in car.GetSystem().GetBodies():
        if not body.IsFixed():
            body.SetPosDt(chrono.ChVector3d(SPEED_M_S, 0, 0))


def add_highway(system):
    asphalt = chrono.ChContactMaterialNSC()
    asphalt.SetFriction(FRICTION)
    highway = veh.RigidTerrain(system)
    highway.AddPatch(asphalt, chrono.CSYSNORM, ROAD_LENGTH_M, 2 * LANE_WIDTH_M)
    highway.Initialize()
    return highway


def main():
    car = make_car()
    set_moving(car)
    system = car.GetSystem()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    highway = add_highway(system)
    driver = veh.ChDriver(car.GetVehicle())
    driver.Initialize()

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            place, speed_km_h = car.GetVehicle().GetPos(), car.GetVehicle().GetSpeed() * KM_H_PER_M_S
            print(f"t = {time_s:4.1f} s   x = {place.x:7.2f} m   y = {place.y:6.3f} m   speed = {speed_km_h:6.2f} km/h")
            next_print_s += PRINT_EVERY_S
        driver.Synchronize(time_s)
        highway.Synchronize(time_s)
        car.Synchronize(time_s, driver.GetInputs(), highway)
        driver.Advance(STEP_S)
        highway.Advance(STEP_S)
        car.Advance(STEP_S)


if __name__ == "__main__":
    main()
