"""python -m simbench: the program, where no `simbench` is on the PATH."""

from simbench._program import main

main()
