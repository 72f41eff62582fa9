"""Sub-modules of a simulator that the probe loaded, or replaced, and a script perhaps never asks for: they aren't there until it imports them,
as in an interpreter of its own, and then come from here."""

import importlib.abc
import importlib.util
import sys
import types


class Unasked(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, package):
        """To be made when the package alone has been imported: what it brought along stays."""
        self.package = package
        self.plain = set(self.loaded())
        self.kept = {}

    def loaded(self):
        return [name for name in sys.modules if name.startswith(self.package + ".")]

    def hide(self):
        """Right before the script; what an import of a name then gives is what stood in `sys.modules`."""
        for name in self.loaded():
            if name in self.plain:
                continue
            module = sys.modules.pop(name)
            self.kept[name] = module, getattr(module, "__spec__", None)
            parent, _, last = name.rpartition(".")
            parent = self.kept[parent][0] if parent in self.kept else sys.modules.get(parent)
            if isinstance(getattr(parent, last, None), types.ModuleType):
                delattr(parent, last)
        sys.meta_path.insert(0, self)

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name in self.kept else None

    def create_module(self, spec):
        return self.kept[spec.name][0]

    def exec_module(self, module):
        """Nothing is left to do; also when a script reloads it."""
        spec = self.kept[module.__spec__.name][1]
        if spec is not None:
            module.__spec__, module.__loader__ = spec, spec.loader
