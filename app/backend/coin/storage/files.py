"""Files that are either whole or not there."""

from __future__ import annotations

import fcntl
import os
import re
import time
import uuid
from pathlib import Path

RUN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
# Between opening its file and locking it a writer needs no time worth mentioning.
LEFTOVER_AGE = 1.0


def is_run_id(name: str) -> bool:
    """Whether a name is a uuid4 as this app writes it: nothing else ever becomes part of a path."""
    return RUN_ID.fullmatch(name) is not None


def write_atomically(path: Path, content: bytes, durable: bool = True) -> None:
    """Put ``content`` at ``path`` so that readers see the old file or the new one, never a part.

    Args:
        path: the file; its folder is made when missing.
        content: all of it.
        durable: whether to wait until it is on the disk.
    """
    drafts = path.parent / ".drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    draft = drafts / f"{path.name}.{uuid.uuid4().hex}"
    try:
        with draft.open("xb") as file:
            # The lock says that the draft has a living owner; it goes when the process goes.
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_leftovers(folder: Path) -> int:
    """Delete drafts in ``folder`` whose writer was killed; returns how many."""
    removed = 0
    for draft in (folder / ".drafts").glob("*"):
        try:
            with draft.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if time.time() - draft.stat().st_mtime > LEFTOVER_AGE:
                    draft.unlink()
                    removed += 1
        except OSError:
            # Somebody still writes it, or has just finished.
            continue
    return removed


class ResultFiles:
    """The stored results, ``<run_id>.json`` each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, run_id: str, content: bytes) -> None:
        write_atomically(self._path(run_id), content)

    def read(self, run_id: str) -> bytes | None:
        """The result's bytes; None when there is no such run."""
        if not is_run_id(run_id):
            return None
        try:
            return self._path(run_id).read_bytes()
        except OSError:
            return None

    def remove(self, run_id: str) -> None:
        self._path(run_id).unlink(missing_ok=True)

    def run_ids(self) -> set[str]:
        if not self.folder.is_dir():
            return set()
        with os.scandir(self.folder) as entries:
            names = [entry.name.removesuffix(".json") for entry in entries if entry.name.endswith(".json")]
        return {name for name in names if is_run_id(name)}

    def _path(self, run_id: str) -> Path:
        return self.folder / f"{run_id}.json"
