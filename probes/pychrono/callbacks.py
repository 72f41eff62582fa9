"""Errors inside Python callbacks (force functors, functions, contact reports): SWIG turns them into a RuntimeError that doesn't say what
happened. The methods by which the script's classes override the proxies' remember it."""

import functools
import inspect

SWIG_SAYS = "SWIG director method error"


class Callbacks:
    def __init__(self):
        self.error = None  # the last one that left a callback

    def install(self, cls):
        """Follows the classes that will be derived from this proxy."""
        if any("__init_subclass__" in vars(base) for base in cls.__mro__ if base is not object):
            return
        inherited = cls.__init_subclass__

        def derived(subclass, **kwargs):
            inherited(**kwargs)
            for name, function in list(vars(subclass).items()):
                if (
                    name != "__init__"
                    and inspect.isfunction(function)
                    and any(hasattr(base, name) for base in subclass.__bases__)
                ):
                    setattr(subclass, name, self.remembering(function))

        cls.__init_subclass__ = classmethod(derived)

    def remembering(self, function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except BaseException as error:
                self.error = error
                raise

        return call

    def cause_of(self, error):
        """What a callback raised, where `error` is SWIG's word for it."""
        return self.error if isinstance(error, RuntimeError) and str(error).startswith(SWIG_SAYS) else None
