"""The taskset as verifiers loads, validates and scores it."""

import asyncio
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import verifiers.v1 as vf
from verifiers.v1.types import AssistantMessage

from simbench import script
from simbench_verifiers import SimbenchConfig, SimbenchTaskset


def trace_of(task, text):
    trace = vf.Trace(
        task=vf.TraceTask(type=type(task).__name__, data=task.data),
        agent=vf.AgentInfo(config=vf.AgentConfig()),
    )
    trace.nodes.append(vf.MessageNode(message=AssistantMessage(content=text), sampled=True))
    return trace


def taskset_of(**settings):
    return SimbenchTaskset(SimbenchConfig(id="simbench-verifiers", **settings))


class Verifiers(unittest.TestCase):
    def scored(self, task, text):
        trace = trace_of(task, text)
        asyncio.run(task.score(trace))
        return trace

    def test_references_are_right_and_untouched_tasks_are_not(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [
                str(Path(sys.executable).parent / "vf-validate"),
                "simbench-verifiers",
                "--taskset.only",
                "pendulum/*",
            ]
            command += ["--runtime.type", "subprocess", "--no-rich", "-o", folder]
            done = subprocess.run(command, capture_output=True, text=True)
            summaries = list(Path(folder).glob("*/summary.json"))
            self.assertEqual(len(summaries), 1, done.stdout + done.stderr)
            summary = json.loads(summaries[0].read_text())
        self.assertEqual((summary["total"], summary["valid_rate"]), (3, 1.0), summary)
        self.assertEqual([summary["checks"][check]["valid"] for check in ("gold", "noop")], [3, 3], summary)

    def test_a_reply_is_scored_and_its_parts_are_metrics(self):
        task = next(iter(taskset_of(only="pendulum/2")))
        trace = self.scored(task, f"```python\n{script('mujoco/pendulum/2')}\n```")
        self.assertEqual(trace.reward, 1)
        self.assertEqual((trace.metrics["simbench_passed"], trace.metrics["simbench_requirements"]), (1, 1))
        self.assertEqual(self.scored(task, "I can't.").rewards["simbench"].score, 0)

    def test_what_cant_be_decided_abstains_and_leaves_the_other_rewards(self):
        task = next(iter(taskset_of(only="pendulum/2")))
        unknown = task.with_data(task="mujoco/none/1")
        trace = trace_of(unknown, "x = 1")
        trace.record_reward("other", 0.25)
        asyncio.run(unknown.score(trace))
        self.assertEqual(set(trace.rewards), {"other"})
        self.assertEqual((trace.reward, trace.metrics["simbench_abstained"]), (0.25, 1))
        self.assertIn("unknown_task", trace.info["simbench"]["reason"])


if __name__ == "__main__":
    unittest.main()
