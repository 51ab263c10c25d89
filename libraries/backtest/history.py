"""A model of the history: which stored runs a query must list, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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

    @classmethod
    def of(cls, number: int, result: dict[str, Any]) -> StoredRun:
        """Make the model's entry of a result; its return is the mean over the symbols, in PCT."""
        returns = [part["avg_return"] for part in result["symbols"]]
        return cls(
            number,
            result["run_id"],
            result["strategy"],
            result["start_date"],
            result["end_date"],
            result["total_signals"],
            sum(returns) / len(returns),
            str(result["metadata"]["execution_date"])[:10],
        )


def select(runs: list[StoredRun], query: dict[str, Any]) -> list[StoredRun]:
    """Return the runs that a query without dates must list, newest first, before paging.

    Raises:
        ValueError: the query has a filter that the model does not know.
    """
    unknown = set(query) - {*FILTERS, "limit", "offset"}
    if unknown:
        raise ValueError(f"The model knows no filter {', '.join(sorted(unknown))}.")
    kept = [r for r in runs if all(FILTERS[k](r, v) for k, v in query.items() if k in FILTERS)]
    return sorted(kept, key=lambda run: run.number, reverse=True)


def page(runs: list[StoredRun], query: dict[str, Any]) -> list[StoredRun]:
    """Cut one page; the contract's default limit is 10."""
    offset = int(query.get("offset", 0))
    return runs[offset : offset + int(query.get("limit", 10))]


FILTERS: dict[str, Any] = {
    "strategy": lambda run, value: run.strategy == value,
    "min_return": lambda run, value: run.average_return >= float(value),
    "max_return": lambda run, value: run.average_return <= float(value),
    "min_signals": lambda run, value: run.total_signals >= int(value),
    "max_signals": lambda run, value: run.total_signals <= int(value),
}

# The contract does not say which date of a run `date_from` and `date_to` look at.
DATE_READINGS: dict[str, Any] = {
    "day of the run": lambda run, a, b: a <= run.stored_on <= b,
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
