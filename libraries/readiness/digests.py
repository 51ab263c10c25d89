"""Digests of files and of trees of files."""

import hashlib
import os
from pathlib import Path

_PASSED_OVER = frozenset(
    (".git", ".venv", "node_modules", "dist", "__pycache__", ".pytest_cache", ".hypothesis")
)


def file_digest(path: Path) -> str:
    """SHA-256 of a file; empty when it is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def tree_digest(root: Path) -> str:
    """SHA-256 over names and contents below a directory, without what is made from them; else empty."""
    if not root.is_dir():
        return ""
    whole = hashlib.sha256()
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name not in _PASSED_OVER)
        for name in sorted(files):
            path = Path(folder) / name
            whole.update(f"{path.relative_to(root).as_posix()}\0{file_digest(path)}\0".encode())
    return whole.hexdigest()
