"""A client of `simbench serve`, which it starts by itself unless it is given the address of one."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypedDict
from urllib.parse import urlsplit

from simbench import _program


class GraderError(RuntimeError):
    """The grader can't be asked at all: it doesn't start, is gone, or refuses the request. One item's trouble is no error but a Grade without a reward."""


class Row(TypedDict, total=False):
    """What is to be graded: `task`, and either `reply` or `program`."""

    id: Any
    task: str
    reply: str
    program: str
    arm: str
    instance: int | None
    finish_reason: str


@dataclass(frozen=True)
class Grade:
    """One answer (docs/format/grade.md). `reward` is None where our world failed or nothing could be decided."""

    task: str | None
    reward: float | None
    policy: str
    cls: str
    verdict: str | None = None
    reason: str | None = None
    confirmed: str | None = None
    confirmed_reason: str | None = None
    parts: Mapping[str, float | None] = field(default_factory=dict)
    requirements: Sequence[Mapping[str, Any]] = ()
    cost: Mapping[str, Any] = field(default_factory=dict)
    id: Any = None
    instance: int | None = None

    @property
    def passed(self) -> bool:
        return self.cls == "pass"

    @classmethod
    def from_json(cls, answer: Mapping[str, Any]) -> Grade:
        return cls(
            task=answer.get("task"),
            reward=answer.get("reward"),
            policy=answer.get("policy", ""),
            cls=answer.get("class", "unscored"),
            verdict=answer.get("verdict"),
            reason=answer.get("reason"),
            confirmed=answer.get("confirmed"),
            confirmed_reason=answer.get("confirmed_reason"),
            parts=answer.get("parts", {}),
            requirements=answer.get("requirements", ()),
            cost=answer.get("cost", {}),
            id=answer.get("id"),
            instance=answer.get("instance"),
        )

    @classmethod
    def undecided(cls, row: Any, reason: str) -> Grade:
        """Of a row that can't be asked."""
        told = row if isinstance(row, Mapping) else {}
        return cls(task=told.get("task"), reward=None, policy="", cls="unscored", reason=reason, id=told.get("id"))


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str, timeout: float):
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


_BATCH = 256  # items a request
_ROW_BYTES = 32 << 20  # as long as a line of `simbench grade` may be
_REQUEST_BYTES = 48 << 20  # below what `serve` takes


class _Refused(GraderError):
    """Of this request: another one may be answered."""


