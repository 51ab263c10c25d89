"""Candles as they lie below DATA_ROOT, read without the app."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from market.inspection import whole_years

COLUMNS = ["timestamp", "open", "high", "low", "close", "volume"]


def read_candles(data_root: Path, symbol: str, timeframe: str) -> pd.DataFrame:
    """Read all years of one symbol, ascending in time.

    Args:
        data_root: The folder that holds `<SYMBOL>/<TIMEFRAME>/<YEAR>.parquet`.
        symbol: Such as `KRW-BTC`.
        timeframe: As a request names it; `1d` and `1D` are the folder `1D`.

    Raises:
        ValueError: there is no such folder or it holds no candles, so the test's premise is wrong.
    """
    folder = data_root / symbol / timeframe.upper()
    files = sorted(folder.glob("*.parquet"))
    if not files:
        raise ValueError(f"No candles of {symbol} in {folder}: the test cannot work out what is right.")
    frame = pd.concat([pd.read_parquet(file, columns=COLUMNS) for file in files], ignore_index=True)
    frame["timestamp"] = pd.to_datetime(frame["timestamp"], utc=True)
    return frame.sort_values("timestamp", kind="stable").reset_index(drop=True)


def in_range(candles: pd.DataFrame, start: str, end: str) -> npt.NDArray[np.bool_]:
    """Say which candles lie in a date range, both days included in full (contract, section 2)."""
    first = pd.Timestamp(date.fromisoformat(start), tz="UTC")
    after = pd.Timestamp(date.fromisoformat(end) + timedelta(days=1), tz="UTC")
    times = candles["timestamp"]
    return ((times >= first) & (times < after)).to_numpy(dtype=np.bool_)


def symbols_with_data(data_root: Path, timeframe: str, year: int | None = None) -> list[str]:
    """List the symbols that have candles of a timeframe, in alphabetical order; of a year, its 365 days."""
    if year is not None and timeframe.upper() == "1D":
        return whole_years(data_root, year)
    pattern = f"*/{timeframe.upper()}/{year or '*'}.parquet"
    return sorted({file.parts[-3] for file in data_root.glob(pattern)})
