"""The parts of the app, put together."""

from __future__ import annotations

from dataclasses import dataclass

from coin.candles import CandleStore
from coin.presets import PresetStore
from coin.settings import Settings
from coin.storage.database import Database
from coin.storage.files import ResultFiles
from coin.storage.index import RunIndex
from coin.storage.store import RunStore
from coin.tasks import TaskQueue


@dataclass(frozen=True)
class Services:
    """What the endpoints and the worker's tasks work with."""

    settings: Settings
    candles: CandleStore
    store: RunStore
    presets: PresetStore
    tasks: TaskQueue

    @classmethod
    def create(cls, settings: Settings) -> Services:
        """All parts; none of them reaches for a service before it is needed."""
        folder = settings.results_dir
        store = RunStore(ResultFiles(folder), RunIndex(folder), Database(settings.database_url))
        return cls(
            settings=settings,
            candles=CandleStore(settings.data_root),
            store=store,
            presets=PresetStore(settings.presets_file),
            tasks=TaskQueue(settings.redis_url, store.files),
        )
