"""Compare an answer with the oracle and say the first difference in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd

from backtest.oracle import Metrics, Reading, Trade, complete, metrics, readings, trades

RELATIVE, ABSOLUTE = 1e-9, 1e-12
Result = dict[str, Any]
ReadCandles = Callable[[str, str], pd.DataFrame]


class AnsweredRun(dict[str, Any]):
    """A result that remembers the request that it answers."""

    def __init__(self, result: Result, request: Result) -> None:
        super().__init__(result)
        self.request = request


def asked(result: Result) -> Result:
    """Return the request of a result, as sent where that is known, else as the result repeats it."""
    return result.request if isinstance(result, AnsweredRun) else result


def echo_difference(result: Result) -> str | None:
    """Say which part of the request a result does not repeat as it was sent, or None.

    A stored result that is read back remembers no request: there is nothing to compare.
    """
    if not isinstance(result, AnsweredRun):
        return None
    request = {"timeframe": "1d", **asked(result)}
    for name in ("strategy", "start_date", "end_date", "timeframe"):
        if str(result[name]).lower() != str(request[name]).lower():  # 1d may come back as 1D
            return f"{name} {say(request[name], result[name])}"
    observed = [part["symbol"] for part in result["symbols"]]
    if observed != list(request["symbols"]):
        return f"symbols {say(request['symbols'], observed)}"
    for name, value in request.get("params", {}).items():
        if result["params"].get(name) != value:
            return f"params.{name} {say(value, result['params'].get(name))}"
    return None


def close_to(left: object, right: float) -> bool:
    """Say whether two figures agree within 1e-9 of their size."""
    if isinstance(left, bool) or not isinstance(left, int | float):
        return False
    return math.isclose(left, right, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def utc(text: str) -> pd.Timestamp:
    """Read an ISO 8601 time; one without a zone is taken as UTC."""
    time = pd.Timestamp(text)
    return time.tz_localize("UTC") if time.tzinfo is None else time.tz_convert("UTC")


def differences(result: Result, read: ReadCandles) -> dict[Reading, str | None]:
    """Compare a result with each reading of the contract.

    Args:
        result: The answer of a run.
        read: Gives the candles of a symbol and timeframe.

    Returns:
        For each reading the first difference in words, or None where all figures are right.
    """
    request = asked(result)
    return {
        reading: first_difference(result, reading, read) for reading in readings(str(request["strategy"]))
    }


def explain(result: Result, read: ReadCandles) -> str | None:
    """Return None when some reading explains every figure, else the nearest reading's difference."""
    found: dict[Reading, str] = {}
    for reading in readings(str(asked(result)["strategy"])):
        difference = first_difference(result, reading, read)
        if difference is None:
            return None
        found[reading] = difference
    nearest = max(found, key=lambda reading: agreement(result, reading, read))
    return f"{found[nearest]} (nearest reading: {nearest})"


def agreement(result: Result, reading: Reading, read: ReadCandles) -> float:
    """Say how many signals a result shares with a reading, to choose the nearest one."""
    shared = total = 0
    for part in result["symbols"]:
        expected = {trade.timestamp for trade in expected_trades(result, part["symbol"], reading, read)}
        observed = {utc(signal["timestamp"]) for signal in part["signals"]}
        shared += len(expected & observed)
        total += len(expected | observed)
    return shared / total if total else 1.0


def expected_trades(result: Result, symbol: str, reading: Reading, read: ReadCandles) -> list[Trade]:
    """Work out the trades that a result should have for one symbol."""
    request = asked(result)
    candles = read(symbol, str(request.get("timeframe", "1d")))
    params = request.get("params", {})
    return trades(candles, request["strategy"], params, request["start_date"], request["end_date"], reading)


