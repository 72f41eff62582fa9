"""Interactive drivers get one fixed manoeuvre, the same for reference and candidate; real-time pacing is switched off."""

import functools
import weakref

# time (s) → throttle, steering, braking; linear in between
MANOEUVRE = (
    (0.0, 0.0, 0.0, 0.0),
    (0.5, 0.0, 0.0, 0.0),
    (1.0, 0.6, 0.0, 0.0),
    (2.0, 0.6, 0.0, 0.0),
    (2.5, 0.6, 0.4, 0.0),
    (4.0, 0.6, 0.4, 0.0),
    (4.5, 0.0, 0.0, 0.5),
)
INTERACTIVE = ("ChInteractiveDriverIRR", "ChInteractiveDriver")


def inputs_at(time_s):
    before = MANOEUVRE[0]
    for row in MANOEUVRE:
        if row[0] > time_s:
            share = (time_s - before[0]) / (row[0] - before[0])
            return tuple(a + share * (b - a) for a, b in zip(before[1:], row[1:]))
        before = row
    return before[1:]


def install(context, modules):
    core, vehicle = modules["core"], modules.get("vehicle")
    if hasattr(core, "ChRealtimeStepTimer"):
        core.ChRealtimeStepTimer.Spin = without_waiting(core.ChRealtimeStepTimer.Spin, context)
    if vehicle is None:
        return
    manoeuvre = Manoeuvre()
    for name in INTERACTIVE:
        cls = getattr(vehicle, name, None)
        if cls is not None:
            manoeuvre.drive(cls)
    for name in ("ChVehicle", "ChWheeledVehicle", "ChTrackedVehicle"):
        cls = getattr(vehicle, name, None)
        if hasattr(cls, "EnableRealtime"):
            cls.EnableRealtime = never(cls.EnableRealtime)


def without_waiting(spin, context):
    @functools.wraps(spin)
    def call(this, *args):
        if len(args) != 1 or not isinstance(args[0], (int, float)):
            return spin(this, *args)  # the binding says what is wrong
        context.neutral.poll("Spin")

    return call


def never(enable):
    @functools.wraps(enable)
    def call(this, *args):
        enable(this, *args)
        enable(this, False)

    return call


class Manoeuvre:
    """Stands in for the person at the keyboard. A driver whose pedals or wheel the script itself sets is left to the script."""

    def __init__(self):
        self.times = weakref.WeakKeyDictionary()  # driver → time of its last Synchronize
        self.scripted = weakref.WeakSet()

    def drive(self, cls):
        synchronize, advance = cls.Synchronize, cls.Advance
        setters = {name: getattr(cls, name) for name in ("SetThrottle", "SetSteering", "SetBraking")}
        ours = [
            getattr(setter, "__wrapped__", setter) for setter in setters.values()
        ]  # our calls aren't the script's: not logged

        def press(this):
            if this not in self.scripted:
                for setter, value in zip(ours, inputs_at(self.times.get(this, 0.0))):
                    setter(this, value)

        @functools.wraps(synchronize)
        def synchronized(this, time_s, *args):
            result = synchronize(this, time_s, *args)
            self.times[this] = time_s
            press(this)
            return result

        @functools.wraps(advance)
        def advanced(this, *args):
            result = advance(this, *args)
            press(this)
            return result

        def by_script(setter):
            @functools.wraps(setter)
            def call(this, *args):
                self.scripted.add(this)
                return setter(this, *args)

            return call

        cls.Synchronize, cls.Advance = synchronized, advanced
        for name, setter in setters.items():
            setattr(cls, name, by_script(setter))
