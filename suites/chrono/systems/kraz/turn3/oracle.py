# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A tractor with its semi-trailer in the plane: a left turn, straight ahead again when the hitch is at a line, and braked when the last axle is.

Masses, springs, tires, brakes and lengths are those of Chrono's Kraz 64431.
"""
from math import atan2, copysign, cos, hypot, radians, sin, sqrt, tanh

import numpy as np

TRACTOR_KG, TRACTOR_X_M, TRACTOR_Z_M, TRACTOR_KG_M2 = 10001.605, -2.0, 0.8, 29395.0  # body and steering arm; their middle in the tractor's reference frame
TRAILER_KG, TRAILER_X_M, TRAILER_Z_M, TRAILER_KG_M2 = 20000.0, -5.96, 2.0, 320011.0  # the same, X from the hitch
HITCH_X_M, HITCH_Z_M = -4.64, 0.82  # in the tractor's reference frame
WHEEL_KG, TRAILER_WHEEL_KG, SPINDLE_KG = 30.0 + 90.0, 30.0 + 69.3, 14.705
AXLES_KG = (
    [581.0 + 2 * 68.0 + 5.0 + 5.0 + 2 * (SPINDLE_KG + WHEEL_KG)]
    + 2 * [717.0 + 2 * SPINDLE_KG + 4 * WHEEL_KG]
    + 3 * [500.0 + 2 * (SPINDLE_KG + TRAILER_WHEEL_KG)]
)
AXLES_X_M = (0.0, -4.08, -5.48, -6.28, -7.59, -8.90)  # the trailer's from the hitch
SPRINGS_N_M = 2 * np.array([592176.2641] + 2 * [1026438.858] + 3 * [710611.5169])
PRESSED_M = 0.062122551  # of each spring, when the wheels' centres are at the reference frame's height
TIRES = np.array([2, 4, 4, 2, 2, 2])
SECTION_M, TRAILER_SECTION_M = 12 * 0.0254, 0.385 * 0.65
TIRES_N_M = TIRES * np.array(3 * [3350 * 9.81 / (0.16 * SECTION_M)] + 3 * [5000 * 9.81 / (0.16 * TRAILER_SECTION_M)])
TIRES_M = np.array(3 * [0.254 + SECTION_M] + 3 * [0.28575 + TRAILER_SECTION_M])
HUB_KG_M2 = 0.07352 + 0.4  # spindle and axle shaft
WHEELS_KG_M2 = 2 * HUB_KG_M2 + TIRES * np.array(3 * [0.63 + 20.9672] + 3 * [0.63 + 16.326])
AXLES_KG_M2 = 3 * [240.0] + 3 * [200.0]  # about Z, nearly
AXLE_RATIO = 6.154
DRIVELINE_KG_M2 = 3 * 0.5 * AXLE_RATIO**2 + 2 * 0.6  # at the two driven axles
NOMINAL_N = np.array(3 * [3350 * 9.81 / 2] + 3 * [5000 * 9.81 / 2])  # of a tire
FULL_LOCK_RAD, ARM_M = radians(22.7), 0.2  # of the steering arm, which hangs down
BRAKES_NM = np.array(3 * [20000.0] + 3 * [26000.0])  # of both sides, pressed fully
STEP_S = 2e-3


def ramp(now, start, end):
    return min(max((now - start) / (end - start), 0.0), 1.0)


def at_rest(gravity, moment=0.0):
    """Loads of the six axles' tires and the heights of both bodies' middles; moment: what lifts the trailer's nose.

    Nine unknowns: the tractor's height and slope, the trailer's slope, six axle heights; the least potential energy.
    """
    stiffness, load = np.zeros((9, 9)), np.zeros(9)

    def place(x, is_trailer):
        row = np.zeros(9)
        row[:3] = (1, HITCH_X_M, x) if is_trailer else (1, x, 0)
        return row

    rows = [place(x, number > 2) for number, x in enumerate(AXLES_X_M)]
    for number, row in enumerate(rows):
        spring, tire = row.copy(), np.zeros(9)
        spring[3 + number], tire[3 + number] = -1, 1
        stiffness += SPRINGS_N_M[number] * np.outer(spring, spring) + TIRES_N_M[number] * np.outer(tire, tire)
        load += SPRINGS_N_M[number] * PRESSED_M * spring + (TIRES_N_M[number] * TIRES_M[number] - AXLES_KG[number] * gravity) * tire
    tractor, trailer = place(TRACTOR_X_M, False), place(TRAILER_X_M, True)
    load -= gravity * (TRACTOR_KG * tractor + TRAILER_KG * trailer)
    load[2] += moment
    rest = np.linalg.solve(stiffness, load)
    wheels = TIRES_N_M * (TIRES_M - rest[3:])
    return wheels, tractor @ rest + TRACTOR_Z_M, trailer @ rest + TRAILER_Z_M


def turned(vector, axis, angle):
    axis = axis / np.linalg.norm(axis)
    return vector * cos(angle) + np.cross(axis, vector) * sin(angle) + axis * (axis @ vector) * (1 - cos(angle))


def root(slack):
    low, high = -0.7, 0.7
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if (slack(middle) > 0) == (slack(low) > 0) else (low, middle)
    return (low + high) / 2


def wheels_turned(steering):
    """The mean angle of both front wheels: arm, drag link and left knuckle, then the tie rod to the right one."""
    upper, lower = np.array([0, 0.809708694, 0.1]), np.array([0, 0.84497409, -0.1])  # of the left kingpin
    link, rod = np.array([0, 0.627341392, 0.1]), np.array([-0.2, 0.781974035, 0.1])  # where the links hold its knuckle
    angle = steering * FULL_LOCK_RAD
    arm = link + np.array([1 + ARM_M * sin(angle), 0, ARM_M * (1 - cos(angle))])
    left_axis, mirror = upper - lower, np.array([1, -1, 1])
    left = root(lambda a: np.linalg.norm(upper + turned(link - upper, left_axis, a) - arm) - 1)
    end, right_axis = upper + turned(rod - upper, left_axis, left), left_axis * mirror
    right = root(lambda a: np.linalg.norm(mirror * upper + turned(mirror * (rod - upper), right_axis, a) - end) - 2 * rod[1])
    noses = turned(np.array([1.0, 0, 0]), left_axis, left), turned(np.array([1.0, 0, 0]), right_axis, right)
    return sum(atan2(nose[1], nose[0]) for nose in noses) / 2


def side_force(slip, share, friction):
    """Of a tire, over its nominal load, and where it acts behind the middle, over the patch's length; share: load over nominal load."""

    def by_load(once, twice):
        return share * (2 * once - twice - (once - twice) * share)

    most, at = friction * by_load(0.75876, 0.72628), friction * 0.332
    rise = max(by_load(7.4013, 6.8505), 2 * most / at)
    x = abs(slip) / at
    force = rise * abs(slip) / (1 + (x + rise * at / most - 2) * x)
    x, late = abs(slip) / 0.365, 0.355
    return copysign(force, slip), (0.178 + 0.012 * (share - 1)) * ((1 - late) * (1 - x) + late * (1 - (3 - 2 * x) * x * x))


