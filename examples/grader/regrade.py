"""Grades the replies of a run again and says where the verdict is another one: regrade.py RUN [SUITE]"""
import sqlite3
import sys

from simbench import Grader

run = sqlite3.connect(f"file:{sys.argv[1]}/run.db?mode=ro", uri=True)
cells = run.execute("SELECT system || '/' || turn, arm, body, verdict, model FROM cell JOIN text ON hash = completion ->> '$.text'").fetchall()
with Grader(*sys.argv[2:], reward="fidelity") as grader:
    grades = grader.grade_many({"task": task, "arm": arm, "reply": reply.decode()} for task, arm, reply, *_ in cells)
others = [f"{model} {task}: {verdict}, now {g.verdict} ({g.reason})" for (task, *_, verdict, model), g in zip(cells, grades) if verdict != g.verdict]
rewards = [g.reward for g in grades if g.reward is not None]  # None: nothing could be decided
print(f"{len(cells)} replies graded, {len(others)} with another verdict; mean reward {sum(rewards) / max(1, len(rewards)):.3f}", *others, sep="\n")
