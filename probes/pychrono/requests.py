"""What a script asks for: every constructor and every changing method of the proxies is logged, and followed by whoever keeps more."""

import functools
import inspect
import weakref

CHANGING = (
    "Set",
    "Add",
    "Initialize",
    "Enable",
    "Disable",
    "Attach",
    "Register",
    "Create",
    "Remove",
    "Bind",
    "Limit",
    "Lock",
    "Accumulate",
    "Synchronize",
    "Update",
    "Advance",
    "Push",
    "Build",
    "Impose",
    "Relax",
    "Load",
    "Insert",
    "Construct",
)
QUIET = {"Update", "Synchronize", "Advance", "AddReference"}  # called every step: counted, never logged in full
STATE = {"SetPos", "SetRot", "SetCoordsys", "SetPosDt", "SetLinVel", "SetAngVelLocal", "SetAngVelParent", "SetRotDt"}
LIST_LIMIT = 16


class Requests:
    """`systems` holds weak references: the probe must not keep alive what the script has dropped.

    `followers` are functions (class name, method) → function (proxy, arguments, result) that is called after each such call, or None.
    Arguments are plain values; a follower whose function has `raw = True` gets the proxies themselves.
    """

    def __init__(self, context, rtti, touch, followers, callbacks):
        self.context, self.rtti, self.touch, self.callbacks = context, rtti, touch, callbacks
        self.systems = weakref.WeakSet()
        self.wrapped = set()
        self.muted = False  # the probe's own calls are nobody's requests
        self.declared = False  # whether the script made a recording double
        self.followers = [self.follow, *followers]

    # ---- values as JSON ----
    def plain(self, value, depth=0):
        if value is None or isinstance(value, (bool, int, str)):
            return value[:200] if isinstance(value, str) else value
        if isinstance(value, float):
            return value if abs(value) < float("inf") else None
        if isinstance(value, (list, tuple)) and depth < 3:
            return [self.plain(v, depth + 1) for v in value[:LIST_LIMIT]]
        name = type(value).__name__
        if name.startswith("ChVector"):
            return [getattr(value, a) for a in "xyz" if hasattr(value, a)]
        if name.startswith("ChQuaternion"):
            return self.rtti.quaternion(value)
        if name.startswith(("ChFrame", "ChCoordsys")):
            pos, rot = (value.GetPos(), value.GetRot()) if hasattr(value, "GetPos") else (value.pos, value.rot)
            return [self.rtti.vector(pos), self.rtti.quaternion(rot)]
        if name == "ChColor":
            return [value.R, value.G, value.B]
        if name.startswith("ChBody") and hasattr(value, "GetIdentifier"):
            return {"ref": "body", "id": value.GetIdentifier()}
        return {"type": name}

    # ---- wrapping ----
    def wrap_module(self, module):
        """Each class once, though modules show each other's."""
        for shown in list(vars(module).values()):
            for cls in (
                shown.__mro__ if getattr(shown, "is_double", False) else [shown]
            ):  # bases of doubles stand behind real namesakes
                if (
                    inspect.isclass(cls)
                    and isinstance(getattr(cls, "thisown", None), property)
                    and cls not in self.wrapped
                ):
                    self.wrapped.add(cls)
                    self.callbacks.install(cls)
                    self.wrap_class(cls.__name__, cls)

    def wrap_class(self, name, cls):
        if name.startswith("ChFrame"):
            return self.wrap_frame(cls)
        if name.startswith(("ChVector", "ChQuaternion", "ChMatrix", "ChCoordsys", "ChColor", "vector_", "SwigPy")):
            return  # values, not requests: they appear as arguments
        for method, function in list(vars(cls).items()):
            if method == "__init__" or (method.startswith(CHANGING) and inspect.isfunction(function)):
                setattr(cls, method, self.logged(name, method, function, getattr(cls, "is_double", False)))

    def wrap_frame(self, cls):
        """Frames are values too, but bodies inherit the methods that place them."""
        for method in STATE & vars(cls).keys():
            setattr(cls, method, self.placed(method, vars(cls)[method]))

    def placed(self, method, function):
        @functools.wraps(function)
        def call(this, *args):
            if not self.muted and hasattr(this, "IsFixed"):
                cls = type(this).__name__
                self.context.calls.record(
                    cls, method, [self.plain(a) for a in args], None, self.context.wire.slot(f"{cls}.{method}")
                )
                self.touch(this)
            return function(this, *args)

        return call

    def logged(self, cls, method, function, is_double=False):
        wire, slot_name = (
            self.context.wire,
            f"{cls}.{method}",
        )  # a counter is taken at the first call: most methods are never called
        quiet, is_state = method in QUIET, method in STATE
        after = [f for f in (follower(cls, method) for follower in self.followers) if f is not None]
        if is_double and method == "__init__":
            after.append(self.declare)

        @functools.wraps(function)
        def call(this, *args, **kwargs):
            if self.muted:
                return function(this, *args, **kwargs)
            slot = wire.slot(slot_name)
            if quiet:
                if slot is not None:
                    wire.counts[slot] += 1
            elif self.context.calls.is_full(slot):
                self.context.calls.record(cls, method, (), None, slot)
            else:
                self.context.calls.record(
                    cls,
                    method,
                    [self.plain(a) for a in args],
                    kwargs and {k: self.plain(v) for k, v in kwargs.items()},
                    slot,
                )
            result = function(this, *args, **kwargs)
            if is_state:
                self.touch(this)
            for follow in after:
                self.quietly(follow, this, args, result)
            return result

        return call

    def quietly(self, follow, this, args, result):
        """A follower's own fault must never look like the script's."""
        self.muted = True
        self.context.wire.progress.in_probe += 1
        try:
            follow(this, args if getattr(follow, "raw", False) else [self.plain(a) for a in args], result)
        except Exception as error:
            self.context.wire.event("note", note=f"probe: {type(this).__name__}: {type(error).__name__}: {error}")
        finally:
            self.muted = False
            self.context.wire.progress.in_probe -= 1

    def declare(self, this, args, result):
        """The script uses what this installation can't have: it is checked and logged, but nothing comes out of it."""
        if not self.declared:
            self.declared = True
            self.context.wire.event("declared", note=f"{type(this).__name__} is a recording double")

    def follow(self, cls, method):
        if method == "__init__" and cls in ("ChSystemNSC", "ChSystemSMC", "ChSystem", "ChSystemMulticoreNSC"):
            return lambda this, args, result: self.systems.add(this)
        return None
