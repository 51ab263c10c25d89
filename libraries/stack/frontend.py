"""The app's front end, built once for each state of its sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from filelock import FileLock

from stack.accounts import tied
from stack.binaries import npm_command, with_node
from stack.errors import ServiceError

LEFT_OUT = ("node_modules", "dist", ".git", ".vite", "coverage")
BUILD_LIMIT = 300  # seconds
TAIL = 25


def digest_of(folder: Path, names: tuple[str, ...] | None = None) -> str:
    """Return a digest of a folder's sources, or of some of its files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if relative.parts[0] in LEFT_OUT or not path.is_file() or (names and str(relative) not in names):
            continue
        digest.update(f"{relative}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def built(source: Path, cache: Path) -> Path:
    """Return the folder of the built front end, building it when its sources are new.

    Raises:
        ServiceError: npm failed; the message holds the end of what it printed.
    """
    if not (source / "package.json").is_file():
        raise ServiceError(f"the front end's sources are missing: {source / 'package.json'} does not exist")
    place = cache / "frontend" / digest_of(source)
    if (place / "dist" / "index.html").exists():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(place.parent / "build.lock"):
        if not (place / "dist" / "index.html").exists():
            _build(source, place, modules(source, cache))
    return place


def modules(source: Path, cache: Path) -> Path:
    """Return the installed packages of a front end, installing them when its lock file is new.

    Raises:
        ServiceError: npm failed; the message holds the end of what it printed.
    """
    wanted = ("package.json", "package-lock.json")
    place = cache / "frontend" / f"modules-{digest_of(source, wanted)}"
    if (place / "complete").exists():
        return place / "node_modules"
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name in wanted:
        if not (source / name).exists():
            raise ServiceError(f"the front end cannot be built: {source / name} does not exist")
        shutil.copy(source / name, draft)
    npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], draft)
    (draft / "complete").touch()
    shutil.rmtree(place, ignore_errors=True)
    draft.rename(place)
    return place / "node_modules"


def npm(arguments: list[str], folder: Path) -> str:
    """Run npm and return what it printed.

    Raises:
        ServiceError: it failed or took too long.
    """
    command = tied([*npm_command(), *arguments])
    try:
        done = subprocess.run(
            command, cwd=folder, env=with_node(dict(os.environ)), check=False, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=BUILD_LIMIT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ServiceError(f"npm {arguments[0]} in {folder} was not done after {BUILD_LIMIT} s") from None
    if done.returncode:
        words = "\n".join(done.stdout.splitlines()[-TAIL:])
        raise ServiceError(
            f"the front end could not be built: npm {' '.join(arguments)} ended with exit code "
            f"{done.returncode}\n{words}"
        )
    return done.stdout


def _build(source: Path, place: Path, packages: Path) -> None:
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(source, draft, ignore=shutil.ignore_patterns(*LEFT_OUT))
    # Relative, so that a project that is moved or copied stays whole.
    (draft / "node_modules").symlink_to(os.path.relpath(packages, draft))
    npm(["run", "build"], draft)
    shutil.rmtree(place, ignore_errors=True)
    draft.rename(place)
