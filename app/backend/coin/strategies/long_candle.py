"""`volume_long_candle`: a long rising candle with short wicks on a surge of volume."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from coin.candles import Array, Candles
from coin.models.parameters import LongCandleParameters

# A mean is rounded: equal volumes must still reach a multiple of 1.0 of their own mean.
ROUNDING = 1 - 1e-12


def mean_volume(volume: Array, window: int) -> Array:
    """The mean of the last ``window`` bars, this one included, of fewer at the start."""
    mean = np.empty(len(volume))
    short = min(window - 1, len(volume))
    mean[:short] = np.cumsum(volume[:short]) / np.arange(1, short + 1)
    if len(volume) >= window:
        mean[short:] = sliding_window_view(volume, window).mean(axis=1)
    return mean


def long_candle_signals(candles: Candles, params: LongCandleParameters) -> Array:
    """Whether each bar is a signal."""
    opened, closed = candles.open, candles.close
    threshold = params.vol_multiplier * mean_volume(candles.volume, params.vol_ma_window) * ROUNDING
    body = (closed - opened) / opened
    upper_wick = (candles.high - np.maximum(opened, closed)) / opened
    lower_wick = (np.minimum(opened, closed) - candles.low) / opened
    most = 2 * params.body_pct
    surge = candles.volume >= threshold
    signals: Array = surge & (body >= params.body_pct) & (upper_wick < most) & (lower_wick < most)
    return signals
