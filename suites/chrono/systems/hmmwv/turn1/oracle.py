# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""The turn that the HMMWV's steering makes: a rack, and a tie rod to each wheel, seen from above.

Lengths are those of Chrono's reduced HMMWV, in the frame of its front axle: x forwards, y to the left.
"""
from math import atan2, cos, hypot, radians, sin, tan

INCH_M = 0.0254
WHEELBASE_M = 3.302
RACK_M = 0.1 * radians(30)  # its way at full lock: the pinion's radius × its angle
ROD_START_M = (-9.855 * INCH_M, 17.655 * INCH_M)  # on the rack, of the left side
ROD_END_M = (-6.922 * INCH_M, 32.327 * INCH_M)
PIVOT_M = (-1.61 * INCH_M, 30.11 * INCH_M)  # of the wheel's upright, where its axis passes the tie rod's height


def wheel_angle(steering, side):
    """Of the wheel on one side (1: left, −1: right), in rad to the left."""
    # The rack lies behind the axle: it moves to the right for a turn to the left.
    end = (ROD_START_M[0], ROD_START_M[1] * side - steering * RACK_M)
    pivot, rod_end = (PIVOT_M[0], PIVOT_M[1] * side), (ROD_END_M[0], ROD_END_M[1] * side)
    rod = hypot(ROD_END_M[0] - ROD_START_M[0], ROD_END_M[1] - ROD_START_M[1])
    reach = hypot(rod_end[0] - pivot[0], rod_end[1] - pivot[1])
    start = atan2(rod_end[1] - pivot[1], rod_end[0] - pivot[0])

    def slack(angle):
        x, y = pivot[0] + reach * cos(start + angle), pivot[1] + reach * sin(start + angle)
        return hypot(x - end[0], y - end[1]) - rod

    low, high = (-0.7, 0.7)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if (slack(middle) > 0) == (slack(low) > 0) else (low, middle)
    return (low + high) / 2


def expected(p):
    angles = [wheel_angle(p.steering, side) for side in (1, -1)]
    # Each front wheel's axle points at a centre; the car turns about their mean.
    return {"radius": WHEELBASE_M / (sum(tan(angle) for angle in angles) / 2)}
