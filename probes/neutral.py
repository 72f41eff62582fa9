"""Makes a script independent of people and of the clock: virtual time, no sleeping, nothing to read from the keyboard."""

import builtins
import datetime
import importlib.abc
import importlib.util
import selectors
import sys
import threading
import time

PATIENCE = 20_000  # polls of a clock, window or keyboard without a step in between, after which the person who watches closes the window
IDLE_LIMIT = 40_000  # such polls that end the run
ANSWER = "1"  # to every question: a number, a choice, or just the Enter key
PATIENT_LOOKS, FASTER = 1_000, 1.001
TOOLKITS = ("tk", "qt", "qt5", "gtk3", "gtk4", "wx", "macosx")
START = 1_700_000_000.0  # a fixed "now", so that two runs see the same

_state = {"slept": 0.0, "polls": 0.0, "looks": 0, "steps": 0, "closed": False}
_notes_sent = set()
_wire = _line = None


def poll(kind, weight=1.0):
    """Counts a wait that makes no physical progress; a loop of nothing else ends the run."""
    steps = _wire.progress.steps
    if steps != _state["steps"]:
        _state["steps"], _state["polls"], _state["looks"] = steps, 0, 0
    _state["polls"] += weight
    if _state["polls"] > IDLE_LIMIT:
        _wire.event("idle", kind=kind, line=_line())
        _wire.stop("idle")


def nothing_moves():
    return _state["polls"] > PATIENCE


def close_window():
    """A viewer loop was ended: at the horizon, or because there was nothing more to see."""
    if nothing_moves():
        tell_once(f"window closed after {PATIENCE} looks without a step")
    else:
        _state["closed"] = True
        tell_once("window closed at the horizon")


def tell_once(note):
    """A script that doesn't heed its closed window is told so again and again."""
    if note not in _notes_sent:
        _notes_sent.add(note)
        _wire.event("note", note=note)


def closed_at_horizon():
    return _state["closed"]


def elapsed():
    """Virtual seconds since the start: simulated and slept, and a microsecond a look so that waits end. Who looks on and on without a step
    waits: then time goes faster with every look, an hour in about 16,000."""
    poll("a clock", 0.1)
    _state["looks"] += 1
    _state["slept"] += 1e-6 * FASTER ** min(max(_state["looks"] - PATIENT_LOOKS, 0), 18_000)
    return max(_wire.progress.total_time_s, 0.0) + _state["slept"]


def _sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    poll("time.sleep")
    _state["slept"] += max(0.0, float(seconds) - _let_others_step(seconds))


_real_sleep, _real_clock = time.sleep, time.monotonic


def _let_others_step(seconds):
    """Another thread may be the one that steps: while the main thread sleeps it comes as far, within as much real time. Returns how far, s."""
    if threading.active_count() == 1 or threading.current_thread() is not threading.main_thread():
        _real_sleep(0)
        return 0.0
    begin, deadline = _wire.progress.total_time_s, _real_clock() + seconds
    while _wire.progress.total_time_s - begin < seconds and _real_clock() < deadline:
        _real_sleep(0.0005)
    return _wire.progress.total_time_s - begin


_real_select = selectors.DefaultSelector.select


def _select(self, timeout=None):
    """Event loops (asyncio) sleep in here; something can arrive from another thread only."""
    if timeout is None or timeout <= 0 or threading.active_count() > 1:
        return _real_select(self, timeout)
    ready = _real_select(self, 0)
    if not ready:
        _sleep(timeout)
    return ready


def _clock(offset, scale=1):
    if scale == 1:
        return lambda: offset + elapsed()
    return lambda: int((offset + elapsed()) * scale)


class _VirtualDatetime(datetime.datetime):
    """datetime's own `now` asks the machine, not `time.time`."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    today = now

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)


_VirtualDatetime.__name__ = _VirtualDatetime.__qualname__ = "datetime"
_VirtualDatetime.__module__ = "datetime"


def _input(prompt=""):
    sys.stdout.write(str(prompt))
    poll("input")
    return ANSWER


class _Agg(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Plots that ask for a window get matplotlib's picture backend: the toolkits aren't there, and nobody would look."""

    def find_spec(self, name, path=None, target=None):
        asked = name.removeprefix("matplotlib.backends.backend_").removesuffix("agg").removesuffix("cairo")
        return importlib.util.spec_from_loader(name, self) if name != asked and asked in TOOLKITS else None

    def exec_module(self, module):
        import matplotlib.backends.backend_agg as agg

        module.__dict__.update({k: v for k, v in vars(agg).items() if not k.startswith("__")})


def install(context):
    global _wire, _line
    _wire, _line = context.wire, context.calls.line
    time.sleep = _sleep
    time.time, time.time_ns = _clock(START), _clock(START, 1_000_000_000)
    for name in ("perf_counter", "monotonic", "process_time", "thread_time"):
        setattr(time, name, _clock(0.0))
        setattr(time, name + "_ns", _clock(0.0, 1_000_000_000))
    datetime.datetime = _VirtualDatetime
    selectors.DefaultSelector.select = _select
    builtins.input = _input
    sys.meta_path.insert(0, _Agg())
