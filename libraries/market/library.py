"""Keywords about the candles that lie below a data root."""

from __future__ import annotations

from pathlib import Path

from robot.api.deco import keyword, library

from market import inspection, store


@library(scope="GLOBAL", auto_keywords=False)
class MarketDataLibrary:
    """Makes candles and looks at those that are there."""

    @keyword
    def get_candle_files(self, root: Path) -> list[dict[str, object]]:
        """Return all candle files: symbol, timeframe, year, rows, first, last, bytes, sha256 and path.

        Example:
        | ${files} =    Get Candle Files    ${DATA_ROOT}
        """
        return inspection.as_rows(inspection.snapshot(root))

    @keyword
    def candles_should_be_sound(self, root: Path) -> None:
        """Check schema, time zone, order, gaps and values of all candle files.

        Raises:
            AssertionError: something is wrong; the message names each file and what is wrong with it.
        """
        if not any(store.candle_files(root)):
            raise AssertionError(f"there are no candle files below {root}")
        found = inspection.problems(root)
        if found:
            raise AssertionError("the candles are not sound:\n" + "\n".join(found))

    @keyword
    def enough_symbols_should_have_a_year(self, root: Path, symbols: int = 3, candles: int = 365) -> int:
        """Check that enough symbols have a year of daily candles, and return how many have.

        Args:
            root: the data root.
            symbols: how many symbols at least.
            candles: how many daily candles within one year each.

        Raises:
            AssertionError: there are fewer.
        """
        rows = [file for file in inspection.snapshot(root) if file.timeframe == "1D"]
        found = sorted({file.symbol for file in rows if file.rows >= candles})
        if len(found) < symbols:
            there = ", ".join(f"{file.path} with {file.rows}" for file in rows) or "no daily file at all"
            raise AssertionError(
                f"expected {symbols} symbols with {candles} daily candles, found {len(found)}: {there}"
            )
        return len(found)

    @keyword
    def candle_file_should_exist(self, root: Path, path: str) -> None:
        """Check that a candle file is there and holds candles.

        Args:
            root: the data root.
            path: below it, such as KRW-BTC/1D/2025.parquet.

        Raises:
            AssertionError: it is not there, or it is empty.
        """
        rows = {file.path: file.rows for file in inspection.snapshot(root)}
        if not rows.get(path):
            raise AssertionError(
                f"expected candles in {root / path}, found {', '.join(rows) or 'no file at all'}"
            )
