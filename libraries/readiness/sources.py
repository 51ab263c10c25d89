"""The tests themselves: digests of the files that a campaign runs, and which are no longer the same."""

import fnmatch
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from readiness.digests import file_digest
from readiness.evidence import Reason
from readiness.policy import FILES
from readiness.wording import said

FOLDERS = ("suites", "keywords", "libraries", "resources")
_NOT_OURS = (
    *(".*", "__pycache__", "*.egg-info", "*.py[cod]", "*.mo"),
    *("*~", "#*#", "*.sw[a-z]", "*.tmp", "*.bak", "*.orig", "*.rej", "*.part", "4913", "*___jb_*___"),
)
"""What Python, Robot Framework, version control and editors leave beside our files."""
_SOME = 5


def source_digests(root: Path) -> dict[str, str]:
    """SHA-256 of each file that the tests are made of; the policy's own files have a digest of their own.

    Args:
        root: of the project.

    Returns:
        By path, relative to the project.
    """
    return {name: file_digest(root / name) for name in sorted(_names(root))}


def _names(root: Path) -> Iterator[str]:
    policy = {f"resources/{name}" for name in FILES}
    for top in FOLDERS:
        for folder, names, files in os.walk(root / top):
            names[:] = [name for name in names if _ours(name)]
            paths = (Path(folder, name).relative_to(root).as_posix() for name in files if _ours(name))
            yield from (path for path in paths if path not in policy)


def _ours(name: str) -> bool:
    return not any(fnmatch.fnmatchcase(name, pattern) for pattern in _NOT_OURS)


def changes(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What is not as it was, a sentence each."""
    different = {path for path in then.keys() & now.keys() if then[path] != now[path]}
    return [
        *(said("{path} has changed", path=path) for path in sorted(different)),
        *(said("{path} is missing", path=path) for path in sorted(then.keys() - now.keys())),
        *(said("{path} is new", path=path) for path in sorted(now.keys() - then.keys())),
    ]


def changed_tests(then: Mapping[str, str], root: Path) -> list[Reason]:
    """The reason against a campaign whose tests are not those that were planned.

    Args:
        then: as the plan has it; empty when it does not say.
        root: of the project.
    """
    found = changes(then, source_digests(root)) if then else []
    if not found:
        return []
    values = {f"c{number}": change for number, change in enumerate(found[:_SOME])}
    pattern = ", ".join(f"{{{name}}}" for name in values)
    listed = said(pattern, **values)
    if len(found) > _SOME:
        listed = said("{names} and {n} more", names=listed, n=len(found) - _SOME)
    text = said(
        "The tests were changed after the campaign had started, so the evidence is not theirs: {changes}. "
        "Run the campaign again.",
        changes=listed,
    )
    return [Reason("gate", "tests-changed", text)]
