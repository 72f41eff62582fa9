"""Interactive drivers get one fixed manoeuvre, the same for reference and candidate; real-time pacing is switched off."""
import functools

# time (s) → throttle, steering, braking; linear in between
MANOEUVRE = ((0.0, 0.0, 0.0, 0.0), (0.5, 0.0, 0.0, 0.0), (1.0, 0.6, 0.0, 0.0), (2.0, 0.6, 0.0, 0.0), (2.5, 0.6, 0.4, 0.0), (4.0, 0.6, 0.4, 0.0), (4.5, 0.0, 0.0, 0.5))
INTERACTIVE = ("ChInteractiveDriverIRR", "ChInteractiveDriver")


def inputs_at(time_s):
    before = MANOEUVRE[0]
    for row in MANOEUVRE:
        if row[0] > time_s:
            share = (time_s - before[0]) / (row[0] - before[0])
            return tuple(a + share * (b - a) for a, b in zip(before[1:], row[1:]))
        before = row
    return before[1:]


def install(context, modules, requests):
    core = modules["core"]
    if hasattr(core, "ChRealtimeStepTimer"):
        core.ChRealtimeStepTimer.Spin = lambda this, step: context.neutral.poll("Spin")
    vehicle = modules.get("vehicle")
    if vehicle is None:
        return
    for name in INTERACTIVE:
        cls = getattr(vehicle, name, None)
        if cls is not None:
            cls.Synchronize = driven(cls.Synchronize)
    for name in ("ChVehicle", "ChWheeledVehicle", "ChTrackedVehicle"):
        if hasattr(vehicle, name) and hasattr(getattr(vehicle, name), "EnableRealtime"):
            getattr(vehicle, name).EnableRealtime = lambda this, on: None


def driven(real):
    @functools.wraps(real)
    def synchronize(this, time_s):
        result = real(this, time_s)
        throttle, steering, braking = inputs_at(time_s)
        this.SetThrottle(throttle)
        this.SetSteering(steering)
        this.SetBraking(braking)
        return result

    return synchronize
