"""Runs a backtest: candles in, result out."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from coin import __version__
from coin.candles import CandleStore
from coin.models.requests import LongCandleRun, ZoneBreakoutRun
from coin.strategies import find_signals
from coin.timing import Stopwatch
from coin.trades import symbol_result

Run = LongCandleRun | ZoneBreakoutRun


def utc_text(moment: datetime) -> str:
    """A moment as ISO 8601 with microseconds, ending in Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def run_backtest(
    run: Run,
    run_id: str,
    candles: CandleStore,
    environment: str,
    stopwatch: Stopwatch,
    progress: Callable[[int], None] = lambda percent: None,
) -> dict[str, Any]:
    """The result of a run, as it is answered and stored.

    Args:
        run: what to run, already checked.
        run_id: the run's name.
        candles: where candles come from.
        environment: name that the result carries.
        stopwatch: gets the phases ``load`` and ``compute``.
        progress: told the percentage that is done after each symbol.

    Raises:
        NotFoundError: a symbol is unknown or has no data in the range.
    """
    started = time.perf_counter()
    with stopwatch.phase("load"):
        loaded = [candles.load(symbol, run.timeframe, run.start_date, run.end_date) for symbol in run.symbols]
    symbols = []
    for number, (symbol, bars) in enumerate(zip(run.symbols, loaded, strict=True), start=1):
        with stopwatch.phase("compute"):
            signals = find_signals(bars, run.params)
            symbols.append(symbol_result(symbol, bars, signals, run.params.hold_period_bars))
        progress(number * 100 // len(loaded))
    return {
        "version": __version__,
        "run_id": run_id,
        "strategy": run.strategy,
        "params": run.params.model_dump(),
        "start_date": run.start_date.isoformat(),
        "end_date": run.end_date.isoformat(),
        "timeframe": run.timeframe,
        "symbols": symbols,
        "total_signals": sum(len(result["signals"]) for result in symbols),
        "execution_time": round(time.perf_counter() - started, 6),
        "metadata": {
            "execution_date": utc_text(datetime.now(UTC)),
            "environment": environment,
            "execution_host": socket.gethostname(),
        },
        "description": _description(run),
    }


def _description(run: Run) -> str:
    days = f"{run.start_date} to {run.end_date}"
    return f"{run.strategy}: {', '.join(run.symbols)}, {run.timeframe}, {days}"
