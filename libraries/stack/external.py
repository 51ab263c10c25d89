"""An app that already runs elsewhere: reached by its addresses, disturbed by its owner's commands."""

from __future__ import annotations

import atexit
import fcntl
import os
import subprocess
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import IO

from tenacity import (
    RetryError,
    Retrying,
    retry_if_exception_type,
    retry_if_result,
    stop_after_delay,
    wait_fixed,
)

from market.inspection import candles_offer
from stack.errors import BusyError, ServiceError, StackError, UnsupportedError
from stack.info import StackInfo
from stack.services import answers
from stack.settings import Settings

REACH_LIMIT = 5.0  # seconds until the app must have answered at the start
COMMAND_LIMIT = 60.0  # seconds that BACKEND_STOP or BACKEND_START may take
READY_LIMIT = 30.0  # seconds after BACKEND_START until the backend must answer
LOCK_LIMIT = 600.0  # seconds that a suite waits for another to let go of the app

_outages: list[dict[str, object]] = []
_lock: IO[str] | None = None  # released with the process, however it ends


def attach(settings: Settings) -> StackInfo:
    """Return the running app.

    Raises:
        StackError: it does not answer.
    """
    given = settings.given
    api_url = given["API_URL"].rstrip("/")
    if not _becomes(api_url, True, REACH_LIMIT):
        raise StackError(f"API_URL={api_url}: GET /health was not answered with 200 within {REACH_LIMIT:g} s")
    return StackInfo(
        name="shared",
        target="external",
        api_url=api_url,
        ui_url=given["UI_URL"].rstrip("/"),
        data_root=Path(given["DATA_ROOT"]).absolute(),
        database_url=given["DATABASE_URL"] or None,
        redis_url=given["REDIS_URL"] or None,
        app_dir=settings.app_dir,
        capabilities=capabilities_of(settings),
    )


def capabilities_of(settings: Settings) -> frozenset[str]:
    """Return what can be done to an external app, by what its owner has given."""
    given = settings.given
    found = {"data-files"}
    found |= {"database"} if given["DATABASE_URL"] else set()
    found |= {"redis"} if given["REDIS_URL"] else set()
    found |= {"stop-services"} if given["BACKEND_STOP"] and given["BACKEND_START"] else set()
    found |= {"app-source"} if settings.app_dir else set()
    found |= {"write"} if given["ALLOW_WRITES"] == "yes" else set()
    return frozenset(found | candles_offer(Path(given["DATA_ROOT"])))


def share(info: StackInfo) -> None:
    """Use the app beside other suites, but not while one has it alone.

    Raises:
        BusyError: another suite did not let go of it.
    """
    _hold(info, fcntl.LOCK_SH)


def take_alone(info: StackInfo) -> StackInfo:
    """Wait until no other suite uses the app, and keep them out.

    Raises:
        BusyError: another suite did not let go of it.
    """
    _hold(info, fcntl.LOCK_UN)  # two that wait for each other's share would wait for ever
    _hold(info, fcntl.LOCK_EX)
    return info


def _hold(info: StackInfo, kind: int) -> None:
    global _lock
    if _lock is None:
        name = sha256(info.api_url.encode()).hexdigest()[:16]
        _lock = (Path(tempfile.gettempdir()) / f"coin-readiness-external-{name}-{os.getuid()}.lock").open("a")
    attempts = Retrying(
        stop=stop_after_delay(LOCK_LIMIT),
        wait=wait_fixed(0.1),
        retry=retry_if_exception_type(BlockingIOError),
    )
    try:
        attempts(fcntl.flock, _lock, kind | fcntl.LOCK_NB)
    except RetryError:
        raise BusyError(f"another suite has held the app at {info.api_url} for {LOCK_LIMIT:g} s") from None


def disturb(settings: Settings, request: str, service: str) -> None:
    """Stop or start the backend by its owner's command, and wait until it is so.

    One that is so already is left alone: the command may not bear being given twice.

    Raises:
        UnsupportedError: another service than the backend.
        ServiceError: the command failed, or the backend did not follow.
    """
    if service != "backend":
        raise UnsupportedError(f"the target external can {request} the backend only, not {service}")
    name, wanted = f"BACKEND_{request.upper()}", request == "start"
    api_url = settings.given["API_URL"].rstrip("/")
    stopped = bool(_outages) and _outages[-1]["end"] is None
    if stopped is not wanted:
        return
    if not wanted:
        _outages.append({"stack": "shared", "service": service, "start": time.time(), "end": None})
        atexit.register(_leave_running, settings)
    try:
        # Its output goes nowhere: a backend that the command leaves running would hold a pipe open for ever.
        done = subprocess.run(
            settings.given[name], shell=True, timeout=COMMAND_LIMIT, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ServiceError(f"{name} was not done after {COMMAND_LIMIT:g} s: {settings.given[name]}") from None
    if done.returncode:
        raise ServiceError(f"{name} ended with exit code {done.returncode}: {settings.given[name]}")
    if not _becomes(api_url, wanted, READY_LIMIT):
        state = "does not answer" if wanted else "still answers"
        raise ServiceError(f"after {name} the backend {state}, waited {READY_LIMIT:g} s")
    if wanted:
        _outages[-1]["end"] = time.time()


def _leave_running(settings: Settings) -> None:
    """Start a backend that a suite has stopped and, cut short, has not started again."""
    disturb(settings, "start", "backend")


def outages() -> list[dict[str, object]]:
    """Return the outages that this process has declared."""
    return list(_outages)


def _becomes(api_url: str, wanted: bool, limit: float) -> bool:
    probe = answers(f"{api_url}/health")

    def reached() -> bool:
        try:
            return probe(0) is wanted
        except OSError:
            return not wanted

    attempts = Retrying(
        stop=stop_after_delay(limit), wait=wait_fixed(0.1), retry=retry_if_result(lambda answer: not answer)
    )
    try:
        return bool(attempts(reached))
    except RetryError:
        return False
