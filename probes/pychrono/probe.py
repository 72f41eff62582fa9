"""The PyChrono probe: loads the native half first, then PyChrono, wraps its proxies and gives hooks to the steps."""

import ctypes
import importlib
import os
import types

SUBMODULES = ("fea", "irrlicht", "vehicle", "robot", "postprocess", "pardisomkl", "sensor", "ros", "parsers")
unasked = None
_native = None
_modules = {}
_lent = []  # names of classes and modules that are recording doubles
_sensors = "none"  # "real": the sensor module is there, if perhaps without its GPU part; "declared": all of it is lent
_world = _callbacks = None
_keep = []  # ctypes callbacks must outlive the run


def prepare(folder, load):
    """Loads the native half, and PyChrono after it so that its calls come to us; all modules that are there, so that every proxy is wrapped.

    What is not there is lent: the parent names the version and the folder of the API indexes.
    """
    global unasked, _native, _sensors
    _native = ctypes.CDLL(os.path.join(folder, "libsimbench_chrono.so"), mode=ctypes.RTLD_GLOBAL)
    import numpy.random  # before the seeds are set

    _modules["core"] = importlib.import_module("pychrono.core")
    unasked = load("unasked.py").Unasked("pychrono")
    for name in SUBMODULES:
        try:
            _modules[name] = importlib.import_module("pychrono." + name)
        except ImportError:
            continue
    load("pychrono/self_test.py").run(_modules, _native)
    import pychrono

    version, indexes = os.environ.get("SIMBENCH_SIMULATOR_VERSION", ""), os.environ.get("SIMBENCH_API_INDEXES", "")
    _sensors = "real" if "sensor" in _modules else "none"
    _lent.extend(load("pychrono/doubles.py").lend(pychrono, _modules, version, indexes))
    unasked.plain.update(_lent)  # importing the package brings them along where they are installed


def install(context):
    global _world, _callbacks
    context.wire.raw = lambda kind, data: context.wire.library.simbench_wire_frame(ctypes.c_char(kind), data, len(data))
    native, modules = _native, _modules
    _send_header(context)
    rtti = context.load("pychrono/rtti.py")
    bodies = context.load("pychrono/census_bodies.py").Bodies(modules["core"], rtti)
    families = context.load("pychrono/families.py").Families(context, native, modules, rtti, bodies)
    _callbacks = context.load("pychrono/callbacks.py").Callbacks()
    followers = [_new_system(native, rtti), _grows(native), *([] if context.config["blind"] else families.followers())]
    requests = context.load("pychrono/requests.py").Requests(
        context, rtti, lambda body: _touch(native, body), followers, _callbacks
    )
    _world = _build_world(context, native, modules, rtti, requests, bodies, families)
    context.load("pychrono/steps.py").install(modules["core"], _world, native, rtti)
    for module in modules.values():
        requests.wrap_module(module)
    context.load("pychrono/view.py").install(
        context, native, [modules[m] for m in ("irrlicht", "vehicle") if m in modules]
    )
    context.load("pychrono/drivers.py").install(context, modules)
    _configure(context, native)


def finish(context):
    if _world is not None:
        _world.finish()


def _new_system(native, rtti):
    def follow(cls, method):
        return made if cls.startswith("ChSystem") and method == "__init__" else None

    def made(this, args, result):
        native.simbench_chrono_new_system(rtti.address(this))

    return follow


def _grows(native):
    """What is added to a system on the way, or removed from it, is looked at before its next step."""

    def follow(cls, method):
        if cls.startswith(("ChSystem", "ChAssembly")) and method.startswith(("Add", "Remove")):
            return lambda this, args, result: native.simbench_chrono_look_again()
        return None

    return follow


def cause_of(error):
    return _callbacks.cause_of(error) if _callbacks is not None else None


def _send_header(context):
    import pychrono

    version = getattr(pychrono, "__version__", None) or context.config.get("simulator_version", "")
    context.wire.frame(
        b"H",
        {
            "format": 1,
            "simulator": {"name": "pychrono", "version": version},
            "probe": "native",
            "horizon_s": context.horizon_s,
            "sample_s": context.config["sample_s"],
            "sensors": "declared" if _lent and _sensors == "none" else _sensors,
        },
    )


def _build_world(context, native, modules, rtti, requests, bodies, families):
    fea = modules.get("fea")
    links = context.load("pychrono/census_links.py").Links(
        modules["core"], fea, rtti, families.joints, context.horizon_s
    )
    meshes = context.load("pychrono/census_fea.py").Meshes(fea, rtti, families.materials)
    readers = types.SimpleNamespace(
        bodies=bodies,
        links=links,
        meshes=meshes,
        sampler=context.load("pychrono/sampler.py"),
        energies=context.load("pychrono/energies.py"),
        places=context.load("pychrono/places.py"),
    )
    return context.load("pychrono/world.py").World(context, native, modules, rtti, requests, readers, families)


def _touch(native, body):
    """The script has overwritten the state of a body that moves. A new one that isn't in the system yet is only being placed."""
    fixed = getattr(body, "IsFixed", None)
    is_new = hasattr(body, "GetIdentifier") and body.GetIdentifier() not in _world.bodies
    if fixed is not None and not fixed() and not is_new:
        native.simbench_chrono_touch()


def _configure(context, native):
    hook = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_double)
    before, after = hook(_world.before_first_step), hook(_world.after_step)
    _keep.extend([before, after])
    perturbation = context.config["perturbation"]
    native.simbench_chrono_configure.argtypes = [hook, hook, ctypes.c_double, ctypes.c_int, ctypes.c_int]
    native.simbench_chrono_static_solve.argtypes = [ctypes.c_void_p]
    native.simbench_chrono_is_recorded.argtypes = native.simbench_chrono_new_system.argtypes = [ctypes.c_void_p]
    native.simbench_chrono_longer_run.argtypes = [ctypes.POINTER(ctypes.c_double)]
    native.simbench_chrono_last_time.restype = ctypes.c_double
    native.simbench_chrono_kinematic_step.argtypes = [ctypes.c_void_p, ctypes.c_double]
    native.simbench_chrono_configure(
        before, after, context.config["sample_s"], int(perturbation.get("substeps") or 1), context.config["run"]
    )
