"""What a script asks for: every constructor and every changing method of the proxies is logged, and what no getter gives back is kept."""
import functools
import inspect
import weakref

CHANGING = ("Set", "Add", "Initialize", "Enable", "Disable", "Attach", "Register", "Create", "Remove", "Bind", "Limit", "Lock", "Accumulate",
            "Synchronize", "Update", "Advance", "Push", "Build", "Impose", "Relax", "Load", "Insert")
QUIET = {"Update", "Synchronize", "Advance", "AddReference"}  # called every step: counted, never logged in full
STATE = {"SetPos", "SetRot", "SetCoordsys", "SetPosDt", "SetLinVel", "SetAngVelLocal", "SetAngVelParent", "SetRotDt"}
PARAMETER_FAMILIES = ("ChBeamSection", "ChMaterial", "ChContinuum", "ChElasticity", "ChInertiaCosserat", "ChDamping")
LIST_LIMIT = 16


class Requests:
    """`systems` and `vehicles` hold weak references: the probe must not keep alive what the script has dropped."""

    def __init__(self, context, rtti, touch):
        self.context, self.rtti, self.touch = context, rtti, touch
        self.systems, self.vehicles, self.drivers = weakref.WeakSet(), weakref.WeakSet(), weakref.WeakSet()
        self.settings_of = {}   # address of a section or material → {method: plain arguments}
        self.visuals = []
        self.vehicle_requests = {}  # id of a vehicle proxy → {"model": …, method: arguments}
        self.terrains = []
        self.limited = set()    # addresses of joints whose limits the script has asked for
        self.muted = False      # the probe's own calls are nobody's requests

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
        for name, cls in list(vars(module).items()):
            if inspect.isclass(cls) and hasattr(cls, "__init__") and isinstance(getattr(cls, "thisown", None), property):
                self.wrap_class(name, cls)

    def wrap_class(self, name, cls):
        if name.startswith("ChFrame"):
            return self.wrap_frame(cls)
        if name.startswith(("ChVector", "ChQuaternion", "ChMatrix", "ChCoordsys", "ChColor", "vector_", "SwigPy")):
            return  # values, not requests: they appear as arguments
        for method, function in list(vars(cls).items()):
            if method == "__init__" or (method.startswith(CHANGING) and inspect.isfunction(function)):
                setattr(cls, method, self.logged(name, method, function))

    def wrap_frame(self, cls):
        """Frames are values too, but bodies inherit the methods that place them."""
        for method in STATE & vars(cls).keys():
            setattr(cls, method, self.placed(method, vars(cls)[method]))

    def placed(self, method, function):
        @functools.wraps(function)
        def call(this, *args):
            if not self.muted and hasattr(this, "IsFixed"):
                cls = type(this).__name__
                self.context.calls.record(cls, method, [self.plain(a) for a in args], None, self.context.wire.slot(f"{cls}.{method}"))
                self.touch(this)
            return function(this, *args)

        return call

    def logged(self, cls, method, function):
        slot = self.context.wire.slot(f"{cls}.{method}")
        quiet, is_state = method in QUIET, method in STATE
        counts = self.context.wire.counts
        after = self.follow_up(cls, method)

        @functools.wraps(function)
        def call(this, *args, **kwargs):
            if self.muted:
                return function(this, *args, **kwargs)
            if quiet:
                if slot is not None:
                    counts[slot] += 1
            else:
                self.context.calls.record(cls, method, [self.plain(a) for a in args], kwargs and {k: self.plain(v) for k, v in kwargs.items()}, slot)
            result = function(this, *args, **kwargs)
            if is_state:
                self.touch(this)
            if after is not None:
                after(this, method, args)
            return result

        return call

    def follow_up(self, cls, method):
        """What is kept beyond the log, or None."""
        if method == "__init__":
            if cls.startswith("ChSystem") and cls in ("ChSystemNSC", "ChSystemSMC", "ChSystem", "ChSystemMulticoreNSC"):
                return lambda this, m, a: self.systems.add(this)
            return None
        if method.startswith("Limit"):
            return lambda this, m, a: self.limited.add(self.rtti.identity(this)[1])
        if cls.startswith(PARAMETER_FAMILIES):
            return self.keep_setting
        if cls.startswith("ChVisualSystem") or cls.endswith("VisualSystemIrrlicht"):
            return self.keep_visual
        return None

    def keep_setting(self, this, method, args):
        try:
            self.settings_of.setdefault(self.rtti.identity(this)[1], {})[method] = [self.plain(a) for a in args]
        except Exception:  # an object without a vtable: nothing to remember it by
            return

    def keep_visual(self, this, method, args):
        plain = [self.plain(a) for a in args]
        if method == "AddCamera":
            self.visuals.append({"kind": "camera", "args": plain, "pos_m": plain[0] if plain else None,
                                 "target_m": plain[1] if len(plain) > 1 else [0, 0, 0]})
        elif method == "SetChaseCamera":
            self.visuals.append({"kind": "camera", "args": plain, "pos_m": None, "target_m": plain[0] if plain else None})
        elif method.startswith("AddLight") or method == "AddTypicalLights":
            self.visuals.append({"kind": "light", "args": plain, "pos_m": plain[0] if plain and isinstance(plain[0], list) else None})
        elif method in ("AddSkyBox", "AddLogo"):
            self.visuals.append({"kind": "sky" if method == "AddSkyBox" else "logo", "args": plain})
        elif method in ("SetWindowSize", "SetWindowTitle", "Initialize"):
            self.window(method, plain)

    def window(self, method, plain):
        window = next((v for v in self.visuals if v["kind"] == "window"), None)
        if window is None:
            window = {"kind": "window", "args": []}
            self.visuals.append(window)
        if method == "SetWindowSize":
            window["size_px"] = plain[0] if len(plain) == 1 else plain
        elif method == "SetWindowTitle":
            window["title"] = plain[0] if plain else ""
