"""Adapters, as their frameworks call them."""

import tempfile
import unittest

from simbench import Grader, nemo_gym_rows, script, tasks
from simbench import trl as simbench_trl

CACHE = tempfile.TemporaryDirectory()
OPTIONS = ["--reference-cache", CACHE.name]


class Columns(unittest.TestCase):
    """What TRL hands to a reward function, without TRL."""

    @classmethod
    def setUpClass(cls):
        cls.grader = Grader("mujoco", reward="fidelity", options=OPTIONS)
        cls.good = f"```python\n{script('mujoco/pendulum/2')}\n```"

    @classmethod
    def tearDownClass(cls):
        cls.grader.close()

    def test_texts_and_conversations_are_graded_and_what_cant_be_is_none(self):
        reward = simbench_trl.reward_function(self.grader)
        completions = [self.good, [{"role": "assistant", "content": self.good}], "no", self.good]
        columns = {"task": ["mujoco/pendulum/2"] * 3 + ["mujoco/none/1"], "trainer_state": None}
        self.assertEqual(
            reward(prompts=["?"] * 4, completions=completions, completion_ids=[], **columns), [1, 1, 0, None]
        )
        self.assertEqual(reward.__name__, "simbench")

    def test_a_dataset_without_tasks_is_told(self):
        with self.assertRaisesRegex(KeyError, "no column 'task'"):
            simbench_trl.reward_function(self.grader)(prompts=["?"], completions=["x"])

    def test_nemo_gyms_rows_come_back_with_their_reward(self):
        row = nemo_gym_rows(tasks("mujoco", only="pendulum/2"))[0]
        said = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": self.good}]}
        answer = self.grader.verify({**row, "response": {"output": [said]}})
        self.assertEqual((answer["reward"], answer["mask_sample"]), (1, False), answer)


if __name__ == "__main__":
    unittest.main()
