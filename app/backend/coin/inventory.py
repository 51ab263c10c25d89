"""Which candle files there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coin.backtest import utc_text

# The app's own folders beside those of the symbols.
NOT_SYMBOLS = {"results", "strategies"}


def list_files(
    root: Path, symbol: str | None = None, timeframe: str | None = None, year: int | None = None
) -> list[dict[str, Any]]:
    """The candle files below the data folder, sorted by path; None does not filter.

    Args:
        root: the data folder; when it is missing there are no files.
        symbol: exact name of the symbol.
        timeframe: such as ``1d``, in the writing of requests or of the folders.
        year: year of the candles.
    """
    frames = {timeframe, timeframe.upper()} if timeframe is not None else None
    return [
        entry
        for entry in _files(root)
        if (symbol is None or entry["symbol"] == symbol)
        and (frames is None or entry["timeframe"] in frames)
        and (year is None or entry["year"] == year)
    ]


def _files(root: Path) -> Iterator[dict[str, Any]]:
    resolved = root.resolve()
    for path in sorted(root.glob("*/*/*.parquet")):
        symbol, timeframe, name = path.relative_to(root).parts
        year = path.stem
        if symbol in NOT_SYMBOLS or not (year.isdecimal() and len(year) == 4):
            continue
        try:
            if not path.resolve().is_relative_to(resolved):
                continue
            stat = path.stat()
        except OSError:
            # Gone since it was listed.
            continue
        yield {
            "symbol": symbol,
            "timeframe": timeframe,
            "year": int(year),
            "relative_path": f"{symbol}/{timeframe}/{name}",
            "size_bytes": stat.st_size,
            "modified_at": utc_text(datetime.fromtimestamp(stat.st_mtime, UTC)),
        }
