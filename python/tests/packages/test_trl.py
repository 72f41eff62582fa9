"""The reward functions in TRL's own trainer, with a model of a few thousand random weights that is made here."""

import os
import tempfile
import unittest

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from datasets import Dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast
from trl import GRPOConfig, GRPOTrainer

from simbench import Grader, script, tasks
from simbench.trl import async_reward_function, reward_function

TEMPLATE = "{% for m in messages %}{{ m['content'] }} {% endfor %}"


def tokenizer():
    words = {word: i for i, word in enumerate(["<pad>", "<eos>", "<unk>", "import", "mujoco", "print", "(", ")"])}
    made = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    special = {"pad_token": "<pad>", "eos_token": "<eos>", "unk_token": "<unk>"}
    return PreTrainedTokenizerFast(tokenizer_object=made, chat_template=TEMPLATE, **special)


class Trl(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.grader = Grader("mujoco", reward="fidelity")
        cls.rows = tasks("mujoco", only="pendulum/*")

    @classmethod
    def tearDownClass(cls):
        cls.grader.close()
        cls.folder.cleanup()

    def trainer(self, rows, *functions):
        config = GPT2Config(
            vocab_size=8, n_positions=4096, n_embd=8, n_layer=1, n_head=1, eos_token_id=1, pad_token_id=0
        )
        arguments = GRPOConfig(
            output_dir=self.folder.name,
            per_device_train_batch_size=2,
            num_generations=2,
            max_completion_length=4,
            max_steps=1,
            logging_steps=1,
            report_to=[],
            use_cpu=True,
            bf16=False,
            save_strategy="no",
        )
        return GRPOTrainer(
            model=GPT2LMHeadModel(config),
            reward_funcs=list(functions),
            args=arguments,
            train_dataset=Dataset.from_list(
                [{"prompt": r["prompt"], "task": r["task"], "arm": r["arm"], "instance": r["instance"]} for r in rows]
            ),
            processing_class=tokenizer(),
        )

    def test_a_step_of_training_is_rewarded(self):
        trainer = self.trainer(self.rows, reward_function(self.grader))
        trainer.train()
        logged = [entry for entry in trainer.state.log_history if "rewards/simbench/mean" in entry]
        self.assertEqual([entry["rewards/simbench/mean"] for entry in logged], [0], "random words are no program")

    def test_rewards_arrive_in_order_and_what_cant_be_decided_is_nan(self):
        row = self.rows[1]
        good = f"```python\n{script(row['task'])}\n```"
        inputs = [
            {"prompt": row["prompt"], "task": task, "arm": "given"} for task in [row["task"]] * 2 + ["mujoco/none/1"]
        ]
        completions = [[{"role": "assistant", "content": text}] for text in (good, "I can't.", good)]
        for function in (reward_function(self.grader), async_reward_function(self.grader)):
            trainer = self.trainer(self.rows, function)
            prompts = [entry["prompt"] for entry in inputs]
            rewards = trainer._calculate_rewards(inputs, prompts, completions, [[0]] * 3)[:, 0]
            self.assertEqual(rewards[:2].tolist(), [1, 0])
            self.assertTrue(torch.isnan(rewards[2]))


if __name__ == "__main__":
    unittest.main()
