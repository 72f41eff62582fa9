# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""How deep the plate is pressed, and when: ram, load and plate as one mass between a servo and a spring that yields."""

DT_S = 2e-5


def expected(p):
    gap = p.drop - p.plate_z - p.plate_height / 2  # from the carried load to the relaxed plate
    sunk = p.plate_mass * p.gravity / p.stiffness  # by which the plate sinks at first
    mass, damping = p.ram_mass + p.load_mass, p.ram_damping
    down = speed = kept = deepest = 0.0
    touching = False
    found = None  # when the plate is deep enough
    k = 0
    while found is None or k * DT_S < found + 0.9 * p.hold:
        t = k * DT_S
        late = t - p.delay if found is None else min(t - p.delay, found)
        force = p.ram_gain * (p.press_speed * max(late, 0.0) - down) - damping * speed
        pressed = down - gap
        if not touching and pressed >= sunk:
            touching = True
            speed *= mass / (mass + p.plate_mass)
            mass, damping = mass + p.plate_mass, damping + p.pad_damping
            continue
        if touching:
            kept = max(kept, pressed - getattr(p, "yield"))  # a word of Python, as a name
            force += p.plate_mass * p.gravity - p.stiffness * (pressed - kept)
            if found is None and pressed >= p.depth:
                found = t
            deepest = max(deepest, pressed)
        speed += force / mass * DT_S
        down += speed * DT_S
        k += 1
    return {"deepest": deepest, "pressed_after": found}
