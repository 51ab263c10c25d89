"""Runs that the bench asks the app for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from backtest.parameters import ZONE_BREAKOUT
from load.measuring import Sample, post
from load.workload import Cell, Requests
from market.store import candle_files
from stack.client import StackInfo

LAST_DAY = date(2025, 12, 31)
TEN_SYMBOLS = Cell("10 symbols", ZONE_BREAKOUT, days=365, symbols=10, at_once=1)
ONE_SYMBOL = Cell("1 year", ZONE_BREAKOUT, days=365, symbols=1, at_once=1)


def requests_for(app: StackInfo, offset: int = 0) -> Requests:
    """Return a maker of runs, no two alike, over the symbols with a year of days."""
    assert app.data_root
    files = candle_files(app.data_root)
    symbols = [file.symbol for file in files if file.timeframe == "1D" and file.year == LAST_DAY.year]
    return Requests(symbols, LAST_DAY, offset)


def run(app: StackInfo, body: dict[str, Any]) -> Sample:
    """Make a run that must succeed."""
    sample = post(app.api_url, body)
    assert sample.status == 200, f"a run was answered {sample.status}: {body}"
    return sample


def make_runs(app: StackInfo, cell: Cell, count: int, requests: Requests, at_once: int = 1) -> list[Sample]:
    """Make a number of runs."""
    bodies = [requests.make(cell) for _ in range(count)]
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda body: run(app, body), bodies))


def stored(app: StackInfo) -> int:
    """Return the number of runs in the app's history."""
    assert app.database_url
    with psycopg.connect(app.database_url) as connection:
        row = connection.execute("SELECT count(*) FROM backtest_runs").fetchone()
    return int(row[0]) if row else 0


def forget_runs(app: StackInfo) -> None:
    """Empty the app's store."""
    assert app.database_url
    assert app.data_root
    with psycopg.connect(app.database_url) as connection:
        connection.execute("TRUNCATE backtest_runs")
    results: Path = app.data_root / "results"
    for path in results.glob("*.json"):
        path.unlink()
