"""Deliverables as they lie on disk: there, read back, digested; a script is run for a moment."""

import datetime
import hashlib
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from readiness.wording import said

LINES_OF_A_PAGE = 50
"""Markdown has no pages; a printed one holds about so many lines."""

_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A file the plan wants, and what was found of it."""

    task: int
    path: str
    exists: bool
    bytes: int = 0
    lines: int = 0
    modified: str | None = None
    sha256: str | None = None
    verified: bool = False
    note: str = ""

    @property
    def pages(self) -> int:
        return math.ceil(self.lines / LINES_OF_A_PAGE)


@dataclass(slots=True)
class _Content:
    """What a file holds."""

    bytes: int = 0
    lines: int = 0
    something: bool = False
    sha256: str = ""


def examine(root: Path, task: int, path: str, expected: str | None = None, note: str = "") -> Deliverable:
    """Read a deliverable back from the disk.

    Args:
        root: what its path is relative to.
        task: whose deliverable it is.
        path: such as `docs/coin/mvp/KNOWN_ISSUES_STATUS.md`.
        expected: the digest it must have; without one it must be there and hold something.
        note: what the reports say about it.

    Returns:
        What is there.
    """
    file = root / path
    try:
        content = _content(file)
        changed = datetime.datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        return Deliverable(task, path, exists=False, note=note or said("missing"))
    good = content.something and expected in (None, content.sha256)
    return Deliverable(
        task=task,
        path=path,
        exists=True,
        bytes=content.bytes,
        lines=content.lines,
        modified=changed.isoformat(timespec="seconds"),
        sha256=content.sha256,
        verified=good,
        note=note if good else note or said("not as it was written"),
    )


def _content(file: Path) -> _Content:
    found, digest = _Content(), hashlib.sha256()
    with file.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 16), b""):
            digest.update(block)
            found.bytes += len(block)
            found.lines += block.count(b"\n")
            found.something |= bool(block.strip())
    found.sha256 = digest.hexdigest()
    return found


def examine_script(root: Path, task: int, path: str) -> Deliverable:
    """Read a script back and run it for a moment: `--help` must end well.

    Args:
        root: the project.
        task: whose deliverable it is.
        path: relative to the project.
    """
    found = examine(root, task, path)
    if not found.exists:
        return found
    wrong = _trial(root, root / path)
    return Deliverable(
        found.task,
        found.path,
        True,
        found.bytes,
        found.lines,
        found.modified,
        found.sha256,
        found.verified and wrong is None,
        wrong or said("runs: --help ended with exit code 0"),
    )


def _trial(root: Path, script: Path) -> str | None:
    command = [sys.executable, str(script), "--help"]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "COLUMNS": "100"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return said("does not run: {why}", why=type(error).__name__)
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        return said("--help ended with exit code {code}: {why}", code=done.returncode, why=last[0])
    return None
