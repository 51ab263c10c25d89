"""Robot keywords of the benchmark: measure the cells, watch the memory, decide each."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.request import urlopen

from robot.api import SkipExecution, logger
from robot.api.deco import keyword, library
from robot.libraries.BuiltIn import BuiltIn

from load import printing
from load.decision import REPETITIONS
from load.measuring import Measured, Sample, call, measure_cells, post, sample_and_decide
from load.memory import MemorySampler, Peaks
from load.timing import mean
from load.workload import SIZES, Cell, Requests, gating_cells
from readiness.limits import limit_of
from readiness.recorder import record_fact, record_measure
from stack import client

SERVICES = ("backend", "worker", "postgres", "redis", "frontend")


@library(scope="SUITE")
class LoadLibrary:
    """Measures in the suite's setup, all cells interleaved; each test then judges one of them."""

    def __init__(self) -> None:
        self._results: dict[Cell, Measured] = {}
        self._peaks: dict[str, Peaks] = {}
        self._requests: Requests | None = None

    @keyword
    def measure_the_benchmark(
        self, url: str, symbols: list[str], end: str = "2025-12-31", budget: float = 900
    ) -> None:
        """Measure all gating cells on a private app and watch the memory of its services meanwhile.

        Args:
            url: The app's address.
            symbols: Ten symbols with a year of daily candles; with fewer the larger cells are left out.
            end: The last day with candles.
            budget: Seconds after which the rest is not demonstrated; enough for answers that take just less
                than the limit, while those that take longer end their cells early.
        """
        limit = limit_of("response_time", suite_source())
        self._requests = Requests(symbols, date.fromisoformat(end))
        cells = measurable(len(symbols))
        for cell in cells[:2]:
            post(url, self._requests.make(cell))  # the first answer of a fresh process is not like the others
        with self._memory_watched():
            self._results = measure_cells(url, cells, self._requests, REPETITIONS, limit, budget)
            self._use_the_worker(url, cells[-1])
        logger.info(printing.table(self._results.values(), limit))

    @keyword
    def response_should_meet_the_sla(self, name: str, strategy: str) -> None:
        """Decide one cell and record its figures; only "demonstrated" passes.

        Args:
            name: Of the cell, such as `1 month` or `5 at once`.
            strategy: One of the two strategies.
        """
        measured = next(
            (m for c, m in self._results.items() if (c.name, c.strategy) == (name, strategy)), None
        )
        if measured is None and self._requests and name in SIZES:
            found = len(self._requests.symbols)
            raise SkipExecution(f"{found} symbols have a whole year of candles, '{name}' needs more.")
        if measured is None:
            raise ValueError(f"The cell '{name}' of {strategy} was not measured.")
        self._judge(f"{name.replace(' ', '-')}-{strategy}", measured)

    @keyword
    def memory_should_meet_the_sla(self, service: str) -> None:
        """Decide the memory of one service's process tree over the whole benchmark."""
        if not client.current().can("memory"):
            raise SkipExecution("The target gives no access to its memory.")
        peaks, limit = self._peaks.get(service, Peaks()), int(limit_of("memory", suite_source()))
        outcome = peaks.outcome(limit)
        megabytes = f"upper bound {peaks.upper_bound / 2**20:.0f} MiB, PSS {peaks.pss / 2**20:.0f} MiB"
        cause = None if outcome == "demonstrated" else f"{len(peaks.processes)} processes, {megabytes}"
        record_measure(
            f"memory-{service}",
            value=float(peaks.upper_bound),
            unit="B",
            limit=float(limit),
            comparison="<",
            n=peaks.samples,
            outcome=outcome,
            cause=cause,
            sla="memory",
            max=float(peaks.upper_bound),
        )
        logger.info(f"{service}: {megabytes}, RSS {peaks.rss / 2**20:.0f} MiB, {peaks.samples} samples")
        if outcome != "demonstrated":
            raise AssertionError(
                f"The memory of {service} should be below {limit / 2**30:g} GiB: {outcome}, {megabytes}, "
                f"{peaks.samples} samples.\nContract: 4, Promises in figures"
            )

    @keyword
    def fill_the_store(self, url: str, runs: int, within: float = 30) -> int:
        """Make runs until the history counts so many, for at most so many seconds.

        Returns:
            How many runs are stored then.
        """
        requests, deadline = self._distinct(), time.monotonic() + within
        cell = Cell("filling", gating_cells()[0].strategy, 31, 1, 1)
        with ThreadPoolExecutor(2) as pool:
            while (stored := stored_runs(url)) < runs and time.monotonic() < deadline:
                list(pool.map(lambda _: post(url, requests.make(cell)), range(min(50, runs - stored))))
        return stored

    @keyword
    def response_should_meet_the_sla_with_stored_runs(self, url: str, stored: int) -> None:
        """Measure a run of one year and of ten symbols, or as many as there are, with many runs stored."""
        self._measure_and_judge(url, self._largest(), self._distinct(), f"stored-{stored}")

    @keyword
    def response_should_meet_the_sla_over_the_turn_of_the_year(self, url: str, symbol: str, end: str) -> None:
        """Measure a run of 365 days whose candles lie in the files of two years.

        Args:
            url: The app's address.
            symbol: One with candles of both years.
            end: The last day.
        """
        cells = [cell for cell in gating_cells() if cell.name == "1 year"]
        self._measure_and_judge(url, cells, Requests([symbol], date.fromisoformat(end)), "turn-of-the-year")

    @keyword
    def reading_should_be_fast(self, url: str, path: str, name: str) -> None:
        """Time 59 answers to a GET, and decide; recorded as indicative, since the SLA is on runs."""
        limit = limit_of("response_time", suite_source())
        verdict = sample_and_decide(lambda: call("GET", url, path), REPETITIONS, limit)
        record_measure(
            name, value=verdict.p95, unit="s", limit=limit, comparison="<", n=verdict.n, outcome="indicative",
            p50=verdict.p50, p95=verdict.p95, p99=verdict.p99, max=verdict.maximum,
        )  # fmt: skip
        if verdict.outcome != "demonstrated":
            raise AssertionError(
                f"GET {path} should take less than {limit} s: {verdict.slow} of {verdict.n} were slower or "
                f"failed, p95 {verdict.p95:.3f} s, longest {verdict.maximum:.3f} s."
            )

    @keyword
    def health_should_stay_fast_during_runs(self, url: str, seconds: float = 3) -> None:
        """Ask `/health` 59 times, spread over some seconds, while the largest runs go on, and decide."""
        cell, limit = self._largest()[-1], limit_of("response_time", suite_source())
        requests, done = self._distinct(), threading.Event()

        def keep_running() -> None:
            while not done.is_set():
                post(url, requests.make(cell))

        def ask() -> Sample:
            sample = call("GET", url, "/health", timeout=5)
            time.sleep(max(0.0, seconds / REPETITIONS - sample.seconds))
            return sample

        with ThreadPoolExecutor(2) as pool:
            running = [pool.submit(keep_running) for _ in range(2)]
            try:
                verdict = sample_and_decide(ask, REPETITIONS, limit)
            finally:
                done.set()
            for each in running:
                each.result()
        record_measure(
            "health-during-runs", value=verdict.p95, unit="s", limit=limit, comparison="<", n=verdict.n,
            outcome="indicative", p50=verdict.p50, p95=verdict.p95, p99=verdict.p99, max=verdict.maximum,
        )  # fmt: skip
        if verdict.outcome != "demonstrated":
            raise AssertionError(
                f"/health should answer within {limit} s while runs go on: {verdict.slow} of {verdict.n} did "
                f"not, longest {verdict.maximum:.3f} s.\nContract: 1, GET /health"
            )

    @keyword
    def record_the_bottleneck(self) -> None:
        """Record which phase takes most of the time, for each size and strategy."""
        rows = []
        for cell, measured in self._results.items():
            if measured.samples:
                told = mean(sample.breakdown for sample in measured.samples)
                phases = {name: round(value, 6) for name, value in told.as_dict().items()} if told else None
                rows.append(
                    {
                        "cell": cell.name,
                        "strategy": cell.strategy,
                        "phases": phases,
                        "bottleneck": printing.cause(measured),
                    }
                )
        if not rows:
            raise AssertionError("Nothing was measured, so that no bottleneck can be named.")
        record_fact("bottleneck", "Where the time of a run goes", rows)

    @contextmanager
    def _memory_watched(self) -> Iterator[None]:
        """Watch the memory of all services, whose peaks are those of all that was watched."""
        sampler = MemorySampler({name: pids_of(name) for name in SERVICES})
        sampler.start()
        try:
            yield
        finally:
            for name, peaks in sampler.stop().items():
                self._peaks[name] = self._peaks.get(name, Peaks()).joined(peaks)

    def _measure_and_judge(self, url: str, cells: list[Cell], requests: Requests, name: str) -> None:
        limit = limit_of("response_time", suite_source())
        with self._memory_watched():
            results = measure_cells(url, cells, requests, REPETITIONS, limit, budget=150)
        for cell, measured in results.items():
            self._judge(f"{name}-{cell.strategy}", measured)

    def _judge(self, name: str, measured: Measured) -> None:
        limit = limit_of("response_time", suite_source())
        verdict = measured.verdict(limit)
        told = mean(sample.breakdown for sample in measured.samples)
        cause = None if verdict.outcome == "demonstrated" else printing.cause(measured)
        record_measure(
            name, value=verdict.p95, unit="s", limit=limit, comparison="<", n=verdict.n,
            outcome=verdict.outcome, sla="response_time", cause=cause,
            p50=verdict.p50, p95=verdict.p95, p99=verdict.p99, max=verdict.maximum,
            breakdown=told.as_dict() if told else None,
        )  # fmt: skip
        if verdict.outcome != "demonstrated":
            early = f"; measured no further: {measured.stopped}" if measured.stopped else ""
            raise AssertionError(
                f"95 % of answers should take below {limit} s: {verdict.outcome}. p95 {verdict.p95:.3f} s, "
                f"longest {verdict.maximum:.3f} s; {verdict.slow} of {verdict.n} slow or failed{early}.\n"
                f"Cause: {cause}\nContract: 4, Promises in figures"
            )

    def _distinct(self) -> Requests:
        if self._requests is None:
            raise ValueError("The benchmark was not measured first.")
        return self._requests

    def _largest(self) -> list[Cell]:
        """The cells of the most symbols that the candles have, one for each strategy."""
        cells = measurable(len(self._distinct().symbols))
        most = max(cell.symbols for cell in cells)
        return [cell for cell in cells if cell.symbols == most]

    def _use_the_worker(self, url: str, cell: Cell) -> None:
        """Give the worker runs as large as the backend's, so that its memory is that of work."""
        requests = self._distinct()
        for _ in range(5):
            call("POST", url, "/api/backtests/run-async", json.dumps(requests.make(cell)).encode())
        time.sleep(1.5)


def measurable(symbols: int) -> list[Cell]:
    """Return the gating cells that so many symbols suffice for."""
    return [cell for cell in gating_cells() if cell.symbols <= symbols]


def suite_source() -> str:
    """Return the path of the running suite: the policy of its project sets the limits."""
    return str(BuiltIn().get_variable_value("${SUITE SOURCE}"))


def pids_of(service: str) -> Callable[[], list[int]]:
    """Return a function that gives the process ids of a service of the current app."""
    return lambda: client.current().pids(service)


def stored_runs(url: str) -> int:
    """Return how many runs the history counts."""
    with urlopen(f"{url}/api/backtests/history?limit=1", timeout=30) as answer:
        content: dict[str, Any] = json.load(answer)
    return int(content["total"])
