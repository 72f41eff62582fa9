# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A plate sinks into soft soil and is then pulled along: the soil shears, and holds it back."""
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
PLATE_LENGTH_M = 0.6  #: plate_length
PLATE_WIDTH_M = 0.36  #: plate_width
PLATE_HEIGHT_M = 0.4  #: plate_height
PLATE_KG = 500.0  #: plate_mass
CARRIAGE_SIZE_M = 0.2  #: carriage_size
CARRIAGE_HEIGHT_M = 1.0  #: carriage_height
CARRIAGE_KG = 20.0  #: carriage_mass
PULL_AT_S = 0.7  #: pull_at
PULLED_S = 0.8  #: pulled
PULL_M_S = 0.03  #: pull_speed
STEP_S = 0.001  #: step in s
DURATION_S = 1.4  #: duration
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


def add_plate(system):
    """Its underside is on the soil."""
    density = PLATE_KG / (PLATE_LENGTH_M * PLATE_WIDTH_M * PLATE_HEIGHT_M)
    plate = chrono.ChBodyEasyBox(
        PLATE_LENGTH_M, PLATE_WIDTH_M, PLATE_HEIGHT_M, density, True, True, chrono.ChContactMaterialSMC()
    )
    plate.SetPos(chrono.ChVector3d(0, 0, PLATE_HEIGHT_M / 2))
    system.AddBody(plate)
    return plate


def add_carriage(system):
    density = CARRIAGE_KG / CARRIAGE_SIZE_M**3
    carriage = chrono.ChBodyEasyBox(CARRIAGE_SIZE_M, CARRIAGE_SIZE_M, CARRIAGE_SIZE_M, density, True, False)
    carriage.SetPos(chrono.ChVector3d(0, 0, CARRIAGE_HEIGHT_M))
    system.AddBody(carriage)
    return carriage


def add_guide(system, plate, carriage):
    """A prismatic joint moves along its Z."""
    guide = chrono.ChLinkLockPrismatic()
    guide.Initialize(plate, carriage, chrono.ChFramed(plate.GetPos(), chrono.QUNIT))
    system.AddLink(guide)


def add_winch(system, carriage, ground):
    """A linear motor moves along its frame's Z, which is turned into the world's X here."""
    speed = chrono.ChFunctionInterp()
    for time_s, speed_m_s in ((0, 0), (PULL_AT_S, 0), (PULLED_S, PULL_M_S), (2 * DURATION_S, PULL_M_S)):
        speed.AddPoint(time_s, speed_m_s)
    winch = chrono.ChLinkMotorLinearSpeed()
    winch.Initialize(carriage, ground, chrono.ChFramed(carriage.GetPos(), chrono.QuatFromAngleY(chrono.CH_PI_2)))
    winch.SetSpeedFunction(speed)
    system.AddLink(winch)
    return winch


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
    plate = add_plate(system)
    carriage = add_carriage(system)
    add_guide(system, plate, carriage)
    winch = add_winch(system, carriage, ground)
    soil = add_soil(system)

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            sinkage_m, pull_n = PLATE_HEIGHT_M / 2 - plate.GetPos().z, winch.GetMotorForce()
            print(f"t = {time_s:4.1f} s   sinkage = {sinkage_m:7.4f} m   pull = {pull_n:8.1f} N")
            next_print_s += PRINT_EVERY_S
        soil.Synchronize(time_s)
        soil.Advance(STEP_S)
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
