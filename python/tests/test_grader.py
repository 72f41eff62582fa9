"""The client against the real program: SIMBENCH_PROGRAM, or the one that is installed with the package."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from simbench import Grader, GraderError, _program, script, tasks

CACHE = tempfile.TemporaryDirectory()
OPTIONS = ["--reference-cache", CACHE.name]


def children_of(pid: int) -> list[int]:
    """All processes below `pid`."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, level = [], [pid]
    while level:
        level = [child for child, parent in parents.items() if parent in level]
        found += level
    return found


def kill_below(pid: int) -> None:
    for child in children_of(pid):
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            pass


class TheGrader(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.grader = Grader("mujoco", reward="fidelity", options=OPTIONS)
        cls.reference = script("mujoco/pendulum/2")

    @classmethod
    def tearDownClass(cls):
        cls.grader.close()

    def test_a_reference_passes_and_prose_is_the_models_failure(self):
        good = self.grader.grade("pendulum/2", f"Here it is:\n```python\n{self.reference}\n```\n")
        self.assertEqual((good.reward, good.verdict, good.passed), (1, "faithful", True), good)
        self.assertTrue(all(r["met"] for r in good.requirements))
        prose = self.grader.grade("pendulum/2", "I can't do that.")
        self.assertEqual((prose.reward, prose.cls, prose.verdict), (0, "model_fail", "no-code"))

    def test_many_are_answered_in_their_order_and_what_is_broken_harms_no_other(self):
        rows = [
            {"id": 1, "task": "pendulum/2", "program": self.reference},
            {"id": 2, "task": "nothing/1", "program": self.reference},
            {"id": 3, "task": "pendulum/2"},
            {"id": 4, "task": "pendulum/2", "program": "import mujoco\nmujoco.mj_stepp()\n"},
        ]
        grades = self.grader.grade_many(rows)
        self.assertEqual([g.id for g in grades], [1, 2, 3, 4])
        self.assertEqual([g.reward for g in grades], [1, None, None, 0])
        self.assertTrue(grades[1].reason.startswith("unknown_task"))

    def test_more_rows_than_a_request_takes(self):
        rows = [{"id": i, "task": "pendulum/2", "program": "x = 1\n"} for i in range(600)]
        self.assertEqual([g.id for g in self.grader.grade_many(rows)], list(range(600)))

    def test_replies_that_no_request_can_hold_harm_no_other(self):
        long, half, more = "x" * (100 << 20), "print('\ud800')\n", "# " + "x" * (24 << 20)
        rows = [
            {"id": "good", "task": "pendulum/2", "program": self.reference},
            {"id": "long", "task": "pendulum/2", "reply": long},
            {"id": float("nan"), "task": "pendulum/2", "program": "x = 1\n"},
            {"id": "half", "task": "pendulum/2", "program": half},
            {"id": {1}, "task": "pendulum/2", "program": "x = 1\n"},
            *({"id": f"more {i}", "task": "pendulum/2", "program": more} for i in range(3)),
            {"id": "last", "task": "pendulum/2", "program": "x = 1\n"},
        ]
        grades = self.grader.grade_many(rows)
        self.assertEqual([g.reward for g in grades], [1, None, None, 0, None, 0, 0, 0, 0], [g.reason for g in grades])
        self.assertTrue(grades[1].reason.startswith("line_too_long: the row has 104,857,"), grades[1].reason)
        self.assertEqual((grades[1].id, grades[1].cls), ("long", "unscored"))
        self.assertTrue(grades[2].reason.startswith("bad_row: no JSON"), grades[2].reason)

    def test_a_queue_that_is_shorter_than_a_request_is_asked_in_parts(self):
        with Grader("mujoco", options=[*OPTIONS, "--queue", "5"]) as grader:
            rows = [{"id": i, "task": "pendulum/2", "program": "x = 1\n"} for i in range(17)]
            self.assertEqual([(g.id, g.reward) for g in grader.grade_many(rows)], [(i, 0) for i in range(17)])

    def test_a_drawn_instance_has_its_own_tasks_and_references(self):
        row = tasks("mujoco", only="pendulum/2", instance=7)[0]
        own = {"task": row["task"], "instance": row["instance"], "program": script(row["task"], instance=7)}
        with Grader("mujoco", instance=7, options=OPTIONS) as grader:
            self.assertEqual(grader.health()["instance"], 7)
            seen, other = grader.grade_many([own, {**own, "instance": None}])
        self.assertEqual((seen.reward, seen.instance), (1, 7), seen)
        self.assertEqual(other.reason.partition(":")[0], "other_instance")
        self.assertEqual(self.grader.grade_many([own])[0].reason.partition(":")[0], "other_instance")

    def test_coroutines_are_answered_side_by_side(self):
        async def ask():
            return await asyncio.gather(*(self.grader.agrade("pendulum/2", program=f"x = {i}\n") for i in range(64)))

        self.assertEqual({g.verdict for g in asyncio.run(ask())}, {"imports"})

    def test_what_a_policy_may_see_is_limited(self):
        with Grader("mujoco", reasons="none", options=OPTIONS) as silent:
            grade = silent.grade("pendulum/2", program="x = 1\n")
        self.assertEqual((grade.reward, grade.reason, grade.verdict, grade.requirements), (0, None, None, ()))

    def test_a_worker_that_is_killed_costs_nobody_a_grade(self):
        with Grader("mujoco", jobs=2, options=OPTIONS) as grader:
            grader.grade("pendulum/2", program=self.reference)
            kill_below(grader._process.pid)
            rows = [{"task": "pendulum/2", "program": self.reference + f"\n# {i}\n"} for i in range(12)]
            self.assertEqual([g.reward for g in grader.grade_many(rows[:4])], [1, 1, 1, 1])
            with ThreadPoolExecutor(1) as side:  # and while they are at work
                grades = side.submit(grader.grade_many, rows[4:])
                time.sleep(0.3)
                kill_below(grader._process.pid)
                self.assertEqual([g.reward for g in grades.result()], [1] * 8)

    def test_a_server_that_is_killed_is_replaced(self):
        with Grader("mujoco", options=OPTIONS) as grader:
            first = grader._process
            first.kill()
            first.wait()
            self.assertEqual(grader.grade("pendulum/2", program="x = 1\n").reward, 0)
            self.assertNotEqual(grader._process.pid, first.pid)

    def test_the_end_of_a_grader_leaves_nothing_behind(self):
        grader = Grader("mujoco", options=OPTIONS).start()
        process, folder = grader._process, grader._folder
        grader.close()
        self.assertIsNotNone(process.poll())
        self.assertFalse(os.path.exists(folder))

    def test_a_server_ends_with_the_process_that_started_it(self):
        text = (
            "import os, sys\nfrom simbench import Grader\n"
            "g = Grader(options=sys.argv[1:]).start()\nprint(g._process.pid, g._folder, flush=True)\nos._exit(0)\n"
        )
        said = subprocess.run([sys.executable, "-c", text, *OPTIONS], capture_output=True, text=True, check=True).stdout
        pid, folder = said.split()
        for _ in range(100):
            if not os.path.exists(f"/proc/{pid}"):
                break
            time.sleep(0.1)
        self.assertFalse(os.path.exists(f"/proc/{pid}"))

    def test_a_grader_that_cant_start_says_why(self):
        with self.assertRaisesRegex(GraderError, "no suite 'nothing'"):
            Grader("nothing").start()
        with self.assertRaisesRegex(GraderError, "no reward policy"):
            Grader(reward="kindness").grade("pendulum/2", program="x")

    def test_a_running_server_is_used_with_its_token(self):
        env = _program.environment() | {"SIMBENCH_SERVE_TOKEN": "sesame"}
        command = [_program.path(), "serve", "--suite", "mujoco", "--listen", "127.0.0.1:0", "--json", *OPTIONS]
        server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        try:
            address = server.stdout.readline().split('"')[3]
            with Grader(address=address, token="sesame") as grader:
                self.assertEqual(grader.health()["suite"], "mujoco")
                self.assertEqual(grader.grade("pendulum/2", program="x = 1\n").reward, 0)
            with self.assertRaisesRegex(GraderError, "401"):
                Grader(address=address, token="no").grade("pendulum/2", program="x = 1\n")
        finally:
            server.send_signal(signal.SIGTERM)
            self.assertEqual(server.wait(20), 0)
            server.stdout.close()

    def test_candidates_dont_see_the_answers(self):
        program = (
            "import glob, os, sys\nhits = [os.path.join(d, f) for p in {sys.prefix, sys.base_prefix, '/usr'} for d, _, fs in os.walk(p)"
            " for f in fs if f == 'requirements.toml']\nassert not hits, hits\nraise KeyError('nothing to be seen')\n"
        )
        self.assertIn("nothing to be seen", self.grader.grade("pendulum/2", program=program).reason)


class TheTasks(unittest.TestCase):
    def test_rows_have_what_a_model_is_shown(self):
        rows = tasks("mujoco", only="pendulum/*")
        self.assertEqual([row["task"] for row in rows], [f"mujoco/pendulum/{turn}" for turn in (1, 2, 3)])
        self.assertIsNone(rows[0]["given"])
        self.assertIn(rows[1]["given"], rows[1]["prompt"][-1]["content"])

    def test_an_unknown_arm_is_refused_with_the_programs_words(self):
        with self.assertRaisesRegex(RuntimeError, "given or no-code"):
            tasks("mujoco", arm="dialogue")


if __name__ == "__main__":
    unittest.main()
