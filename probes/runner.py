"""Runs one program of a candidate as __main__, beside a probe that records what the physics did (docs/format/probe.md).

The parent gives three descriptors: configuration (3: a 16-byte key, a length, JSON, then the program), trace (4), crash notes (5).
Nothing here decides a verdict: it only tells what happened, and the parent checks it against what the system says.
"""

import sys

del sys.path[0]  # this folder: its names are nobody's modules

import ctypes
import faulthandler
import importlib.util
import json
import os
import signal
import types

CONFIG_FD, TRACE_FD, CRASH_FD = 3, 4, 5
HERE = os.path.dirname(os.path.abspath(__file__))


def load_beside(relative):
    """A module of ours from a file below this folder."""
    name = "simbench_" + relative.replace("/", "_").removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, os.path.join(HERE, relative))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Progress(ctypes.Structure):
    """SimbenchProgress of wire.h."""

    _fields_ = [
        ("sim_time_s", ctypes.c_double),
        ("total_time_s", ctypes.c_double),
        ("steps", ctypes.c_uint64),
        ("state_writes", ctypes.c_uint64),
        ("in_probe", ctypes.c_uint64),
    ]


class Wire:
    """The pipe to the parent: frames, progress and counts, kept by a native library so that they survive a C-level exit."""

    def __init__(self, library):
        self.library = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        self.progress = Progress.in_dll(self.library, "simbench_progress")
        self.counts = (ctypes.c_uint64 * 4096).in_dll(self.library, "simbench_counts")
        self.slots = {}
        self.ended = False
        self.before_end = lambda: None  # what is to be done while frames can still be sent

    def open(self):
        if self.library.simbench_wire_open(CONFIG_FD, TRACE_FD) != 0:
            raise RuntimeError("no key on the configuration pipe")

    def frame(self, kind, payload):
        data = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode(
            "utf-8", "replace"
        )
        self.library.simbench_wire_frame(ctypes.c_char(kind), data, len(data))

    def event(self, event, **fields):
        fields.update(event=event, t=self.progress.sim_time_s)
        self.frame(b"E", fields)

    def slot(self, name):
        """A counter for calls of `name`; None when there is no room left."""
        if name not in self.slots and len(self.slots) < 4096:
            self.slots[name] = len(self.slots)
            self.library.simbench_wire_name(self.slots[name], name.encode())
        return self.slots.get(name)

    def end(self, reason):
        if not self.ended:
            self.before_end()
            self.ended = True
            self.library.simbench_wire_end(reason.encode())

    def stop(self, reason):
        """Ends the process at once."""
        self.before_end()
        self.library.simbench_wire_stop(reason.encode())


def read_exactly(fd, n):
    parts = []
    while n > 0:
        part = os.read(fd, min(n, 1 << 20))
        if not part:
            raise RuntimeError("the configuration ended early")
        parts.append(part)
        n -= len(part)
    return b"".join(parts)


def read_request():
    size = int.from_bytes(read_exactly(CONFIG_FD, 4), "little")
    config = json.loads(read_exactly(CONFIG_FD, size))
    program = read_exactly(CONFIG_FD, config["program_bytes"])
    files = [(name, read_exactly(CONFIG_FD, n)) for name, n in config["files"]]
    inputs = read_exactly(CONFIG_FD, config["repeat_bytes"])
    os.close(CONFIG_FD)
    return config, program, files, inputs


def put_beside(script, files):
    """What lies beside the script, where the user keeps it."""
    for name, data in files:
        path = os.path.join(os.path.dirname(script), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def lock_in(config):
    """Limits and locks that the candidate can't take off again (sandbox/locks.h)."""
    library = ctypes.CDLL(os.path.join(config["library_folder"], "libsimbench_cage.so"))
    message = ctypes.create_string_buffer(300)
    if library.simbench_cage_lock(json.dumps(config["locks"]).encode(), message, len(message)) != 0:
        raise RuntimeError("the cage doesn't close: " + message.value.decode("utf-8", "replace"))


def tell_exits(wire):
    """A script that leaves by os._exit loses nothing of what was recorded, and is told where it left."""
    leave = os._exit

    def _exit(status):
        if not wire.ended:
            faulthandler.dump_traceback(file=CRASH_FD, all_threads=False)
        wire.library.simbench_wire_die()
        leave(status)

    os._exit = _exit


def seed_everything(seed):
    import random

    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return
    numpy.random.seed(seed & 0xFFFFFFFF)
    fresh = numpy.random.default_rng

    def default_rng(chosen=None):
        return fresh(seed if chosen is None else chosen)

    numpy.random.default_rng = default_rng


def finish_threads():
    """What the interpreter does at its end: waits for threads, runs atexit functions."""
    import atexit
    import threading

    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()


def in_characters(program, script, error):
    """The same error with its column in characters: where Python reads bytes, it counts them."""
    try:
        compile(program.decode("utf-8-sig"), script, "exec", dont_inherit=True)
    except SyntaxError as again:
        again.__context__ = None  # it's no second error
        return again if (again.msg, again.lineno) == (error.msg, error.lineno) else error
    except Exception:
        pass  # another encoding
    return error


def run_program(script, program, context):
    """Compiles and runs; returns the error that nobody caught, or None. An exit with a status other than 0 is an error."""
    try:
        code = compile(program, script, "exec", dont_inherit=True)
    except SyntaxError as error:
        return in_characters(program, script, error).with_traceback(None)
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error) or type(error).__name__)
    context.wire.event("parsed")
    main = types.ModuleType("__main__")
    main.__file__ = script
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    sys.argv = [script]
    try:
        exec(code, main.__dict__)
        finish_threads()
    except SystemExit as error:
        if error.code in (None, 0):
            return None
        return error
    except BaseException as error:
        return error
    return None


