# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A table runner of oilcloth, of ANCF shells, whose flaps hang over both sides of a table. A clip is taken off the right one."""
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
LENGTH_M = 0.6  #: runner_length
WIDTH_M = 0.1  #: width
THICKNESS_M = 0.001  #: thickness in m
ELEMENTS_X = 60  #: elements_x
ELEMENTS_Y = 1  #: elements_y
TABLE_WIDTH_M = 0.3  #: table_width
TABLE_HEIGHT_M = 0.75  #: height
TABLE_THICKNESS_M = 0.05  #: table_thickness
DENSITY_KG_M3 = 1200.0  #: density
YOUNG_PA = 17.7e6  #: young in Pa
POISSON = 0.0  #: poisson
CLIP_KG = 0.005  #: clip_mass in kg
MAX_ITERATIONS = 40
CAMERA_SIDE_M = 0.3  #: camera_side
CAMERA_DISTANCE_M = 1.0  #: camera_distance
CAMERA_HEIGHT_M = 1.0  #: camera_height
LOOK_HEIGHT_M = 0.7  #: look_height
STEP_S = 0.002  #: step in s
DURATION_S = 1.5  #: duration
PRINT_EVERY_S = 0.05  #: print_every

GRAVITY = chrono.ChVector3d(0, 0, -GRAVITY_M_S2)


def add_runner(system):
    """A flat grid of shells, fixed over the table; returns its nodes as columns from left to right."""
    mesh = fea.ChMesh()
    columns = []
    for ix in range(ELEMENTS_X + 1):
        column = []
        for iy in range(ELEMENTS_Y + 1):
            x, y = LENGTH_M * (ix / ELEMENTS_X - 0.5), WIDTH_M * (iy / ELEMENTS_Y - 0.5)
            node = fea.ChNodeFEAxyzD(chrono.ChVector3d(x, y, TABLE_HEIGHT_M), chrono.ChVector3d(0, 0, 1))
            # A fixed node keeps its position and its direction, the normal of the runner: a clamp.
            node.SetFixed(abs(x) < TABLE_WIDTH_M / 2 + 1e-6)
            mesh.AddNode(node)
            column.append(node)
        columns.append(column)

    material = fea.ChMaterialShellANCF(DENSITY_KG_M3, YOUNG_PA, POISSON)
    for left, right in zip(columns, columns[1:]):
        for iy in range(ELEMENTS_Y):
            element = fea.ChElementShellANCF_3423()
            element.SetNodes(left[iy], right[iy], right[iy + 1], left[iy + 1])
            element.SetDimensions(LENGTH_M / ELEMENTS_X, WIDTH_M / ELEMENTS_Y)
            element.AddLayer(THICKNESS_M, 0, material)
            mesh.AddElement(element)

    surface = chrono.ChVisualShapeFEA()
    surface.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_SURFACE)
    mesh.AddVisualShapeFEA(surface)
    system.Add(mesh)
    return columns


def add_table(system):
    table = chrono.ChBodyEasyBox(TABLE_WIDTH_M, TABLE_WIDTH_M, TABLE_THICKNESS_M, 700, True, False)
    table.SetName("table")
    table.SetPos(chrono.ChVector3d(0, 0, TABLE_HEIGHT_M - TABLE_THICKNESS_M / 2))
    table.SetFixed(True)
    system.AddBody(table)


def hang_clip(nodes):
    """The clip's weight as a constant load, shared by the nodes of a free edge."""
    for node in nodes:
        node.SetForce(GRAVITY * (CLIP_KG / len(nodes)))


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Table runner")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(CAMERA_SIDE_M, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(0, 0, LOOK_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(GRAVITY)
    system.SetSolver(chrono.ChSolverSparseLU())
    add_table(system)
    columns = add_runner(system)
    hang_clip(columns[-1])
    system.DoStaticNonlinear(MAX_ITERATIONS)
    for node in columns[-1]:
        node.SetForce(chrono.ChVector3d(0, 0, 0))
    vis = make_window(system)

    left, right = columns[0][0], columns[-1][0]
    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            heights = f"left edge at {left.GetPos().z:6.4f} m   right edge at {right.GetPos().z:6.4f} m"
            print(f"t = {system.GetChTime():5.2f} s   {heights}, x = {right.GetPos().x:6.4f} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
