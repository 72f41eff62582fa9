# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A table runner of oilcloth, of ANCF shells, whose flaps hang over both sides of a table; a clip pulls at the right one."""
import pychrono as chrono
import pychrono.fea as fea

GRAVITY_M_S2 = 9.81  #: gravity
LENGTH_M = 0.6  #: runner_length
WIDTH_M = 0.1  #: width
THICKNESS_M = 0.001  #: thickness in m
ELEMENTS_X = 60  #: elements_x
ELEMENTS_Y = 1  #: elements_y
TABLE_WIDTH_M = 0.3  #: table_width
TABLE_HEIGHT_M = 0.75  #: height
DENSITY_KG_M3 = 1200.0  #: density
YOUNG_PA = 17.7e6  #: young in Pa
POISSON = 0.0  #: poisson
CLIP_KG = 0.005  #: clip_mass in kg
MAX_ITERATIONS = 40

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

    system.Add(mesh)
    return columns


def hang_clip(nodes):
    """The clip's weight as a constant load, shared by the nodes of a free edge."""
    for node in nodes:
        node.SetForce(GRAVITY * (CLIP_KG / len(nodes)))


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(GRAVITY)
    system.SetSolver(chrono.ChSolverSparseLU())
    columns = add_runner(system)
    hang_clip(columns[-1])
    system.DoStaticNonlinear(MAX_ITERATIONS)

    for name, node in (("left", columns[0][0]), ("right", columns[-1][0])):
        sunk_m, reach_m = TABLE_HEIGHT_M - node.GetPos().z, abs(node.GetPos().x) - TABLE_WIDTH_M / 2
        print(f"{name:5s} flap: {1000 * sunk_m:6.2f} mm below the table, reaching out {1000 * reach_m:6.2f} mm")


if __name__ == "__main__":
    main()
