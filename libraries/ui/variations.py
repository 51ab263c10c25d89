"""Results that the app cannot be put into: shapes that the contract allows and real candles do not give."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

KINDS = (
    ("buy", 9.5, 0.0),
    ("sell", 100.0, -0.0312),
    ("buy", 1234.5, 0.0),
    ("sell", 10.0, 0.1003),
    ("buy", 99.0, -0.2),
    ("buy", 0.0001234, 0.05),
)
STEP = 29
"""Hours from one signal to the next: each falls on another hour, some on another day in Seoul."""
START = datetime(2025, 1, 1, tzinfo=UTC)


def all_kinds(result: dict[str, Any]) -> dict[str, Any]:
    """A result with bought and sold, won, lost and unchanged trades."""
    return _with_signals(result, [_signal(17 + place * STEP, *kind) for place, kind in enumerate(KINDS)])


def stretched(result: dict[str, Any], count: int) -> dict[str, Any]:
    """A result with ``count`` signals, one an hour, small gains and losses in turn."""
    return _with_signals(
        result, [_signal(hour, "buy", 100.0, 0.001 if hour % 2 else -0.001) for hour in range(count)]
    )


def without_signals(result: dict[str, Any], curve: list[Any] | None) -> dict[str, Any]:
    """A result without a signal; the contract allows an empty curve and null."""
    empty = stretched(result, 0)
    empty["symbols"][0]["performance_curve"] = curve
    return empty


def first_without_signals(result: dict[str, Any]) -> dict[str, Any]:
    """A result of several symbols of which the first has no signal, and null for its curve."""
    varied = copy.deepcopy(result)
    varied["symbols"][0].update(
        signals=[], win_rate=0, avg_return=0, max_drawdown=0, avg_hold_bars=0, performance_curve=None
    )
    varied["total_signals"] = sum(len(entry["signals"]) for entry in varied["symbols"])
    return varied


def _signal(hour: int, kind: str, price: float, gain: float) -> dict[str, Any]:
    moment = (START + timedelta(hours=hour)).isoformat().replace("+00:00", "Z")
    return {
        "type": kind,
        "timestamp": moment,
        "entry_price": price,
        "exit_price": price * (1 + gain),
        "return_pct": gain,
    }


def _with_signals(result: dict[str, Any], signals: list[dict[str, Any]]) -> dict[str, Any]:
    """The result with these signals on its first and only symbol, and the figures that follow from them."""
    varied = copy.deepcopy(result)
    entry = varied["symbols"][0]
    gains = [signal["return_pct"] for signal in signals]
    count = max(len(gains), 1)
    curve = _curve(signals)
    entry.update(
        signals=[{"symbol": entry["symbol"], **signal} for signal in signals],
        win_rate=sum(gain > 0 for gain in gains) / count,
        avg_return=sum(gains) / count * 100,
        max_drawdown=-100 * min((point["drawdown"] for point in curve), default=0.0),
        avg_hold_bars=1.0 if gains else 0,
        performance_curve=curve,
    )
    varied.update(symbols=[entry], total_signals=len(signals))
    return varied


def _curve(signals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    equity = highest = 1.0
    curve = []
    for signal in signals:
        equity *= 1 + signal["return_pct"]
        highest = max(highest, equity)
        curve.append(
            {"timestamp": signal["timestamp"][:10], "equity": equity, "drawdown": equity / highest - 1}
        )
    return curve
