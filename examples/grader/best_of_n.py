"""Samples a model n times a task, grades the answers, takes the best: best_of_n.py [--url URL --model NAME] [--only GLOB,…] [-n 4]

Without --url it starts a small real model that runs here (llama.cpp's server with SmolLM2, 135 million parameters: tools/setup.sh llm). The best answers
are written as recorded replies: `simbench run --model replay/best.jsonl` evaluates them like any model's.
"""

import argparse
import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from simbench import Grader, tasks

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--url", help="base URL of an OpenAI-compatible server: http://127.0.0.1:8000/v1")
parser.add_argument("--model", default="smollm2-135m-instruct")
parser.add_argument("--suite", default="mujoco")
parser.add_argument(
    "--only", default="mass_spring_damper/1,pendulum/1,cable/1", help="which tasks: globs over system/turn"
)
parser.add_argument("-n", type=int, default=4, help="answers a task")
parser.add_argument("--max-tokens", type=int, default=256)
parser.add_argument("--temperature", type=float, default=0.8)
parser.add_argument("--reward", default="ladder")
parser.add_argument("--out", default="best.jsonl")
options = parser.parse_args()

server = None
if not options.url:  # it ends when this script does: its stdin is ours
    program = Path(__file__).resolve().parents[2] / "tools/llm_server.py"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    server = subprocess.Popen([sys.executable, str(program)], **pipes)
    options.url, speed = server.stdout.readline().strip(), server.stdout.readline().split()
    if len(speed) != 2:
        sys.exit("the model's server doesn't start: tools/setup.sh llm, and run this with .deps/llm/bin/python")
    print(f"{options.model} reads {speed[0]} and writes {speed[1]} tokens a second")


def sample(prompt, seed):
    """One answer: its text, and why it ended."""
    asked = {"model": options.model, "messages": prompt, "seed": seed, "temperature": options.temperature}
    body = json.dumps({**asked, "max_tokens": options.max_tokens}).encode()
    request = urllib.request.Request(options.url + "/chat/completions", body, {"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        choice = json.load(answer)["choices"][0]
    return {"reply": choice["message"]["content"] or "", "finish_reason": choice["finish_reason"]}


begin = time.monotonic()
asked = [row for only in options.only.split(",") for row in tasks(options.suite, only=only)]
rows = [{"task": row["task"], **sample(row["prompt"], seed)} for row in asked for seed in range(options.n)]
sampled_s = time.monotonic() - begin
with Grader(options.suite, reward=options.reward, reasons="class") as grader:
    grades = grader.grade_many(rows)

best, singles = [], []
for i in range(0, len(rows), options.n):
    both = zip(grades[i : i + options.n], rows[i : i + options.n])
    group = [(grade, row) for grade, row in both if grade.reward is not None]  # None: nothing could be decided
    if not group:
        continue
    grade, row = max(group, key=lambda one: (one[0].reward, one[0].parts["rung"], one[0].parts["conformance"] or 0))
    best.append((grade, row))
    singles += [g.reward for g, _ in group]
    told = ", ".join(f"{g.reward:.2f} {g.verdict}" for g, _ in group)
    print(f"{row['task']}: {told} → {grade.reward:.2f} {grade.verdict}")
if server:
    server.stdin.close()
if not best:
    sys.exit("no answer could be graded: " + "; ".join(sorted({str(grade.reason) for grade in grades})))
with open(options.out, "w") as out:
    for _, row in best:
        system, turn = row["task"].split("/")[-2:]
        said = {"reply": row["reply"], "finish_reason": row["finish_reason"]}
        out.write(json.dumps({"system": system, "turn": int(turn), **said}) + "\n")
rewards = [grade.reward for grade, _ in best]
print(f"{len(rows)} answers in {sampled_s:.0f} s; {sum(g.passed for g, _ in best)} of {len(best)} tasks passed; {options.out}")
print(f"mean reward {sum(singles) / len(singles):.3f} of one answer, {sum(rewards) / len(best):.3f} of the best of {options.n}")
