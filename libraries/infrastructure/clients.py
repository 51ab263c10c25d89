"""Many clients at once: writers that make runs, and readers that look at what lies there meanwhile."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from backtest.schemas import violation
from infrastructure import store


@dataclass
class Observed:
    """What writers were answered and readers saw."""

    accepted: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    readings: int = 0
    torn: list[str] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        """Return the ids of the accepted runs."""
        return {result["run_id"] for result in self.accepted}


def write_and_read(url: str, bodies: list[dict[str, Any]], clients: int, data_root: Path | None) -> Observed:
    """Make runs from several clients at once while index.json and the latest result are read.

    Args:
        url: The app's address.
        bodies: One run each.
        clients: How many write at once.
        data_root: Where index.json lies; None when the target does not tell.
    """
    seen, done = Observed(), threading.Event()
    readers = [threading.Thread(target=watch, args=(seen, done, lambda: latest_problem(url)))]
    if data_root is not None:
        readers.append(threading.Thread(target=watch, args=(seen, done, lambda: index_problem(data_root))))
    for reader in readers:
        reader.start()
    with ThreadPoolExecutor(clients) as pool:
        answers = list(pool.map(lambda body: post(url, body), bodies))
    done.set()
    for reader in readers:
        reader.join()
    for answer in answers:
        if isinstance(answer, str):
            seen.refused.append(answer)
        else:
            seen.accepted.append(answer)
    return seen


def post(url: str, body: dict[str, Any]) -> dict[str, Any] | str:
    """Make one run; what was wrong in words when it was not accepted."""
    try:
        answer = requests.post(f"{url}/api/backtests/run", json=body, timeout=60)
    except requests.RequestException as error:
        return type(error).__name__
    if answer.status_code != 200:
        return f"{answer.status_code}: {answer.text[:200]}"
    content: dict[str, Any] = answer.json()
    return content


def watch(seen: Observed, done: threading.Event, look: Callable[[], str | None]) -> None:
    """Look again and again until it is done."""
    while not done.is_set():
        problem = look()
        seen.readings += 1
        if problem:
            seen.torn.append(problem)
        done.wait(0.01)


def index_problem(data_root: Path) -> str | None:
    """Say what is wrong with index.json at this moment; none yet is fine."""
    try:
        return violation(store.read_index(data_root), "index")
    except FileNotFoundError:
        return None
    except (ValueError, json.JSONDecodeError) as error:
        return f"index.json was torn: {error}"


def latest_problem(url: str) -> str | None:
    """Say what is wrong with the latest result at this moment; none yet is fine."""
    try:
        answer = requests.get(f"{url}/api/backtests/latest", timeout=30)
        if answer.status_code == 404:
            return None
        return violation(answer.json(), "result") if answer.status_code == 200 else f"{answer.status_code}"
    except (requests.RequestException, ValueError) as error:
        return f"latest: {type(error).__name__}"
