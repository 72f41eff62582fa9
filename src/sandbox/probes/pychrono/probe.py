"""The PyChrono probe: loads the native half first, then PyChrono, wraps its proxies and gives hooks to the steps."""
import ctypes
import importlib
import os

SUBMODULES = ("fea", "irrlicht", "vehicle", "robot", "postprocess", "pardisomkl", "sensor", "ros", "parsers")
_native = None
_modules = {}
_world = None
_keep = []  # ctypes callbacks must outlive the run


def prepare(folder):
    """Loads the native half, and PyChrono after it so that its calls come to us; all modules that are there, so that every proxy is wrapped."""
    global _native
    _native = ctypes.CDLL(os.path.join(folder, "libsimbench_chrono.so"), mode=ctypes.RTLD_GLOBAL)
    import numpy.random  # before the seeds are set
    _modules["core"] = importlib.import_module("pychrono.core")
    for name in SUBMODULES:
        try:
            _modules[name] = importlib.import_module("pychrono." + name)
        except ImportError:
            continue


def install(context):
    global _world
    context.wire.raw = lambda kind, data: context.wire.library.simbench_wire_frame(ctypes.c_char(kind), data, len(data))
    native, modules = _native, _modules
    _send_header(context)
    rtti = context.load("pychrono/rtti.py")
    requests = context.load("pychrono/requests.py").Requests(context, rtti, lambda body: _touch(native, body))
    _world = _build_world(context, modules, rtti, requests)
    context.load("pychrono/statics.py").install(modules["core"], _world, native, rtti)
    for module in modules.values():
        requests.wrap_module(module)
    if "irrlicht" in modules:
        context.load("pychrono/view.py").install(context, modules["irrlicht"])
    context.load("pychrono/drivers.py").install(context, modules, requests)
    _configure(context, native)


def finish(context):
    if _world is not None:
        _world.finish()


def _send_header(context):
    import pychrono
    version = getattr(pychrono, "__version__", None) or context.config.get("simulator_version", "")
    context.wire.frame(b"H", {"format": 1, "simulator": {"name": "pychrono", "version": version}, "probe": "native",
                              "horizon_s": context.horizon_s, "sample_s": context.config["sample_s"],
                              "sensors": "real" if "sensor" in _modules else "none"})


def _build_world(context, modules, rtti, requests):
    bodies = context.load("pychrono/census_bodies.py").Bodies(modules["core"], rtti)
    links = context.load("pychrono/census_links.py").Links(modules["core"], modules.get("fea"), rtti, requests.limited)
    meshes = context.load("pychrono/census_fea.py").Meshes(modules.get("fea"), rtti, requests.settings_of)
    parts = (rtti, bodies, links, meshes, context.load("pychrono/sampler.py"))
    return context.load("pychrono/world.py").World(context, modules, parts, requests)


def _touch(native, body):
    """The script has overwritten the state of a body that moves."""
    fixed = getattr(body, "IsFixed", None)
    if fixed is not None and not fixed():
        native.simbench_chrono_touch()


def _configure(context, native):
    hook = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_double)
    before, after = hook(_world.before_first_step), hook(_world.after_step)
    _keep.extend([before, after])
    perturbation = context.config["perturbation"]
    native.simbench_chrono_configure.argtypes = [hook, hook, ctypes.c_double, ctypes.c_int, ctypes.c_uint64]
    native.simbench_chrono_static_solve.argtypes = [ctypes.c_void_p]
    native.simbench_chrono_configure(before, after, context.config["sample_s"], int(perturbation.get("substeps") or 1),
                                     int(perturbation.get("seed") or 0) + 1)
