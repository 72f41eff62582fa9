"""What a model is asked, as rows of a dataset."""

import json
from collections.abc import Sequence
from typing import Any

from simbench import _program


def tasks(
    suite: str = "mujoco", *, arm: str = "given", only: str = "", instance: int | None = None
) -> list[dict[str, Any]]:
    """One row a task: task, arm, instance, prompt (a list of messages), given (code, or None), title, category, suite_hash.

    `arm` is "given" or "no-code"; `only` is a glob over "system/turn"; `instance` a seed: the tasks with other numbers, which
    `Grader(instance=…)` grades. For Hugging Face: `Dataset.from_list(tasks())`.
    """
    arguments = ["suite", "tasks", suite, "--arm", arm]
    if instance is not None:
        arguments += ["--instance", str(instance)]
    if only:
        arguments += ["--only", only]
    return [json.loads(line) for line in _program.output_of(arguments).splitlines()]


def script(task: str, name: str = "reference.py", *, instance: int | None = None) -> str:
    """A script of a task as text: "reference.py", "given.py", …. References are answers: keep them away from a policy."""
    drawn = [] if instance is None else ["--instance", str(instance)]
    return _program.output_of(["suite", "show", f"{task}/{name}", *drawn])


def nemo_gym_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows as NeMo Gym's datasets have them."""
    return [
        {
            "responses_create_params": {"input": row["prompt"]},
            "verifier_metadata": {key: row[key] for key in ("task", "arm", "instance") if key in row},
        }
        for row in rows
    ]
