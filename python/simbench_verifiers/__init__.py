"""The tasks of a suite for verifiers 0.4 (`verifiers.v1`): `vf-eval simbench-verifiers`, `vf-validate simbench-verifiers`.

A module of its own beside `simbench`, since verifiers finds tasksets by the name of a top-level module.
"""

import asyncio
import threading

import verifiers.v1 as vf

from simbench import Grade, Grader, Row, script, tasks

__all__ = ["SimbenchTaskset"]


class SimbenchTaskConfig(vf.TaskConfig):
    """How replies are graded."""

    suite: str = "mujoco"
    """A suite's name or folder; the taskset takes its own."""
    instance: int | None = None
    """The tasks with other numbers, by a seed; the taskset takes its own."""
    policy: str = "fidelity"
    """How a judgement becomes a number: pass, fidelity, ladder, guarded, or a .toml file."""
    address: str | None = None
    """Of a `simbench serve` that runs already ("unix:/path", "http://127.0.0.1:8377"); its suite and policy then hold."""


class SimbenchConfig(vf.TasksetConfig):
    """Which tasks there are."""

    suite: str = "mujoco"
    """A suite's name, or the folder of one."""
    instance: int | None = None
    """The tasks with other numbers, by a seed."""
    arm: str = "given"
    """What the model is shown: given or no-code."""
    only: str = ""
    """A glob over "system/turn"."""
    task: SimbenchTaskConfig = SimbenchTaskConfig()


class SimbenchData(vf.TaskData):
    """One row."""

    task: str
    arm: str
    instance: int | None = None


_graders: dict[tuple[str, int | None, str, str | None], Grader] = {}
_lock = threading.Lock()


def _grader(config: SimbenchTaskConfig) -> Grader:
    """One server a process for all tasks of a configuration: it ends with the process."""
    key = (config.suite, config.instance, config.policy, config.address)
    with _lock:
        if key not in _graders:
            _graders[key] = Grader(config.suite, reward=config.policy, instance=config.instance, address=config.address)
        return _graders[key]


def _numbers(grade: Grade) -> dict[str, float]:
    parts = {f"simbench_{name}": value for name, value in grade.parts.items() if value is not None}
    return {"simbench_abstained": float(grade.reward is None), "simbench_passed": float(grade.passed), **parts}


class SimbenchTask(vf.Task[SimbenchData, vf.State, SimbenchTaskConfig]):
    """Graded by what its motion is, outside the runtime that the model's tools may see."""

    @property
    def key(self) -> str:
        drawn = "" if self.data.instance is None else f":{self.data.instance}"
        return f"{self.data.task}:{self.data.arm}{drawn}"

    async def _graded(self, **what: str) -> Grade:
        d = self.data
        row: Row = {"task": d.task, "arm": d.arm, "instance": d.instance, **what}  # type: ignore[typeddict-item]
        return (await _grader(self.config).agrade_many([row]))[0]

    @vf.reward
    async def simbench(self, trace: vf.Trace) -> dict[str, float]:
        """Nothing at all where nothing could be decided: a 0 would say that the model failed, and an exception would empty the other rewards."""
        try:
            grade = await self._graded(reply=trace.last_reply, finish_reason="length" if trace.is_truncated else "stop")
        except Exception as error:
            trace.info["simbench"] = {"reason": f"grader: {error}"}
            trace.record_metric("simbench_abstained", 1)
            return {}
        trace.info["simbench"] = {"class": grade.cls, "verdict": grade.verdict, "reason": grade.reason}
        trace.record_metrics(_numbers(grade))
        return {} if grade.reward is None else {"simbench": grade.reward}

    async def validate(self, runtime: vf.Runtime) -> bool | None:
        """Whether the task's reference passes; None where this machine can't tell."""
        name = self.data.task if self.config.address else self._name()
        reference = await asyncio.to_thread(script, name, instance=self.data.instance)
        grade = await self._graded(program=reference)
        return None if grade.reward is None else grade.passed

    def _name(self) -> str:
        return f"{self.config.suite}/{'/'.join(self.data.task.split('/')[-2:])}"


class SimbenchTaskset(vf.Taskset[SimbenchTask, SimbenchConfig]):
    def load(self) -> list[SimbenchTask]:
        c = self.config
        config = c.task.model_copy(update={"suite": c.suite, "instance": c.instance})
        return [
            SimbenchTask(
                SimbenchData(
                    id=row["task"],
                    name=row["task"],
                    description=row["title"],
                    prompt=row["prompt"],
                    task=row["task"],
                    arm=row["arm"],
                    instance=row["instance"],
                ),
                config,
            )
            for row in tasks(c.suite, arm=c.arm, only=c.only, instance=c.instance)
        ]
