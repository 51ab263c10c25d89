"""One results folder, one campaign at a time."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from stack.errors import BusyError
from stack.processes import ProcessId

NAME = ".campaign.lock"
ENDING = 5.0  # seconds that a campaign's last processes may still take when its robots have ended


class Claim:
    """A campaign's claim on its results folder, held as long as its supervisor lives."""

    def __init__(self) -> None:
        """Claim nothing yet."""
        self._lock: FileLock | None = None
        self._note: Path | None = None

    def take(self, folder: Path, owner: ProcessId) -> None:
        """Claim a folder.

        Raises:
            BusyError: another campaign holds it.
        """
        folder.mkdir(parents=True, exist_ok=True)
        note = folder / f"{NAME}.owner"
        lock = FileLock(folder / NAME, thread_local=False)
        try:
            lock.acquire(timeout=ENDING)
        except Timeout:
            other = note.read_text() if note.exists() else "unknown"
            raise BusyError(
                f"another campaign (process {other}) writes into {folder} now: "
                "wait until it ends, or choose another folder with --outputdir"
            ) from None
        note.write_text(str(owner.pid))
        self._lock, self._note = lock, note

    def release(self) -> None:
        """Let the folder go."""
        if self._lock and self._note:
            self._note.unlink(missing_ok=True)
            self._lock.release()
