"""A stand-in for matplotlib with its picture backend and one that needs a window toolkit."""
