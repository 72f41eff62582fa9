# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A wheel that slips rolls over soft soil: what it pulls is what the soil's shear gives."""
import pychrono as chrono
import pychrono.vehicle as veh

GRAVITY_M_S2 = 9.81  #: gravity
SOIL_SIZE_M = 2.0  #: soil_size
SPACING_M = 0.04  #: spacing
BEKKER_KPHI = 200e3  #: 1000 * kphi
BEKKER_KC = 0.0
BEKKER_N = 1.1  #: n
COHESION_PA = 1000.0  #: cohesion in Pa
FRICTION_ANGLE_DEG = 30.0  #: friction_angle
SHEAR_M = 0.01  #: shear in m
ELASTIC_PA_M = 500e3  #: elastic in Pa/m
DAMPING_PA_S_M = 30e3  #: damping in Pa*s/m
START_X_M = -0.8  #: start_x
WHEEL_RADIUS_M = 0.48  #: wheel_radius
WHEEL_WIDTH_M = 0.28  #: wheel_width
WHEEL_KG = 200.0  #: wheel_mass
HUB_SIZE_M = 0.2  #: hub_size
HUB_KG = 300.0  #: hub_mass
SLIP = 0.25  #: slip
CARRIAGE_SIZE_M = 0.2  #: carriage_size
CARRIAGE_HEIGHT_M = 1.0  #: carriage_height
CARRIAGE_KG = 20.0  #: carriage_mass
PULL_AT_S = 0.4  #: pull_at
PULLED_S = 0.6  #: pulled
PULL_M_S = 0.8  #: pull_speed
STEP_S = 0.001  #: step in s
DURATION_S = 2.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every


def make_system():
    system = chrono.ChSystemSMC()
    system.SetSolverType(chrono.ChSolver.Type_SPARSE_QR)  # joints between bodies of 20 and of 500 kg
    system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)  # the soil feels for bodies with it
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    return system


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_wheel(system):
    """Its lowest point is on the soil. An easy cylinder's axis is its Y, as it should be for a wheel that rolls along X."""
    density = WHEEL_KG / (chrono.CH_PI * WHEEL_RADIUS_M**2 * WHEEL_WIDTH_M)
    wheel = chrono.ChBodyEasyCylinder(
        chrono.ChAxis_Y, WHEEL_RADIUS_M, WHEEL_WIDTH_M, density, True, True, chrono.ChContactMaterialSMC()
    )
    wheel.SetPos(chrono.ChVector3d(START_X_M, 0, WHEEL_RADIUS_M))
    system.AddBody(wheel)
    return wheel


def add_hub(system):
    """It loads the wheel."""
    hub = chrono.ChBodyEasyBox(HUB_SIZE_M, HUB_SIZE_M, HUB_SIZE_M, HUB_KG / HUB_SIZE_M**3, True, False)
    hub.SetPos(chrono.ChVector3d(START_X_M, 0, WHEEL_RADIUS_M))
    system.AddBody(hub)
    return hub


def add_carriage(system):
    density = CARRIAGE_KG / CARRIAGE_SIZE_M**3
    carriage = chrono.ChBodyEasyBox(CARRIAGE_SIZE_M, CARRIAGE_SIZE_M, CARRIAGE_SIZE_M, density, True, False)
    carriage.SetPos(chrono.ChVector3d(START_X_M, 0, CARRIAGE_HEIGHT_M))
    system.AddBody(carriage)
    return carriage


def add_guide(system, hub, carriage):
    """A prismatic joint moves along its Z."""
    guide = chrono.ChLinkLockPrismatic()
    guide.Initialize(hub, carriage, chrono.ChFramed(hub.GetPos(), chrono.QUNIT))
    system.AddLink(guide)


def start_up(full):
    """A speed over time: standing, rising, full."""
    speed = chrono.ChFunctionInterp()
    for time_s, value in ((0, 0), (PULL_AT_S, 0), (PULLED_S, full), (2 * DURATION_S, full)):
        speed.AddPoint(time_s, value)
    return speed


def add_winch(system, carriage, ground):
    """A linear motor moves along its frame's Z, which is turned into the world's X here."""
    winch = chrono.ChLinkMotorLinearSpeed()
    winch.Initialize(carriage, ground, chrono.ChFramed(carriage.GetPos(), chrono.QuatFromAngleY(chrono.CH_PI_2)))
    winch.SetSpeedFunction(start_up(PULL_M_S))
    system.AddLink(winch)
    return winch


def add_drive(system, wheel, hub):
    """A rotation motor turns about its frame's Z. Turned into the world's +Y, it rolls the wheel towards +X."""
    drive = chrono.ChLinkMotorRotationSpeed()
    drive.Initialize(wheel, hub, chrono.ChFramed(wheel.GetPos(), chrono.QuatFromAngleX(-chrono.CH_PI_2)))
    drive.SetSpeedFunction(start_up(PULL_M_S / (WHEEL_RADIUS_M * (1 - SLIP))))
    system.AddLink(drive)


def add_soil(system):
    soil = veh.SCMTerrain(system)
    soil.SetSoilParameters(
        BEKKER_KPHI, BEKKER_KC, BEKKER_N, COHESION_PA, FRICTION_ANGLE_DEG, SHEAR_M, ELASTIC_PA_M, DAMPING_PA_S_M
    )
    soil.Initialize(SOIL_SIZE_M, SOIL_SIZE_M, SPACING_M)
    return soil


def main():
    system = make_system()
    ground = add_ground(system)
    wheel = add_wheel(system)
    hub = add_hub(system)
    carriage = add_carriage(system)
    add_guide(system, hub, carriage)
    add_drive(system, wheel, hub)
    winch = add_winch(system, carriage, ground)
    soil = add_soil(system)

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            sinkage_m, pull_n = WHEEL_RADIUS_M - wheel.GetPos().z, winch.GetMotorForce()
            print(f"t = {time_s:4.1f} s   sinkage = {sinkage_m:7.4f} m   pull = {pull_n:8.1f} N")
            next_print_s += PRINT_EVERY_S
        soil.Synchronize(time_s)
        soil.Advance(STEP_S)
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
