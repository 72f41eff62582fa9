"""What a model is asked, as rows of a dataset."""

import json
from collections.abc import Sequence
from typing import Any

from simbench import _program


def tasks(suite: str = "mujoco", *, arm: str = "given", only: str = "") -> list[dict[str, Any]]:
    """One row a task: task, arm, prompt (a list of messages), given (code, or None), title, category, suite_hash.

    `arm` is "given" or "no-code"; `only` is a glob over "system/turn". For Hugging Face: `Dataset.from_list(tasks())`.
    """
    arguments = ["suite", "tasks", suite, "--arm", arm]
    if only:
        arguments += ["--only", only]
    return [json.loads(line) for line in _program.output_of(arguments).splitlines()]


def script(task: str, name: str = "reference.py") -> str:
    """A script of a task as text: "reference.py", "given.py", …. References are answers: keep them away from a policy."""
    return _program.output_of(["suite", "show", f"{task}/{name}"])


def nemo_gym_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows as NeMo Gym's datasets have them."""
    return [
        {
            "responses_create_params": {"input": row["prompt"]},
            "verifier_metadata": {"task": row["task"], "arm": row["arm"]},
        }
        for row in rows
    ]
