"""Whether the app's documents name each endpoint and page that its users have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
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
ENDINGS = {".md", ".mdx", ".markdown", ".rst", ".adoc", ".asciidoc", ".org", ".txt"}
BEFORE = re.compile(r"(?:^|[^\w./~}>$%-]|://[^\s/]+|:\d+|localhost|\.{3}|[}>]|\$\w+)$")
"""What may stand before a path that is named: nothing of another path, but a host or a variable for one."""
HEADING = re.compile(r"^(?P<mark>#{1,6}|={1,6})\s+\S")
UNDERLINE = re.compile(r"^([=\-~^\"'*+])\1{2,}\s*$")
PATH = re.compile(r"(?<![\w./~:-])/[\w{}<>:$/-]*")


def documents(app_dir: Path) -> list[Path]:
    """Return the app's documents for people: texts in the usual notations, and READMEs in any."""
    return sorted(
        path
        for path in app_dir.rglob("*")
        if (path.suffix.lower() in ENDINGS or path.stem.upper() == "README")
        and not SKIPPED & set(path.relative_to(app_dir).parts)
        and path.is_file()
    )


def unnamed(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the paths that a text does not name, whatever it calls their variable parts.

    A path may be told in two parts: the beginning in a heading, the rest below it.
    """
    whole = "\n".join([text, *joined(text)])
    return [name for name in names if not _is_named(name, whole)]


def pattern(path: str) -> re.Pattern[str]:
    """Return what a named path looks like: `{id}`, `<id>`, `:id` and `$ID` are all variable parts."""
    words = [r"(?:\{[^}/]*\}|<[^>/]*>|:\w+|\$\w+)" if part.startswith("{") else re.escape(part)
             for part in path.split("/")]  # fmt: skip
    return re.compile("/".join(words) + r"(?:/(?![\w{:$*-]|<\w))?(?![\w/-])")


def joined(text: str) -> Iterator[str]:
    """Yield each path that stands below a heading with the beginning of one, put together."""
    above: dict[int, str] = {}  # level of a heading: the path that it names
    for line, below in pairwise([*text.splitlines(), ""]):
        mark = HEADING.match(line)
        level = len(mark["mark"]) if mark else 7 if UNDERLINE.match(below) and line.strip() else None
        if level:
            above = {each: path for each, path in above.items() if each < level}
        base = above[max(above)] if above else ""
        whole = [path if path.startswith(base) else base + path for path in PATH.findall(line)]
        if base:
            yield from (path.rstrip("/") for path in whole)
        if level and whole:
            above[level] = whole[0].rstrip("/")


def _is_named(name: str, text: str) -> bool:
    starts = (hit.start() for hit in pattern(name).finditer(text))
    return any(BEFORE.search(text[text.rfind("\n", 0, start) + 1 : start]) for start in starts)
