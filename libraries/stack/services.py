"""The services of an embedded app: their commands, and when each counts as ready."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psutil
import psycopg
import redis
from mirakuru import Executor
from mirakuru.base import cleanup_subprocesses
from mirakuru.exceptions import AlreadyRunning, ExecutorError, TimeoutExpired

from stack.accounts import Account, tied
from stack.errors import ServiceError
from stack.ports import HOST, is_free

# At the end of each process that has imported it, mirakuru kills every process whose mark, a random id, holds
# that process's pid among its digits: now and then a robot's end killed another's service.
atexit.unregister(cleanup_subprocesses)

SERVICES = ("postgres", "redis", "backend", "worker", "frontend")
START_LIMIT = (
    60.0  # seconds until a service must be ready: it takes 1 to 2, on a crowded machine ten times that
)
REFUSAL_LIMIT = 20.0  # seconds of answers other than 200 after which a service counts as up, if not well
STOP_LIMIT = 3.0  # seconds until a service that was asked to end is killed
TAIL = 15  # log lines shown when something did not start


@dataclass(frozen=True)
class Service:
    """One service: what to run, and how it shows that it is ready.

    Attributes:
        probe: called with the root pid until it says True; it returns False or raises OSError before that.
        expects: what the probe waits for, for messages.
        death_signal: sent by the kernel when the supervisor dies.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    log: Path
    probe: Callable[[int], bool]
    expects: str
    port: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL


class ServiceExecutor(Executor):
    """mirakuru's executor, ready when the service's own probe says so."""

    def __init__(self, service: Service, log: IO[bytes]) -> None:
        """Prepare to run a service whose output goes to an open log."""
        self.service = service
        super().__init__(
            tied(service.command, service.account, service.death_signal),
            cwd=str(service.folder),
            envvars=dict(service.environment),
            timeout=START_LIMIT,
            sleep=0.03,
            stop_signal=service.stop_signal,
            stdin=None,
            stdout=log,
            stderr=log,
            popen_kwargs={"stdin": open(os.devnull)},  # noqa: SIM115, PTH123 - Popen takes it over
        )

    @property
    def pid(self) -> int:
        """Return the root process's id."""
        assert self.process is not None, "the service was not started"
        return int(self.process.pid)

    def pre_start_check(self) -> bool:
        """Say whether somebody else serves on the port already."""
        return self.service.port is not None and not is_free(self.service.port)

    def after_start_check(self) -> bool:
        """Ask the service itself."""
        try:
            return bool(self.process and self.service.probe(self.process.pid))
        except OSError:
            return False


def start(service: Service) -> ServiceExecutor:
    """Start a service and return when it is ready.

    Raises:
        ServiceError: it ended or was not ready in time; the message holds state and log tail.
    """
    service.log.parent.mkdir(parents=True, exist_ok=True)
    with service.log.open("ab") as log:
        executor = ServiceExecutor(service, log)
        try:
            executor.start()
        except AlreadyRunning:
            raise ServiceError(f"{service.name} did not start: port {service.port} is taken") from None
        except TimeoutExpired:
            raise ServiceError(_told(service, f"not so after {START_LIMIT:g} s; it was ended")) from None
        except ExecutorError as error:
            code = getattr(error, "exit_code", "unknown")
            raise ServiceError(_told(service, f"it ended with exit code {code}")) from None
    return executor


def stop(executor: ServiceExecutor) -> None:
    """Stop a service: ask it, and end it when it does not follow."""
    executor._timeout = STOP_LIMIT
    # An exit code of its own while ending is the service's affair: it has ended.
    with contextlib.suppress(ExecutorError):
        executor.stop()


def tail(log: Path, lines: int = TAIL) -> str:
    """Return a log's last lines."""
    if not log.exists():
        return "(no log)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) or "(the log is empty)"


def _told(service: Service, state: str) -> str:
    return f"{service.name}: expected {service.expects}; {state}\nend of {service.log}:\n{tail(service.log)}"


def answers(url: str) -> Callable[[int], bool]:
    """Return a probe: ready when this address answers 200, or has answered something else for a while.

    An app that is up but says that it is not well is the suites' affair: they ask it and tell what it said.
    """
    first_refusal: list[float] = []

    def probe(pid: int) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError:
            first_refusal.append(time.monotonic())
            return time.monotonic() - first_refusal[0] > REFUSAL_LIMIT

    return probe


def accepts_database(url: str) -> Callable[[int], bool]:
    """Return a probe: ready when a session can be opened."""

    def probe(pid: int) -> bool:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    return probe


def answers_ping(url: str) -> Callable[[int], bool]:
    """Return a probe: ready when PING is answered."""

    def probe(pid: int) -> bool:
        try:
            with redis.Redis.from_url(url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    return probe


def connected_to(port: int) -> Callable[[int], bool]:
    """Return a probe: ready when the process holds a connection to a port, as a worker does to its queue."""

    def probe(pid: int) -> bool:
        try:
            root = psutil.Process(pid)
            held = [link for each in (root, *root.children(recursive=True)) for link in _links(each)]
        except psutil.Error:
            return False
        return any(link.raddr and link.raddr.port == port and link.status == "ESTABLISHED" for link in held)

    return probe


def _links(process: psutil.Process) -> list[Any]:
    return list(process.net_connections("tcp"))


def database_url(port: int, password: str, name: str) -> str:
    """Return the address of a database of the embedded PostgreSQL."""
    return f"postgresql://coin:{quote(password)}@{HOST}:{port}/{name}"
