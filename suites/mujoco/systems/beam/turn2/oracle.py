# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The lowest natural period of the beam the stiff way: equal masses at the points, Euler-Bernoulli's stiffness where elements meet."""

import math

import numpy as np


def lowest_period(n, piece, rigidity, mass):
    """Of a chain whose first element is held: the rotation at point i is (w[i+1] - 2 w[i] + w[i-1]) / piece."""
    bend = np.zeros((n - 1, n + 1))
    for i in range(1, n):
        bend[i - 1, i - 1 : i + 2] = [1 / piece, -2 / piece, 1 / piece]
    bend = bend[:, 2:]
    stiffness = rigidity / piece * bend.T @ bend
    return 2 * math.pi / math.sqrt(np.linalg.eigvalsh(stiffness)[0] / (mass / (n + 1)))


def expected(p):
    n = round(p.elements)
    return {"period": lowest_period(n, p.piece, p.young * p.thick * p.width**3 / 12, p.mass)}
