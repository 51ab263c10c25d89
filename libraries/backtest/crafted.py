"""Candles made for the corners of the contract, written as an app expects them below its DATA_ROOT."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from backtest.strategies import Floats


def walk(
    seed: int, count: int, drift: float = 0.0, tick: float = 0.01, wick: float = 0.006
) -> dict[str, Floats]:
    """Draw candles: a random walk with days of much volume and a long body.

    Args:
        seed: Same seed, same candles.
        count: Number of bars.
        drift: Mean change of a quiet bar, as a fraction.
        tick: Prices are whole multiples of it; a coarse one makes equal closes.
        wick: Mean length of a wick, as a fraction of the open.
    """
    random = np.random.default_rng(seed)
    lively = random.random(count) < 0.3
    change = np.where(lively, np.abs(random.normal(0.035, 0.02, count)), random.normal(drift, 0.02, count))
    change = np.clip(change, -0.15, 0.15)
    level = 1000 * np.cumprod(1 + change - np.mean(change) + drift)
    opened = np.maximum(np.round(level / (1 + change) / tick), 1) * tick
    close = np.maximum(np.round(level / tick), 1) * tick
    high = np.maximum(opened, close) * (1 + random.exponential(wick, count) + 1e-4)
    low = np.minimum(opened, close) * (1 - np.minimum(random.exponential(wick, count), 0.3) - 1e-4)
    volume = np.round(np.where(lively, random.uniform(1500, 4000, count), random.uniform(300, 1200, count)))
    return {"open": opened, "high": high, "low": low, "close": close, "volume": volume}


def frame(symbol: str, timeframe: str, times: pd.DatetimeIndex, prices: dict[str, Floats]) -> pd.DataFrame:
    """Put candles into the contract's columns."""
    return pd.DataFrame({"timestamp": times, "symbol": symbol, "timeframe": timeframe, **prices})


def days(start: str, end: str) -> pd.DatetimeIndex:
    """Return each day from start to end, both included, in UTC."""
    return pd.date_range(start, end, freq="D", tz="UTC")


def plain(symbol: str, seed: int, start: str, end: str, **shape: float) -> pd.DataFrame:
    """Draw daily candles without a gap."""
    times = days(start, end)
    return frame(symbol, "1D", times, walk(seed, len(times), **shape))


def with_gaps(symbol: str) -> pd.DataFrame:
    """Days are missing, so that bars and calendar days differ."""
    whole = plain(symbol, 11, "2025-01-01", "2025-12-31")
    kept = np.random.default_rng(12).random(len(whole)) > 0.25
    return whole[kept].reset_index(drop=True)


def whole_volume(symbol: str) -> pd.DataFrame:
    """The volume is int64, which the contract allows."""
    return plain(symbol, 13, "2025-01-01", "2025-12-31").astype({"volume": "int64"})


def large_volume(symbol: str) -> pd.DataFrame:
    """Whole volumes of billions, such as cheap coins have: no int32 and no float32 holds them."""
    candles = plain(symbol, 15, "2025-01-01", "2025-12-31").astype({"volume": "int64"})
    candles["volume"] = candles["volume"] * 1_000_000_007
    return candles


def small_volume(symbol: str) -> pd.DataFrame:
    """Volumes below one, such as dear coins have."""
    candles = plain(symbol, 29, "2025-01-01", "2025-12-31")
    candles["volume"] *= 0.000237
    return candles


def small_prices(symbol: str) -> pd.DataFrame:
    """Prices of which only the fifth decimal and those after it say anything."""
    candles = plain(symbol, 16, "2025-01-01", "2025-12-31", tick=0.0001)
    candles[["open", "high", "low", "close"]] *= 1e-8
    return candles


def quiet_bars(symbol: str) -> pd.DataFrame:
    """Bars in which nothing was traded: no volume, and one price for all four."""
    candles = plain(symbol, 17, "2025-01-01", "2025-12-31")
    quiet = np.random.default_rng(18).random(len(candles)) < 0.15
    for name in ("open", "high", "low"):
        candles.loc[quiet, name] = candles.loc[quiet, "close"]
    candles.loc[quiet, "volume"] = 0.0
    return candles


def other_unit(symbol: str) -> pd.DataFrame:
    """Times are kept in milliseconds: a file says itself which unit it has."""
    return plain(symbol, 19, "2024-06-01", "2025-12-31").astype({"timestamp": "datetime64[ms, UTC]"})


def decades(symbol: str) -> pd.DataFrame:
    """Each hour of twenty years, for runs that take a while."""
    times = pd.date_range("2006-01-01", "2025-12-31 23:00", freq="h", tz="UTC")
    return frame(symbol, "1H", times, walk(20, len(times)))


def half_a_year(symbol: str) -> pd.DataFrame:
    """Each hour of half a year: thousands of bars, and over a thousand trades."""
    times = pd.date_range("2025-01-01", "2025-06-30 23:00", freq="h", tz="UTC")
    return frame(symbol, "1H", times, walk(30, len(times)))


