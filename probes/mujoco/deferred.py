"""Modules that are there at once when a script imports them, and not a moment before: what the runner has loaded must not stand in for an
import that the script forgot."""

import importlib.abc
import importlib.util
import sys


class Deferred(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self):
        self.modules = {}
        sys.meta_path.insert(0, self)

    def add(self, name, module):
        """`module` is what an import of `name` gives."""
        self.modules[name] = module
        self.hide(name)

    def load(self, name):
        """Imports `name` now, and hides it with all that came with it."""
        before = set(sys.modules)
        package = name.partition(".")[0]
        module = importlib.import_module(name)
        for loaded in set(sys.modules) - before:
            if loaded.startswith(package + "."):
                self.add(loaded, sys.modules[loaded])
        return module

    def hide(self, name):
        sys.modules.pop(name, None)
        parent, _, attribute = name.rpartition(".")
        if parent in sys.modules:
            vars(sys.modules[parent]).pop(attribute, None)

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name in self.modules else None

    def create_module(self, spec):
        return self.modules[spec.name]

    def exec_module(self, module):
        pass