class Truck:
    """Where the hitch is, how tractor and trailer are turned, and how fast: (x, y, tractor's angle, trailer's angle)."""

    def __init__(self, p):
        self.loads_n, self.tractor_m, self.trailer_m = at_rest(p.gravity)
        self.friction = p.friction / 0.8
        self.loaded_m = TIRES_M - self.loads_n / TIRES_N_M
        self.rolling_m = (2 * TIRES_M + self.loaded_m) / 3
        turning_kg = WHEELS_KG_M2 / (self.rolling_m * self.loaded_m)
        driveline_kg = DRIVELINE_KG_M2 / (self.rolling_m[1] * self.loaded_m[1])
        self.places_m = np.array(AXLES_X_M) - np.array(3 * [HITCH_X_M] + 3 * [0.0])  # ahead of the hitch
        self.units = []  # mass, place of its middle, inertia about the hitch, mass of what turns
        for mass, place, inertia, axles in (
            (TRACTOR_KG, TRACTOR_X_M - HITCH_X_M, TRACTOR_KG_M2, slice(0, 3)),
            (TRAILER_KG, TRAILER_X_M, TRAILER_KG_M2, slice(3, 6)),
        ):
            kg, at = np.append(AXLES_KG[axles], mass), np.append(self.places_m[axles], place)
            inertia += sum(AXLES_KG_M2[axles]) + (kg * at**2).sum()
            self.units.append([kg.sum(), (kg * at).sum() / kg.sum(), inertia, turning_kg[axles].sum()])
        self.truck_kg = self.units[0][0] + self.units[1][0]
        # The driveline stands at the start: the rear wheels spin it up, which costs some speed.
        moving_kg = self.truck_kg + turning_kg.sum()
        self.units[0][3] += driveline_kg
        self.way = np.array([p.start_x + HITCH_X_M, 0.0, 0.0, 0.0])
        self.speed = np.array([p.speed * moving_kg / (moving_kg + driveline_kg), 0.0, 0.0, 0.0])

    def point(self, ahead_m, angle):
        return self.way[0] + ahead_m * cos(angle), self.way[1] + ahead_m * sin(angle)

    def advance(self, wheels, brake):
        push, mass = np.zeros(4), np.zeros((4, 4))
        for unit, (kg, place, inertia, turning_kg) in enumerate(self.units, 2):
            along = np.array([cos(self.way[unit]), sin(self.way[unit])])
            aside = np.array([-along[1], along[0]])
            mass[:2, :2] += kg * np.eye(2) + turning_kg * np.outer(along, along)
            mass[:2, unit] = mass[unit, :2] = kg * place * aside
            mass[unit, unit] = inertia
            push[:2] += kg * place * self.speed[unit] ** 2 * along
            for axle in range(3 * unit - 6, 3 * unit - 3):
                velocity = self.speed[:2] + aside * self.speed[unit] * self.places_m[axle]
                force, moment = self.axle_force(axle, velocity, along, wheels, brake)
                push[:2] += force
                push[unit] += self.places_m[axle] * (force @ aside) + moment
        self.speed += np.linalg.solve(mass, push) * STEP_S
        self.way += self.speed * STEP_S

    def axle_force(self, axle, velocity, along, wheels, brake):
        if axle == 0:
            along = np.array([along[0] * cos(wheels) - along[1] * sin(wheels), along[0] * sin(wheels) + along[1] * cos(wheels)])
        aside = np.array([-along[1], along[0]])
        forwards, load_n, loaded_m = velocity @ along, self.loads_n[axle], self.loaded_m[axle]
        slip = -(velocity @ aside) / max(forwards, 0.01)
        force, behind = side_force(slip, load_n / TIRES[axle] / NOMINAL_N[axle], self.friction)
        force *= TIRES[axle] * NOMINAL_N[axle]
        patch_m = 2 * sqrt(TIRES_M[axle] * (TIRES_M[axle] - loaded_m))
        resistance = 0.015 * load_n * TIRES_M[axle] / loaded_m * tanh(forwards / self.rolling_m[axle]) + brake * BRAKES_NM[axle] / loaded_m
        return force * aside - resistance * along, -force * behind * patch_m


