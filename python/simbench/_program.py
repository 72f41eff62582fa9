"""The program: where it is, what it is told about its surroundings, and how it is called."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def path() -> str:
    """The simbench program: SIMBENCH_PROGRAM, else the one in this package, else the one on the PATH."""
    chosen = os.environ.get("SIMBENCH_PROGRAM")
    if chosen:
        return chosen
    own = Path(__file__).parent / "prefix" / "bin" / "simbench"
    found = str(own) if own.exists() else shutil.which("simbench")
    if not found:
        raise FileNotFoundError("there is no simbench program: put it on the PATH, or name it in SIMBENCH_PROGRAM")
    return found


def environment() -> dict[str, str]:
    """This process's environment; MuJoCo's scripts run in this interpreter where nobody chose another and it has MuJoCo."""
    env = dict(os.environ)
    if not env.get("SIMBENCH_MUJOCO_PYTHON") and importlib.util.find_spec("mujoco"):
        env["SIMBENCH_MUJOCO_PYTHON"] = sys.executable
    return env


def output_of(arguments: Sequence[str]) -> str:
    """What a call prints; a call that fails raises RuntimeError with what the program says."""
    done = subprocess.run([path(), *arguments], env=environment(), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or f"simbench ended with {done.returncode}")
    return done.stdout


def main() -> None:
    """The command `simbench`: becomes the program."""
    program = path()
    os.execve(program, ["simbench", *sys.argv[1:]], environment())
