"""Recording doubles for classes that this installation can't have (sensors that need a GPU, ROS), made from the release's API index.

A double checks the number and the types of its arguments as the binding would, and gives back what the index says: no data ever come out.
The index is a text of facts about names and types (docs/conformance-index.md); nothing of the simulator is in it.
"""

import inspect
import os
import re
import sys
import types

MODULES = ("pychrono.sensor", "pychrono.ros")
NUMBER_DATA = {"GetAccelData", "GetGyroData", "GetMagnetData", "GetGPSData", "GetTachometerData"}
NUMBERS = {"int": int, "float": (int, float), "bool": (bool, int), "str": str}


class Signature:
    """One overload: `SetFog(float a, ChBody? b=0)` → (types, how many are needed)."""

    def __init__(self, text):
        parts = [p for p in split(text) if p]
        self.types = [p.split(" ", 1)[0] for p in parts]
        self.needed = sum("=" not in p.split(" ", 1)[-1] or "!=" in p for p in parts)
        self.text = text

    def takes(self, args, kinds):
        return self.needed <= len(args) <= len(self.types) and all(kinds.fits(a, t) for a, t in zip(args, self.types))


def split(text):
    """Arguments at the commas of the outer level."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if c == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return parts + [text[start:].strip()]


class Kinds:
    """What a type of the index means to a value: classes by name, over the doubles and the real modules."""

    def __init__(self, classes, real):
        self.classes, self.real = classes, real

    def find(self, name):
        """All classes of that name: the double and the real one, where both are."""
        real = [getattr(m, name) for m in self.real if isinstance(getattr(m, name, None), type)]
        return ([self.classes[name]] if name in self.classes else []) + real

    def fits(self, value, kind):
        if value is None:
            return kind.endswith("?") or kind in ("any", "none")
        kind = kind.rstrip("?")
        if kind == "any" or kind.startswith(("[", "enum:", "array")):
            return not kind.startswith("enum:") or isinstance(value, int) or callable(value)
        if kind in NUMBERS:
            return isinstance(value, NUMBERS[kind]) and (kind == "bool" or not isinstance(value, bool) or kind != "str")
        known = self.find(kind)
        return not known or isinstance(value, tuple(known))

    def nothing(self, kind, method=""):
        """A result without data."""
        name = kind.rstrip("?")
        if name in ("int", "float", "str"):
            return {"int": 0, "float": 0.0, "str": ""}[name]
        if method.startswith("Get") and method.endswith("Data"):
            return blank(method)
        if name == "bool":
            return not method.startswith(("Has", "Is", "Get"))  # "did it work?": yes; "is there anything?": no
        cls = self.classes.get(name)
        if cls is not None:
            return cls.__new__(cls)
        known = self.find(name)
        try:
            return known[0]() if known and not kind.endswith("?") else None
        except Exception:  # a class that can't be made from nothing
            return None


def blank(method):
    """A reading that isn't one: not a number, or black for pictures; a script that doesn't ask whether there are data can go on."""
    import numpy

    return numpy.full(4, numpy.nan) if method in NUMBER_DATA else numpy.zeros((1, 1, 4), numpy.uint8)


def result_of(method, results, parents):
    """The type that a method gives; one that is written in Python tells none, but may stand for a base's."""
    own = results.get(method, "none")
    return (
        next((getattr(p, method).result for p in parents if hasattr(getattr(p, method, None), "result")), own)
        if own == "any"
        else own
    )


def refused(cls, name, args, overloads):
    shown = "\n".join(f"    {cls}.{name}({s.text})" for s in overloads)
    got = ", ".join(type(a).__name__ for a in args)
    return TypeError(
        f"Wrong number or type of arguments for '{cls}_{name}': got ({got})\n  Possible prototypes are:\n{shown}\n"
    )


def double_method(cls, name, overloads, result, kinds, static=False):
    def call(*args):
        given = args if static else args[1:]
        if not any(s.takes(given, kinds) for s in overloads):
            raise refused(cls, name, given, overloads)
        return None if name == "__init__" else kinds.nothing(result, name)

    call.__name__, call.__qualname__, call.result = name, f"{cls}.{name}", result
    return staticmethod(call) if static else call


METHOD = re.compile(r"^(static )?(\*?)(\w+)\((.*)\)(?: (\S+))?$")


