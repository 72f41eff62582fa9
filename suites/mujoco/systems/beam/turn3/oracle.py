# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The column as a chain of pieces that bend where they meet: at rest under both loads, and how fast it buckles."""

import math

import numpy as np


def at_rest(n, piece, rigidity, axial, side, start):
    """The last point (x, how far to the side): Newton's method for the angles of the pieces.

    A joint's energy is that of a discrete elastic rod: (2 tan(bend / 2))^2 rigidity / (2 piece).
    """
    angle = np.linspace(0.0, start, n - 1)
    bends = np.eye(n - 1) - np.eye(n - 1, k=-1)
    for _ in range(200):
        t = np.tan(bends @ angle / 2)
        moment, slope = 2 * t * (1 + t * t), (1 + t * t) * (1 + 3 * t * t)
        cos, sin = piece * np.cos(angle), piece * np.sin(angle)
        gradient = rigidity / piece * bends.T @ moment - axial * sin - side * cos
        hessian = rigidity / piece * bends.T @ (slope[:, None] * bends) - np.diag(axial * cos - side * sin)
        move = np.linalg.solve(hessian, -gradient)
        angle = angle + move * min(1.0, 0.2 / np.abs(move).max())
    return piece / 2 + piece * np.cos(angle).sum(), piece * np.sin(angle).sum()


def modes(n, piece, rigidity, mass, axial):
    """Squares of the natural frequencies under an axial load, the modes (unit length) and a point's mass."""
    bend = np.zeros((n - 1, n + 1))
    turn = np.zeros((n, n + 1))
    for i in range(1, n):
        bend[i - 1, i - 1 : i + 2] = [1 / piece, -2 / piece, 1 / piece]
    for i in range(n):
        turn[i, i : i + 2] = [-1 / piece, 1 / piece]
    bend, turn = bend[:, 2:], turn[:, 2:]
    plain = rigidity / piece * bend.T @ bend
    point = mass / (n + 1)
    squares, shapes = np.linalg.eigh((plain - axial * piece * turn.T @ turn) / point)
    return squares, shapes, plain, point


def expected(p):
    n = round(p.elements)
    length = (n - 0.5) * p.piece
    rigidity = p.young * p.width * p.thick**3 / 12
    euler = math.pi**2 * rigidity / (4 * length**2)
    low, high = p.low_share * euler, p.high_share * euler
    _, low_side = at_rest(n, p.piece, rigidity, low, p.side_force, 0.0)
    buckled_x, buckled = at_rest(n, p.piece, rigidity, high, p.side_force, 1.3)

    # From rest under the low load, one second of linear motion under the high one.
    free, _, plain, point = modes(n, p.piece, rigidity, p.mass, 0.0)
    squares, shapes, _, _ = modes(n, p.piece, rigidity, p.mass, high)
    side = np.zeros(n - 1)
    side[-1] = p.side_force / point
    low_squares, low_shapes, _, _ = modes(n, p.piece, rigidity, p.mass, low)
    start = low_shapes @ (low_shapes.T @ side / low_squares)
    drag = (p.damping * p.width / p.thick + p.step / 2) * plain / point
    size = n - 1
    system = np.block([[np.zeros((size, size)), np.eye(size)], [-(shapes * squares) @ shapes.T, -drag]])
    rates, vectors = np.linalg.eig(system)
    rest = shapes @ (shapes.T @ side / squares)
    state = np.concatenate([start - rest, np.zeros(size)])
    later = (vectors * np.exp(rates * 1.0)) @ np.linalg.solve(vectors, state)
    return {
        "period": 2 * math.pi / math.sqrt(free[0]),
        "growth": max(rates.real),
        "low_side": low_side,
        "grown": rest[-1] + later[size - 1].real,
        "later": p.first + 1.0,
        "buckled": buckled,
        "buckled_x": buckled_x,
    }
