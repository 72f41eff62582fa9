"""A taskset for verifiers (0.4, `verifiers.v1`): `vf-validate simbench-verifiers`, `--env.taskset.id simbench-verifiers`."""

import asyncio
from collections.abc import Iterator

import verifiers.v1 as vf
from simbench import Grade, Grader, script, tasks

__all__ = ["SimbenchTaskset"]

_graders: dict[tuple[str, str, str | None], Grader] = {}


class SimbenchTaskConfig(vf.TaskConfig):
    reward: str = "fidelity"
    """Policy: pass, fidelity, ladder, guarded, or a TOML file."""
    address: str | None = None
    """A running `simbench serve`, whose policy then holds; without one a server is started."""


class SimbenchTasksetConfig(vf.TasksetConfig):
    suite: str = "mujoco"
    arm: str = "given"
    only: str = ""
    """Glob over "system/turn"."""
    task: SimbenchTaskConfig = SimbenchTaskConfig()


class SimbenchData(vf.TaskData):
    suite: str
    task: str
    arm: str


class SimbenchTask(vf.Task[SimbenchData, vf.State, SimbenchTaskConfig]):
    @property
    def key(self) -> str:
        return f"{self.data.task} {self.data.arm}"

    @vf.reward
    async def simbench(self, trace: vf.Trace) -> float | dict[str, float]:
        """The grader's number. An empty mapping where nothing could be decided: the reward abstains, and never raises for one program's sake."""
        grade = await self._grade(reply=trace.last_reply)
        trace.info["simbench"] = {"class": grade.cls, "verdict": grade.verdict, "reason": grade.reason}
        return {} if grade.reward is None else grade.reward

    async def validate(self, runtime: vf.Runtime) -> bool | None:
        """The task's own reference must pass."""
        program = await asyncio.to_thread(script, f"{self.data.suite}/{self.data.task}")
        grade = await self._grade(program=program)
        return None if grade.reward is None else grade.passed

    async def _grade(self, **what: str) -> Grade:
        suite = self.data.suite
        key = (suite, self.config.reward, self.config.address)
        if key not in _graders:
            _graders[key] = Grader(suite, reward=self.config.reward, address=self.config.address)
        return await _graders[key].agrade(self.data.task, arm=self.data.arm, **what)


class SimbenchTaskset(vf.Taskset[SimbenchTask, SimbenchTasksetConfig]):
    def load(self) -> Iterator[SimbenchTask]:
        config = self.config
        for row in tasks(config.suite, arm=config.arm, only=config.only):
            prompt = [message for message in row["prompt"] if message["role"] != "system"]
            system = [message["content"] for message in row["prompt"] if message["role"] == "system"]
            data = SimbenchData(
                name=row["task"],
                description=row["title"],
                prompt="\n\n".join(message["content"] for message in prompt),
                system_prompt="\n\n".join(system) or None,
                suite=config.suite,
                task=row["task"].split("/", 1)[1],
                arm=row["arm"],
            )
            yield SimbenchTask(data, config.task)