def four_hours(symbol: str) -> pd.DataFrame:
    """Six bars a day: the last day of a range has bars after midnight."""
    times = pd.date_range("2025-03-01", "2025-05-31 20:00", freq="4h", tz="UTC")
    return frame(symbol, "4H", times, walk(14, len(times)))


def exact_candles(symbol: str) -> pd.DataFrame:
    """Bars that meet each threshold of the long candle exactly; all sums of these figures are exact.

    Each body is a quarter of its open and each volume is the mean. In turn there is no wick, an upper
    wick of half the open, a lower one, and both of a quarter.
    """
    times = days("2025-01-01", "2025-01-20")
    turn = np.arange(len(times)) % 4
    opened, close = np.full(len(times), 64.0), np.full(len(times), 80.0)
    high = np.select([turn == 1, turn == 3], [112.0, 96.0], 80.0)
    low = np.select([turn == 2, turn == 3], [32.0, 48.0], 64.0)
    prices = {"open": opened, "high": high, "low": low, "close": close, "volume": np.full(len(times), 1024.0)}
    return frame(symbol, "1D", times, prices)


def exact_zones(symbol: str) -> pd.DataFrame:
    """Bars that meet the resistance exactly, that lie below it, and between them bars that reach far above.

    With a window of one bar, two bins and half of the volume, a bar from 64 to 128 makes a resistance of 96.
    """
    times = days("2025-01-01", "2025-01-20")
    turn = np.arange(len(times)) % 4
    high = np.select([turn == 1, turn == 3], [96.0, 80.0], 128.0)
    low, volume = np.full(len(times), 64.0), np.full(len(times), 1024.0)
    prices = {"open": low, "high": high, "low": low, "close": (low + high) / 2, "volume": volume}
    return frame(symbol, "1D", times, prices)


CRAFTED: dict[str, Callable[[str], pd.DataFrame]] = {
    "GAPS-1": with_gaps,
    "YEARS-1": lambda name: plain(name, 21, "2023-06-01", "2025-06-30"),
    "TICKS-1": lambda name: plain(name, 22, "2025-01-01", "2025-12-31", tick=40.0),
    "FALLING-1": lambda name: plain(name, 23, "2025-01-01", "2025-12-31", drift=-0.012),
    "RISING-1": lambda name: plain(name, 24, "2025-01-01", "2025-12-31", drift=0.012),
    "WICKS-1": lambda name: plain(name, 25, "2025-01-01", "2025-12-31", wick=0.03),
    "SHORT-1": lambda name: plain(name, 37, "2025-01-01", "2025-01-15"),
    "WHOLE_1": whole_volume,
    "HOURS-1": four_hours,
    "HALF-1": half_a_year,
    "LARGE-1": large_volume,
    "FRACTIONS-1": small_volume,
    "SMALL-1": small_prices,
    "QUIET-1": quiet_bars,
    "UNITS-1": other_unit,
}
# For comparisons without the oracle, which takes a threshold that is met exactly either way.
EXACT: dict[str, Callable[[str], pd.DataFrame]] = {"EDGES-1": exact_candles, "EDGES-2": exact_zones}
LONG: dict[str, Callable[[str], pd.DataFrame]] = {"DECADES-1": decades}
# There when a run is asked for, and gone before it is made.
GOING: dict[str, Callable[[str], pd.DataFrame]] = {
    "GONE-1": lambda name: plain(name, 38, "2025-01-01", "2025-12-31")
}


def add(root: Path, symbol: str) -> None:
    """Write daily candles of 2025 of a symbol below a data root, at once."""
    path = root / symbol / "1D" / "2025.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    plain(symbol, 28, "2025-01-01", "2025-12-31").to_parquet(draft, index=False)
    draft.replace(path)


def damage(root: Path, symbol: str) -> None:
    """Write daily candles of 2025 of a symbol that nobody can read: a file cut short, or none of the kind."""
    path = root / symbol / "1D" / "2025.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    if symbol.startswith("CUT"):
        plain(symbol, 28, "2025-01-01", "2025-12-31").to_parquet(path, index=False)
        path.write_bytes(path.read_bytes()[:4000])
    else:
        path.write_bytes(b"PAR1 and then nothing that a reader of candles could use PAR1")


def take_away(root: Path, symbol: str) -> None:
    """Remove the candles of a symbol that was made to go.

    Raises:
        ValueError: it was not: nobody else's candles are removed.
    """
    if symbol not in GOING:
        raise ValueError(f"{symbol} is none of the symbols that are made to go: {', '.join(GOING)}")
    shutil.rmtree(root / symbol)


def write_crafted(root: Path) -> list[str]:
    """Write all crafted candles below a data root, one file a year.

    Returns:
        The symbols.
    """
    recipes = CRAFTED | EXACT | LONG | GOING
    for symbol, make in recipes.items():
        candles = make(symbol)
        for year, part in candles.groupby(candles["timestamp"].dt.year):
            path = root / symbol / str(part["timeframe"].iloc[0]) / f"{year}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            part.to_parquet(path, index=False)
    return list(recipes)
