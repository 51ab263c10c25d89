"""Generate candle files: what a call asks for, the default collection, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from market.candles import BASE_PRICES, year_of_candles
from market.rules import Prices
from market.store import path_of, write
from market.timeframes import Timeframe, timeframe_named

DEFAULT_SEED = 20251108  # the day on which the plan was filed
REQUIRED = ("KRW-BTC", "1D", 2025)  # the plan's base file


@dataclass(frozen=True)
class Order:
    """Candles of one symbol and timeframe from one day to another, both included."""

    symbol: str
    frame: Timeframe
    first: date
    last: date

    def years(self) -> range:
        """Return the calendar years touched: one file each."""
        return range(self.first.year, self.last.year + 1)


def default_orders() -> list[Order]:
    """Return the collection the suites rely on.

    Twelve symbols with all days of 2025; the leap year before it for KRW-BTC, so that a run can cross a
    year's border and 29 February; and a month of hours.
    """
    day, hour = timeframe_named("1D"), timeframe_named("1H")
    orders = [Order(symbol, day, date(2025, 1, 1), date(2025, 12, 31)) for symbol in BASE_PRICES]
    orders.append(Order("KRW-BTC", day, date(2024, 1, 1), date(2024, 12, 31)))
    orders.append(Order("KRW-BTC", hour, date(2025, 1, 1), date(2025, 1, 31)))
    return orders


def orders_for(
    symbols: Sequence[str],
    timeframe: str = "1D",
    first: date | None = None,
    last: date | None = None,
    days: int | None = None,
) -> list[Order]:
    """Turn a wish into orders.

    Args:
        symbols: at least one.
        timeframe: such as "1D".
        first: the first day; by default 1 January of the last day's year.
        last: the last day; by default 31 December 2025.
        days: number of days, counted from `first`, or back from `last`.

    Raises:
        ValueError: no symbol, a range that is empty or given in three ways, or an unknown timeframe.
    """
    if not symbols:
        raise ValueError("no symbol given")
    if days is not None and days < 1:
        raise ValueError(f"the number of days must be at least 1, not {days}")
    if days is not None and first and last:
        raise ValueError("give two of first day, last day and number of days, not all three")
    if days is not None and first:
        last = first + timedelta(days=days - 1)
    last = last or (date(first.year, 12, 31) if first else date(2025, 12, 31))
    if days is not None:
        first = last - timedelta(days=days - 1)
    first = first or date(last.year, 1, 1)
    if first > last:
        raise ValueError(f"the range starts after its end: {first} to {last}")
    frame = timeframe_named(timeframe)
    return [Order(symbol, frame, first, last) for symbol in dict.fromkeys(symbols)]


def generate(
    root: Path,
    orders: Iterable[Order],
    seed: int = DEFAULT_SEED,
    progress: Callable[[Path, int], None] = lambda path, rows: None,
) -> list[Path]:
    """Write each order's files; a file that exists is replaced by exactly what was ordered.

    Args:
        root: the data root, made if need be.
        orders: what to make.
        seed: same seed, same candles.
        progress: told each file and its number of rows as it is written.
    """
    written = []
    for order in orders:
        for year in order.years():
            path = path_of(root, order.symbol, order.frame, year)
            times, prices = candles_of(order, year, seed)
            write(path, order.symbol, order.frame, times, prices)
            progress(path, len(times))
            written.append(path)
    return written


def missing_orders(root: Path, orders: Iterable[Order]) -> list[Order]:
    """Return those orders of which at least one file is not there yet."""
    return [
        order
        for order in orders
        if not all(path_of(root, order.symbol, order.frame, year).exists() for year in order.years())
    ]


def candles_of(order: Order, year: int, seed: int = DEFAULT_SEED) -> tuple[list[datetime], Prices]:
    """Return times and prices of one year of an order."""
    step, start = order.frame.step, order.frame.start_of(year)
    first = max(start, datetime.combine(order.first, time(), UTC))
    end = min(order.frame.start_of(year + 1), datetime.combine(order.last + timedelta(days=1), time(), UTC))
    begin, stop = (first - start) // step, (end - start) // step
    whole = year_of_candles(order.symbol, order.frame, year, seed)
    times = [start + step * index for index in range(begin, stop)]
    return times, Prices(*(column[begin:stop] for column in whole))
