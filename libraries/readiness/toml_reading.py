"""Reading TOML strictly: what is wrong is told with file, line and cure."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from readiness.patterns import found

Table = dict[str, Any]
Check = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


class StrictFile:
    """One TOML file and what is wrong with it.

    Args:
        path: the file; when `optional`, a missing one is an empty one.
        problems: collects the lines of complaint.
    """

    def __init__(self, path: Path, problems: list[str], optional: bool = False) -> None:
        self.path = path
        self.problems = problems
        self.data: Table = {}
        self._lines: dict[tuple[str, int, str], int] = {}
        self._read(optional)

    def _read(self, optional: bool) -> None:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            if not optional:
                self.problems.append(f"{self.path}: the file is missing. Restore it from version control.")
            return
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{self.path}: cannot be read ({error}). Save it as UTF-8 text.")
            return
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(f"{self.path}: not valid TOML: {error}. Mend the line that it names.")
            return
        except (ValueError, RecursionError) as error:
            self.problems.append(f"{self.path}: not valid TOML: {error}. Restore it from version control.")
            return
        self._lines = _positions(text)

    def complain(self, where: tuple[str, int], key: str, what: str) -> None:
        """Note what is wrong at a key of the n-th table of a name."""
        line = self._lines.get((*where, key)) or self._lines.get((*where, "")) or 1
        self.problems.append(f"{self.path}:{line}: {what}")

    def tables(self, name: str) -> list[tuple[tuple[str, int], Table]]:
        """The tables of an array, each with where it stands."""
        found = self.data.get(name, [])
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            self.complain(("", 0), name, f"'{name}' is a list of tables: write [[{name}]].")
            return []
        return [((name, index), table) for index, table in enumerate(found)]

    def only(self, where: tuple[str, int], table: Table, known: Sequence[str]) -> None:
        """Complain of every key that is not known."""
        for key in table:
            if key not in known:
                self.complain(where, key, f"unknown key '{key}'. Known here: {', '.join(known)}.")

    def get(self, where: tuple[str, int], table: Table, key: str, check: Check, fallback: Any) -> Any:
        """A checked value, or the fallback after a complaint."""
        if key not in table:
            self.complain(where, key, f"'{key}' is missing. Add it.")
            return fallback
        wrong = check(table[key])
        if wrong:
            self.complain(where, key, f"'{key}' {wrong}.")
            return fallback
        return table[key]


def text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "must be a text that is not empty"


def any_text(value: Any) -> str | None:
    return None if isinstance(value, str) else "must be a text"


def positive(value: Any) -> str | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")
    return None if good else "must be a number above 0"


def whole(value: Any) -> str | None:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if good else "must be a whole number, 0 or more"


def pattern(value: Any) -> str | None:
    if text(value):
        return text(value)
    try:
        found(value, "")
    except ValueError as error:
        return f"is no regular expression: {error}. It is read as RE2: no look-around, no reference back"
    return None


def both_languages(value: Any) -> str | None:
    good = isinstance(value, dict) and set(value) == {"ko", "en"} and not any(map(text, value.values()))
    return None if good else 'must be a text in both languages: { ko = "…", en = "…" }'


def one_of(words: Sequence[str]) -> Check:
    return lambda value: None if value in words else f"must be one of {', '.join(words)}"


def some_of(words: Sequence[str]) -> Check:
    def check(value: Any) -> str | None:
        good = isinstance(value, list) and value and all(word in words for word in value)
        return None if good else f"must be a list of some of {', '.join(words)}"

    return check


def _positions(text: str) -> dict[tuple[str, int, str], int]:
    """Line numbers of tables and keys, by table, its number in the array, and key."""
    lines: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    table, index = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = header[2]
            index = counts.get(table, -1) + 1
            counts[table] = index
            lines[(table, index, "")] = number
        elif key := _KEY.match(line):
            lines.setdefault((table, index, key[1]), number)
    return lines
