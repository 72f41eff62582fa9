"""grade.py TESTS: grades one answer with simbench and writes reward.json (test.sh calls it)."""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

tests = sys.argv[1]
answer = os.environ.get("SIMBENCH_ANSWER", "/app/answer.py")
logs = os.environ.get("SIMBENCH_LOGS", "/logs/verifier")
env = dict(os.environ)


def program(folder):
    """How simbench is called: a wheel beside this file is unpacked into a folder of its own."""
    wheels = glob.glob(os.path.join(tests, "simbench-*.whl"))
    if not wheels:
        chosen = os.environ.get("SIMBENCH_PROGRAM") or shutil.which("simbench")
        if not chosen:
            sys.exit("there is no simbench: export the tasks with --wheel, or install it in the environment")
        return [chosen]
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", folder, *wheels]
    subprocess.run(pip, check=True)
    env["PYTHONPATH"] = folder
    return [sys.executable, "-m", "simbench"]


def graded(row):
    with tempfile.TemporaryDirectory() as folder:
        command = [*program(folder), "grade", "--suite", os.path.join(tests, "suite"), "--jobs", "1"]
        command += ["--reward", os.environ.get("SIMBENCH_REWARD", "fidelity")]
        if os.environ.get("SIMBENCH_ALLOW_WEAK_ISOLATION"):
            command.append("--allow-weak-isolation")
        done = subprocess.run(command, input=json.dumps(row) + "\n", stdout=subprocess.PIPE, text=True, env=env)
        if done.returncode != 0:
            sys.exit(f"simbench grade ended with {done.returncode}")
        return json.loads(done.stdout)


with open(os.path.join(tests, "task.json"), encoding="utf-8") as file:
    row = json.load(file)
try:
    with open(answer, encoding="utf-8", errors="replace") as file:
        row["program"] = file.read()
except OSError:
    row["reply"] = ""  # nothing was written: no program
os.makedirs(logs, exist_ok=True)
grade = graded(row)
with open(os.path.join(logs, "grade.json"), "w", encoding="utf-8") as file:
    json.dump(grade, file, indent=2)
if grade["reward"] is None:
    sys.exit(f"nothing could be decided: {grade['reason']}")
rewards = {"reward": grade["reward"], **{name: part for name, part in grade["parts"].items() if part is not None}}
with open(os.path.join(logs, "reward.json"), "w", encoding="utf-8") as file:
    json.dump({name: float(value) for name, value in rewards.items()}, file)
