"""The table of docs/grader.md, on a quiet machine: bench_grader.py SIMBENCH --old OLD > table.md

SIMBENCH and OLD are programs in the build folders of two checkouts. Beside OLD's `run` stand the references that both checkouts have tasks for, the same
texts in both; each has a comment of its own, so that none is a duplicate. What is compared is measured in turns, `--rounds` times, and the medians are
told. References are run before anything is measured, and what a start costs is subtracted: two lengths of each `run`. Without --old only SIMBENCH is
measured. `--json FILE` keeps all that was measured.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORES = 2  # what the bars are for
EARLY, TOLD = 1000, 200  # memory is looked at over so many programs, beginning with this one, and at the end


def references(simbench, suite):
    """Task → program, of the checkout that `simbench` was built in."""
    folder = Path(simbench).resolve().parents[2] / "suites" / suite / "systems"
    files = sorted(folder.glob("*/turn?/reference.py"))
    return {f"{file.parents[1].name}/{file.parent.name[-1]}": file.read_text() for file in files}


def reply(program, number):
    return f"```python\n{program}\n# {number}\n```\n"


def rows_of(programs, count):
    tasks = list(programs)
    return [
        {"id": i, "task": tasks[i % len(tasks)], "reply": reply(programs[tasks[i % len(tasks)]], i)}
        for i in range(count)
    ]


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


def own_bytes(pid):
    """Anonymous memory of the tree, each page counted once: forked children share theirs with the runner, which `Private_` would tell as its loss."""
    total = 0
    for one in tree(pid):
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss_Anon:"):
                    total += int(line.split()[1]) * 1024
        except OSError:
            continue
    return total


class Grade:
    """One `simbench grade`, fed from a thread, read line by line."""

    def __init__(self, simbench, suite, cache, jobs=CORES, confirm="none"):
        command = [simbench, "grade", "--suite", suite, "--reference-cache", cache]
        command += ["--jobs", str(jobs), "--reasons", "class", "--confirm", confirm]
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
        if self.process.wait() != 0 or len(grades) != len(rows):
            sys.exit(f"grade ended with {self.process.returncode} after {len(grades)} of {len(rows)} rows")
        return grades, last_s - first_s


def at(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def summed(grades, wall_s):
    beside = [1000 * (g["cost"]["wall_s"] - g["cost"]["cpu_s"]) for g in grades]
    by_task = {}
    for g in grades:
        by_task.setdefault(g["task"], []).append(g["cost"]["wall_s"])
    usual = {task: statistics.median(walls) for task, walls in by_task.items()}
    return {
        "programs": len(grades),
        "a_second": (len(grades) - 1) / wall_s,
        "passed": sum(g["class"] == "pass" for g in grades),
        "without_reward": sum(g["reward"] is None for g in grades),
        "beside_ms": statistics.median(beside),
        "beside_p99_ms": at(beside, 0.99),
        "p99_by_median": at([g["cost"]["wall_s"] / usual[g["task"]] for g in grades], 0.99),
        "cpu_s": sum(g["cost"]["cpu_s"] for g in grades) / len(grades),
    }


def seconds_of_run(old, suite, programs, epochs, folder):
    """Wall clock of OLD's `run` over recorded replies, start and references included."""
    lines = [
        {"system": task.split("/")[0], "turn": int(task[-1]), "epoch": epoch, "reply": reply(program, epoch)}
        for task, program in programs.items()
        for epoch in range(epochs)
    ]
    replies = Path(folder) / "replies.jsonl"
    replies.write_text("".join(json.dumps(line) + "\n" for line in lines))
    command = [old, "run", "--suite", suite, "--model", f"replay/{replies}", "--epochs", str(epochs), "--no-judge"]
    begin_s = time.monotonic()
    command += ["--jobs", str(CORES), "--out", f"{folder}/run", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    took_s = time.monotonic() - begin_s
    try:  # tasks without a recorded reply stay pending, which is no success
        cells = json.loads(done.stdout)["done"]
    except (ValueError, KeyError):
        cells = 0
    if cells != len(lines):
        sys.exit(f"{' '.join(command)}: {cells} of {len(lines)} cells: {done.stderr[-2000:]}")
    return took_s


def rate_of_run(old, suite, programs, repeats):
    seconds = []
    for epochs in (1, 1 + repeats):
        with tempfile.TemporaryDirectory() as folder:
            seconds.append(seconds_of_run(old, suite, programs, epochs, folder))
    return repeats * len(programs) / (seconds[1] - seconds[0])


def seconds_of_exec(old, suite, programs):
    """One call of OLD's `exec --task`, the mean over some tasks."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "answer.py"
        for task, program in list(programs.items())[:: max(1, len(programs) // 6)]:
            script.write_text(program)
            begin_s = time.monotonic()
            subprocess.run([old, "exec", str(script), "--task", f"{suite}/{task}", "--json"], capture_output=True)
            took.append(time.monotonic() - begin_s)
    return statistics.mean(took)


def cold_start(simbench, suite, cache, programs):
    """Seconds until `serve` takes requests, and until it has answered the first."""
    sys.path.insert(0, str(ROOT / "python"))
    os.environ["SIMBENCH_PROGRAM"] = simbench
    from simbench import Grader

    begin_s = time.monotonic()
    with Grader(suite, options=["--reference-cache", cache]) as grader:
        listens_s = time.monotonic() - begin_s
        grader.grade(*next(iter(programs.items())))
        return {"listens_s": listens_s, "first_answer_s": time.monotonic() - begin_s}


def growth_of(simbench, suite, cache, programs, count):
    grade, looks = Grade(simbench, suite, cache), {"early": [], "late": []}
    told = min(TOLD, max(1, count // 10))
    early = min(EARLY, count // 4)

    def watch(n):
        when = "early" if early <= n < early + told else "late" if count - told - 8 <= n < count - 8 else ""
        if when and n % max(1, told // 20) == 0:
            looks[when].append(own_bytes(grade.process.pid))

    grades, wall_s = grade.run(rows_of(programs, count), watch)
    few, many = statistics.median(looks["early"]), statistics.median(looks["late"])
    mb = {"early_mb": few / 1e6, "late_mb": many / 1e6, "growth": many / few - 1, "early": early}
    return {**summed(grades, wall_s), **mb, "tasks": list(programs)}


class Bench:
    def __init__(self, simbench, old, suite, options):
        self.simbench, self.old, self.suite, self.options = simbench, old, suite, options
        self.all = {t: code for t, code in references(simbench, suite).items() if fnmatch(t, options.only)}
        self.cache = tempfile.TemporaryDirectory()
        self.told = {"references": len(self.all)}

    def grade(self, programs, repeats, **how):
        grade = Grade(self.simbench, self.suite, self.cache.name, **how)
        return summed(*grade.run(rows_of(programs, repeats * len(programs))))

    def measure(self):
        o = self.options
        warm, _ = Grade(self.simbench, self.suite, self.cache.name, 1).run(rows_of(self.all, len(self.all)))
        cpu = {g["task"].partition("/")[2]: g["cost"]["cpu_s"] for g in warm}
        ours = {task: code for task, code in self.all.items() if cpu[task] <= o.longest}
        shared = {task: code for task, code in ours.items() if self.old and task in references(self.old, self.suite)}
        repeats = lambda programs: max(1, math.ceil(o.seconds * CORES / sum(cpu[task] + 0.02 for task in programs)))
        rounds = []
        for number in range(o.rounds):
            print(f"{self.suite}: round {number + 1} of {o.rounds}", file=sys.stderr, flush=True)
            one = {
                "one": self.grade(ours, max(1, repeats(ours) // CORES), jobs=1),
                "two": self.grade(ours, repeats(ours)),
                "confirmed": self.grade(ours, repeats(ours), confirm="all"),
            }
            if shared:
                one["old_a_second"] = rate_of_run(self.old, self.suite, shared, repeats(shared))
                one["shared"] = self.grade(shared, repeats(shared))
                one["old_exec_s"] = seconds_of_exec(self.old, self.suite, shared)
            rounds.append(one)
        self.told |= {"measured": len(ours), "shared": len(shared), "rounds": rounds}
        self.told["start"] = [cold_start(self.simbench, self.suite, self.cache.name, ours) for _ in range(o.rounds)]
        if o.growth:
            quickest = dict(sorted(ours.items(), key=lambda one: cpu[one[0]])[:8])
            self.told["grown"] = growth_of(self.simbench, self.suite, self.cache.name, quickest, o.growth)
        return self.told


def rows_of_table(suite, told):
    """(what, measured, asked for)"""
    middle = lambda take: statistics.median(take(one) for one in told["rounds"])
    pychrono = suite == "chrono"
    two = lambda key: middle(lambda r: r["two"][key])
    yield f"references of {suite}, of so many", f"{told['measured']} of {told['references']}", ""
    yield "programs a second, one worker", f"{middle(lambda r: r['one']['a_second']):.1f}", ""
    yield "programs a second, two workers", f"{two('a_second'):.1f}", ""
    yield "two workers to one", f"{middle(lambda r: r['two']['a_second'] / r['one']['a_second']):.2f}", "≥ 1.8"
    if told["shared"]:
        ratio = middle(lambda r: r["shared"]["a_second"] / r["old_a_second"])
        yield (
            f"the {told['shared']} that both have, a second: `grade`; `run` before",
            f"{middle(lambda r: r['shared']['a_second']):.1f}; {middle(lambda r: r['old_a_second']):.1f}",
            "",
        )
        yield "`grade` to that `run`", f"{ratio:.2f}", "≥ 1.5" if pychrono else "≥ 1.8"
        yield (
            "`grade` to a loop of that `exec --task`",
            f"{middle(lambda r: r['shared']['a_second'] * r['old_exec_s']):.1f}",
            "≥ 20" if not pychrono else "",
        )
        beside = lambda rate, cpu: 1000 * (CORES / rate - cpu)
        old = middle(lambda r: beside(r["old_a_second"], r["shared"]["cpu_s"]))
        new = middle(lambda r: beside(r["shared"]["a_second"], r["shared"]["cpu_s"]))
        yield "ms of a core beside the physics, mean: `grade`; `run` before", f"{new:.0f}; {old:.0f}", ""
    one_beside = middle(lambda r: r["one"]["beside_ms"])
    yield "ms beside the physics, median, one worker", f"{one_beside:.1f}", "≤ 40" if pychrono else "≤ 15"
    yield "the same, two workers; p99", f"{two('beside_ms'):.1f}; {two('beside_p99_ms'):.1f}", ""
    yield "p99 to the median of the same task, two workers", f"{two('p99_by_median'):.2f}", "≤ 3"
    slower = middle(lambda r: r["two"]["a_second"] / r["confirmed"]["a_second"])
    yield "time with `--confirm all` to `none`", f"{slower:.2f}", "" if pychrono else "≤ 1.35"
    start = lambda key: statistics.median(one[key] for one in told["start"])
    yield "s until `serve` listens; has answered one", f"{start('listens_s'):.2f}; {start('first_answer_s'):.2f}", "≤ 1"
    if grown := told.get("grown"):
        n = f"{grown['programs']:,}"
        yield (
            f"MB after {grown['early']:,} and {n} programs",
            f"{grown['early_mb']:.1f}; {grown['late_mb']:.1f} ({100 * grown['growth']:+.1f} %)",
            "≤ 5 %",
        )
        yield f"p99 to the median of the same task over these {n}", f"{grown['p99_by_median']:.2f}", "≤ 3"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("simbench")
    parser.add_argument("--old", help="the program to compare with")
    parser.add_argument("--suite", default="mujoco,chrono", help="of mujoco and chrono, separated by commas")
    parser.add_argument("--only", default="*", help="a glob over system/turn: to try this program itself")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=40, help="about so long each measurement takes")
    parser.add_argument("--longest", type=float, default=2, help="leave references out that take more CPU seconds")
    parser.add_argument("--growth", type=int, default=10_000, help="programs of the memory's measurement; 0: none")
    parser.add_argument("--json", help="keep all that was measured in this file")
    options = parser.parse_args()
    simbench, old = os.path.abspath(options.simbench), options.old and os.path.abspath(options.old)
    load, begin_s, all_told = os.getloadavg()[0], time.monotonic(), {}
    print("| | measured | asked for |\n|---|---|---|")
    for suite in options.suite.split(","):
        one = argparse.Namespace(**{**vars(options), "growth": options.growth if suite == "mujoco" else 0})
        all_told[suite] = Bench(simbench, old, suite, one).measure()
        for row in rows_of_table(suite, all_told[suite]):
            print("| " + " | ".join(row) + " |", flush=True)
        if options.json:
            Path(options.json).write_text(json.dumps(all_told, indent=2) + "\n")
    minutes = (time.monotonic() - begin_s) / 60
    print(f"\n{os.cpu_count()} cores, load {load:.1f} before; medians of {options.rounds} rounds; {minutes:.0f} min.")


if __name__ == "__main__":
    main()
