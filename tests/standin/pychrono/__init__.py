"""A small stand-in for PyChrono, with proxies in SWIG's manner, so that the probe's wrapping is tested where no PyChrono is."""

__version__ = "10.0.0"
from .core import *
