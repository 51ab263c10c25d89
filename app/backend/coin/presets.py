"""Presets: parameters of a strategy, kept under a name in one small file."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from coin.backtest import utc_text
from coin.errors import ConflictError, NotFoundError
from coin.logs import get_logger
from coin.storage.files import write_atomically

log = get_logger(__name__)


class PresetStore:
    """The presets in `presets.json`, a map from name to preset."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()
        self._lock = FileLock(path.parent / ".presets.lock", timeout=10, thread_local=False)

    def list(self) -> list[dict[str, Any]]:
        """All presets, by name."""
        presets = self._read()
        return [presets[name] for name in sorted(presets)]

    def get(self, name: str) -> dict[str, Any]:
        """One preset.

        Raises:
            NotFoundError: there is none of that name.
        """
        return _existing(self._read(), name)

    def create(self, name: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Keep a new preset.

        Raises:
            ConflictError: there is one of that name.
        """
        with self._changing() as presets:
            if name in presets:
                raise ConflictError("There is a preset of this name already")
            now = utc_text(datetime.now(UTC))
            presets[name] = {"name": name, **fields, "created_at": now, "updated_at": now}
            return presets[name]

    def replace(self, name: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Put other fields in the place of a preset's.

        Raises:
            NotFoundError: there is none of that name.
        """
        with self._changing() as presets:
            created = _existing(presets, name)["created_at"]
            now = utc_text(datetime.now(UTC))
            presets[name] = {"name": name, **fields, "created_at": created, "updated_at": now}
            return presets[name]

    def delete(self, name: str) -> None:
        """Forget a preset.

        Raises:
            NotFoundError: there is none of that name.
        """
        with self._changing() as presets:
            _existing(presets, name)
            del presets[name]

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Any]]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._mutex, self._lock:
            presets = self._read()
            yield presets
            write_atomically(self._path, json.dumps(presets, ensure_ascii=False, indent=1).encode())

    def _read(self) -> dict[str, Any]:
        try:
            presets = json.loads(self._path.read_bytes())
            if not isinstance(presets, dict):
                raise ValueError("not a map")
        except FileNotFoundError:
            return {}
        except ValueError:
            # Kept for people to look at; the app goes on without it.
            self._path.replace(self._path.with_suffix(".damaged"))
            log.warning("presets_damaged")
            return {}
        return presets


def _existing(presets: dict[str, Any], name: str) -> dict[str, Any]:
    if name not in presets:
        raise NotFoundError("There is no preset of this name")
    preset: dict[str, Any] = presets[name]
    return preset
