"""Moving and backing up: a folder with a manifest of digests, checked when it is brought back."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Copied:
    """What a copy took."""

    files: int
    size: int
    seconds: float


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file below a folder, by its path there; hidden ones are locks and drafts."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST and not path.name.startswith("."):
            with suppress(FileNotFoundError):  # a draft that went meanwhile
                found[path.relative_to(folder).as_posix()] = digest(path)
    return found


def wrongly_copied(before: dict[str, str], after: dict[str, str], copied: dict[str, str]) -> list[str]:
    """Return the files that a copy lacks or holds otherwise.

    A file that changed meanwhile, as the log of a living app does, cannot be compared.

    Args:
        before: Digests of the original before it was copied.
        after: Digests of the original thereafter.
        copied: Digests of the copy.
    """
    return [name for name, told in before.items() if after.get(name) == told != copied.get(name)]


def copy(source: Path, target: Path) -> Copied:
    """Copy a folder whole; files that vanish meanwhile are drafts, and are left out."""
    started = time.perf_counter()
    files = size = 0
    for path in sorted(source.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(path, place)
            except FileNotFoundError:
                continue
            files, size = files + 1, size + place.stat().st_size
    return Copied(files, size, time.perf_counter() - started)


def seal(folder: Path) -> None:
    """Write the manifest of a backup."""
    (folder / MANIFEST).write_text(json.dumps(digests(folder), indent=1))


def damage(folder: Path) -> list[str]:
    """Return what a backup lacks or holds otherwise than its manifest says."""
    wanted: dict[str, str] = json.loads((folder / MANIFEST).read_text())
    found = digests(folder)
    missing = [f"{name} is missing" for name in sorted(set(wanted) - set(found))]
    return missing + [f"{name} was changed" for name in sorted(found) if wanted.get(name) != found[name]]


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
