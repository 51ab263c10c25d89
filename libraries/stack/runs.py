"""Folders of runs: which campaign owns which, and what killed campaigns left behind."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from stack.processes import ProcessId, kill, marked
from stack.settings import runs_folder


@dataclass(frozen=True)
class Run:
    """The folder of one campaign's stack, named by the process that owns the campaign."""

    owner: ProcessId

    @property
    def folder(self) -> Path:
        """Return the run's own folder."""
        return runs_folder() / f"run-{self.owner}"

    @property
    def marker(self) -> str:
        """Return the start of the value that marks the run's processes."""
        return f"{self.owner}:"

    @property
    def lock(self) -> Path:
        """Return the lock held while the run's stack is being started."""
        return runs_folder() / f"run-{self.owner}.lock"

    def read(self, name: str) -> Any:
        """Return the content of one of the run's JSON files; None when it is not there."""
        try:
            return json.loads((self.folder / f"{name}.json").read_text())
        except (OSError, ValueError):
            return None

    def write(self, name: str, content: object) -> None:
        """Write one of the run's JSON files, readable by this user alone, whole or not at all."""
        place = self.folder / f"{name}.json"
        draft = place.with_suffix(f".{uuid4().hex}.part")  # several threads may write at once
        draft.touch(0o600)
        draft.write_text(json.dumps(content))
        draft.replace(place)

    def supervisor(self) -> ProcessId | None:
        """Return the run's supervisor while it lives."""
        content = self.read("supervisor")
        identity = ProcessId(*content["process"]) if content else None
        return identity if identity and identity.alive() else None

    def in_use(self) -> bool:
        """Say whether the owner or the supervisor still lives."""
        return self.owner.alive() or self.supervisor() is not None

    def noted(self) -> list[ProcessId]:
        """Return the processes that the supervisor noted as the run's and that still live."""
        known = (ProcessId(*entry) for entry in self.read("processes") or [])
        return [identity for identity in known if identity.alive()]

    def remove(self) -> None:
        """Remove what the run wrote into the folder of runs.

        Its folder vanishes from sight at once, or a campaign that starts meanwhile took it for a left-over.
        """
        self.lock.unlink(missing_ok=True)
        going = runs_folder() / f".going-{self.owner}"
        with contextlib.suppress(OSError):
            self.folder.rename(going)
        shutil.rmtree(going, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def prepare_runs_folder() -> Path:
    """Make the folder of runs: others may pass through it, to their own files below, and not look around."""
    folder = runs_folder()
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user: remove it, or set TMPDIR")
    return folder


def all_runs() -> list[Run]:
    """Return all runs that have a folder."""
    found = []
    for folder in runs_folder().glob("run-*/"):
        with contextlib.suppress(ValueError):  # a folder of that name that is none of ours
            found.append(Run(ProcessId.parse(folder.name.removeprefix("run-"))))
    return sorted(found, key=lambda run: run.owner)


def leftovers() -> list[Run]:
    """Return the runs whose owner and supervisor are gone."""
    return [run for run in all_runs() if not run.in_use()]


def clean_leftovers() -> list[str]:
    """End and remove what killed campaigns left, and name it."""
    told = []
    for run in leftovers():
        remaining = sorted({*run.noted(), *marked(run.marker)})
        kill(remaining)
        run.remove()
        pids = ", ".join(str(identity.pid) for identity in remaining) or "none"
        told.append(f"{run.folder} of the ended campaign of process {run.owner.pid}; processes ended: {pids}")
    return told
