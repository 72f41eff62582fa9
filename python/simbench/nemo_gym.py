"""A resources server for NeMo Gym: a suite's tasks as an environment of its own.

An environment's `app.py` is two lines: `from simbench.nemo_gym import SimbenchResourcesServer` and `SimbenchResourcesServer.run_webserver()`; its rows are
`simbench.nemo_gym_rows(tasks())`. Whoever needs no environment can name `simbench serve` itself as the resources server: it answers /verify and /seed_session.
"""

from typing import Any

from nemo_gym.base_resources_server import (
    BaseResourcesServerConfig,
    BaseVerifyRequest,
    BaseVerifyResponse,
    SimpleResourcesServer,
)
from pydantic import ConfigDict, PrivateAttr

from simbench._grader import Grader


class SimbenchResourcesServerConfig(BaseResourcesServerConfig):
    suite: str = "mujoco"
    instance: int | None = None
    reward: str = "fidelity"
    reasons: str = "class"
    jobs: int | None = None
    address: str | None = None


class SimbenchVerifyRequest(BaseVerifyRequest):
    model_config = ConfigDict(extra="allow")

    verifier_metadata: dict[str, Any]


class SimbenchVerifyResponse(BaseVerifyResponse):
    """`reward` must be a number there: where nothing could be decided it is 0 with `mask_sample`, and a trainer leaves it out."""

    model_config = ConfigDict(extra="allow")

    mask_sample: bool = False
    failure_kind: str | None = None
    failure_reason: str | None = None


class SimbenchResourcesServer(SimpleResourcesServer):
    config: SimbenchResourcesServerConfig
    _grader: Grader = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        super().model_post_init(context)
        c = self.config
        self._grader = Grader(
            c.suite, reward=c.reward, reasons=c.reasons, instance=c.instance, jobs=c.jobs, address=c.address
        )

    async def verify(self, body: SimbenchVerifyRequest) -> SimbenchVerifyResponse:
        return SimbenchVerifyResponse.model_validate(await self._grader.averify(body.model_dump(mode="json")))
