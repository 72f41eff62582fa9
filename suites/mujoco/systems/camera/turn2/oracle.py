# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""How long a damped spring under a constant torque stays elastic."""

from math import log


def expected(p):
    return {"elastic_for": -p.damping / p.stiffness * log(1 - p.stiffness * getattr(p, "yield") / p.push)}
