"""The strategies: each says which bars are signals, vectorised over all bars."""

from __future__ import annotations

from coin.candles import Array, Candles
from coin.models.parameters import LongCandleParameters, Parameters, ZoneBreakoutParameters
from coin.strategies.long_candle import long_candle_signals
from coin.strategies.zone_breakout import zone_breakout_signals

STRATEGIES = ("volume_long_candle", "volume_zone_breakout")


def find_signals(candles: Candles, params: Parameters) -> Array:
    """Whether each bar is a signal of the strategy that ``params`` belong to."""
    if isinstance(params, LongCandleParameters):
        return long_candle_signals(candles, params)
    if isinstance(params, ZoneBreakoutParameters):
        return zone_breakout_signals(candles, params)
    raise TypeError(f"no strategy has {type(params).__name__}")
