"""Rewards for simulation scripts: is their physics right? The program's documentation is docs/grader.md."""

from simbench._grader import Grade, Grader, GraderError, Row
from simbench._tasks import nemo_gym_rows, script, tasks

__all__ = ["Grade", "Grader", "GraderError", "Row", "nemo_gym_rows", "script", "tasks"]
