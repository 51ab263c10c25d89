"""What candle files there are, and whether they are what a backtest may rely on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from market.store import SCHEMA, CandleFile, candle_files
from market.timeframes import timeframe_named

DAYS_OF_A_YEAR = 365
LEAP_DAY = date(2024, 2, 29)
FLOATS = ("open", "high", "low", "close")


@dataclass(frozen=True)
class FileSnapshot:
    """One candle file as it lies on disk; the path is relative to the data root."""

    symbol: str
    timeframe: str
    year: int
    rows: int
    first: str
    last: str
    bytes: int
    sha256: str
    path: str


def snapshot(root: Path) -> list[FileSnapshot]:
    """Return all candle files below a data root.

    Raises:
        ValueError: a file is no Parquet file with timestamps.
    """
    return [_look(root, file) for file in candle_files(root)]


def as_rows(files: list[FileSnapshot]) -> list[dict[str, object]]:
    """Return snapshots as plain rows for reports."""
    return [asdict(file) for file in files]


def problems(root: Path) -> list[str]:
    """Return what is wrong with the candle files below a data root, one sentence each."""
    return [
        f"{file.path.relative_to(root)}: {problem}" for file in candle_files(root) for problem in _check(file)
    ]


def whole_years(root: Path, year: int) -> list[str]:
    """Return the symbols that have a daily candle for each day of a year, in alphabetical order."""
    return sorted(
        file.symbol
        for file in candle_files(root)
        if (file.timeframe.upper(), file.year) == ("1D", year) and _rows(file) >= DAYS_OF_A_YEAR
    )


def candles_offer(root: Path, year: int = 2025) -> set[str]:
    """Return what an app's candles allow to be tested beyond the three symbols that each must have.

    Returns:
        "ten-symbols": ten of them have the whole year; "more-candles": some have the year before too,
        some its leap day, some candles of hours.
    """
    files = [(file.symbol, file.timeframe.upper(), file.year) for file in candle_files(root)]
    days = {(symbol, of) for symbol, frame, of in files if frame == "1D"}
    both = any((symbol, year - 1) in days for symbol, of in days if of == year)
    leaps = any(has_day(root, symbol, LEAP_DAY) for symbol, _ in days)
    hours = any(frame == "1H" for _, frame, _ in files)
    found = {"ten-symbols"} if len(whole_years(root, year)) >= 10 else set()
    return found | {"more-candles"} if both and leaps and hours else found


def has_day(root: Path, symbol: str, day: date) -> bool:
    """Say whether a symbol has a daily candle of a day."""
    for file in candle_files(root):
        if (file.symbol, file.timeframe.upper(), file.year) == (symbol, "1D", day.year):
            times = pq.read_table(file.path, columns=["timestamp"], partitioning=None)["timestamp"]
            return any(moment.date() == day for moment in times.to_pylist())
    return False


def _rows(file: CandleFile) -> int:
    try:
        return int(pq.read_metadata(file.path).num_rows)
    except (pa.ArrowException, OSError):
        return 0  # the environment suite says what is wrong with it


def _look(root: Path, file: CandleFile) -> FileSnapshot:
    try:
        times = pq.read_table(file.path, columns=["timestamp"], partitioning=None)["timestamp"]
    except (pa.ArrowException, KeyError, OSError) as error:
        raise ValueError(f"{file.path} is no file of candles: {error}") from error
    span = pc.min_max(times).as_py()
    return FileSnapshot(
        symbol=file.symbol,
        timeframe=file.timeframe,
        year=file.year,
        rows=len(times),
        first=_text(span["min"]),
        last=_text(span["max"]),
        bytes=file.path.stat().st_size,
        sha256=hashlib.sha256(file.path.read_bytes()).hexdigest(),
        path=str(file.path.relative_to(root)),
    )


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _check(file: CandleFile) -> Iterator[str]:
    try:
        table = pq.read_table(file.path, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        yield f"cannot be read: {error}"
        return
    found = list(_schema_problems(table.schema))
    yield from found
    if found:
        return  # the values mean nothing then
    if not len(table):
        yield "holds no candle"
        return
    yield from _time_problems(table, file)
    yield from _value_problems(table)


def _schema_problems(schema: pa.Schema) -> Iterator[str]:
    missing = [name for name in SCHEMA.names if name not in schema.names]
    if missing:
        yield f"lacks the columns {', '.join(missing)}"
        return
    stamp = schema.field("timestamp").type
    if not pa.types.is_timestamp(stamp) or stamp.tz not in ("UTC", "+00:00", "Etc/UTC"):
        yield f"timestamps are {stamp}, expected UTC"
    for name in FLOATS:
        if schema.field(name).type != pa.float64():
            yield f"{name} is {schema.field(name).type}, expected float64"
    if schema.field("volume").type not in (pa.float64(), pa.int64()):
        yield f"volume is {schema.field('volume').type}, expected float64 or int64"


def _time_problems(table: pa.Table, file: CandleFile) -> Iterator[str]:
    times = table["timestamp"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy()
    steps = np.diff(times)
    try:
        step = timeframe_named(file.timeframe).step.total_seconds() * 1e6
    except ValueError:
        step = np.inf  # weeks and months are no steps of one length, and an app may have others besides
    if (steps < 0).any():
        yield f"{int((steps < 0).sum())} candles are older than the one before"
    if (steps == 0).any():
        yield f"{int((steps == 0).sum())} times appear twice"
    if (steps > step).any():
        yield f"{int((steps > step).sum())} gaps"
    years = set(pc.year(table["timestamp"]).to_pylist())
    if years != {file.year}:
        yield f"holds candles of {sorted(years)}, expected {file.year} alone"
    for name, expected in (("symbol", file.symbol), ("timeframe", file.timeframe)):
        others = {str(value) for value in pc.unique(table[name]).to_pylist()} - {expected}
        if {value.upper() for value in others} - {expected.upper()}:
            yield f"{name} holds {sorted(others)}, expected {expected}"


def _value_problems(table: pa.Table) -> Iterator[str]:
    columns = {name: table[name].to_numpy().astype(float) for name in (*FLOATS, "volume")}
    for name, values in columns.items():
        if not np.isfinite(values).all():
            yield f"{name} has {int((~np.isfinite(values)).sum())} values that are no number"
    low, high = columns["low"], columns["high"]
    outside = (
        (columns["open"] < low)
        | (columns["open"] > high)
        | (columns["close"] < low)
        | (columns["close"] > high)
    )
    if outside.any():
        yield f"{int(outside.sum())} candles open or close outside low to high"
    if (low <= 0).any():
        yield f"{int((low <= 0).sum())} prices are not above 0"
    if (columns["volume"] < 0).any():
        yield f"{int((columns['volume'] < 0).sum())} volumes are below 0"
