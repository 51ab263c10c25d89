"""A small project made of this one: few suites, and the policy's items that they stand for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

SUITES = ("0__environment", "api", "form", "documents", "restarts", "database", "2__performance")


def make(root: Path, place: Path) -> None:
    """Copy what a campaign needs, with the suites SUITES alone.

    Args:
        root: the repository, with candles and a built front end.
        place: a folder that does not exist.
    """
    place.mkdir(parents=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, target)
    for name in ("data", ".cache"):
        shutil.copytree(root / name, place / name, symlinks=True, dirs_exist_ok=True)
    for path in (place / "suites").rglob("*.robot"):
        if path.stem not in (*SUITES, "__init__"):
            path.unlink()
    _cut_policy(place)


def _cut_policy(place: Path) -> None:
    """Take the items that no test is left for from the policy."""
    suites = "".join(path.read_text(encoding="utf-8") for path in (place / "suites").rglob("*.robot"))
    policy = place / "resources" / "readiness.toml"
    parts = re.split(r"(?m)^(?=\[\[)", policy.read_text(encoding="utf-8"))
    policy.write_text("".join(part for part in parts if _kept(part, _items(suites))), encoding="utf-8")


def _kept(part: str, used: set[str]) -> bool:
    named = re.search(r'(?m)^id = "([\w-]+)"', part)
    if not part.startswith("[[task.dod]]") or 'kind = "derived"' in part or named is None:
        return True
    return named.group(1) in used


def _items(text: str) -> set[str]:
    return set(re.findall(r"\bdod:([\w-]+)", text))
