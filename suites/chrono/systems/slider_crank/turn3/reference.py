# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Two cylinders at right angles on one crank pin, run up from rest; a spring pushes the second slider back."""
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
SLIDER_KG = 5.0  #: slider_mass
SECOND_SLIDER_KG = 3.0  #: second_mass
STIFFNESS_N_M = 300.0  #: stiffness
DAMPING_N_S_M = 10.0  #: damping
REST_LENGTH_M = 0.6  #: rest_length
SEAT_M = 1.4  #: anchor
OFFSET_M = 0.1  #: offset
ACCELERATION_RAD_S2 = 2 * math.pi  #: ramp
CAMERA_X_M = 0.4  #: camera_x
CAMERA_DISTANCE_M = 1.0  #: camera_distance
CAMERA_HEIGHT_M = 2.0  #: camera_height
TARGET_Y_M = 0.4  #: target_y
STEP_S = 0.001  #: step in s
DURATION_S = 2.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

BEARING = chrono.ChVector3d(0, 0, 0)
CRANK_PIN = chrono.ChVector3d(CRANK_M, 0, 0)
FIRST_PIN = chrono.ChVector3d(CRANK_M + math.sqrt(ROD_M**2 - OFFSET_M**2), OFFSET_M, 0)
SECOND_PIN = chrono.ChVector3d(0, math.sqrt(ROD_M**2 - CRANK_M**2), 0)
SPRING_SEAT = chrono.ChVector3d(0, SEAT_M, 0)
# Frames whose Z axis, along which a prismatic joint slides, points along world X and Y.
ALONG_X = chrono.QuatFromAngleY(math.pi / 2)
ALONG_Y = chrono.QuatFromAngleX(-math.pi / 2)


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


def add_guide(system, slider, ground, direction):
    guide = chrono.ChLinkLockPrismatic()
    guide.Initialize(slider, ground, chrono.ChFramed(slider.GetPos(), direction))
    system.AddLink(guide)


def add_cylinder(system, crank, ground, name, slider_kg, slider_pin, direction):
    """A connecting rod on the crank pin and the slider at its other end."""
    rod = add_bar(system, f"{name} rod", ROD_KG, CRANK_PIN, slider_pin)
    slider = add_slider(system, f"{name} slider", slider_kg, slider_pin)
    add_pin(system, crank, rod, CRANK_PIN)
    add_pin(system, rod, slider, slider_pin)
    add_guide(system, slider, ground, direction)
    return slider


def add_spring(system, slider, ground):
    spring = chrono.ChLinkTSDA()
    spring.Initialize(slider, ground, False, slider.GetPos(), SPRING_SEAT)
    spring.SetRestLength(REST_LENGTH_M)
    spring.SetSpringCoefficient(STIFFNESS_N_M)
    spring.SetDampingCoefficient(DAMPING_N_S_M)
    spring.AddVisualShape(chrono.ChVisualShapeSpring(0.03, 80, 15))
    system.AddLink(spring)


def add_motor(system, crank, ground):
    motor = chrono.ChLinkMotorRotationSpeed()
    motor.Initialize(crank, ground, chrono.ChFramed(BEARING))
    motor.SetSpeedFunction(chrono.ChFunctionRamp(0, ACCELERATION_RAD_S2))
    system.AddLink(motor)
    return motor


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Two cylinders on one crank")
    vis.Initialize()
    vis.AddSkyBox()
    eye = chrono.ChVector3d(CAMERA_X_M, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M)
    vis.AddCamera(eye, chrono.ChVector3d(CAMERA_X_M, TARGET_Y_M, 0))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    crank = add_bar(system, "crank", CRANK_KG, BEARING, CRANK_PIN)
    first = add_cylinder(system, crank, ground, "first", SLIDER_KG, FIRST_PIN, ALONG_X)
    second = add_cylinder(system, crank, ground, "second", SECOND_SLIDER_KG, SECOND_PIN, ALONG_Y)
    add_spring(system, second, ground)
    motor = add_motor(system, crank, ground)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            angle_deg = math.degrees(motor.GetMotorAngle())
            sliders = f"first = {first.GetPos().x:7.4f} m   second = {second.GetPos().y:7.4f} m"
            print(f"t = {system.GetChTime():4.1f} s   crank = {angle_deg:7.1f} deg   {sliders}")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
