"""Robot keywords that choose symbols, days and periods from the candles that the app has."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
from robot.api import SkipExecution
from robot.api.deco import keyword, library
from robot.libraries.BuiltIn import BuiltIn

from backtest.candles import in_range, read_candles, symbols_with_data
from backtest.crafted import write_crafted
from backtest.parameters import LONG_CANDLE, defaults
from backtest.strategies import mark_signals
from market.inspection import has_day


@library(scope="GLOBAL")
class ChoosingLibrary:
    """Finds in the candles what a test needs; a test whose premise they lack is skipped and says so."""

    @keyword
    def get_symbols_with_data(self, count: int, year: int = 2025, timeframe: str = "1d") -> list[str]:
        """Return the first symbols, in alphabetical order, that have candles of a year."""
        found = symbols_with_data(data_root(), timeframe, year)
        if len(found) < count:
            raise SkipExecution(
                f"Needs {count} symbols with {timeframe} candles of {year}, found {len(found)}."
            )
        return found[:count]

    @keyword
    def get_symbols_up_to(self, count: int, year: int = 2025) -> list[str]:
        """Return so many symbols with all days of a year, or the fewer that there are, three at least."""
        found = symbols_with_data(data_root(), "1d", year)
        return self.get_symbols_with_data(max(3, min(count, len(found))), year)

    @keyword
    def get_symbol_with_years(self, *years: int) -> str:
        """Return a symbol that has daily candles of all these years."""
        files = [set(data_root().glob(f"*/1D/{year}.parquet")) for year in years]
        both = sorted(set.intersection(*({file.parts[-3] for file in found} for found in files)))
        if not both:
            raise SkipExecution(f"No symbol has daily candles of {' and '.join(map(str, years))}.")
        return both[0]

    @keyword
    def get_symbol_with_day(self, day: str) -> str:
        """Return a symbol that has a daily candle of a day, `YYYY-MM-DD`."""
        wanted, root = date.fromisoformat(day), data_root()
        for file in sorted(root.glob(f"*/1D/{wanted.year}.parquet")):
            if has_day(root, file.parts[-3], wanted):
                return file.parts[-3]
        raise SkipExecution(f"No symbol has a daily candle of {day}.")

    @keyword
    def get_symbol_with_timeframe(self, timeframe: str) -> str:
        """Return a symbol that has candles of a timeframe."""
        found = symbols_with_data(data_root(), timeframe)
        if not found:
            raise SkipExecution(f"No symbol has {timeframe} candles.")
        return found[0]

    @keyword
    def get_period(self, symbol: str, timeframe: str = "1d") -> tuple[str, str]:
        """Return the first and the last day of a symbol's candles."""
        times = read_candles(data_root(), symbol, timeframe)["timestamp"]
        return day(times.iloc[0]), day(times.iloc[-1])

    @keyword
    def find_body_with_signals(self, symbol: str, year: int, count: int) -> float:
        """Return a `body_pct` with which, at `vol_multiplier=1`, a year has so many long candles and more."""
        candles = read_candles(data_root(), symbol, "1d")
        whole = in_range(candles, f"{year}-01-01", f"{year}-12-31")
        for body in (0.02, 0.015, 0.01, 0.005, 0.03, 0.04, 0.05):
            params = {**defaults(LONG_CANDLE), "vol_multiplier": 1, "body_pct": body}
            sure = pd.Series(mark_signals(candles, LONG_CANDLE, params, short_window=True).sure)
            if (sure & whole).sum() >= count:
                return body
        raise SkipExecution(f"{symbol} has no {count} long candles in {year}.")

    @keyword
    def find_signal_days(self, symbol: str, year: int, days: int = 1) -> list[str]:
        """Return days in a row, each with a candle that rises on more than the mean volume of 20 days.

        With `vol_multiplier=1` and a small `body_pct` they are signals however the windows at a
        range's start are read: a window of one bar has its own volume as mean.
        """
        candles = read_candles(data_root(), symbol, "1d")
        params = {**defaults(LONG_CANDLE), "vol_multiplier": 1, "body_pct": 0.005}
        sure = pd.Series(mark_signals(candles, LONG_CANDLE, params, short_window=True).sure)
        sure &= in_range(candles, f"{year}-02-01", f"{year}-11-30")
        for start in range(len(candles) - days):
            if sure.iloc[start : start + days].all():
                return [day(time) for time in candles["timestamp"].iloc[start : start + days]]
        raise SkipExecution(f"{symbol} has no {days} signal days in a row in {year}.")

    @keyword
    def make_crafted_candles(self) -> str:
        """Write the crafted candles below a new folder and return it; an app copies it at its start."""
        folder = Path(tempfile.mkdtemp(prefix="crafted-candles-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        write_crafted(folder)
        return str(folder)

    @keyword
    def get_next_day(self, symbol: str, date: str) -> str:
        """Return the day of the next daily candle after a date."""
        times = read_candles(data_root(), symbol, "1d")["timestamp"]
        return day(times[times > pd.Timestamp(date, tz="UTC")].iloc[0])


def day(time: pd.Timestamp) -> str:
    """Write the day of a time."""
    return f"{time:%Y-%m-%d}"


def data_root() -> Path:
    """Return the folder of the candles; the test is skipped when the target does not give it."""
    root = BuiltIn().get_variable_value("${DATA_ROOT}")
    if not root:
        raise SkipExecution("The target gives no access to its candles (DATA_ROOT).")
    return Path(str(root))
