"""Whether a short question is answered while a long run goes on, or has to wait for its end."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

import requests

AT_ONCE = 0.3  # seconds; a shorter run tells nothing: one busy moment of the machine is half of it
WATCHED = 6.0  # seconds of a run that are looked at, however long it takes


@dataclass(frozen=True)
class Wait:
    """A run's duration and the longest answer to `/health` meanwhile, in seconds.

    `idle` is how long that answer takes when nothing goes on: an app far away takes a while each time.
    """

    run: float
    longest: float
    idle: float = 0.0

    @property
    def for_its_end(self) -> bool:
        """Say whether an answer took most of the run: it came when the run was done.

        A run that is over at once lets nobody wait.
        """
        return self.run - self.idle > AT_ONCE and self.longest - self.idle > (self.run - self.idle) / 2


def watch(url: str, body: dict[str, Any]) -> Wait:
    """Ask for a run, and for `/health` again and again until it has ended or was looked at long enough.

    Raises:
        AssertionError: `/health` is not 200, or not answered at all.
    """
    ended, status = threading.Event(), list[int]()

    def run() -> None:
        try:
            status.append(requests.post(f"{url}/api/backtests/run", json=body, timeout=WATCHED).status_code)
        except requests.Timeout:
            status.append(200)  # how long a run may take is for others to judge
        finally:
            ended.set()

    idle = max(_ask(url) for _ in range(3))
    started, longest = time.monotonic(), 0.0
    threading.Thread(target=run, daemon=True).start()
    while not ended.wait(0.02):
        longest = max(longest, _ask(url))
    if status != [200]:
        raise AssertionError(f"The run during which /health is asked was answered with {status}.")
    return Wait(time.monotonic() - started, longest, idle)


def _ask(url: str) -> float:
    asked = time.monotonic()
    try:
        answer = requests.get(f"{url}/health", timeout=2 * WATCHED)
    except requests.RequestException as error:
        raise AssertionError(f"GET /health during a run: {type(error).__name__}") from None
    if answer.status_code != 200:
        raise AssertionError(f"GET /health during a run was answered with {answer.status_code}.")
    return time.monotonic() - asked
