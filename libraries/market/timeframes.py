"""Timeframes that candles come in, and how lively one bar of each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Timeframe:
    """One bar length: its folder name, its length, its noise per bar and its share of surge bars."""

    name: str
    step: timedelta
    noise: float
    surge_share: float

    def start_of(self, year: int) -> datetime:
        """Return the first bar's time of a year."""
        return datetime(year, 1, 1, tzinfo=UTC)

    def bars_in(self, year: int) -> int:
        """Return the number of bars of a whole year, leap days included."""
        return (self.start_of(year + 1) - self.start_of(year)) // self.step


# The shorter the bar, the quieter and the rarer its surges, so that prices stay believable.
TIMEFRAMES = {
    frame.name: frame
    for frame in (
        Timeframe("1D", timedelta(days=1), noise=0.016, surge_share=0.17),
        Timeframe("4H", timedelta(hours=4), noise=0.008, surge_share=0.08),
        Timeframe("1H", timedelta(hours=1), noise=0.004, surge_share=0.06),
        Timeframe("15M", timedelta(minutes=15), noise=0.002, surge_share=0.01),
        Timeframe("5M", timedelta(minutes=5), noise=0.0012, surge_share=0.004),
        Timeframe("1M", timedelta(minutes=1), noise=0.0006, surge_share=0.001),
    )
}


def timeframe_named(name: str) -> Timeframe:
    """Return the timeframe with this name, in any case.

    Raises:
        ValueError: there is none; the message lists those that exist.
    """
    frame = TIMEFRAMES.get(name.upper())
    if frame is None:
        known = ", ".join(TIMEFRAMES)
        raise ValueError(f"unknown timeframe {name!r}: expected one of {known} (M is minutes)")
    return frame