class Context:
    """What a probe gets: the wire, the configuration, and what is neutralised."""

    def __init__(self, config, wire, modules):
        self.config = config
        self.wire = wire
        self.horizon_s = config["horizon_s"]
        self.neutral = modules.neutral
        self.calls = modules.calls.CallLog(wire, config["script"])

    def load(self, relative):
        return load_beside(relative)

    def horizon_reached(self, time_s=None):
        """Whether a window is to be closed; a script that shows its result when all is done waits for that, too. `time_s`: of what is stepped now."""
        time_s = self.wire.progress.sim_time_s if time_s is None else time_s
        return self.neutral.nothing_moves() or time_s >= self.horizon_s - 1e-9


class Modules:
    """What takes time to load and is the same for every run: done once, before a warm runner forks."""

    def __init__(self, probe):
        libraries = os.environ["SIMBENCH_LIBRARIES"]
        self.wire = Wire(os.path.join(libraries, "libsimbench_wire.so"))
        self.neutral = load_beside("neutral.py")
        self.calls = load_beside("calls.py")
        self.errors = load_beside("errors.py")
        self.prints = load_beside("prints.py")
        self.probe = None
        if probe:
            self.load_probe(probe)

    def load_probe(self, relative):
        if self.probe is None:
            self.probe = load_beside(relative)
            self.probe.prepare(os.environ["SIMBENCH_LIBRARIES"], load_beside)


def watch(config, wire):
    """Notes of where it was, for the ends that leave no time to speak: a crash, the CPU limit, and (from outside) the wall clock. After the
    wire's own handlers, which are called in turn."""
    faulthandler.enable(file=CRASH_FD, all_threads=False)
    faulthandler.register(signal.SIGXCPU, file=CRASH_FD, chain=True)
    if config["stall_cpu_s"] > 0:
        wire.library.simbench_wire_watch(ctypes.c_double(config["stall_cpu_s"]))
        faulthandler.register(signal.SIGPROF, file=CRASH_FD, all_threads=False, chain=True)
    faulthandler.dump_traceback_later(0.9 * config["wall_s"], file=CRASH_FD)


def repeat_once(probe, context, inputs):
    """A second simulation of what another process was given; no script takes part in it."""
    probe.install(context)
    lock_in(context.config)
    probe.repeat(inputs)
    probe.finish(context)
    context.wire.end("finished")
    os._exit(0)


def run_once(modules):
    """Reads one request from the configuration pipe, runs it, and leaves the process."""
    wire = modules.wire
    wire.open()
    config, program, files, inputs = read_request()
    config["library_folder"] = os.environ["SIMBENCH_LIBRARIES"]
    watch(config, wire)
    tell_exits(wire)
    modules.load_probe(config["probe"])
    context = Context(config, wire, modules)
    if inputs:
        repeat_once(modules.probe, context, inputs)
    modules.probe.install(context)
    context.neutral.install(context)
    wire.library.simbench_wire_seed(ctypes.c_uint64(config["seed"] + 1))
    seed_everything(config["seed"])
    script = config["script"]
    put_beside(script, files)
    with open(script, "wb") as file:
        file.write(program)
    os.chdir(os.path.dirname(script))
    sys.path.insert(0, os.path.dirname(script))
    modules.probe.unasked.hide()
    modules.prints.install(wire.library)
    wire.before_end = modules.prints.flush
    lock_in(config)
    error = run_program(script, program, context)
    modules.probe.finish(context)
    if error is None:
        wire.end("horizon" if context.neutral.closed_at_horizon() else "finished")
    else:
        cause_of = getattr(modules.probe, "cause_of", None)
        modules.errors.report(wire, script, error, cause_of and cause_of(error), context.calls.last())
        wire.end("error")
    os._exit(0 if error is None else 1)


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "--serve":
        load_beside("server.py").serve(Modules(sys.argv[2]), run_once)
    else:
        run_once(Modules(None))


main()
