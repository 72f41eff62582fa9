# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""The run-up of the Jeffcott rotor through its critical speed, as the equation of one complex coordinate."""
import cmath
import math


def whirl(p, seconds, steps):
    """Largest |z| up to `seconds` of m' z'' + c z' + k z = m e (phi'^2 - i phi'') exp(i phi), by Runge and Kutta's method."""
    stiffness = 48 * p.young * math.pi * p.diameter**4 / 64 / p.length**3
    mass = p.disc_mass + 17 / 35 * p.density * math.pi * p.diameter**2 / 4 * p.length

    def force(t):
        if t < p.run_up:
            angle, rate, change = p.speed / p.run_up * t * t / 2, p.speed / p.run_up * t, p.speed / p.run_up
        else:
            angle, rate, change = p.speed * (t - p.run_up / 2), p.speed, 0.0
        return p.disc_mass * p.eccentricity * (rate**2 - 1j * change) * cmath.exp(1j * angle)

    def slope(t, z, v):
        return v, (force(t) - p.outer_damping * v - stiffness * z) / mass

    z, v, largest, h = 0j, 0j, 0.0, seconds / steps
    for i in range(steps):
        t = i * h
        a = slope(t, z, v)
        b = slope(t + h / 2, z + h / 2 * a[0], v + h / 2 * a[1])
        c = slope(t + h / 2, z + h / 2 * b[0], v + h / 2 * b[1])
        d = slope(t + h, z + h * c[0], v + h * c[1])
        z += h / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0])
        v += h / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1])
        largest = max(largest, abs(z))
    return largest


def expected(p):
    return {"slow": whirl(p, 0.3 * p.run_up, 3000), "peak": whirl(p, p.duration, 15000)}
