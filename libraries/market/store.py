"""Candle files as the app expects them: `<root>/<SYMBOL>/<TIMEFRAME>/<YEAR>.parquet`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from market.rules import Prices
from market.timeframes import Timeframe

SYMBOL = re.compile(r"[A-Z0-9_-]+")
SCHEMA = pa.schema(
    [
        ("timestamp", pa.timestamp("us", tz="UTC")),
        ("symbol", pa.string()),
        ("timeframe", pa.string()),
        ("open", pa.float64()),
        ("high", pa.float64()),
        ("low", pa.float64()),
        ("close", pa.float64()),
        ("volume", pa.float64()),
    ]
)


@dataclass(frozen=True, order=True)
class CandleFile:
    """One year of one symbol's candles, as named by its place below the data root."""

    symbol: str
    timeframe: str
    year: int
    path: Path


def path_of(root: Path, symbol: str, frame: Timeframe, year: int) -> Path:
    """Return where a year of candles belongs.

    Raises:
        ValueError: the symbol could not be a folder's name.
    """
    if not SYMBOL.fullmatch(symbol):
        raise ValueError(f"symbol {symbol!r} is not made of A-Z, 0-9, _ and - alone")
    return root / symbol / frame.name / f"{year}.parquet"


def candle_files(root: Path) -> Iterator[CandleFile]:
    """Yield the candle files below a data root, sorted by symbol, timeframe and year."""
    for path in sorted(root.glob("*/*/*.parquet")):
        if path.stem.isdecimal() and SYMBOL.fullmatch(path.parts[-3]):
            yield CandleFile(path.parts[-3], path.parts[-2], int(path.stem), path)


def write(path: Path, symbol: str, frame: Timeframe, times: list[datetime], prices: Prices) -> None:
    """Write candles so that a reader sees the old file or the new one, never half of one."""
    count = len(times)
    table = pa.table(
        {
            "timestamp": pa.array(times, SCHEMA.field("timestamp").type),
            "symbol": pa.array([symbol] * count),
            "timeframe": pa.array([frame.name] * count),
            **{name: np.asarray(column) for name, column in prices._asdict().items()},
        },
        schema=SCHEMA,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(table, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
