"""What is asked: the cells of the benchmark, and requests of which no two are equal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from backtest.parameters import LONG_CANDLE, ZONE_BREAKOUT

STRATEGIES = (LONG_CANDLE, ZONE_BREAKOUT)
# The SLA's own sizes: contract, section 4.
SIZES: dict[str, tuple[int, int, int]] = {  # name -> days, symbols, requests at once
    "1 month": (31, 1, 1),
    "3 months": (92, 1, 1),
    "1 year": (365, 1, 1),
    "3 symbols": (365, 3, 1),
    "5 symbols": (365, 5, 1),
    "10 symbols": (365, 10, 1),
    "2 at once": (365, 1, 2),
    "5 at once": (365, 1, 5),
}


@dataclass(frozen=True)
class Cell:
    """One size of request, with one strategy."""

    name: str
    strategy: str
    days: int
    symbols: int
    at_once: int


def gating_cells() -> list[Cell]:
    """Return the cells that decide the SLA: each size with each strategy."""
    return [Cell(name, strategy, *size) for name, size in SIZES.items() for strategy in STRATEGIES]


@dataclass
class Requests:
    """Makes requests for cells; a serial number in a parameter keeps them apart.

    Args:
        symbols: Symbols with candles of the whole period.
        end: The last day that has candles.
        offset: Where the numbering begins, so that several campaigns on one app stay apart too.
    """

    symbols: Sequence[str]
    end: date
    offset: int = 0

    def __post_init__(self) -> None:
        self._numbers: Iterator[int] = count(self.offset)

    def make(self, cell: Cell) -> dict[str, Any]:
        """Return the body of a run that nobody has asked for before.

        Raises:
            ValueError: there are fewer symbols with candles than the cell asks for.
        """
        if len(self.symbols) < cell.symbols:
            raise ValueError(
                f"'{cell.name}' needs {cell.symbols} symbols with candles, there are {len(self.symbols)}: "
                "make more with scripts/generate_test_data.py"
            )
        number = next(self._numbers)
        first = number % len(self.symbols)
        names = [self.symbols[(first + step) % len(self.symbols)] for step in range(cell.symbols)]
        last = self.end - timedelta(days=number * 7 % max(1, 366 - cell.days))
        start = last - timedelta(days=cell.days - 1)
        return {
            "strategy": cell.strategy,
            "symbols": names,
            "start_date": start.isoformat(),
            "end_date": last.isoformat(),
            "timeframe": "1d",
            "params": distinct(cell.strategy, number),
        }


def distinct(strategy: str, number: int) -> dict[str, float]:
    """Return parameters that differ from the defaults by a hair, and from any other number's."""
    hair = (number + 1) * 1e-7
    return {"body_pct": 0.02 + hair} if strategy == LONG_CANDLE else {"top_percentile": 0.2 + hair}
