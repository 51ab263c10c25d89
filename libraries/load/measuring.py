"""Closed loop: so many requests at once, the next when one is answered, each timed by itself.

It answers "how long does one call take". What users see of a service that stalls now and then it
understates (coordinated omission), so the maximum is always kept and printed.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from load.decision import EXTENSION, Verdict, certain_violation, decide, deserves_extension
from load.timing import Breakdown, parse
from load.workload import Cell, Requests

TIMEOUT = 15.0  # seconds; an answer that takes longer is as slow as it gets
HOPELESS = 10.0  # seconds; the plan calls one such answer Critical, so its cell need not go on


@dataclass(frozen=True)
class Sample:
    """One answer: its status (0: none came), how long it took, and what the server says of its phases."""

    status: int
    seconds: float
    breakdown: Breakdown | None = None
    execution_time: float | None = None


@dataclass
class Measured:
    """All answers of one cell."""

    cell: Cell
    samples: list[Sample] = field(default_factory=list)
    stopped: str | None = None
    extended: bool = False

    @property
    def seconds(self) -> list[float]:
        """Return the latencies in seconds."""
        return [sample.seconds for sample in self.samples]

    @property
    def errors(self) -> list[int]:
        """Return the statuses that were no success."""
        return [sample.status for sample in self.samples if sample.status != 200]

    def verdict(self, limit: float) -> Verdict:
        """Decide this cell against a limit in seconds; a failed answer counts as slow."""
        return decide(self.seconds, self.slow(limit), limit, self.extended)

    def slow(self, limit: float) -> int:
        """Return how many answers were too slow, or failed."""
        return slow_of(self.samples, limit)


def slow_of(samples: Iterable[Sample], limit: float) -> int:
    """Return how many answers took as long as a limit in seconds or longer, or failed."""
    return sum(sample.seconds >= limit or sample.status != 200 for sample in samples)


def sample_and_decide(take: Callable[[], Sample], n: int, limit: float) -> Verdict:
    """Take so many answers one after the other, by both stages of the plan, and decide."""
    samples = [take() for _ in range(n)]
    extended = deserves_extension(slow_of(samples, limit), n)
    if extended:
        samples += [take() for _ in range(EXTENSION)]
    return decide([sample.seconds for sample in samples], slow_of(samples, limit), limit, extended)


def post(url: str, body: dict[str, Any], timeout: float = TIMEOUT) -> Sample:
    """Send one run and time it from before the connection until the last byte."""
    return call("POST", url, "/api/backtests/run", json.dumps(body).encode(), timeout)


def call(method: str, url: str, path: str, body: bytes | None = None, timeout: float = TIMEOUT) -> Sample:
    """Send one request and time it."""
    place = urlsplit(url)
    connect = HTTPSConnection if place.scheme == "https" else HTTPConnection
    connection = connect(place.hostname or "", place.port, timeout=timeout)
    started = time.perf_counter()
    try:
        whole = place.path.rstrip("/") + path
        connection.request(method, whole, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - started
        status, header = answer.status, answer.getheader("Server-Timing")
    except (OSError, HTTPException):
        return Sample(0, max(time.perf_counter() - started, 1e-6))
    finally:
        connection.close()
    return Sample(status, seconds, parse(header), execution_time(content) if method == "POST" else None)


def execution_time(content: bytes) -> float | None:
    """Return what a result says of its own duration."""
    try:
        value = json.loads(content).get("execution_time")
    except (ValueError, AttributeError):
        return None
    return float(value) if isinstance(value, int | float) else None


def measure_cells(
    url: str,
    cells: list[Cell],
    requests: Requests,
    n: int,
    limit: float,
    budget: float,
    seed: int = 27,
    tell: Callable[[int, int], None] | None = None,
) -> dict[Cell, Measured]:
    """Measure all cells, interleaved in random order; then those of one slow answer once more.

    Args:
        url: The app's address.
        n: Answers per cell, fixed beforehand; a cell of several at once takes whole rounds.
        limit: Seconds; used only to stop a cell whose violation is certain.
        budget: Seconds for everything; cells that it cuts short are not demonstrated.
        seed: Of the order.
        tell: Called with rounds done and rounds planned.
    """
    results = {cell: Measured(cell) for cell in cells}
    deadline = time.monotonic() + budget
    with ThreadPoolExecutor(max(cell.at_once for cell in cells)) as pool:

        def take(cell: Cell) -> None:
            measured = results[cell]
            if measured.stopped is None and time.monotonic() > deadline:
                measured.stopped = f"the campaign's {budget:.0f} s were used up"
            if measured.stopped is None:
                bodies = [requests.make(cell) for _ in range(cell.at_once)]
                measured.samples += pool.map(lambda body: post(url, body), bodies)
                measured.stopped = reason_to_stop(measured, limit)

        rounds = shuffled(cells, n, seed)
        for done, cell in enumerate(rounds, start=1):
            take(cell)
            if tell:
                tell(done, len(rounds))
        again = [cell for cell in cells if due(results[cell], limit)]
        for cell in again:
            results[cell].extended = True
        for cell in shuffled(again, EXTENSION, seed):
            take(cell)
    return results


def shuffled(cells: Sequence[Cell], n: int, seed: int) -> list[Cell]:
    """Return the rounds that give each cell so many answers, in random order."""
    rounds = [cell for cell in cells for _ in range(-(-n // cell.at_once))]
    random.Random(seed).shuffle(rounds)
    return rounds


def due(measured: Measured, limit: float) -> bool:
    """Say whether a cell that was measured to its end goes on to the second stage."""
    return measured.stopped is None and deserves_extension(measured.slow(limit), len(measured.samples))


def reason_to_stop(measured: Measured, limit: float) -> str | None:
    """Say why a cell need not be measured to its end, or None."""
    slow = measured.slow(limit)
    if measured.extended and slow > 1:
        return f"{slow} of {len(measured.samples)} answers were too slow or failed"
    if max(measured.seconds) >= HOPELESS:
        return f"an answer took {max(measured.seconds):.1f} s"
    if certain_violation(slow, len(measured.samples)):
        return f"{slow} of {len(measured.samples)} answers were too slow or failed: the violation is certain"
    return None