def first_difference(result: Result, reading: Reading, read: ReadCandles) -> str | None:
    """Return the first difference between a result and one reading, or None."""
    request = asked(result)
    hold = int(complete(request["strategy"], request.get("params", {}))["hold_period_bars"])
    for part in result["symbols"]:
        possible = expected_trades(result, part["symbol"], reading, read)
        observed = {utc(signal["timestamp"]) for signal in part["signals"]}
        taken = [trade for trade in possible if not trade.tie or trade.timestamp in observed]
        found = (
            signals_difference(part["signals"], taken)
            or metrics_difference(part, metrics(taken, hold))
            or curve_difference(part["performance_curve"], taken, metrics(taken, hold))
        )
        if found:
            return f"{part['symbol']}: {found}"
    return None


def signals_difference(signals: list[Result], taken: list[Trade]) -> str | None:
    """Compare the list of signals with the trades that are right."""
    observed = [utc(signal["timestamp"]) for signal in signals]
    expected = [trade.timestamp for trade in taken]
    seen, right = set(observed), set(expected)
    for time in expected:
        if time not in seen:
            return f"the signal of {time} is missing ({len(observed)} signals instead of {len(expected)})"
    for time in observed:
        if time not in right:
            return (
                f"no bar at {time} is a signal, yet one is given ({len(observed)} instead of {len(expected)})"
            )
    if observed != expected:
        return "the signals do not ascend in time, or one is given twice"
    for signal, trade in zip(signals, taken, strict=True):
        for name in ("entry_price", "exit_price", "return_pct"):
            if not close_to(signal[name], getattr(trade, name)):
                return f"signal of {trade.timestamp}: {name} {say(getattr(trade, name), signal[name])}"
    return None


def metrics_difference(part: Result, right: Metrics) -> str | None:
    """Compare one symbol's four figures with those that its trades give."""
    for name in ("win_rate", "avg_return", "max_drawdown", "avg_hold_bars"):
        if not close_to(part[name], getattr(right, name)):
            return f"{name} {say(getattr(right, name), part[name])}"
    return None


def curve_difference(curve: list[Result] | None, taken: list[Trade], right: Metrics) -> str | None:
    """Compare a performance curve with equity and drawdown after each trade.

    The contract leaves open whether the curve shows its start at 1.0, and whether it has a point a
    trade or a point a bar: repeated levels count once.
    """
    points = curve or []
    if not taken:
        return None if all(close_to(p["equity"], 1.0) for p in points) else "the curve moves without a trade"
    observed = levels([(p["equity"], p["drawdown"]) for p in points])
    expected = levels(list(zip(right.equity, right.drawdown, strict=True)))
    for number, (seen, wanted) in enumerate(zip(observed, expected, strict=False), start=1):
        for name, left, value in zip(("equity", "drawdown"), seen, wanted, strict=True):
            if not close_to(left, value):
                return f"performance_curve, level {number}: {name} {say(value, left)}"
    if len(observed) != len(expected):
        return f"the performance_curve has {len(observed)} levels instead of {len(expected)}"
    return dates_difference(points, taken)


def levels(points: list[tuple[Any, float]]) -> list[tuple[Any, float]]:
    """Drop the start at 1.0 and each repeated level of a curve."""
    kept: list[tuple[Any, float]] = []
    before: Any = 1.0
    for equity, drawdown in points:
        if not close_to(equity, float(before) if isinstance(before, int | float) else math.nan):
            kept.append((equity, drawdown))
        before = equity
    return kept


def dates_difference(points: list[Result], taken: list[Trade]) -> str | None:
    """Check that a curve's dates ascend and, with a point a trade, are the trades' own dates."""
    dates = [str(point["timestamp"])[:10] for point in points]
    if any(later < earlier for earlier, later in pairwise(dates)):
        return "the dates of the performance_curve do not ascend"
    entries = [f"{trade.timestamp:%Y-%m-%d}" for trade in taken]
    exits = [f"{trade.exit_timestamp:%Y-%m-%d}" for trade in taken]
    if len(points) == len(taken) and dates not in (entries, exits):
        wrong = next(d for d, e in zip(dates, entries, strict=True) if d != e)
        return f"the performance_curve has a point at {wrong}, which is not the date of its trade"
    return None


def say(expected: object, observed: object) -> str:
    """Say what a figure should be and is."""
    return f"should be {expected!r}, is {observed!r}"
