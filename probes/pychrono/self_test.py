"""Before any script: do a step and a window come through the native half? If not, nothing the probe says could be believed."""

import os

REMEDY = "use a PyChrono whose libraries are shared ones, as conda's is, without -Bsymbolic"


def run(modules, native):
    """Raises with what is wrong and how to mend it."""
    with Silence():
        system = modules["core"].ChSystemNSC()
        system.DoStepDynamics(1e-3)
        if "irrlicht" in modules:
            window = modules["irrlicht"].ChVisualSystemIrrlicht()
            window.AttachSystem(system)
            window.Initialize()
    seen = native.simbench_chrono_take_seen()
    if not seen & 1:
        raise RuntimeError(
            f"a step of this PyChrono doesn't come through the probe (ChSystem::DoStepDynamics): {REMEDY}"
        )
    if "irrlicht" in modules and not seen & 2:
        raise RuntimeError(
            f"a window of this PyChrono doesn't come through the probe (Irrlicht's createDeviceEx): {REMEDY}"
        )


class Silence:
    """Irrlicht greets on stdout, which is the script's."""

    def __enter__(self):
        self.saved = [os.dup(fd) for fd in (1, 2)]
        nothing = os.open(os.devnull, os.O_WRONLY)
        for fd in (1, 2):
            os.dup2(nothing, fd)
        os.close(nothing)

    def __exit__(self, *error):
        for fd, saved in zip((1, 2), self.saved):
            os.dup2(saved, fd)
            os.close(saved)
