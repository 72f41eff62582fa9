"""Stepping calls that the native half can't see: static solves, kinematics, and frames that advance inside C++."""

import functools

STATIC = ("DoStaticLinear", "DoStaticNonlinear", "DoStaticNonlinearRheonomic", "DoStaticRelaxing", "DoStaticAnalysis")


def install(core, world, native, rtti):
    cls = core.ChSystem
    for name in STATIC:
        if hasattr(cls, name):
            setattr(cls, name, solved(getattr(cls, name), name, world, native, rtti))
    cls.DoFrameDynamics = frames(cls.DoFrameDynamics, lambda this, step: this.DoStepDynamics(step))
    kinematic = Kinematics(world, native, rtti)
    if hasattr(cls, "DoStepKinematics"):
        cls.DoFrameKinematics = frames(cls.DoFrameKinematics, kinematic.one_of_a_frame(cls.DoFrameKinematics))
        cls.DoStepKinematics = kinematic.stepped(cls.DoStepKinematics)
    threads = cls.SetNumThreads
    cls.SetNumThreads = functools.wraps(threads)(
        lambda this, *args: threads(this, *([1] * len(args)))
    )  # one thread: same bits every run


def solved(real, name, world, native, rtti):
    @functools.wraps(real)
    def solve(this, *args, **kwargs):
        pointer = rtti.address(this)
        recorded = native.simbench_chrono_is_recorded(pointer)
        if recorded:
            world.guard(world.start, pointer, None, True)
            world.guard(world.places.begin_solve)
        native.simbench_chrono_static_solve(pointer)
        result = real(this, *args, **kwargs)
        if recorded:
            world.guard(world.places.end_solve)
        world.wire.event("static_solve", method=name)
        world.after_step(pointer, this.GetChTime())
        return result

    return solve


class Kinematics:
    """Steps that solve for positions at a time, without forces."""

    def __init__(self, world, native, rtti):
        self.world, self.native, self.rtti = world, native, rtti

    def take(self, this, step, real, *args):
        pointer = self.rtti.address(this)
        if self.native.simbench_chrono_is_recorded(pointer):
            self.world.guard(self.world.start, pointer, step)
        result = real(this, *args)
        self.native.simbench_chrono_kinematic_step(pointer, step)
        return result

    def stepped(self, real):
        @functools.wraps(real)
        def call(this, step_size):
            return self.take(this, step_size, real, step_size)

        return call

    def one_of_a_frame(self, real):
        """A frame of a single step; False where the solve gave up and time stands still."""

        def call(this, step):
            before = this.GetChTime()
            self.take(this, step, real, before + step, step)
            return this.GetChTime() > before

        return call


def frames(real, take):
    """As C++ does a frame: steps up to `frame_time`, the last one shortened or stretched by at most 30 %."""

    @functools.wraps(real)
    def call(this, *args):
        if len(args) != 2 or not all(isinstance(a, (int, float)) for a in args):
            return real(this, *args)  # the binding says what is wrong
        frame_time, step = args
        ok = True
        while ok and this.GetChTime() < frame_time:
            left = frame_time - this.GetChTime()
            if left < 1e-12:
                break
            if left < 1.3 * step:
                step = left
            ok = take(this, step)
        return ok

    return call
