"""Windows without a display: the real visual classes on Irrlicht's null driver; viewer loops end at the horizon."""

import functools

REAL_FRAMES = 2  # enough for every binding and every C++ path of a frame to run once for real


def install(context, native, modules):
    """Replaces the frame calls of every visual system by ones that do two frames for real and then only count."""
    frames = {}
    for module in modules:
        for name, cls in list(vars(module).items()):
            if isinstance(cls, type) and "VisualSystemIrrlicht" in name:
                calm(context, native, cls, frames)


def calm(context, native, cls, frames):
    def is_real(this):
        return frames.get(id(this), 0) < REAL_FRAMES

    def running(real):
        @functools.wraps(real)
        def run(this, *args):
            if args or is_real(this):
                if not real(this, *args):
                    return False
            context.neutral.poll("Run")
            if context.horizon_reached(native.simbench_chrono_last_time()):
                context.neutral.close_window()
                return False
            return True

        return run

    def drawn(real, ends_frame):
        @functools.wraps(real)
        def draw(this, *args, **kwargs):
            result = (
                real(this, *args, **kwargs) if args or kwargs or is_real(this) else None
            )  # the binding looks at arguments
            if ends_frame:
                frames[id(this)] = frames.get(id(this), 0) + 1
            return result

        return draw

    def made(real):
        @functools.wraps(real)
        def make(this, *args, **kwargs):
            real(this, *args, **kwargs)
            this.this.disown()  # closed with the process: PyChrono 10.0.0 can crash in a window's destructor (two cars)

        return make

    own = vars(cls)  # a derived class has its own binding where C++ overrides
    if "__init__" in own:
        cls.__init__ = made(own["__init__"])
    if "Run" in own:
        cls.Run = running(own["Run"])
    for name in ("BeginScene", "Render", "EndScene"):
        if name in own:
            setattr(cls, name, drawn(own[name], name == "EndScene"))
