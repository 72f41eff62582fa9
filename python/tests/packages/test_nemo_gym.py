"""The resources server as NeMo Gym makes and asks it, and `simbench serve` in its place."""

import unittest
from unittest.mock import MagicMock

from fastapi.testclient import TestClient
from nemo_gym.server_utils import ServerClient

from simbench import Grader, nemo_gym_rows, script, tasks
from simbench.nemo_gym import SimbenchResourcesServer, SimbenchResourcesServerConfig

RESPONSE = {
    "id": "resp",
    "created_at": 0.0,
    "model": "m",
    "object": "response",
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [],
}


def said(text):
    content = [{"annotations": [], "text": text, "type": "output_text"}]
    message = {"id": "m", "content": content, "role": "assistant", "status": "completed", "type": "message"}
    return {**RESPONSE, "output": [message]}


class NemoGym(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        config = SimbenchResourcesServerConfig(host="127.0.0.1", port=8080, entrypoint="", name="simbench")
        cls.server = SimbenchResourcesServer(config=config, server_client=MagicMock(spec=ServerClient))
        cls.client = TestClient(cls.server.setup_webserver())
        cls.row = nemo_gym_rows(tasks("mujoco", only="pendulum/2"))[0]
        cls.good = f"```python\n{script('mujoco/pendulum/2')}\n```"

    @classmethod
    def tearDownClass(cls):
        cls.server._grader.close()

    def verify(self, text, row=None):
        answer = self.client.post("/verify", json={**(row or self.row), "response": said(text)})
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()

    def test_a_session_is_begun_and_a_reference_is_worth_one_and_prose_nothing(self):
        self.assertEqual(self.client.post("/seed_session", json={}).status_code, 200)
        self.assertEqual((self.verify(self.good)["reward"], self.verify("I can't.")["reward"]), (1, 0))

    def test_what_cant_be_decided_is_masked(self):
        answer = self.verify(self.good, {**self.row, "verifier_metadata": {"task": "mujoco/none/1"}})
        self.assertEqual(
            (answer["reward"], answer["mask_sample"], answer["failure_kind"]), (0, True, "simbench:unscored")
        )

    def test_answers_are_summed_up(self):
        answers = [
            {**self.verify(text), "_ng_task_index": 0, "_ng_rollout_index": i}
            for i, text in enumerate([self.good, "no"])
        ]
        summed = self.client.post("/aggregate_metrics", json={"verify_responses": answers})
        self.assertEqual(summed.status_code, 200, summed.text)
        self.assertEqual(summed.json()["agent_metrics"]["mean/reward"], 0.5, summed.text)

    def test_serve_answers_in_the_same_words(self):
        with Grader("mujoco", reward="fidelity") as grader:
            answer = grader.verify({**self.row, "response": said(self.good)})
        self.assertEqual((answer["reward"], answer["mask_sample"]), (1, False))


if __name__ == "__main__":
    unittest.main()
