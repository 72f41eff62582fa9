"""The MuJoCo probe's Python side: loads the native recorder first, then MuJoCo, and makes windows and renderers harmless."""

import ctypes
import importlib.machinery
import json
import os
import re
import sys
import types

HOT = {"mj_step", "mj_step1", "mj_step2"}  # seen natively; a Python wrapper would cost more than the step
MAX_XML = 64 << 10

_native = None
_hook = None
unasked = None
_note = ""


def _load_native(folder):
    """The recorder, or None when it can't be used; then the Python hook does its work."""
    global _note
    path = os.path.join(folder, "libsimbench_mujoco.so")
    if os.environ.get("SIMBENCH_PROBE_HOOK") == "python" or not os.path.exists(path):
        _note = "no native recorder"
        return None
    try:
        library, installed = (
            ctypes.CDLL(path),
            _installed_version(),
        )  # seen by nobody else yet: a recorder for another release must not come first
        if library.simbench_mujoco_version() == installed:
            return ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)
        _note = f"native recorder is for {library.simbench_mujoco_version()}, MuJoCo is {installed}"
    except OSError as error:
        _note = f"native recorder not loaded: {error}"
    return None


def _installed_version():
    """As mj_version() gives it, from the library's name: asking MuJoCo itself would load it too early."""
    folder = os.path.dirname(importlib.machinery.PathFinder.find_spec("mujoco").origin)
    numbers = [re.fullmatch(r"libmujoco\.so\.(\d+)\.(\d+)\.(\d+)", name) for name in os.listdir(folder)]
    return next((int(n[1]) * 1000000 + int(n[2]) * 1000 + int(n[3]) for n in numbers if n), 0)


def prepare(folder, load):
    """Loads the recorder, and MuJoCo after it so that its calls come to us."""
    global _native, unasked
    _native = _load_native(folder)
    import mujoco
    import numpy.random  # before the seeds are set

    unasked = load("unasked.py").Unasked("mujoco")
    rollout = importlib.import_module("mujoco.rollout")  # what scripts may import later comes from here, not from
    importlib.import_module("mujoco.batch")  # a locked process
    if _native is not None:
        rollout._rollout = _one_by_one(rollout._rollout)


def _one_by_one(module):
    """mujoco._rollout with its members stepped one after the other, each told from the others, on any number of threads."""

    class Rollout:
        def __init__(self, *, nthread):
            self._threads, self._alone = nthread, module.Rollout(nthread=0)

        def rollout(self, model, data, *rest):
            if self._threads and len(data) != self._threads:
                return module.Rollout(nthread=self._threads).rollout(model, data, *rest)  # it says what is wrong
            _native.simbench_mujoco_rollout(1)
            try:
                return self._alone.rollout(model, data[:1], *rest)
            finally:
                _native.simbench_mujoco_rollout(0)

    stand_in = types.ModuleType(module.__name__)
    stand_in.Rollout = Rollout
    return stand_in


def install(context):
    global _hook
    import mujoco

    perturbation = context.config["perturbation"]
    config = context.config
    settings = dict(
        perturbation,
        horizon_s=context.horizon_s,
        sample_s=config["sample_s"],
        run=config["run"],
        inputs=config["inputs"],
    )
    context.wire.frame(
        b"H",
        {
            "format": 1,
            "simulator": {"name": "mujoco", "version": mujoco.__version__},
            "probe": "native" if _native else "python",
            "horizon_s": context.horizon_s,
            "sample_s": context.config["sample_s"],
            "sensors": "real",
        },
    )
    if _note:
        context.wire.event("note", note=_note)
    if _native is not None:
        if _native.simbench_mujoco_configure(json.dumps(settings).encode()) != 0:
            raise RuntimeError(f"the probe can't do {settings}")
    else:
        _hook = context.load("mujoco/hook.py").Hook(context, mujoco, settings)
    if config["repeat_bytes"]:
        return  # no script will run
    context.load("mujoco/headless.py").install(context, mujoco, add_visual)
    _log_calls(context, mujoco)


def repeat(stream):
    """The second simulation of a run whose inputs these are."""
    if _native is None or _native.simbench_mujoco_repeat(stream, ctypes.c_uint64(len(stream))) != 0:
        raise RuntimeError("what the first simulation was given can't be read")


def finish(context):
    if _native is not None:
        _native.simbench_mujoco_finish()
    elif _hook is not None:
        _hook.finish()


def add_visual(visual):
    """A window, camera or picture that the script asked for."""
    if _native is not None:
        _native.simbench_mujoco_visual(json.dumps(visual).encode())
    elif _hook is not None:
        _hook.add_visual(visual)


def _flex_hints(xml):
    """Elastic constants that the compiled model no longer holds."""
    if "<flex" not in xml:
        return
    import xml.etree.ElementTree as tree

    try:
        root = tree.fromstring(xml)
    except tree.ParseError:
        return
    names = {"young": "young_modulus_Pa", "poisson": "poisson", "damping": "damping", "thickness": "thickness_m"}
    hints = {}
    for element in list(root.iter("flexcomp")) + list(root.iter("flex")):
        elasticity = element.find("elasticity")
        values = {} if elasticity is None else elasticity.attrib
        try:
            hints[element.get("name", "")] = {names[k]: float(v) for k, v in values.items() if k in names}
        except ValueError:
            continue
    if _native is not None and hints:
        _native.simbench_mujoco_flex_hints(json.dumps(hints).encode())
    elif _hook is not None:
        _hook.flex_hints.update(hints)


def _log_calls(context, mujoco):
    log = context.calls
    original = mujoco.MjModel.from_xml_string
    slot = log.wire.slot("MjModel.from_xml")

    def from_xml_string(xml, *args, **kwargs):
        if isinstance(xml, str):
            log.wire.counts[slot] += 1
            log.recent.append(("MjModel", "from_xml_string", log.line()))
            log.wire.frame(
                b"K",
                {
                    "t": log.wire.progress.sim_time_s,
                    "class": "mujoco",
                    "method": "from_xml",
                    "args": [xml[:MAX_XML]],
                    "count": 1,
                    "line": log.line(),
                },
            )
            _flex_hints(xml)
        return original(xml, *args, **kwargs)

    mujoco.MjModel.from_xml_string = staticmethod(from_xml_string)
    from_file = mujoco.MjModel.from_xml_path

    def from_xml_path(filename, *args, **kwargs):
        log.record("mujoco", "from_xml_path", (filename,), kwargs, log.wire.slot("mujoco.from_xml_path"))
        try:
            with open(filename, encoding="utf-8", errors="replace") as file:
                _flex_hints(file.read(16 << 20))
        except (OSError, TypeError):
            pass  # MuJoCo says what is wrong with the file
        return from_file(filename, *args, **kwargs)

    mujoco.MjModel.from_xml_path = staticmethod(from_xml_path)
    for name in dir(mujoco):
        function = getattr(mujoco, name)
        if name.startswith("mj_") and name not in HOT and callable(function):
            setattr(mujoco, name, log.wrap("mujoco", name, function))
