"""The app's two signal rules, vectorised, with the distance of every bar from each rule's thresholds.

The rules are those of the app's public contract. Here they serve one purpose: to make candles on which no
rounding and no other order of summing can move a signal. They judge nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
CHUNK = 2_000  # windows worked on at once: bounds the memory of a year of hours to about 20 MB


class Prices(NamedTuple):
    """Columns of equally long candles."""

    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats


class Ruling(NamedTuple):
    """Where a rule fires, and each bar's smallest relative distance from one of its thresholds."""

    fires: Flags
    distance: Floats


@dataclass(frozen=True)
class LongCandle:
    """A volume surge with a long body: parameters of `volume_long_candle`."""

    window: int = 20
    multiplier: float = 1.5
    body: float = 0.02

    def judge(self, prices: Prices) -> Ruling:
        """Return where the rule fires and how close each bar is to firing otherwise."""
        surge = prices.volume / (self.multiplier * _running_mean(prices.volume, self.window)) - 1
        body = (prices.close - prices.open) / prices.open - self.body
        top = np.maximum(prices.open, prices.close)
        bottom = np.minimum(prices.open, prices.close)
        upper = (prices.high - top) / prices.open - 2 * self.body
        lower = (bottom - prices.low) / prices.open - 2 * self.body
        fires = (surge >= 0) & (body >= 0) & (upper < 0) & (lower < 0)
        return Ruling(fires, np.abs(np.stack([surge, body, upper, lower])).min(axis=0))


@dataclass(frozen=True)
class ZoneBreakout:
    """A high above the volume zone: parameters of `volume_zone_breakout`."""

    window: int = 60
    top: float = 0.2
    buffer: float = 0.01
    bins: int = 20

    def judge(self, prices: Prices) -> Ruling:
        """Return where the rule fires and how close each bar is to firing otherwise."""
        count = len(prices.close)
        fires = np.zeros(count, dtype=bool)
        distance = np.full(count, np.inf)
        for first in range(self.window, count, CHUNK):
            bars = np.arange(first, min(first + CHUNK, count))
            level, tie = self._resistance(prices, bars)
            gap = prices.high[bars] / (level * (1 + self.buffer)) - 1
            fires[bars] = gap >= 0
            distance[bars] = np.minimum(np.abs(gap), tie)
        return Ruling(fires, distance)

    def _resistance(self, prices: Prices, bars: NDArray[np.int_]) -> tuple[Floats, Floats]:
        before = bars[:, None] - np.arange(self.window, 0, -1)[None, :]
        low, high, volume = prices.low[before], prices.high[before], prices.volume[before]
        floor, ceiling = low.min(axis=1), high.max(axis=1)
        width = (ceiling - floor) / self.bins
        edges = floor[:, None] + width[:, None] * np.arange(self.bins + 1)
        gathered = np.empty((len(bars), self.bins))
        total = volume.sum(axis=1)
        for number in range(self.bins):  # share of the volume that lies above each bin's lower edge
            above = np.clip((high - edges[:, number, None]) / (high - low), 0, 1)
            gathered[:, number] = (volume * above).sum(axis=1) / total
        chosen = self.bins - 1 - np.argmax(gathered[:, ::-1] >= self.top, axis=1)
        return edges[np.arange(len(bars)), chosen], np.abs(gathered - self.top).min(axis=1)


DEFAULTS: tuple[LongCandle | ZoneBreakout, ...] = (LongCandle(), ZoneBreakout())
PRESETS: tuple[LongCandle | ZoneBreakout, ...] = (
    LongCandle(20, 1.5, 0.01),
    ZoneBreakout(20, 0.2, 0.0),
    ZoneBreakout(10, 0.3, 0.0),
)


def _running_mean(values: Floats, window: int) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    ends = np.arange(1, len(values) + 1)
    starts = np.maximum(ends - window, 0)
    mean: Floats = (sums[ends] - sums[starts]) / (ends - starts)
    return mean