def expected(p):
    truck, table = Truck(p), np.linspace(0, p.steering, 11)
    angles = [wheels_turned(steering) for steering in table]
    straight_at = brake_at = None
    bent = (0.0, 0.0, 0.0, 0.0)
    for step in range(round(0.99 * p.duration / STEP_S)):
        now = step * STEP_S
        if straight_at is None and truck.way[0] > p.straight_line:
            straight_at = now
        if brake_at is None and truck.point(AXLES_X_M[5], truck.way[3])[0] > p.brake_line:
            brake_at, before = now, truck.point(TRACTOR_X_M - HITCH_X_M, truck.way[2])
            fast = hypot(*truck.speed[:2])
        steering = p.steering * ramp(now, p.turn_at, p.turned)
        if straight_at is not None:
            steering *= 1 - ramp(now, straight_at, straight_at + p.straighten)
        brake = 0.0 if brake_at is None else p.braking * ramp(now, brake_at, brake_at + p.press)
        bent = max(bent, (truck.way[2] - truck.way[3], now, truck.way[2], truck.way[3]))
        truck.advance(np.interp(steering, table, angles), brake)
    tractor_at, last_axle_at = truck.point(TRACTOR_X_M - HITCH_X_M, truck.way[2]), truck.point(AXLES_X_M[5], truck.way[3])
    return {
        "straight_at": straight_at,
        "brake_at": brake_at,
        "way": hypot(tractor_at[0] - before[0], tractor_at[1] - before[1]),
        "fast": fast,
        "ends": truck.speed[0] * cos(truck.way[2]) + truck.speed[1] * sin(truck.way[2]),
        "most_bent": bent[0],
        "bent_at": bent[1],
        "bent_heading": bent[2],
        "bent_trailer_heading": bent[3],
        "heading": truck.way[2],
        "trailer_heading": truck.way[3],
        "tractor_x": tractor_at[0],
        "tractor_y": tractor_at[1],
        "last_axle_x": last_axle_at[0],
        "last_axle_y": last_axle_at[1],
        "trailer_height": truck.trailer_m,
        "truck_mass": truck.truck_kg,
    }
