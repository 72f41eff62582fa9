# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""The heavy elastica of a strip that is clamped at a table's edge, as a chain of rigid links with rotation springs."""
import math


def static_shape(stiffness, weights, link):
    """Angles below the horizontal of the links, by Newton's method; `weights` in N hang on their outer ends, `stiffness` in N m^2."""
    count = len(weights)
    # The first spring sits half a link from the clamp: it is twice as stiff.
    springs = [2 * stiffness / link] + [stiffness / link] * (count - 1)
    carried = [0.0] * count  # by each link: what hangs on its outer end and beyond
    total = 0.0
    for i in reversed(range(count)):
        total += weights[i]
        carried[i] = total
    angles = [0.0] * count
    for part in range(1, 31):  # the weight is put on in parts
        for _ in range(8):
            slope, main, upper = residual(angles, springs, carried, link, part / 30)
            change = solve_tridiagonal(main, upper, [-s for s in slope])
            angles = [a + c for a, c in zip(angles, change)]
    return angles, springs, carried


def residual(angles, springs, carried, link, part):
    """Gradient of the potential energy, and the main and upper diagonals of its Hessian."""
    count = len(angles)
    slope, main, upper = [0.0] * count, [0.0] * count, [0.0] * (count - 1)
    for i in range(count):
        turned = angles[i] - (angles[i - 1] if i else 0.0)
        slope[i] += springs[i] * turned - part * carried[i] * link * math.cos(angles[i])
        main[i] += springs[i] + part * carried[i] * link * math.sin(angles[i])
        if i:
            slope[i - 1] -= springs[i] * turned
            main[i - 1] += springs[i]
            upper[i - 1] -= springs[i]
    return slope, main, upper


def solve_tridiagonal(main, upper, right):
    """A symmetric system of equations."""
    count = len(main)
    main, right = list(main), list(right)
    for i in range(1, count):
        factor = upper[i - 1] / main[i - 1]
        main[i] -= factor * upper[i - 1]
        right[i] -= factor * right[i - 1]
    out = [0.0] * count
    for i in reversed(range(count)):
        out[i] = (right[i] - (upper[i] * out[i + 1] if i + 1 < count else 0.0)) / main[i]
    return out


def strip(p, width, length, clip, count):
    """Stiffness, weights at the ends of the links and their length, of a strip with a clip on its end."""
    stiffness = p.young * width * p.thickness**3 / 12
    link = length / count
    weights = [p.density * p.thickness * width * link * p.gravity] * count
    weights[-1] = weights[-1] / 2 + clip
    return stiffness, weights, link


def place(angles, link, links=None):
    """How far it has sunk and how far it reaches out."""
    angles = angles[:links]
    return link * sum(math.sin(a) for a in angles), link * sum(math.cos(a) for a in angles)


def expected(p):
    length = (p.runner_length - p.table_width) / 2
    beside = 10  # links of an element
    count = beside * round(p.elements_x * length / p.runner_length)
    shapes = []
    for clip in (0.0, p.clip_mass * p.gravity):
        stiffness, weights, link = strip(p, p.width, length, clip, count)
        shapes.append(static_shape(stiffness, weights, link)[0])
    bare, clipped = (place(angles, link) for angles in shapes)
    return {
        "bare_sunk": bare[0],
        "bare_reach": bare[1],
        "clipped_sunk": clipped[0],
        "clipped_reach": clipped[1],
        "next_sunk": place(shapes[0], link, beside)[0],
    }
