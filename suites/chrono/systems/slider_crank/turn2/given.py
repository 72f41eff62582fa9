# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A slider-crank mechanism in the horizontal plane, driven at constant speed."""
import math

import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
CRANK_M = 0.2  #: crank_length
CRANK_KG = 1.0  #: crank_mass
ROD_M = 0.6  #: rod_length
ROD_KG = 2.0  #: rod_mass
BAR_WIDTH_M = 0.02  #: bar_width
SLIDER_EDGE_M = 0.1  #: slider_edge
SLIDER_KG = 3.0
SPEED_RAD_S = 2 * math.pi
CAMERA_X_M = 0.4  #: camera_x
CAMERA_DISTANCE_M = 1.0  #: camera_distance
CAMERA_HEIGHT_M = 1.0  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 3.0
PRINT_EVERY_S = 0.1  #: print_every

BEARING = chrono.ChVector3d(0, 0, 0)
CRANK_PIN = chrono.ChVector3d(CRANK_M, 0, 0)
SLIDER_PIN = chrono.ChVector3d(CRANK_M + ROD_M, 0, 0)


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_bar(system, name, mass_kg, start, end):
    """A box whose long side runs from one point of the plane to another."""
    along = end - start
    length = along.Length()
    bar = chrono.ChBodyEasyBox(length, BAR_WIDTH_M, BAR_WIDTH_M, mass_kg / (length * BAR_WIDTH_M**2), True, False)
    bar.SetName(name)
    bar.SetPos((start + end) * 0.5)
    bar.SetRot(chrono.QuatFromAngleZ(math.atan2(along.y, along.x)))
    system.AddBody(bar)
    return bar


def add_slider(system, name, mass_kg, pos):
    slider = chrono.ChBodyEasyBox(SLIDER_EDGE_M, SLIDER_EDGE_M, SLIDER_EDGE_M, mass_kg / SLIDER_EDGE_M**3, True, False)
    slider.SetName(name)
    slider.SetPos(pos)
    system.AddBody(slider)
    return slider


def add_pin(system, first, second, pos):
    """A revolute joint turns about the Z axis of its frame, which is world Z here."""
    pin = chrono.ChLinkLockRevolute()
    pin.Initialize(first, second, chrono.ChFramed(pos))
    system.AddLink(pin)


def add_guide(system, slider, ground):
    """A prismatic joint slides along the Z axis of its frame: the frame is turned so that this is world X."""
    guide = chrono.ChLinkLockPrismatic()
    guide.Initialize(slider, ground, chrono.ChFramed(slider.GetPos(), chrono.QuatFromAngleY(math.pi / 2)))
    system.AddLink(guide)


def add_motor(system, crank, ground):
    motor = chrono.ChLinkMotorRotationSpeed()
    motor.Initialize(crank, ground, chrono.ChFramed(BEARING))
    motor.SetSpeedFunction(chrono.ChFunctionConst(SPEED_RAD_S))
    system.AddLink(motor)
    return motor


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Slider-crank")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(CAMERA_X_M, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(CAMERA_X_M, 0, 0))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    crank = add_bar(system, "crank", CRANK_KG, BEARING, CRANK_PIN)
    rod = add_bar(system, "rod", ROD_KG, CRANK_PIN, SLIDER_PIN)
    slider = add_slider(system, "slider", SLIDER_KG, SLIDER_PIN)
    motor = add_motor(system, crank, ground)
    add_pin(system, crank, rod, CRANK_PIN)
    add_pin(system, rod, slider, SLIDER_PIN)
    add_guide(system, slider, ground)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            angle_deg = math.degrees(motor.GetMotorAngle())
            print(f"t = {system.GetChTime():4.1f} s   crank = {angle_deg:7.1f} deg   slider = {slider.GetPos().x:7.4f} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
