"""Windows without a display: the real visual classes on Irrlicht's null driver; viewer loops end at the horizon."""
import functools

REAL_FRAMES = 2  # enough for every binding and every C++ path of a frame to run once for real


def install(context, irrlicht):
    """Replaces the frame calls of the visual system by ones that do two frames for real and then only count."""
    cls = irrlicht.ChVisualSystemIrrlicht
    frames = {}

    def is_real(this):
        return frames.get(id(this), 0) < REAL_FRAMES

    def run(this, *args):
        if args or is_real(this):
            if not real_run(this, *args):
                return False
        context.neutral.poll("Run")
        if context.horizon_reached():
            context.neutral.close_window()
            return False
        return True

    def drawn(real, ends_frame):
        @functools.wraps(real)
        def draw(this, *args, **kwargs):
            if ends_frame:
                frames[id(this)] = frames.get(id(this), 0) + 1
            if frames.get(id(this), 0) <= REAL_FRAMES:
                return real(this, *args, **kwargs)
            return None

        return draw

    real_run = cls.Run
    cls.Run = functools.wraps(real_run)(run)
    for name in ("BeginScene", "Render", "EndScene"):
        setattr(cls, name, drawn(getattr(cls, name), name == "EndScene"))
    if hasattr(cls, "WriteImageToFile"):
        cls.WriteImageToFile = lambda this, *args: None  # the null driver has no picture


def self_test(irrlicht, chrono):
    """Opens a device; "" or what is wrong and how to mend it."""
    system = chrono.ChSystemNSC()
    vis = irrlicht.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.Initialize()
    if vis.GetDevice() is None:
        return "the visual system has no device although the null driver was asked for: this PyChrono's Irrlicht isn't a shared library"
    return ""
