"""A model of the history: which stored runs a query must list, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from backtest.comparison import utc

AT_ONCE_S = 2.0  # a run of several that are made at once waits for the others before it is stored


@dataclass(frozen=True)
class StoredRun:
    """What the filters look at in one stored run; `number` counts in order of storing."""

    number: int
    run_id: str
    strategy: str
    start_date: str
    end_date: str
    total_signals: int
    average_return: float
    stored_on: str
    trade_return: float
    stored_on_utc: str = ""

    @classmethod
    def of(cls, number: int, result: dict[str, Any]) -> StoredRun:
        """Make the model's entry of a result; its returns (PCT) are the means over symbols and trades."""
        returns = [part["avg_return"] for part in result["symbols"]]
        trades = [signal["return_pct"] for part in result["symbols"] for signal in part["signals"]]
        return cls(
            number,
            result["run_id"],
            result["strategy"],
            result["start_date"],
            result["end_date"],
            result["total_signals"],
            sum(returns) / len(returns),
            str(result["metadata"]["execution_date"])[:10],
            100 * sum(trades) / len(trades) if trades else 0.0,
            f"{utc(str(result['metadata']['execution_date'])):%Y-%m-%d}",
        )


def select(runs: list[StoredRun], query: dict[str, Any]) -> list[StoredRun]:
    """Return the runs that a query must list, newest first, before paging; of dates those of `EVER` alone.

    Raises:
        ValueError: the query has a filter that the model does not know.
    """
    unknown = set(query) - {*FILTERS, "limit", "offset", *EVER}
    unknown |= {name for name, day in EVER.items() if query.get(name, day) != day}
    if unknown:
        raise ValueError(f"The model knows no filter {', '.join(sorted(unknown))}.")
    kept = [r for r in runs if all(FILTERS[k](r, v) for k, v in query.items() if k in FILTERS)]
    return sorted(kept, key=lambda run: run.number, reverse=True)


def return_readings(runs: list[StoredRun]) -> dict[str, list[StoredRun]]:
    """Return the runs once for each reading of "average return of the run": the contract leaves it open."""
    by_trades = [replace(run, average_return=run.trade_return) for run in runs]
    return {"mean of the symbols": runs, "mean of the trades": by_trades}


def page(runs: list[StoredRun], query: dict[str, Any]) -> list[StoredRun]:
    """Cut one page; the contract's default limit is 10."""
    offset = int(query.get("offset", 0))
    return runs[offset : offset + int(query.get("limit", 10))]


def out_of_order(items: list[dict[str, Any]]) -> tuple[str, str] | None:
    """Return the timestamps of a history item and of a newer one that is listed below it, or None.

    Runs that were made at once have no order: the timestamp may be that of a run's start or end, and
    the one that began first may be stored last.
    """
    oldest: dict[str, Any] | None = None
    for item in items:
        if oldest:
            lead = (utc(item["timestamp"]) - utc(oldest["timestamp"])).total_seconds()
            if lead > AT_ONCE_S + float(item["execution_time"]) + float(oldest["execution_time"]):
                return str(oldest["timestamp"]), str(item["timestamp"])
        if oldest is None or utc(item["timestamp"]) < utc(oldest["timestamp"]):
            oldest = item
    return None


FILTERS: dict[str, Any] = {
    "strategy": lambda run, value: run.strategy == value,
    "min_return": lambda run, value: run.average_return >= float(value),
    "max_return": lambda run, value: run.average_return <= float(value),
    "min_signals": lambda run, value: run.total_signals >= int(value),
    "max_signals": lambda run, value: run.total_signals <= int(value),
}

# Dates that leave out no run, whichever date of it they look at.
EVER = {"date_from": "1970-01-01", "date_to": "2999-12-31"}

# The contract does not say which date of a run `date_from` and `date_to` look at.
DATE_READINGS: dict[str, Any] = {
    "day of the run": lambda run, a, b: a <= run.stored_on <= b,
    "day of the run in UTC": lambda run, a, b: a <= run.stored_on_utc <= b,
    "range inside": lambda run, a, b: a <= run.start_date and run.end_date <= b,
    "range touches": lambda run, a, b: a <= run.end_date and run.start_date <= b,
    "start date inside": lambda run, a, b: a <= run.start_date <= b,
    "end date inside": lambda run, a, b: a <= run.end_date <= b,
}


def date_readings(
    runs: list[StoredRun], first: str, last: str, listed: list[str], limit: int = 100
) -> set[str]:
    """Return the readings of the date filters under which exactly the listed runs are right.

    Args:
        runs: All stored runs.
        first: `date_from`.
        last: `date_to`.
        listed: The ids of the first page.
        limit: How many runs that page lists at most, the newest.
    """
    newest_first = sorted(runs, key=lambda run: run.number, reverse=True)
    return {
        name
        for name, fits in DATE_READINGS.items()
        if {run.run_id for run in [run for run in newest_first if fits(run, first, last)][:limit]}
        == set(listed)
    }
