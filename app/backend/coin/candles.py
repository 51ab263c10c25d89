"""Candles of a symbol, read from its parquet files."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from coin.errors import NotFoundError
from coin.logs import get_logger

log = get_logger(__name__)

Array = np.ndarray
PRICES = ("open", "high", "low", "close")
COLUMNS = ("timestamp", *PRICES, "volume")
CACHE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Candles:
    """Candles in ascending time; every price is finite and above 0.

    Attributes:
        timestamp: start of each bar, UTC, ``datetime64[us]``.
        open: first price; ``high``, ``low``, ``close`` and ``volume`` likewise float64.
    """

    timestamp: Array
    open: Array
    high: Array
    low: Array
    close: Array
    volume: Array

    def __len__(self) -> int:
        return len(self.timestamp)

    @property
    def nbytes(self) -> int:
        return sum(getattr(self, name).nbytes for name in COLUMNS)

    def between(self, start: date, end: date) -> Candles:
        """The bars from the first moment of ``start`` to the last of ``end``."""
        first = np.searchsorted(self.timestamp, np.datetime64(start, "us"), "left")
        after = np.datetime64(end, "D") + np.timedelta64(1, "D")
        last = np.searchsorted(self.timestamp, after.astype("datetime64[us]"), "left")
        return Candles(*(getattr(self, name)[first:last] for name in COLUMNS))


def join(parts: list[Candles]) -> Candles:
    """One run of candles from those of several files, sorted by time."""
    if len(parts) == 1:
        return parts[0]
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS]
    return _sorted(columns)


def _sorted(columns: list[Array]) -> Candles:
    timestamp = columns[0]
    if len(timestamp) > 1 and np.any(timestamp[1:] < timestamp[:-1]):
        order = np.argsort(timestamp, kind="stable")
        columns = [column[order] for column in columns]
    return Candles(*columns)


def read_file(path: Path) -> Candles:
    """The candles of one parquet file; bars that are not finite or not above 0 are left out.

    Raises:
        OSError, ValueError, KeyError: the file is no such parquet file (pyarrow's errors are among them).
    """
    with pq.ParquetFile(path) as file:
        table = file.read(columns=list(COLUMNS)).drop_null()
    stamps = table.column("timestamp").cast(pa.timestamp("us", "UTC"), safe=False).cast(pa.int64())
    columns = [_to_numpy(stamps).view("datetime64[us]")]
    columns += [_to_numpy(table.column(name).cast(pa.float64())) for name in COLUMNS[1:]]
    fine = np.isfinite(columns[5]) & (columns[5] >= 0)
    for prices in columns[1:5]:
        fine &= np.isfinite(prices) & (prices > 0)
    if not fine.all():
        columns = [column[fine] for column in columns]
    return _sorted(columns)


def _to_numpy(column: pa.ChunkedArray) -> Array:
    """The values of a column without nulls. Arrow's `to_numpy` would import pandas if there is one."""
    return np.from_dlpack(column.combine_chunks())


class CandleStore:
    """Finds candles below the data folder, and keeps those used lately in memory."""

    def __init__(self, root: Path, cache_bytes: int = CACHE_BYTES) -> None:
        self._root = root.resolve()
        self._limit = cache_bytes
        self._cache: OrderedDict[Path, tuple[tuple[int, int, int], Candles]] = OrderedDict()
        self._lock = threading.Lock()

    def load(self, symbol: str, timeframe: str, start: date, end: date) -> Candles:
        """The candles of a symbol in a range of days, both ends included.

        Raises:
            NotFoundError: the symbol is unknown, or has no candles there.
        """
        folder = self._folder(symbol, timeframe)
        parts = []
        for path in sorted(folder.glob("*.parquet")):
            if path.stem.isdecimal() and start.year <= int(path.stem[:9]) <= end.year:
                part = self._read(path, symbol, timeframe).between(start, end)
                if len(part):
                    parts.append(part)
        if not parts:
            raise NotFoundError(f"No {timeframe} data for {symbol} between {start} and {end}")
        return join(parts)

    def _folder(self, symbol: str, timeframe: str) -> Path:
        if not self._inside(self._root / symbol):
            raise NotFoundError(f"Unknown symbol: {symbol}")
        for name in (timeframe, timeframe.upper()):
            if self._inside(self._root / symbol / name):
                return self._root / symbol / name
        raise NotFoundError(f"No {timeframe} data for {symbol}")

    def _inside(self, folder: Path) -> bool:
        return folder.is_dir() and folder.resolve().is_relative_to(self._root)

    def _read(self, path: Path, symbol: str, timeframe: str) -> Candles:
        try:
            if not path.resolve().is_relative_to(self._root):
                raise ValueError("the file lies outside of the data folder")
            stat = path.stat()
            key = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            return self._cached(path, key) or self._keep(path, key, read_file(path))
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            log.warning("candles_unreadable", symbol=symbol, timeframe=timeframe, reason=str(error))
            raise NotFoundError(f"The {timeframe} data of {symbol} for {path.stem} cannot be read") from None

    def _cached(self, path: Path, key: tuple[int, int, int]) -> Candles | None:
        with self._lock:
            known, candles = self._cache.get(path, (None, None))
            if known != key:
                return None
            self._cache.move_to_end(path)
            return candles

    def _keep(self, path: Path, key: tuple[int, int, int], candles: Candles) -> Candles:
        with self._lock:
            self._cache[path] = (key, candles)
            self._cache.move_to_end(path)
            while sum(kept.nbytes for _, kept in self._cache.values()) > self._limit:
                self._cache.popitem(last=False)
        return candles
