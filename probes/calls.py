"""The call log: the first 200 calls of each API name in full, all of them counted, the last few kept for explanations."""

import collections
import functools
import sys

FULL = 200
MAX_STRING = 200
MAX_LIST = 64


def plain(value, depth=0):
    """A value as the log's JSON: numbers, strings, lists, else the type's name."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, str):
        return value[:MAX_STRING]
    if isinstance(value, dict) and depth < 3:  # a probe's own form, as {"ref": "body", "id": 3}
        return {str(k): plain(v, depth + 1) for k, v in value.items()}
    if isinstance(value, (list, tuple)) and depth < 3:
        return [plain(v, depth + 1) for v in value[:MAX_LIST]]
    if hasattr(value, "tolist") and getattr(value, "size", MAX_LIST + 1) <= MAX_LIST:
        return plain(value.tolist(), depth)
    if hasattr(value, "item") and getattr(value, "size", 0) == 1:
        return plain(value.item(), depth)
    return {"type": type(value).__name__}


class CallLog:
    def __init__(self, wire, script):
        self.wire = wire
        self.script = script
        self.recent = collections.deque(maxlen=12)

    def line(self):
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_filename == self.script:
                return frame.f_lineno
            frame = frame.f_back
        return 0

    def record(self, cls, method, args, kwargs=None, slot=None):
        """One call; `slot` is its counter."""
        line = self.line()
        self.recent.append((cls, method, line))
        if slot is not None:
            self.wire.counts[slot] += 1
            if self.wire.counts[slot] > FULL:
                return
        entry = {
            "t": self.wire.progress.sim_time_s,
            "class": cls,
            "method": method,
            "args": [plain(a) for a in args],
            "count": 1,
            "line": line,
        }
        if kwargs:
            entry["kwargs"] = {k: plain(v) for k, v in kwargs.items()}
        self.wire.frame(b"K", entry)

    def is_full(self, slot):
        """Whether further calls of this counter are counted only: nobody needs their arguments then."""
        return slot is not None and self.wire.counts[slot] >= FULL

    def wrap(self, cls, method, function):
        """`function` with its calls logged."""
        slot = self.wire.slot(f"{cls}.{method}")

        @functools.wraps(function)
        def logged(*args, **kwargs):
            self.record(cls, method, args, kwargs, slot)
            return function(*args, **kwargs)

        return logged

    def last(self):
        return [f"{cls}.{method} (line {line})" for cls, method, line in self.recent]
