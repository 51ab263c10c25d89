"""Keeps runs: file first, then history, then index; only then is a run answered.

A run without its file is never in the history, and what a crash leaves between two steps is a file
that the others do not know yet: the next start enters it.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic_core import to_json

from coin.errors import ServiceUnavailableError
from coin.logs import get_logger
from coin.storage.database import Database
from coin.storage.files import ResultFiles, remove_leftovers
from coin.storage.history import History, HistoryFilter
from coin.storage.index import NEWEST, RunIndex
from coin.storage.summary import RunSummary
from coin.timing import Stopwatch

log = get_logger(__name__)


class RunStore:
    """Everything that is known of past runs."""

    def __init__(self, files: ResultFiles, index: RunIndex, database: Database) -> None:
        self.files = files
        self.index = index
        self.database = database
        self.history = History(database)
        self.needs_repair = False
        self._withdrawn: set[str] = set()

    def save(self, result: dict[str, Any], stopwatch: Stopwatch) -> bytes:
        """Keep a result and return it as the JSON that was stored.

        Raises:
            ServiceUnavailableError: the run could not be stored, and is not.
        """
        with stopwatch.phase("serialise"):
            content = to_json(result, inf_nan_mode="null")
            summary = RunSummary.of(result)
        with stopwatch.phase("store"):
            self._write(summary, content)
        return content

    def _write(self, summary: RunSummary, content: bytes) -> None:
        try:
            self.files.write(summary.run_id, content)
        except OSError as error:
            log.error("result_not_written", run_id=summary.run_id, reason=error.strerror)
            raise ServiceUnavailableError("The result store cannot be written") from None
        try:
            self.history.add([summary])
        except BaseException:
            # The answer will be an error: nothing of the run may stay. Whether the row was committed
            # is not known when the connection broke, so the next repair removes it.
            self._withdrawn.add(summary.run_id)
            self.files.remove(summary.run_id)
            self.needs_repair = True
            raise
        try:
            self.index.add(summary)
        except OSError as error:
            log.error("index_not_written", run_id=summary.run_id, reason=str(error.strerror))
            self.needs_repair = True

    def latest(self) -> bytes | None:
        """The newest result; None when there is none."""
        run_id = self.index.newest_run_id()
        return self.files.read(run_id) if run_id else None

    def repair(self) -> None:
        """Make files, history and index agree.

        Raises:
            ServiceUnavailableError: the database is away.
        """
        self.needs_repair = False
        drafts = remove_leftovers(self.files.folder)
        withdrawn = self._withdrawn.copy()
        self.history.remove(withdrawn)
        self._withdrawn -= withdrawn
        known = self.history.run_ids()
        missing = sorted(self.files.run_ids() - known)
        entered = 0
        for first in range(0, len(missing), 100):
            summaries = [self._summary(run_id) for run_id in missing[first : first + 100]]
            found = [summary for summary in summaries if summary]
            self.history.add(found)
            entered += len(found)
        _, newest = self.history.page(HistoryFilter(), NEWEST, 0)
        self.index.rebuild(newest)
        log.info("store_repaired", runs=len(known) + entered, entered=entered, leftovers=drafts)

    def _summary(self, run_id: str) -> RunSummary | None:
        try:
            return RunSummary.of(json.loads(self.files.read(run_id) or b""))
        except (ValueError, KeyError, TypeError):
            log.warning("result_unreadable", run_id=run_id)
            return None
