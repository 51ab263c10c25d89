"""The right answer of a backtest, from the candles and the contract alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

import numpy as np
import pandas as pd

from backtest.candles import in_range
from backtest.parameters import LONG_CANDLE, defaults
from backtest.strategies import mark_signals


@dataclass(frozen=True)
class Reading:
    """One way to read what the contract leaves open about the edges of a date range.

    Args:
        warm_up: The indicator's window may reach back before the start date. The contract says
            "the last `vol_ma_window` bars (… shorter at the start)": of the range, or of the data.
        exits: A trade may end only inside the range, or on any bar that exists.
        short_window: A breakout window may be shorter at the start, as the long candle's is.
    """

    warm_up: bool
    exits: Literal["range", "data"]
    short_window: bool = True

    def __str__(self) -> str:
        start = "reach back before" if self.warm_up else "begin at"
        end = "lie inside the range" if self.exits == "range" else "may lie after the end date"
        short = "" if self.short_window else ", breakouts need a full window"
        return f"windows {start} the start date, exits {end}{short}"


@dataclass(frozen=True)
class Trade:
    """One possible trade; a tie may be taken or left."""

    timestamp: pd.Timestamp
    exit_timestamp: pd.Timestamp
    entry_price: float
    exit_price: float
    tie: bool

    @property
    def return_pct(self) -> float:
        """Return `(exit - entry) / entry`, a fraction."""
        return (self.exit_price - self.entry_price) / self.entry_price


@dataclass(frozen=True)
class Metrics:
    """The figures of one symbol, in the contract's units, and the equity after each trade."""

    win_rate: float
    avg_return: float
    max_drawdown: float
    avg_hold_bars: float
    equity: tuple[float, ...]
    drawdown: tuple[float, ...]


def readings(strategy: str) -> list[Reading]:
    """List all readings of the contract that are open for a strategy."""
    windows = (True,) if strategy == LONG_CANDLE else (True, False)
    ends: tuple[Literal["range", "data"], ...] = ("range", "data")
    return [Reading(warm_up, exits, short) for warm_up, exits, short in product((False, True), ends, windows)]


def complete(strategy: str, params: dict[str, Any]) -> dict[str, Any]:
    """Add the contract's defaults to the parameters that a request gives."""
    return {**defaults(strategy), **params}


def trades(
    candles: pd.DataFrame, strategy: str, params: dict[str, Any], start: str, end: str, reading: Reading
) -> list[Trade]:
    """Work out the trades of one symbol in a date range, ascending in time.

    Entry is the close of the signal bar, exit the close `hold_period_bars` bars later; a signal
    whose exit bar does not exist is no trade (contract, section 1, "Common").
    """
    full = complete(strategy, params)
    inside = in_range(candles, start, end)
    visible = candles if reading.warm_up else candles[inside]
    marks = mark_signals(visible, strategy, full, reading.short_window)
    positions = visible.index.to_numpy()
    last = int(np.flatnonzero(inside)[-1]) if reading.exits == "range" and inside.any() else len(candles) - 1
    hold = int(full["hold_period_bars"])
    close, times = candles["close"].to_numpy(dtype=float), candles["timestamp"].array
    found = []
    for mark in np.flatnonzero(marks.sure | marks.tie):
        at = int(positions[mark])
        if inside[at] and at + hold <= last:
            leave = at + hold
            found.append(
                Trade(times[at], times[leave], float(close[at]), float(close[leave]), not marks.sure[mark])
            )
    return found


def metrics(taken: list[Trade], hold: int) -> Metrics:
    """Work out the figures of the trades that were taken (contract, section 1, "Common")."""
    if not taken:
        return Metrics(0.0, 0.0, 0.0, 0.0, (), ())
    returns = np.array([trade.return_pct for trade in taken])
    equity = np.cumprod(1 + returns)
    highest = np.maximum.accumulate(np.concatenate([[1.0], equity]))[1:]
    drawdown = equity / highest - 1
    return Metrics(
        win_rate=float((returns > 0).mean()),
        avg_return=float(returns.mean() * 100),
        max_drawdown=float(-min(0.0, drawdown.min()) * 100),
        avg_hold_bars=float(hold),
        equity=tuple(equity.tolist()),
        drawdown=tuple(drawdown.tolist()),
    )
