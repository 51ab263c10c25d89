"""The history of runs, kept in and answered from PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import RowMapping

from coin.storage.database import BacktestRun, Database
from coin.storage.summary import RunSummary

RUNS = BacktestRun.__table__
NEWEST_FIRST = (RUNS.c.created_at.desc(), RUNS.c.run_id.desc())


@dataclass(frozen=True)
class HistoryFilter:
    """Which runs to list; None does not filter.

    ``min_return`` and ``max_return`` are in percent; ``date_from`` and ``date_to`` are the days (UTC)
    on which a run was made, both included.
    """

    strategy: str | None = None
    min_return: float | None = None
    max_return: float | None = None
    min_signals: int | None = None
    max_signals: int | None = None
    date_from: date | None = None
    date_to: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        c = RUNS.c
        found: list[ColumnElement[bool] | None] = [
            None if self.strategy is None else c.strategy == self.strategy,
            None if self.min_return is None else c.avg_return >= self.min_return,
            None if self.max_return is None else c.avg_return <= self.max_return,
            None if self.min_signals is None else c.total_signals >= self.min_signals,
            None if self.max_signals is None else c.total_signals <= self.max_signals,
            None if self.date_from is None else c.created_at >= _midnight(self.date_from),
            None if self.date_to is None else c.created_at <= _midnight(self.date_to) + LAST_MOMENT,
        ]
        return [condition for condition in found if condition is not None]


LAST_MOMENT = timedelta(days=1) - timedelta(microseconds=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


class History:
    """Reads and writes the table of runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, summaries: list[RunSummary]) -> None:
        """Enter runs; one that is there already stays as it is."""
        if not summaries:
            return
        rows = [summary.row() for summary in summaries]
        with self._database.transaction() as connection:
            connection.execute(insert(RUNS).on_conflict_do_nothing(), rows)

    def remove(self, run_ids: Collection[str]) -> None:
        """Forget runs."""
        if run_ids:
            with self._database.transaction() as connection:
                connection.execute(delete(RUNS).where(RUNS.c.run_id.in_(run_ids)))

    def page(self, wanted: HistoryFilter, limit: int, offset: int) -> tuple[int, list[RunSummary]]:
        """How many runs there are, and those of one page, newest first."""
        conditions = wanted.conditions()
        count = select(func.count()).select_from(RUNS).where(*conditions)
        rows = select(RUNS).where(*conditions).order_by(*NEWEST_FIRST).limit(limit).offset(offset)
        with self._database.transaction() as connection:
            total = connection.execute(count).scalar_one()
            return total, [_summary(row) for row in connection.execute(rows).mappings()]

    def run_ids(self) -> set[str]:
        with self._database.transaction() as connection:
            return set(connection.execute(select(RUNS.c.run_id)).scalars())


def _summary(row: RowMapping) -> RunSummary:
    fields: dict[str, Any] = dict(row)
    return RunSummary(**fields)
