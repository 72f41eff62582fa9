"""Adapters against the real packages, each where it is installed."""

import asyncio
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from simbench import Grader, nemo_gym_rows, script, tasks
from simbench import trl as simbench_trl

CACHE = tempfile.TemporaryDirectory()
OPTIONS = ["--reference-cache", CACHE.name]


def needs(package: str):
    return unittest.skipUnless(importlib.util.find_spec(package), f"{package} is not installed")


def setUpModule():
    os.environ["SIMBENCH_REFERENCE_CACHE"] = CACHE.name  # for graders that adapters start


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


@needs("trl")
class Trl(unittest.TestCase):
    def test_the_trainer_takes_the_function_and_leaves_out_what_abstains(self):
        from datasets import Dataset
        from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
        from tokenizers import Tokenizer, models, pre_tokenizers
        from trl import GRPOConfig, GRPOTrainer

        words = {w: i for i, w in enumerate(["<pad>", "<eos>", "swing", "a", "pendulum", "import", "mujoco"])}
        raw = Tokenizer(models.WordLevel(words, unk_token="a"))
        raw.pre_tokenizer = pre_tokenizers.Whitespace()
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, pad_token="<pad>", eos_token="<eos>")
        model = LlamaForCausalLM(
            LlamaConfig(
                vocab_size=len(words), hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2
            )
        )
        seen = []
        with Grader("mujoco", options=OPTIONS) as grader:
            inner = simbench_trl.reward_function(grader)

            def simbench(**all):
                seen.extend(inner(**all))
                return seen[-len(all["completions"]) :]

            rows = [{"prompt": "swing a pendulum", "task": task} for task in ("mujoco/pendulum/1", "mujoco/none/1")] * 2
            with tempfile.TemporaryDirectory() as folder:
                config = GRPOConfig(
                    output_dir=folder,
                    per_device_train_batch_size=4,
                    num_generations=2,
                    max_completion_length=4,
                    max_steps=1,
                    report_to=[],
                    use_cpu=True,
                    bf16=False,
                )
                trainer = GRPOTrainer(
                    model=model,
                    processing_class=tokenizer,
                    reward_funcs=[simbench],
                    args=config,
                    train_dataset=Dataset.from_list(rows),
                )
                trainer.train()
        self.assertEqual(set(seen), {0, None})


@needs("verifiers")
class Verifiers(unittest.TestCase):
    def test_validation_finds_references_right_and_untouched_tasks_wrong(self):
        command = Path(sys.executable).parent / "vf-validate"
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [command, "simbench-verifiers", "--taskset.only", "pendulum/*", "-o", folder],
                capture_output=True,
                text=True,
                timeout=600,
            )
            results = list(Path(folder).rglob("results.jsonl"))
            self.assertEqual(len(results), 1, done.stdout + done.stderr)
            rows = [json.loads(line) for line in results[0].read_text().splitlines()]
        self.assertEqual(
            [row["name"] for row in sorted(rows, key=lambda r: r["index"])], [f"mujoco/pendulum/{t}" for t in (1, 2, 3)]
        )
        for row in rows:
            self.assertTrue(row["gold"]["valid"] and row["noop"]["valid"], row)
            self.assertEqual(row["noop"]["rewards"], {"simbench": 0}, row)

    def test_a_reward_that_cant_be_decided_abstains(self):
        import verifiers.v1 as vf
        from simbench_verifiers import SimbenchData, SimbenchTask
        from verifiers.v1.state import state_cls
        from verifiers.v1.trace import TraceTask

        task = SimbenchTask(SimbenchData(prompt="?", suite="mujoco", task="none/1", arm="given"))
        info = vf.AgentInfo(config=vf.AgentConfig(), name="test", trainable=False)
        trace = vf.Trace(
            task=TraceTask(type="SimbenchTask", data=task.data, key=task.key, hash=task.hash),
            state=state_cls(SimbenchTask)(),
            agent=info,
        )
        asyncio.run(task.score(trace))
        self.assertEqual(dict(trace.rewards), {})
        self.assertTrue(trace.info["simbench"]["reason"].startswith("unknown_task"), trace.info)


@needs("nemo_gym")
class NemoGym(unittest.TestCase):
    def test_its_response_model_takes_the_answer(self):
        from simbench.nemo_gym import SimbenchVerifyRequest, SimbenchVerifyResponse

        row = nemo_gym_rows(tasks("mujoco", only="pendulum/2"))[0]
        said = {
            "id": "m",
            "type": "message",
            "role": "assistant",
            "status": "completed",
            "content": [{"type": "output_text", "text": script("mujoco/pendulum/2"), "annotations": []}],
        }
        response = {
            "id": "r",
            "created_at": 0,
            "model": "x",
            "object": "response",
            "output": [said],
            "parallel_tool_calls": False,
            "tool_choice": "auto",
            "tools": [],
        }
        request = SimbenchVerifyRequest.model_validate({**row, "response": response})
        with Grader("mujoco", options=OPTIONS) as grader:
            answer = SimbenchVerifyResponse.model_validate(grader.verify(request.model_dump(mode="json")))
        self.assertEqual((answer.reward, answer.mask_sample), (1, False))


if __name__ == "__main__":
    unittest.main()
