"""The robots' side of the embedded stack: start its supervisor once a campaign, and ask it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock, Timeout
from tenacity import RetryError, Retrying, retry_if_result, stop_after_delay, wait_fixed

from stack.control import ask
from stack.errors import BusyError, StackError
from stack.info import EMBEDDED_CAN, StackInfo
from stack.processes import MARKER, ProcessId, owner_of_this_run
from stack.runs import Run, clean_leftovers, prepare_runs_folder
from stack.settings import PROJECT, Settings

SUPERVISOR_LIMIT = 30.0  # seconds until the supervisor answers
START_LIMIT = 600.0  # seconds that one worker waits for another's start, a cold front end build included
SHARED = "shared"


@cache
def this_run() -> Run:
    """Return the run that this process belongs to."""
    return Run(owner_of_this_run())


def start(settings: Settings, wanted: Sequence[str]) -> StackInfo:
    """Start the shared app once a campaign; every further process of the campaign joins it.

    Raises:
        StackError: the supervisor did not come up, or could not start anything.
    """
    run = this_run()
    prepare_runs_folder()
    try:
        with FileLock(run.lock, timeout=START_LIMIT):
            if run.supervisor() is None:
                _start_supervisor(run, settings)
            _register(run)
            content = _bring_up(run, settings, SHARED, wanted, None)
    except Timeout:
        raise BusyError(f"another process of this campaign held {run.lock} for {START_LIMIT:g} s") from None
    return _info(settings, content)


def start_private(
    settings: Settings, wanted: Sequence[str], symbols: int | None, data_root: Path | None = None
) -> StackInfo:
    """Start a further app in the same supervisor."""
    name = f"private-{uuid4().hex[:8]}"
    return _info(settings, _bring_up(this_run(), settings, name, wanted, symbols, data_root))


def take_down(name: str) -> None:
    """Take a private app down, keeping its outages on record."""
    ask(this_run(), "take down", name=name)


def disturb(request: str, name: str, service: str) -> None:
    """Stop or start a service."""
    ask(this_run(), request, name=name, service=service)


def look_at(settings: Settings, name: str) -> StackInfo:
    """Return an app as it is now."""
    return _info(settings, ask(this_run(), "describe", name=name))


def app_names() -> list[str]:
    """Return the names of the apps of this run, those that are gone included."""
    return sorted(path.stem.removeprefix("app-") for path in this_run().folder.glob("app-*.json"))


def outages() -> list[dict[str, object]]:
    """Return the outages of all apps of this run, those of apps that are gone included."""
    run = this_run()
    found: list[dict[str, object]] = []
    for path in sorted(run.folder.glob("app-*.json")):
        found += (run.read(path.stem) or {}).get("outages", [])
    return sorted(found, key=lambda outage: str(outage["start"]))


def end() -> None:
    """End the run's stack now instead of at the end of this process."""
    run = this_run()
    supervisor = run.supervisor()
    if supervisor:
        ask(run, "end")
        _wait(lambda: not supervisor.alive(), 5.0)


def _start_supervisor(run: Run, settings: Settings) -> None:
    found = clean_leftovers()
    run.folder.mkdir(mode=0o711, exist_ok=True)
    run.write("campaign", {"leftovers": found, "output": str(settings.output or "")})
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "libraries")}
    environment.pop(MARKER, None)
    log = run.folder / "supervisor.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "stack.supervisor", str(run.owner)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            env=environment, cwd=run.folder, start_new_session=True,
        )  # fmt: skip
    ready = _wait(lambda: run.supervisor() is not None or process.poll() is not None, SUPERVISOR_LIMIT)
    if not ready or run.supervisor() is None:
        raise StackError(
            f"the supervisor did not answer within {SUPERVISOR_LIMIT:g} s (exit code {process.poll()})\n"
            f"end of {log}:\n{log.read_text(errors='replace')[-2000:]}"
        )


def _register(run: Run) -> None:
    own = ProcessId.own()
    # What this process starts from now on can be told by its environment, even when this process is gone.
    os.environ[MARKER] = f"{run.marker}{own.pid}:"
    ask(run, "register", pid=own.pid, started=own.started)


def _bring_up(
    run: Run,
    settings: Settings,
    name: str,
    wanted: Sequence[str],
    symbols: int | None,
    data_root: Path | None = None,
) -> dict[str, Any]:
    if data_root is None:
        _check_candles(settings.candles)
    assert settings.app_dir is not None
    answer: dict[str, Any] = ask(
        run,
        "bring up",
        name=name,
        app_dir=str(settings.app_dir),
        candles=str(settings.candles),
        cache=str(settings.cache),
        wanted=list(wanted),
        symbols=symbols,
        contents=str(data_root) if data_root else None,
        logs_go_to=str(settings.output / "logs") if settings.output else None,
    )
    return answer


def _check_candles(folder: Path) -> None:
    base = folder / "KRW-BTC" / "1D" / "2025.parquet"
    if not base.exists():
        raise StackError(f"the candles are missing ({base}): make them with 'make data'")


def _info(settings: Settings, content: dict[str, Any]) -> StackInfo:
    return StackInfo(
        name=content["name"],
        target="embedded",
        api_url=content["api_url"],
        ui_url=content["ui_url"],
        data_root=Path(content["data_root"]),
        database_url=content["database_url"],
        redis_url=content["redis_url"],
        app_dir=settings.app_dir,
        logs=Path(content["logs"]),
        capabilities=EMBEDDED_CAN,
        services=content["services"],
        outages=tuple(content["outages"]),
        leftovers=tuple((this_run().read("campaign") or {}).get("leftovers", ())),
    )


def _wait(condition: Any, limit: float) -> bool:
    attempts = Retrying(
        stop=stop_after_delay(limit), wait=wait_fixed(0.02), retry=retry_if_result(lambda answer: not answer)
    )
    try:
        return bool(attempts(condition))
    except RetryError:
        return False