def _encoded(value: Any) -> bytes:
    """Half characters, which no JSON has, are replaced: one reply's trouble is no other's. Raises ValueError, TypeError."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _encoded_row(row: Row) -> bytes | Grade:
    try:
        text = _encoded(row)
    except (TypeError, ValueError, RecursionError) as error:
        return Grade.undecided(row, f"bad_row: no JSON: {error}")
    if len(text) > _ROW_BYTES:
        return Grade.undecided(row, f"line_too_long: the row has {len(text):,} bytes")
    return text


def _requests(rows: Sequence[tuple[int, bytes]]) -> Iterable[list[tuple[int, bytes]]]:
    """The rows in parts that one request takes."""
    part: list[tuple[int, bytes]] = []
    size = 0
    for row in rows:
        if part and (len(part) == _BATCH or size + len(row[1]) > _REQUEST_BYTES):
            yield part
            part, size = [], 0
        part.append(row)
        size += len(row[1]) + 1
    if part:
        yield part


class Grader:
    """Grades replies to the tasks of a suite. Safe to use from several threads and from asyncio; a context manager of both kinds.

    Starts `simbench serve` on a Unix socket of its own at the first use, or takes the one at `address` ("http://127.0.0.1:8377", "unix:/path"), whose
    suite and policy then hold. `reward`: "pass", "fidelity", "ladder", "guarded", or the path of a TOML file. `reasons`: "none", "class", "full".
    `confirm`: which passes are simulated again outside the program's process: "none", "all", "sample:0.1".
    `instance`: the tasks with other numbers, by a seed. `options`: more flags of `simbench serve`.
    """

    def __init__(
        self,
        suite: str = "mujoco",
        *,
        reward: str = "pass",
        reasons: str = "full",
        confirm: str = "all",
        instance: int | None = None,
        jobs: int | None = None,
        address: str | None = None,
        token: str | None = None,
        timeout: float = 1800,
        options: Sequence[str] = (),
    ):
        self._arguments = ["--suite", suite, "--reward", reward, "--reasons", reasons, "--confirm", confirm, *options]
        if instance is not None:
            self._arguments += ["--instance", str(instance)]
        if jobs is not None:
            self._arguments += ["--jobs", str(jobs)]
        self._address = address
        self._token = token or os.environ.get("SIMBENCH_SERVE_TOKEN")
        self._timeout = timeout
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: str | None = None
        self._threads: ThreadPoolExecutor | None = None

    # asking

    def grade(self, task: str, reply: str | None = None, *, program: str | None = None, arm: str = "given") -> Grade:
        """One reply, or one program."""
        row: Row = {"task": task, "arm": arm}
        if reply is not None:
            row["reply"] = reply
        if program is not None:
            row["program"] = program
        return self.grade_many([row])[0]

    def grade_many(self, rows: Iterable[Row]) -> list[Grade]:
        """Many at once, answered in their order."""
        grades = [_encoded_row(row) for row in rows]
        asked = [(i, row) for i, row in enumerate(grades) if isinstance(row, bytes)]
        for part in _requests(asked):
            for (i, _), grade in zip(part, self._graded([row for _, row in part]), strict=True):
                grades[i] = grade
        return grades  # type: ignore[return-value]

    async def agrade(
        self, task: str, reply: str | None = None, *, program: str | None = None, arm: str = "given"
    ) -> Grade:
        return await self._in_thread(lambda: self.grade(task, reply, program=program, arm=arm))

    async def agrade_many(self, rows: Iterable[Row]) -> list[Grade]:
        return await self._in_thread(lambda: self.grade_many(rows))

    def verify(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """NeMo Gym's /verify, in its words."""
        return self._ask("POST", "/verify", _encoded(request))

    async def averify(self, request: Mapping[str, Any]) -> dict[str, Any]:
        return await self._in_thread(lambda: self.verify(request))

    def health(self) -> dict[str, Any]:
        """Version, suite with its hash, and policy of the server."""
        return self._ask("GET", "/health")

    # beginning and end

    def start(self) -> Grader:
        """Starts the server now instead of at the first use."""
        with self._lock:
            if self._address is None:
                self._start()
        return self

    def close(self) -> None:
        """Ends the server that this grader started; what is under way is answered first."""
        with self._lock:
            if self._threads is not None:
                self._threads.shutdown(wait=False)
                self._threads = None
            self._stop()

    def __enter__(self) -> Grader:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Grader:
        return await asyncio.to_thread(self.start)

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.close)

    # inside

    def _graded(self, rows: Sequence[bytes]) -> list[Grade]:
        try:
            answer = self._ask("POST", "/grade", b'{"items":[' + b",".join(rows) + b"]}")
            return [Grade.from_json(one) for one in answer["grades"]]
        except _Refused as refused:  # whichever row it is for, the others are graded
            if len(rows) == 1:
                return [Grade.undecided(json.loads(rows[0]), f"bad_row: {refused}")]
        half = len(rows) // 2
        return self._graded(rows[:half]) + self._graded(rows[half:])

    async def _in_thread(self, work: Any) -> Any:
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(64, thread_name_prefix="simbench")
            threads = self._threads
        return await asyncio.get_running_loop().run_in_executor(threads, work)

    def _start(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="simbench-")
        self._address = f"unix:{self._folder}/grade.sock"
        command = [_program.path(), "serve", *self._arguments, "--listen", self._address, "--with-parent", "--json"]
        env = _program.environment()
        env.pop("SIMBENCH_SERVE_TOKEN", None)  # the socket is its owner's alone
        with open(f"{self._folder}/said", "wb") as said:
            self._process = subprocess.Popen(
                command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
            )
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            with open(f"{self._folder}/said", encoding="utf-8", errors="replace") as said_text:
                told = said_text.read().strip()
            self._stop()
            self._address = None
            raise GraderError(f"the grader doesn't start: {told}")

    def _stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None
            self._address = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _connection(self) -> http.client.HTTPConnection:
        with self._lock:
            if self._process is not None and self._process.poll() is not None:
                self._stop()  # it was killed: another one takes its place
            if self._address is None:
                self._start()
            address = self._address
        assert address is not None
        if address.startswith("unix:"):
            return _UnixConnection(address.removeprefix("unix:"), self._timeout)
        parts = urlsplit(address)
        return http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=self._timeout)

    def _ask(self, method: str, path: str, text: bytes | None = None) -> Any:
        deadline = time.monotonic() + self._timeout
        lost = 0
        while True:
            try:
                status, retry_after, answer = self._send(method, path, text)
            except BlockingIOError as error:  # a socket file's queue of callers is full: nothing was asked yet
                if time.monotonic() > deadline:
                    raise GraderError("the grader has no time: its queue stayed full") from error
                time.sleep(random.uniform(0.02, 0.2))
                continue
            except (OSError, http.client.HTTPException) as error:
                lost += 1
                if lost > 1:
                    raise GraderError(f"the grader is gone: {error}") from error
                continue
            if status == 200:
                return json.loads(answer)
            if status != 429 or time.monotonic() > deadline:
                kind = _Refused if status in (400, 413) else GraderError
                raise kind(f"the grader answers {status}: {answer.decode(errors='replace').strip()}")
            time.sleep(retry_after * random.uniform(0.5, 1.5))

    def _send(self, method: str, path: str, text: bytes | None) -> tuple[int, float, bytes]:
        connection = self._connection()
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            connection.request(method, path, body=text, headers=headers)
            response = connection.getresponse()
            return response.status, float(response.getheader("Retry-After") or 1), response.read()
        finally:
            connection.close()
