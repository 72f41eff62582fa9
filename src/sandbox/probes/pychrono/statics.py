"""Stepping calls that the native half can't see: static solves, and frames that advance inside C++."""
import functools

STATIC = ("DoStaticLinear", "DoStaticNonlinear", "DoStaticNonlinearRheonomic", "DoStaticRelaxing", "DoStaticAnalysis")


def install(core, world, native, rtti):
    cls = core.ChSystem
    for name in STATIC:
        if hasattr(cls, name):
            setattr(cls, name, solved(getattr(cls, name), name, world, native, rtti))
    cls.DoFrameDynamics = frame_dynamics
    threads = cls.SetNumThreads
    cls.SetNumThreads = functools.wraps(threads)(lambda this, *args: threads(this, *([1] * len(args))))  # one thread: same bits every run


def solved(real, name, world, native, rtti):
    @functools.wraps(real)
    def solve(this, *args, **kwargs):
        pointer = rtti.address(this)
        world.guard(world.start, pointer, None, True)
        native.simbench_chrono_static_solve(pointer)
        result = real(this, *args, **kwargs)
        world.wire.event("static_solve", method=name)
        world.after_step(pointer, this.GetChTime())
        return result

    return solve


def frame_dynamics(this, frame_time, step_size):
    """As ChSystem::DoFrameDynamics: steps up to `frame_time`, the last one shortened or stretched by at most 30 %."""
    step, ok = step_size, True
    while this.GetChTime() < frame_time:
        left = frame_time - this.GetChTime()
        if left < 1e-12:
            break
        if left < 1.3 * step:
            step = left
        if not this.DoStepDynamics(step):
            ok = False
            break
    return ok
