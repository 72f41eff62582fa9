"""A resources server for NeMo Gym: /verify is answered by a grader beside it.

`simbench serve` speaks /verify itself; this class is for setups that start their resources servers from Python.
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


class SimbenchConfig(BaseResourcesServerConfig):
    suite: str = "mujoco"
    reward: str = "pass"
    reasons: str = "class"
    address: str | None = None


class SimbenchVerifyRequest(BaseVerifyRequest):
    model_config = ConfigDict(extra="allow")

    verifier_metadata: dict[str, Any] = {}


class SimbenchVerifyResponse(BaseVerifyResponse):
    """Without a reward that could be decided the number is 0 and `mask_sample` true: releases that don't know the field leave it in `grade` to read."""

    model_config = ConfigDict(extra="allow")

    mask_sample: bool = False
    failure_kind: str | None = None
    failure_reason: str | None = None
    grade: dict[str, Any] = {}


class SimbenchResourcesServer(SimpleResourcesServer):
    config: SimbenchConfig
    _grader: Grader = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        super().model_post_init(context)
        config = self.config
        self._grader = Grader(config.suite, reward=config.reward, reasons=config.reasons, address=config.address)

    async def verify(self, body: SimbenchVerifyRequest) -> SimbenchVerifyResponse:
        answer = await self._grader.averify(body.model_dump(mode="json"))
        return SimbenchVerifyResponse.model_validate(answer)
