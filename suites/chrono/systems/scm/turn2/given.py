# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A plate is put on soft soil and let go: it sinks past the depth that would carry it, and stays there."""
import pychrono as chrono
import pychrono.vehicle as veh

SOIL_SIZE_M = 2.0  #: soil_size
SPACING_M = 0.04  #: spacing
BEKKER_KPHI = 200e3  #: 1000 * kphi
BEKKER_KC = 0.0
BEKKER_N = 1.1  #: n
COHESION_PA = 1000.0  #: cohesion in Pa
FRICTION_ANGLE_RAD = 0.5235987755982988  #: friction_angle in rad
SHEAR_M = 0.01  #: shear in m
ELASTIC_PA_M = 500e3  #: elastic in Pa/m
DAMPING_PA_S_M = 30e3  #: damping in Pa*s/m
PLATE_LENGTH_M = 0.6  #: plate_length
PLATE_WIDTH_M = 0.36  #: plate_width
PLATE_HEIGHT_M = 0.4  #: plate_height
PLATE_KG = 500.0  #: plate_mass
STEP_S = 0.001  #: step in s
DURATION_S = 1.0
PRINT_EVERY_S = 0.1  #: print_every


def make_system():
    system = chrono.ChSystemSMC()
    system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)  # the soil feels for bodies with it
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


def add_guide(system, plate, ground):
    """A prismatic joint moves along its Z."""
    guide = chrono.ChLinkLockPrismatic()
    guide.Initialize(plate, ground, chrono.ChFramed(plate.GetPos(), chrono.QUNIT))
    system.AddLink(guide)


def add_soil(system):
    soil = veh.SCMTerrain(system)
    soil.SetSoilParameters(
        BEKKER_KPHI, BEKKER_KC, BEKKER_N, COHESION_PA, FRICTION_ANGLE_RAD, SHEAR_M, ELASTIC_PA_M, DAMPING_PA_S_M
    )
    soil.Initialize(SOIL_SIZE_M, SOIL_SIZE_M, SPACING_M)
    return soil


def main():
    system = make_system()
    ground = add_ground(system)
    plate = add_plate(system)
    add_guide(system, plate, ground)
    soil = add_soil(system)

    next_print_s = 0.0
    while system.GetChTime() < DURATION_S - STEP_S / 2:
        time_s = system.GetChTime()
        if time_s >= next_print_s - STEP_S / 2:
            print(f"t = {time_s:4.1f} s   sinkage = {PLATE_HEIGHT_M / 2 - plate.GetPos().z:7.4f} m")
            next_print_s += PRINT_EVERY_S
        soil.Synchronize(time_s)
        soil.Advance(STEP_S)
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