class Maker:
    """Reads one module's section of the index and makes its doubles."""

    def __init__(self, real_modules):
        self.classes, self.kinds, self.constants = {}, None, 0
        self.real = real_modules
        self.kinds = Kinds(self.classes, real_modules)

    def make(self, name, lines):
        module = types.ModuleType(name)
        members, order = {}, []
        current = None
        for line in lines:
            if line.startswith("class "):
                current = line.split(" ", 1)[1]
                order.append(current)
                members[current] = []
            elif line.startswith(" ") and current is not None:
                members[current].append(line[1:])
            elif line.startswith("const "):
                self.constants += 1
                setattr(module, line.split()[1], self.constants)
            elif line.startswith("def "):
                self.function(module, line[4:])
        pending = dict.fromkeys(order)
        while pending:
            for head in list(pending):
                if self.cls(module, head, members[head], {h.split("(", 1)[0] for h in pending if h != head}):
                    del pending[head]
        return module

    def function(self, module, line):
        found = METHOD.match(line)
        if found:
            _, _, name, args, result = found.groups()
            overloads = getattr(getattr(module, name, None), "overloads", []) + [Signature(args)]
            function = double_method(
                module.__name__, name, overloads, result or "none", self.kinds, static=True
            ).__func__
            function.overloads = overloads
            setattr(module, name, function)

    def cls(self, module, head, members, waiting):
        """Makes one class once its bases are there; False when one still waits."""
        name, rest = head.split("(", 1)
        bases, _, flags = rest.partition(")")
        bases = [b for b in bases.split(",") if b]
        if any(b in waiting for b in bases):
            return False
        parents = tuple(c for c in (self.classes.get(b) for b in bases) if c is not None)
        body = {"is_double": True, "thisown": property(lambda this: True), "__module__": module.__name__}
        overloads, results, statics = {}, {}, set()
        for member in members:
            self.member(member, body, overloads, results, statics)
        if "@abstract" in flags and "__init__" not in overloads:
            overloads["__init__"] = []
        for method, signatures in overloads.items():
            body[method] = double_method(
                name, method, signatures, result_of(method, results, parents), self.kinds, method in statics
            )
        self.classes[name] = type(name, parents or (object,), body)
        setattr(module, name, self.classes[name])
        return True

    def member(self, text, body, overloads, results, statics):
        if text.startswith("#"):
            self.constants += 1
            body[text[1:].split()[0]] = self.constants
        elif text.startswith("."):
            name, kind = text[1:].lstrip("-").split(" ", 1)
            body[name] = Attribute(name, kind, self.kinds)
        elif (found := METHOD.match(text)) is not None:
            static, _, name, args, result = found.groups()
            if name.startswith("__") and name != "__init__":
                return
            overloads.setdefault(name, []).append(Signature(args))
            results[name] = result or "none"
            if static:
                statics.add(name)


class Attribute:
    """A field: what was set, else nothing of its type."""

    def __init__(self, name, kind, kinds):
        self.name, self.kind, self.kinds = name, kind, kinds

    def __get__(self, this, owner):
        if this is None:
            return self
        if self.name not in this.__dict__:
            kind = "ChScene" if self.name == "scene" else self.kind
            this.__dict__[self.name] = self.kinds.nothing(kind)
        return this.__dict__[self.name]

    def __set__(self, this, value):
        if not self.kinds.fits(value, self.kind):
            raise TypeError(f"in method '{type(this).__name__}_{self.name}_set', argument 2 of type '{self.kind}'")
        this.__dict__[self.name] = value


# ---- into the installation ----
def sections(text, wanted):
    """The lines of the wanted modules."""
    found, current = {}, None
    for line in text.splitlines():
        if line.startswith("module "):
            current = found.setdefault(line[7:], []) if line[7:] in wanted else None
        elif current is not None and line:
            current.append(line)
    return found


def index_of(version, folder):
    """The text of the index of this release, else of the newest that is there; "" without any."""
    names = (
        sorted(n for n in os.listdir(folder) if n.startswith("pychrono-") and n.endswith(".api"))
        if os.path.isdir(folder)
        else []
    )
    if not names:
        return ""
    exact = f"pychrono-{version}.api"
    with open(
        os.path.join(
            folder, exact if exact in names else max(names, key=lambda n: [int(x) for x in re.findall(r"\d+", n)])
        ),
        encoding="utf-8",
    ) as file:
        return file.read()


def lend(package, modules, version, folder):
    """Adds doubles for what is missing; gives the names of the classes and modules that are doubles."""
    wanted = [m for m in MODULES if m.split(".")[1] not in modules or m == "pychrono.sensor"]
    made, lent = Maker(list(modules.values())), []
    for name, lines in sections(index_of(version, folder), wanted).items():
        short = name.split(".")[1]
        real = modules.get(short)
        double = made.make(name, lines)
        if real is None:
            sys.modules[name] = modules[short] = double
            setattr(package, short, double)
            lent.append(name)
            continue
        lent += complete(real, double)
    return lent


def complete(real, double):
    """A real module without its GPU part gets doubles for the classes and names that it lacks."""
    missing = [n for n in vars(double) if not n.startswith("_") and not hasattr(real, n)]
    for name in missing:
        setattr(real, name, getattr(double, name))
    if missing:
        tolerate(real)
    return [n for n in missing if inspect.isclass(getattr(double, n))]


def tolerate(real):
    """Real managers and sensors don't know doubles: calls that hand one over, or ask for a part that isn't there, do nothing."""
    for owner, method in (
        ("ChSensorManager", "AddSensor"),
        ("ChSensor", "PushFilter"),
        ("ChSensor", "PushFilterFront"),
    ):
        cls = getattr(real, owner, None)
        if hasattr(cls, method):
            setattr(cls, method, passing_by(getattr(cls, method)))
    manager, scene = getattr(real, "ChSensorManager", None), getattr(real, "ChScene", None)
    if manager is not None and scene is not None and getattr(scene, "is_double", False):
        scenes = {}
        manager.scene = property(lambda this: scenes.setdefault(id(this), scene.__new__(scene)))


def passing_by(function):
    def call(this, thing):
        return None if getattr(type(thing), "is_double", False) else function(this, thing)

    call.__name__ = function.__name__
    return call
