"""The data folder's tree and candle files, as they lie and as the API lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from backtest.moments import seconds
from infrastructure.store import DRAFT

OWN = {"results", "strategies"}  # the app's own folders beside the symbols
SYMBOL = re.compile(r"[A-Z0-9_-]+")
WANTED = {
    "timestamp": lambda kind: pa.types.is_timestamp(kind) and kind.tz in ("UTC", "+00:00"),
    "symbol": lambda kind: is_text(kind),
    "timeframe": lambda kind: is_text(kind),
    "open": pa.types.is_float64,
    "high": pa.types.is_float64,
    "low": pa.types.is_float64,
    "close": pa.types.is_float64,
    "volume": lambda kind: pa.types.is_float64(kind) or pa.types.is_int64(kind),
}


@dataclass(frozen=True, order=True)
class Candles:
    """One candle file by its place."""

    symbol: str
    timeframe: str
    year: int
    size: int
    path: str


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column holds text, dictionary-encoded or not."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def candle_files(data_root: Path) -> list[Candles]:
    """Return all candle files below a data root."""
    return [
        Candles(path.parts[-3], path.parts[-2], int(path.stem), path.stat().st_size,
                path.relative_to(data_root).as_posix())
        for path in sorted(data_root.glob("*/*/*.parquet"))
        if SYMBOL.fullmatch(path.parts[-3]) and path.stem.isdecimal()
    ]  # fmt: skip


def misplaced(data_root: Path) -> list[str]:
    """Return files that lie where the contract has no place for them.

    Folders of its own, such as one of tasks or a cache, an app may have: only those that bear the name of a
    symbol and hold candles are looked at. A file may have companions, such as a digest.
    """
    found = []
    folders = {path.relative_to(data_root).parts[0] for path in data_root.rglob("*.parquet")}
    for path in sorted(path for folder in folders for path in (data_root / folder).rglob("*")):
        parts = path.relative_to(data_root).parts
        if path.is_dir() or not SYMBOL.fullmatch(parts[0]) or any(part.startswith(".") for part in parts):
            continue
        candles = path.suffix == ".parquet" and path.stem.isdecimal()
        if len(parts) != 3 or not (candles or _is_companion(path)):
            found.append("/".join(parts))
    return found


def _is_companion(path: Path) -> bool:
    """Say whether a file stands beside the candles of a year by their name, and is no draft of them."""
    year = path.name.partition(".")[0]
    beside = year.isdecimal() and path.with_name(f"{year}.parquet").is_file()
    return beside and path.suffix != ".parquet" and not DRAFT.search(path.name)


def schema_problems(data_root: Path) -> list[str]:
    """Return which candle files lack a column or have one of another type than the contract's."""
    problems = []
    for file in candle_files(data_root):
        schema = pq.read_schema(data_root / file.path)
        kinds = dict(zip(schema.names, schema.types, strict=True))
        for name, right in WANTED.items():
            if name not in kinds:
                problems.append(f"{file.path} has no column {name}")
            elif not right(kinds[name]):
                problems.append(f"{file.path}: {name} is {kinds[name]}")
    return problems


def listed(files: list[dict[str, Any]]) -> set[tuple[str, str, int, int]]:
    """Return the API's list as symbol, timeframe (in capitals), year and size."""
    return {(f["symbol"], str(f["timeframe"]).upper(), int(f["year"]), int(f["size_bytes"])) for f in files}


def astray(files: list[dict[str, Any]], data_root: Path) -> list[str]:
    """Return the relative paths that do not lead to the file of their symbol, timeframe and year.

    They may begin below DATA_ROOT, or with its own name.
    """
    found = []
    for file in files:
        path = str(file["relative_path"])
        own = {(data_root / one.path).resolve() for one in candle_files(data_root) if _is_named(one, file)}
        ends = {(base / path).resolve() for base in (data_root, data_root.parent)}
        if path.startswith("/") or ".." in path or not own & ends:
            found.append(path)
    return found


def _is_named(candles: Candles, file: dict[str, Any]) -> bool:
    told = (file["symbol"], str(file["timeframe"]).upper(), int(file["year"]))
    return (candles.symbol, candles.timeframe.upper(), candles.year) == told


def wrongly_dated(files: list[dict[str, Any]], data_root: Path) -> list[str]:
    """Return which listed files were not written when `modified_at` says.

    It may be a text or seconds since 1970. A text without a zone may be of any zone, and one without
    a clock is a day.
    """
    wrong = []
    for file in files:
        paths = [
            path
            for path in data_root.glob(f"{file['symbol']}/*/{file['year']}.parquet")
            if path.parts[-2].upper() == str(file["timeframe"]).upper()
        ]
        if paths and not _is_moment(file["modified_at"], paths[0].stat().st_mtime):
            written = datetime.fromtimestamp(paths[0].stat().st_mtime, UTC)
            wrong.append(f"{file['relative_path']} says {file['modified_at']}, was written {written:%FT%TZ}")
    return wrong


def _is_moment(told: str | float, written: float) -> bool:
    if isinstance(told, int | float):
        return abs(seconds(told) - written) <= 2
    moment = datetime.fromisoformat(told.replace("Z", "+00:00"))
    if moment.tzinfo is not None:
        return abs(moment.timestamp() - written) <= 2
    day = 24 * 3600 if len(told) <= len("2025-01-01") else 0
    return abs(moment.replace(tzinfo=UTC).timestamp() - written) <= 14 * 3600 + day + 2


def lying(files: list[Candles]) -> set[tuple[str, str, int, int]]:
    """Return the files on disk in the same form."""
    return {(file.symbol, file.timeframe.upper(), file.year, file.size) for file in files}


def tree(data_root: Path) -> list[dict[str, Any]]:
    """Return the folders of a data root with their files and bytes, for the report's diagram."""
    rows = []
    for folder in sorted(path for path in data_root.iterdir() if path.is_dir()):
        files = [path for path in folder.rglob("*") if path.is_file()]
        rows.append(
            {
                "folder": f"{folder.name}/",
                "holds": "candles" if folder.name not in OWN else folder.name,
                "files": len(files),
                "bytes": sum(path.stat().st_size for path in files),
            }
        )
    return rows
