# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A cart with two axles, each of which is braked by its brake, or by the ground's friction where that is less."""

STEP_S = 0.0005


def expected(p):
    weight = (p.chassis_mass + 4 * p.wheel_mass) * p.gravity
    mass, spin = p.chassis_mass + 4 * p.wheel_mass, 2 * p.wheel_mass / 2  # of an axle's two wheels: I / r^2
    height = (p.chassis_mass * p.chassis_z + 4 * p.wheel_mass * p.wheel_radius) / mass
    ice, wet = p.asphalt_end, p.asphalt_end + p.ice_length

    def friction(x):
        return p.asphalt_friction if x < ice else p.ice_friction if x < wet else p.wet_friction

    def slowing(x):
        """Load moves to the front axle by as much as the cart slows down: found by iteration."""
        a = 0.0
        for _ in range(30):
            moved = mass * a * height / (2 * p.wheel_x)
            force, rolling = 0.0, mass
            for end, load in ((x + p.wheel_x, weight / 2 + moved), (x - p.wheel_x, weight / 2 - moved)):
                brake, grip = 2 * p.brake / p.wheel_radius, friction(end) * load
                # A wheel that rolls also has to be slowed down in its rotation.
                if brake - spin * a < grip:
                    force, rolling = force + brake, rolling + spin
                else:
                    force += grip
            a = 0.5 * a + 0.5 * force / rolling
        return a

    x, v, t, at = 0.0, p.speed, 0.0, {}
    while v > 0 and t < 60:
        for name, place in (
            ("ice", ice - p.wheel_x),
            ("ice_all", ice + p.wheel_x),
            ("wet", wet - p.wheel_x),
            ("wet_all", wet + p.wheel_x),
        ):
            if name not in at and x >= place:
                at[name] = (t, v)
        a = slowing(x)
        x, v, t = x + v * STEP_S - a * STEP_S**2 / 2, v - a * STEP_S, t + STEP_S
    out = {f"{name}_at": time for name, (time, _) in at.items()} | {
        f"{name}_speed": speed for name, (_, speed) in at.items()
    }
    return out | {"stops_x": x, "held_by": p.brake}
