"""Prepares the database and repairs the store, as soon as that is possible."""

from __future__ import annotations

import threading

from coin.errors import ServiceUnavailableError
from coin.logs import get_logger
from coin.storage.store import RunStore

log = get_logger(__name__)


class Maintenance:
    """A thread that looks each second whether something is to be done."""

    def __init__(self, store: RunStore, interval: float = 1.0) -> None:
        self._store = store
        self._interval = interval
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="maintenance", daemon=True)

    def start(self) -> None:
        """Do what can be done at once, so that a backend that answers is ready; go on behind."""
        self.once()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def once(self) -> None:
        """Migrate and repair if needed; with the database away, the next time does it."""
        store = self._store
        try:
            if not store.database.prepared:
                store.database.migrate()
                store.needs_repair = True
            if store.needs_repair:
                store.repair()
        except ServiceUnavailableError as error:
            store.needs_repair = True
            log.warning("maintenance_postponed", reason=str(error))
        except Exception:
            store.needs_repair = True
            log.exception("maintenance_failed")

    def _run(self) -> None:
        while not self._stop.wait(self._interval):
            self.once()
