"""Measures the grader on a quiet machine: bench_grader.py SIMBENCH [--suite mujoco] [--repeats 20] [--growth 10000] [-- FLAGS of grade]

Programs a second of `grade` with one and two workers over the suite's references (each with a comment of its own, so that none is a duplicate), what a
program costs beside its own process's CPU time, how the slow ones compare with the median, and how the private memory of all its processes grows.
Prints one JSON object. References are run before anything is measured.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path


def references(suite):
    folder = Path(__file__).resolve().parents[1] / "suites" / suite / "systems"
    files = sorted(folder.glob("*/turn?/reference.py"))
    return [(f"{file.parents[1].name}/{file.parent.name[-1]}", file.read_text()) for file in files]


def rows_of(programs, count):
    made = (programs[i % len(programs)] for i in range(count))
    return [{"id": i, "task": task, "program": f"{code}\n# {i}\n"} for i, (task, code) in enumerate(made)]


def tree(pid):
    """`pid` and all processes below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, level = [pid], [pid]
    while level:
        level = [child for child, parent in parents.items() if parent in level]
        found += level
    return found


def private_bytes(pid):
    total = 0
    for one in tree(pid):
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith(("Private_Clean", "Private_Dirty")):
                    total += int(line.split()[1]) * 1024
        except OSError:
            continue
    return total


class Grade:
    """One `simbench grade`, fed from a thread, read line by line."""

    def __init__(self, simbench, suite, cache, jobs, flags):
        command = [
            simbench,
            "grade",
            "--suite",
            suite,
            "--reference-cache",
            cache,
            "--jobs",
            str(jobs),
            "--reasons",
            "class",
            *flags,
        ]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def run(self, rows, watch=lambda n: None):
        def feed():
            for row in rows:
                self.process.stdin.write(json.dumps(row) + "\n")
            self.process.stdin.close()

        threading.Thread(target=feed, daemon=True).start()
        grades, first_s, last_s = [], None, None
        for line in self.process.stdout:
            last_s = time.monotonic()
            first_s = first_s or last_s
            grades.append(json.loads(line))
            watch(len(grades))
        self.process.wait()
        return grades, last_s - first_s


def summed(grades, wall_s):
    beside = sorted(1000 * (g["cost"]["wall_s"] - g["cost"]["cpu_s"]) for g in grades)
    walls = sorted(1000 * g["cost"]["wall_s"] for g in grades)
    at = lambda values, share: values[min(len(values) - 1, int(share * len(values)))]
    return {
        "programs": len(grades),
        "a_second": round((len(grades) - 1) / wall_s, 2),
        "passed": sum(g["class"] == "pass" for g in grades),
        "ms_beside_physics": {"median": round(statistics.median(beside), 1), "p99": round(at(beside, 0.99), 1)},
        "ms_wall": {"median": round(statistics.median(walls), 1), "p99": round(at(walls, 0.99), 1)},
        "cpu_s": round(sum(g["cost"]["cpu_s"] for g in grades), 2),
    }


def fastest(programs, simbench, suite, cache, flags):
    """The task whose reference takes least: 10,000 of it are over soonest."""
    grades, _ = Grade(simbench, suite, cache, 1, flags).run(rows_of(programs, len(programs)))
    return programs[min(grades, key=lambda g: g["cost"]["wall_s"])["id"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("simbench")
    parser.add_argument("--suite", default="mujoco")
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--growth", type=int, default=10_000, help="programs of the memory's measurement; 0: none")
    arguments, flags = parser.parse_known_args()
    flags = [flag for flag in flags if flag != "--"]
    simbench, suite = os.path.abspath(arguments.simbench), arguments.suite
    programs = references(suite)
    told = {"suite": suite, "flags": flags, "cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as cache:
        quickest = fastest(programs, simbench, suite, cache, flags)
        for jobs in (1, 2):
            rows = rows_of(programs, arguments.repeats * len(programs))
            told[f"jobs_{jobs}"] = summed(*Grade(simbench, suite, cache, jobs, flags).run(rows))
        told["two_by_one"] = round(told["jobs_2"]["a_second"] / told["jobs_1"]["a_second"], 2)
        if arguments.growth:
            grade = Grade(simbench, suite, cache, 2, flags)
            early, held = min(1000, arguments.growth // 10), {}

            def watch(n):
                if n in (early, arguments.growth - 4):
                    held[n] = private_bytes(grade.process.pid)

            grades, wall_s = grade.run(rows_of([quickest], arguments.growth), watch)
            few, many = held[early], held[arguments.growth - 4]
            told["growth"] = {
                "task": quickest[0],
                "programs": len(grades),
                "a_second": round((len(grades) - 1) / wall_s, 2),
                "private_mb": {str(n): round(size / 1e6, 1) for n, size in held.items()},
                "share": round(many / few - 1, 4),
            }
    json.dump(told, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
