"""`volume_zone_breakout` as the contract's sentences read, in plain Python: the app is measured beside it."""

from __future__ import annotations

from collections.abc import Sequence


def zone_breakout(
    high: Sequence[float],
    low: Sequence[float],
    volume: Sequence[float],
    window: int = 60,
    top_percentile: float = 0.2,
    buffer: float = 0.01,
    bins: int = 20,
) -> list[int]:
    """Return the positions of the signals."""
    signals = []
    for bar in range(window, len(high)):
        before = range(bar - window, bar)
        lowest = min(low[index] for index in before)
        highest = max(high[index] for index in before)
        width = (highest - lowest) / bins
        edges = [lowest + number * width for number in range(bins + 1)]
        amounts = [0.0] * bins
        for index in before:
            spread(high[index], low[index], volume[index], edges, amounts)
        if high[bar] >= resistance(edges, amounts, top_percentile) * (1 + buffer):
            signals.append(bar)
    return signals


def spread(high: float, low: float, volume: float, edges: list[float], amounts: list[float]) -> None:
    """Add a bar's volume to the bins by the overlap with its low..high."""
    for number in range(len(amounts)):
        overlap = min(high, edges[number + 1]) - max(low, edges[number])
        if overlap > 0:
            amounts[number] += volume * overlap / (high - low)


def resistance(edges: list[float], amounts: list[float], top_percentile: float) -> float:
    """Return the lower edge of the bin, from the top, with which enough volume is gathered."""
    wanted = sum(amounts) * top_percentile
    gathered = 0.0
    for number in range(len(amounts) - 1, -1, -1):
        gathered += amounts[number]
        if gathered >= wanted:
            return edges[number]
    return edges[0]
