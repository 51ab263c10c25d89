"""Where the two strategies see a signal, worked out bar by bar from the contract's sentences.

A threshold that a bar meets only within a rounding error (1e-9 relative) is a tie: whoever sums
in another order may decide it otherwise, so both answers are right for that bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from backtest.parameters import LONG_CANDLE, ZONE_BREAKOUT

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
TIE = 1e-9


@dataclass(frozen=True)
class Marks:
    """The bars that are signals for certain, and those that may or may not be."""

    sure: Bools
    tie: Bools


def mark_signals(candles: pd.DataFrame, strategy: str, params: dict[str, Any], short_window: bool) -> Marks:
    """Mark the signal bars of one strategy.

    Args:
        candles: The bars that the strategy can see, ascending in time.
        strategy: One of the contract's two strategies.
        params: All its parameters.
        short_window: Whether a breakout may be judged before `volume_window` earlier bars exist.
    """
    if strategy == LONG_CANDLE:
        return long_candle(candles, params)
    if strategy == ZONE_BREAKOUT:
        return zone_breakout(candles, params, short_window)
    raise ValueError(f"The contract knows no strategy '{strategy}'.")


def at_least(left: Floats, right: Floats) -> Marks:
    """Compare `left >= right` bar by bar and set ties apart."""
    tie = np.abs(left - right) <= TIE * np.maximum(np.abs(left), np.abs(right))
    return Marks(sure=(left >= right) & ~tie, tie=tie)


def below(left: Floats, right: Floats) -> Marks:
    """Compare `left < right` bar by bar and set ties apart."""
    tie = np.abs(left - right) <= TIE * np.maximum(np.abs(left), np.abs(right))
    return Marks(sure=(left < right) & ~tie, tie=tie)


def both(first: Marks, second: Marks) -> Marks:
    """Join two conditions: sure when both are, a tie when neither is surely false."""
    sure = first.sure & second.sure
    possible = (first.sure | first.tie) & (second.sure | second.tie)
    return Marks(sure=sure, tie=possible & ~sure)


def long_candle(candles: pd.DataFrame, params: dict[str, Any]) -> Marks:
    """Mark the bars of `volume_long_candle`: much volume, a long body, short wicks."""
    opened, high, low, close, volume = columns(candles)
    window = int(params["vol_ma_window"])
    sums = np.concatenate([[0.0], np.cumsum(volume)])
    last = np.arange(1, len(volume) + 1)
    first = np.maximum(last - window, 0)
    mean = (sums[last] - sums[first]) / (last - first)
    limit = np.full_like(opened, float(params["body_pct"]))
    result = at_least(volume, float(params["vol_multiplier"]) * mean)
    result = both(result, at_least((close - opened) / opened, limit))
    result = both(result, below((high - np.maximum(opened, close)) / opened, 2 * limit))
    return both(result, below((np.minimum(opened, close) - low) / opened, 2 * limit))


def zone_breakout(candles: pd.DataFrame, params: dict[str, Any], short_window: bool) -> Marks:
    """Mark the bars of `volume_zone_breakout`: the high passes the resistance of the window before."""
    _, high, low, _, volume = columns(candles)
    window, bins = int(params["volume_window"]), int(params["num_bins"])
    factor = 1 + float(params["breakout_buffer"])
    sure, tie = np.zeros(len(high), bool), np.zeros(len(high), bool)
    for bar in range(1 if short_window else window, len(high)):
        part = slice(max(0, bar - window), bar)
        zone = resistance(low[part], high[part], volume[part], float(params["top_percentile"]), bins)
        if zone is None:
            continue
        sure[bar] = high[bar] > zone[1] * factor * (1 + TIE)
        tie[bar] = not sure[bar] and high[bar] >= zone[0] * factor * (1 - TIE)
    return Marks(sure, tie)


def resistance(
    low: Floats, high: Floats, volume: Floats, share: float, bins: int
) -> tuple[float, float] | None:
    """Return the lowest and the highest price that can be called the window's resistance.

    They differ only where the gathered volume meets the share within a rounding error.
    """
    total = float(volume.sum())
    if total <= 0:
        return None
    bottom, top = float(low.min()), float(high.max())
    edges = np.linspace(bottom, top, bins + 1)
    if top <= bottom:
        return bottom, top
    gathered = np.cumsum(volume_per_bin(low, high, volume, edges)[::-1])
    wanted = share * total
    first = int(np.argmax(gathered >= wanted - TIE * total))
    enough = gathered >= wanted + TIE * total
    last = int(np.argmax(enough)) if enough.any() else bins - 1
    return float(edges[bins - 1 - last]), float(edges[bins - 1 - first])


def volume_per_bin(low: Floats, high: Floats, volume: Floats, edges: Floats) -> Floats:
    """Spread each bar's volume over the bins by the overlap of the bin with the bar's low..high."""
    span = high - low
    overlap = np.minimum(high[:, None], edges[None, 1:]) - np.maximum(low[:, None], edges[None, :-1])
    overlap = np.clip(overlap, 0.0, None)
    flat = span <= 0
    share = overlap / np.where(flat, 1.0, span)[:, None]
    if flat.any():
        home = np.clip(np.searchsorted(edges, low[flat], side="right") - 1, 0, len(edges) - 2)
        share[flat] = 0.0
        share[np.flatnonzero(flat), home] = 1.0
    result: Floats = (share * volume[:, None]).sum(axis=0)
    return result


def columns(candles: pd.DataFrame) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return open, high, low, close and volume as arrays of float64."""
    names = ("open", "high", "low", "close", "volume")
    opened, high, low, close, volume = (candles[name].to_numpy(dtype=np.float64) for name in names)
    return opened, high, low, close, volume
