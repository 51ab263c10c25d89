"""`volume_zone_breakout`: the high breaks through the zone where much volume was traded.

The volume gathered from the top grows with each bin, so the first bin that gathers enough is found
by bisection: 5 looks at a window for 20 bins instead of 20. A look does not spread the volume over
the bins either: what lies above an edge is ``volume * clip((high - edge) / (high - low), 0, 1)``.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from coin.candles import Array, Candles
from coin.models.parameters import ZoneBreakoutParameters

# Windows looked at in one go: their arrays stay in the processor's cache.
CHUNK = 1024
# A sum is rounded: bins that hold exactly the wanted share must count as enough.
ROUNDING = 1 - 1e-9
# Slope of a bar without a range: all of its volume lies at its price, at or above each edge up to there.
STEEP = 1e200


def zone_breakout_signals(candles: Candles, params: ZoneBreakoutParameters) -> Array:
    """Whether each bar is a signal; one with fewer bars before it than the window has none."""
    signals = np.zeros(len(candles), dtype=bool)
    window = params.volume_window
    if len(candles) > window:
        level = resistance(candles, params) * (1 + params.breakout_buffer)
        signals[window:] = candles.high[window:] >= level
    return signals


def resistance(candles: Candles, params: ZoneBreakoutParameters) -> Array:
    """The resistance before each bar that has a whole window before it."""
    spread = candles.high - candles.low
    points = spread <= 0
    slope = np.where(points, STEEP, 1 / np.where(points, 1.0, spread))
    # The last bar is in nobody's window: nothing comes after it.
    high, low, volume, slope, point = (
        sliding_window_view(column[:-1], params.volume_window)
        for column in (candles.high, candles.low, candles.volume, slope, points.astype(float))
    )
    level = np.empty(len(high))
    for first in range(0, len(high), CHUNK):
        part = slice(first, first + CHUNK)
        whole = point[part] if points.any() else None
        level[part] = _lower_edge(high[part], low[part], volume[part], slope[part], whole, params)
    return level


def _lower_edge(
    high: Array, low: Array, volume: Array, slope: Array, whole: Array | None, params: ZoneBreakoutParameters
) -> Array:
    """The lower edge of the bin, from the top, with which each window has gathered enough volume.

    Args:
        high: highs, a row a window; ``low`` and ``volume`` likewise.
        slope: share of a bar's volume that a step of 1 in price holds.
        whole: 1 for bars without a range, None when there are none.
        params: the strategy's parameters.
    """
    bottom = low.min(axis=1)
    width = (high.max(axis=1) - bottom) / params.num_bins
    total = volume.sum(axis=1)
    wanted = total * params.top_percentile * ROUNDING
    # The bin lies in [lowest, highest]; each look halves that for every window at once.
    lowest = np.zeros(len(bottom), dtype=int)
    highest = np.full(len(bottom), params.num_bins - 1)
    above = np.empty(high.shape)
    while np.any(lowest < highest):
        middle = (lowest + highest + 1) // 2
        np.subtract(high, (bottom + middle * width)[:, None], out=above)
        above *= slope
        if whole is not None:
            above += whole
        np.clip(above, 0.0, 1.0, out=above)
        enough = np.einsum("ij,ij->i", above, volume) >= wanted
        lowest = np.where(enough, middle, lowest)
        highest = np.where(enough, highest, middle - 1)
    # Where nothing was traded there is no zone to break through.
    return np.where(total > 0, bottom + lowest * width, np.inf)
