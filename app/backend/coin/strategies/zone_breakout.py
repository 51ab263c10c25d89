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
    columns = [candles.high, candles.low, candles.volume, slope, points.astype(float)]
    # The last bar is in nobody's window: nothing comes after it.
    windows = [sliding_window_view(column[:-1], params.volume_window) for column in columns]
    count = len(windows[0])
    level = np.empty(count)
    for first in range(0, count, CHUNK):
        part = slice(first, min(first + CHUNK, count))
        level[part] = _resistance(*(view[part] for view in windows), params, bool(points.any()))
    return level


def _resistance(
    high: Array, low: Array, volume: Array, slope: Array, point: Array, params: ZoneBreakoutParameters, any_points: bool
) -> Array:
    bottom = low.min(axis=1)
    width = (high.max(axis=1) - bottom) / params.num_bins
    wanted = volume.sum(axis=1) * params.top_percentile * ROUNDING
    # The bin lies in [lowest, highest]; each look halves that for every window at once.
    lowest = np.zeros(len(bottom), dtype=int)
    highest = np.full(len(bottom), params.num_bins - 1)
    buffer = np.empty(high.shape)
    while np.any(lowest < highest):
        middle = (lowest + highest + 1) // 2
        edge = bottom + middle * width
        np.subtract(high, edge[:, None], out=buffer)
        buffer *= slope
        if any_points:
            buffer += point
        np.clip(buffer, 0.0, 1.0, out=buffer)
        enough = np.einsum("ij,ij->i", buffer, volume) >= wanted
        lowest = np.where(enough, middle, lowest)
        highest = np.where(enough, highest, middle - 1)
    return bottom + lowest * width
