# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Cantilever test of a strip of oilcloth: ANCF shells that bend over the edge of a table, solved for static equilibrium."""
import math

import pychrono as chrono
import pychrono.fea as fea

GRAVITY_M_S2 = 9.81  #: gravity
LENGTH_M = 0.1
WIDTH_M = 0.1  #: width
THICKNESS_M = 0.001  #: thickness in m
ELEMENTS_X = 20
ELEMENTS_Y = 2
TABLE_HEIGHT_M = 0.75  #: height
DENSITY_KG_M3 = 1200.0  #: density
YOUNG_PA = 17.7e6  #: young in Pa
POISSON = 0.0  #: poisson
MAX_ITERATIONS = 40


def add_strip(system):
    """A flat grid of shells; returns its nodes as columns from the table's edge to the free edge."""
    mesh = fea.ChMesh()
    columns = []
    for ix in range(ELEMENTS_X + 1):
        column = []
        for iy in range(ELEMENTS_Y + 1):
            pos = chrono.ChVector3d(LENGTH_M * ix / ELEMENTS_X, WIDTH_M * (iy / ELEMENTS_Y - 0.5), TABLE_HEIGHT_M)
            node = fea.ChNodeFEAxyzD(pos, chrono.ChVector3d(0, 0, 1))
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

    # A fixed node keeps its position and its direction, the normal of the strip: a clamp.
    for node in columns[0]:
        node.SetFixed(True)
    system.Add(mesh)
    return columns


def main():
    system = chrono.ChSystemSMC()
    system.SetSolver(chrono.ChSolverSparseLU())
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    columns = add_strip(system)
    system.DoStaticNonlinear(MAX_ITERATIONS)

    tip = columns[-1][ELEMENTS_Y // 2].GetPos()
    sunk_m = TABLE_HEIGHT_M - tip.z
    print(f"free edge: {1000 * sunk_m:6.2f} mm below the table, reaching out {1000 * tip.x:6.2f} mm")
    print(f"angle of the chord: {math.degrees(math.atan2(sunk_m, tip.x)):5.2f} deg")


if __name__ == "__main__":
    main()
