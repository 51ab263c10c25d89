"""The catalogue of faults: what a careless team would have done, and which test must notice.

Each entry of a ``*.toml`` file in the catalogue's folder is one fault::

    [[fault]]
    id = "unknown-symbol-500"
    careless = "the loader's FileNotFoundError is not caught"
    contract = ["refuse.unknown-symbol"]     # lines of resources/contract.toml
    file = "backend/coin/api.py"
    text = "..."         # occurs exactly once in the file
    replacement = "..."
    tests = ["A run with an unknown symbol is refused"]
    severity = "critical"
    verdict = "NO_GO"
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEVERITIES = ("critical", "high", "medium", "low")
VERDICTS = ("GO", "CONDITIONAL_GO", "NO_GO")
FIELDS = {"id", "careless", "contract", "file", "text", "replacement", "tests", "severity", "verdict"}


class CatalogueError(ValueError):
    """An entry of the catalogue cannot be used; the message names file, id and cure."""


@dataclass(frozen=True)
class Fault:
    """One way to break the app.

    Attributes:
        id: unique name, used on the command line.
        careless: what a careless team would have done.
        contract: ids of the contract's lines that it breaks.
        file: path below the app's folder.
        text: what is replaced; it occurs exactly once in ``file``.
        replacement: what stands there instead.
        tests: names of the tests that must fail.
        severity: of the findings that those tests must give, at least.
        verdict: of a whole campaign with this fault.
    """

    id: str
    careless: str
    contract: tuple[str, ...]
    file: str
    text: str
    replacement: str
    tests: tuple[str, ...]
    severity: str
    verdict: str

    def apply(self, app: Path) -> None:
        """Break the copy of the app below ``app``.

        Raises:
            CatalogueError: the text does not occur exactly once, so the app has changed since.
        """
        replace_once(self.id, app / self.file, self.text, self.replacement)


def replace_once(name: str, path: Path, text: str, replacement: str) -> None:
    """Replace the one occurrence of a text in a file of an app's copy.

    Args:
        name: of the entry that asks for it.
        path: the file.
        text: what is replaced.
        replacement: what stands there instead.

    Raises:
        CatalogueError: the file is not there, or the text does not occur exactly once.
    """
    if not path.is_file():
        raise CatalogueError(f"{name}: there is no {path.name} in the app; correct 'file'")
    content = path.read_text(encoding="utf-8")
    if (count := content.count(text)) != 1:
        raise CatalogueError(
            f"{name}: the text occurs {count} times in {path.name}, not once; correct 'text'"
        )
    path.write_text(content.replace(text, replacement), encoding="utf-8")


def load(folder: Path, lines: Collection[str]) -> dict[str, Fault]:
    """Read every catalogue file of a folder, in the order of their names.

    Args:
        folder: holds the files.
        lines: ids of all lines of the contract.

    Returns:
        The faults by their ids.

    Raises:
        CatalogueError: an entry is incomplete, has an unknown key, severity or line, or its id is taken.
    """
    faults: dict[str, Fault] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in entries(path, "fault"):
            fault = _fault(path, entry, lines)
            if fault.id in faults:
                raise CatalogueError(f"{path}: the id '{fault.id}' is taken; choose another")
            faults[fault.id] = fault
    return faults


def entries(path: Path, kind: str) -> list[dict[str, Any]]:
    """Read the tables of one kind from a catalogue file.

    Raises:
        CatalogueError: it is no TOML.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path}: not TOML: {error}") from error
    return list(document.get(kind, []))


def check_fields(path: Path, entry: dict[str, Any], fields: set[str]) -> None:
    """Check that an entry has exactly these fields.

    Raises:
        CatalogueError: it names file, id and field.
    """
    name = entry.get("id", "an entry without id")
    if missing := fields - entry.keys():
        raise CatalogueError(f"{path}: {name}: missing {', '.join(sorted(missing))}")
    if unknown := entry.keys() - fields:
        raise CatalogueError(f"{path}: {name}: unknown {', '.join(sorted(unknown))}")


def _fault(path: Path, entry: dict[str, Any], lines: Collection[str]) -> Fault:
    check_fields(path, entry, FIELDS)
    name = entry["id"]
    if entry["severity"] not in SEVERITIES:
        raise CatalogueError(f"{path}: {name}: severity is one of {', '.join(SEVERITIES)}")
    if entry["verdict"] not in VERDICTS:
        raise CatalogueError(f"{path}: {name}: verdict is one of {', '.join(VERDICTS)}")
    if not entry["tests"]:
        raise CatalogueError(f"{path}: {name}: name at least one test that must fail")
    contract = _lines(entry["contract"], f"{path}: {name}", lines)
    return Fault(**{**entry, "tests": tuple(entry["tests"]), "contract": contract})


def _lines(named: Any, where: str, lines: Collection[str]) -> tuple[str, ...]:
    if not isinstance(named, list) or not named:
        raise CatalogueError(f"{where}: 'contract' is a list of ids of resources/contract.toml")
    if unknown := [name for name in named if name not in lines]:
        raise CatalogueError(f"{where}: the contract has no line '{unknown[0]}'; see resources/contract.toml")
    return tuple(named)
