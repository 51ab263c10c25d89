"""Whether the app's documents name each endpoint and page that its users have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ENDPOINTS = (
    "/health",
    "/api/health",
    "/docs",
    "/openapi.json",
    "/api/strategies",
    "/api/backtests/run",
    "/api/backtests/run-async",
    "/api/backtests/status/{task_id}",
    "/api/backtests/latest",
    "/api/backtests/history",
    "/api/backtests/{run_id}",
    "/api/backtests/{run_id}/download",
    "/api/strategies/presets",
    "/api/strategies/presets/{name}",
    "/api/data/inventory",
)
PAGES = ("/", "/viewer", "/data")
SKIPPED = {"node_modules", "dist", ".venv", ".pytest_cache"}


def documents(app_dir: Path) -> list[Path]:
    """Return the app's documents for people: Markdown, reStructuredText and plain text."""
    return sorted(path for path in _texts(app_dir) if not SKIPPED & set(path.relative_to(app_dir).parts))


def unnamed(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the paths that a text does not name, whatever it calls their variable parts."""
    return [name for name in names if not pattern(name).search(text)]


def pattern(path: str) -> re.Pattern[str]:
    """Return what counts as naming a path: `{id}`, `<id>`, `:id` and `$ID` are all variable parts."""
    words = [r"(?:\{[^}/]*\}|<[^>/]*>|:\w+|\$\w+)" if part.startswith("{") else re.escape(part)
             for part in path.split("/")]  # fmt: skip
    return re.compile("/".join(words) + r"(?![\w/-])")


def _texts(app_dir: Path) -> Iterator[Path]:
    for ending in ("*.md", "*.rst", "*.txt"):
        yield from app_dir.rglob(ending)
