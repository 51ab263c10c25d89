"""`index.json`: the newest runs by name, for readers that have only the files.

Both the API and the worker add to it: a lock file keeps them apart, and each looks whether the other
has replaced the index since. An item is kept as the JSON text that it is, so adding one costs a join.
"""

from __future__ import annotations

import bisect
import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic_core import to_json

from coin.storage.files import write_atomically
from coin.storage.summary import RunSummary

NEWEST = 1000
Stamp = tuple[int, int, int]
# Sorts by time, then by name; the text is the item as JSON.
Entry = tuple[str, str, bytes]


class RunIndex:
    """The newest runs, newest first, in a file that is replaced as a whole."""

    def __init__(self, folder: Path, newest: int = NEWEST) -> None:
        self._path = folder / "index.json"
        self._newest = newest
        self._lock = FileLock(folder / ".index.lock", timeout=10, thread_local=False)
        self._mutex = threading.Lock()
        self._stamp: Stamp | None = None
        self._entries: list[Entry] = []  # oldest first

    def add(self, summary: RunSummary) -> None:
        """Enter a run; entering it again changes nothing."""
        with self._mutex, self._locked():
            self._refresh()
            entry = _entry(summary.item())
            place = bisect.bisect_left(self._entries, entry[:2])
            if place == len(self._entries) or self._entries[place][:2] != entry[:2]:
                self._entries.insert(place, entry)
                self._write()

    def rebuild(self, newest: Iterable[RunSummary]) -> None:
        """Replace what the index says by what is true; an index that is right is left alone."""
        with self._mutex, self._locked():
            self._refresh()
            entries = sorted(_entry(summary.item()) for summary in newest)
            if entries != self._entries or not self._path.exists():
                self._entries = entries
                self._write()

    def newest_run_id(self) -> str | None:
        """The name of the newest run; None when there is none."""
        with self._mutex:
            self._refresh()
            return self._entries[-1][1] if self._entries else None

    def _locked(self) -> FileLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return self._lock

    def _refresh(self) -> None:
        stamp = self._stat()
        if stamp == self._stamp:
            return
        self._entries = sorted(_read_entries(self._path))
        self._stamp = stamp

    def _write(self) -> None:
        self._entries = self._entries[-self._newest :]
        content = b'{"items":[\n' + b",\n".join(entry[2] for entry in reversed(self._entries)) + b"\n]}\n"
        # Not waiting for the disk: the index is made anew from the history at the next start.
        write_atomically(self._path, content, durable=False)
        self._stamp = self._stat()

    def _stat(self) -> Stamp | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _entry(item: dict[str, Any]) -> Entry:
    return item["timestamp"], item["run_id"], to_json(item)


def _read_entries(path: Path) -> list[Entry]:
    """The entries of an index; none of one that is missing or damaged: it is repaired at the start."""
    try:
        return [_entry(item) for item in json.loads(path.read_bytes())["items"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
