"""A reward function for TRL's trainers (GRPO and the like).

The dataset needs a column `task` (and may have `arm` and `instance`), as `simbench.tasks()` has. Where nothing could be decided the function gives None, which
TRL leaves out of the sample's rewards.
"""

from collections.abc import Callable, Sequence
from typing import Any

from simbench._grader import Grader, Row

RewardFunction = Callable[..., list[float | None]]


def text_of(completion: Any) -> str:
    """A completion's text: TRL gives texts, or lists of messages for conversations."""
    if isinstance(completion, str):
        return completion
    content = completion[-1].get("content") if completion else ""
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content if isinstance(part, dict))
    return content or ""


def rows_of(completions: Sequence[Any], columns: dict[str, Any]) -> list[Row]:
    if "task" not in columns:
        raise KeyError(
            "the dataset has no column 'task': make it with simbench.tasks(), or add one like 'mujoco/pendulum/2'"
        )
    told = [name for name in ("task", "arm", "instance") if columns.get(name)]
    return [
        {"reply": text_of(completion), **dict(zip(told, values, strict=True))}  # type: ignore[typeddict-item]
        for completion, *values in zip(completions, *(columns[name] for name in told), strict=True)
    ]


def reward_function(grader: Grader, name: str = "simbench") -> RewardFunction:
    """For `GRPOTrainer(reward_funcs=[reward_function(grader)], …)`; `name` stands in TRL's logs."""

    def reward(prompts: Any = None, completions: Sequence[Any] = (), **columns: Any) -> list[float | None]:
        return [grade.reward for grade in grader.grade_many(rows_of(completions, columns))]

    reward.__name__ = name
    return reward


def async_reward_function(grader: Grader, name: str = "simbench") -> Callable[..., Any]:
    """The same as a coroutine: TRL runs such functions side by side."""

    async def reward(prompts: Any = None, completions: Sequence[Any] = (), **columns: Any) -> list[float | None]:
        return [grade.reward for grade in await grader.agrade_many(rows_of(completions, columns))]

    reward.__name__ = name
    return reward
