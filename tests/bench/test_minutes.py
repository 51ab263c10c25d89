"""A year of minutes in a second, and 300 times faster than a plain loop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest

from market.generate import generate, orders_for
from stack import client
from stack.client import StackInfo
from tests.bench.figures import Figures, others_watched, percentile
from tests.bench.plain_loop import zone_breakout
from tests.bench.runs import run

CANDLES = 525_600
SLICE = 2_000  # candles of the plain loop: its time grows linearly with their number
REPETITIONS = 9
BODY = {
    "strategy": "volume_zone_breakout",
    "symbols": ["KRW-BTC"],
    "start_date": "2025-01-01",
    "end_date": "2025-12-31",
    "timeframe": "1M",
}


@pytest.fixture
def minutes(app: StackInfo, tmp_path: Path) -> Iterator[StackInfo]:
    """An app with a year of one-minute candles."""
    generate(tmp_path, orders_for(["KRW-BTC"], "1M"))
    yield client.start_private(ui=False, data_root=tmp_path)
    client.stop_private()


def cpu_seconds(app: StackInfo) -> float:
    """Return the processor time that the backend has used so far, in all its threads."""
    times = psutil.Process(app.pids("backend")[0]).cpu_times()
    return times.user + times.system


def test_a_year_of_minutes(minutes: StackInfo, figures: Figures) -> None:
    """One symbol, zone breakout with its defaults; the loop is timed on slices, in turn with the runs."""
    assert minutes.data_root
    table = pq.read_table(minutes.data_root / "KRW-BTC" / "1M" / "2025.parquet")
    assert table.num_rows == CANDLES
    high, low, volume = (table.column(name).to_pylist() for name in ("high", "low", "volume"))
    first = run(minutes, BODY).seconds
    answers, costs, loops = [], [], []
    with others_watched() as others:
        for number in range(REPETITIONS):
            before = cpu_seconds(minutes)
            answers.append(run(minutes, BODY).seconds)
            costs.append(cpu_seconds(minutes) - before)
            part = slice(number * SLICE, (number + 1) * SLICE)
            started = time.thread_time()
            zone_breakout(high[part], low[part], volume[part])
            loops.append((time.thread_time() - started) * CANDLES / (SLICE - 60))
    # The least of each: other programs have added nothing to it.
    loop, cost, answer = min(loops), min(costs), percentile(answers, 0.5)
    beside = f"CPU: {cost:.2f} s; loop {loop:.0f} s, by {SLICE:,} candles and scaled linearly"
    figures.at_least("525,600 minutes, loop / whole answer", loop / cost, 300, "x", beside)
    told = f"least {min(answers):.3f} s, first {first:.3f} s"
    figures.when_idle("525,600 minutes, p50", answer, 1, "s", others.share, told)
