"""From signals to trades, and from trades to figures."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from coin.candles import Array, Candles


def symbol_result(symbol: str, candles: Candles, signals: Array, hold: int) -> dict[str, Any]:
    """Trades and figures of one symbol, as the API answers them.

    Args:
        symbol: name of the symbol.
        candles: its bars.
        signals: whether each bar is a signal.
        hold: bars from entry to exit; a signal whose exit bar does not exist yet is no trade.
    """
    entries = np.flatnonzero(signals)
    entries = entries[entries + hold < len(candles)]
    exits = entries + hold
    bought, sold = candles.close[entries], candles.close[exits]
    returns = (sold - bought) / bought
    equity, drawdown = equity_curve(returns)
    return {
        "symbol": symbol,
        "signals": _signals(symbol, candles.timestamp[entries], bought, sold, returns),
        "win_rate": float(np.mean(returns > 0)) if len(returns) else 0.0,
        "avg_return": float(np.mean(returns)) * 100 if len(returns) else 0.0,
        "max_drawdown": max(0.0, float(-drawdown.min()) * 100) if len(returns) else 0.0,
        "avg_hold_bars": float(hold) if len(returns) else 0.0,
        "performance_curve": _curve(candles.timestamp[exits], equity, drawdown),
    }


def equity_curve(returns: Array) -> tuple[Array, Array]:
    """Equity after each trade, starting from 1.0, and its fall from the highest so far."""
    with np.errstate(over="ignore"):
        # Many thousand good trades leave the range of a float: JSON has no infinity.
        equity = np.minimum(np.cumprod(1 + returns), sys.float_info.max)
    highest = np.maximum(np.maximum.accumulate(equity), 1.0)
    return equity, equity / highest - 1


def _signals(symbol: str, at: Array, bought: Array, sold: Array, returns: Array) -> list[dict[str, Any]]:
    times = np.datetime_as_string(at, unit=_precision(at), timezone="UTC").tolist() if len(at) else []
    rows = zip(times, bought.tolist(), sold.tolist(), returns.tolist(), strict=True)
    return [
        {
            "symbol": symbol,
            "type": "buy",
            "timestamp": time,
            "entry_price": entry,
            "exit_price": exit_,
            "return_pct": gain,
        }
        for time, entry, exit_, gain in rows
    ]


def _precision(at: Array) -> str:
    return "us" if np.any(at.astype("int64") % 1_000_000) else "s"


def _curve(at: Array, equity: Array, drawdown: Array) -> list[dict[str, Any]]:
    days = np.datetime_as_string(at, unit="D").tolist() if len(at) else []
    return [
        {"timestamp": day, "equity": value, "drawdown": fall}
        for day, value, fall in zip(days, equity.tolist(), drawdown.tolist(), strict=True)
    ]
