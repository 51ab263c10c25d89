"""The contract as lines, each with the severities that a test of it may carry (resources/contract.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEVERITIES = ("critical", "high", "medium", "low")
FIELDS = {"id", "kind", "text"}


class ContractError(ValueError):
    """The contract's file cannot be used; the message names file, line and cure."""


@dataclass(frozen=True)
class Line:
    """One promise.

    Attributes:
        id: unique name, such as `refuse.unknown-symbol`.
        section: title of the part of the contract, or of the plan's task, that it belongs to.
        text: the promise in one sentence.
        severities: those that a test of it may carry, the gravest first.
        reasons: why, from the severity table of the design, in the same order.
        plan: whether the plan asks for it and not the app's contract.
    """

    id: str
    section: str
    text: str
    severities: tuple[str, ...]
    reasons: tuple[str, ...]
    plan: bool


def load(path: Path) -> dict[str, Line]:
    """Read the contract's lines.

    Returns:
        The lines by their ids, in the order of the file.

    Raises:
        ContractError: a line is incomplete, of an unknown kind, or its id is taken.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ContractError(f"{path}: cannot be read: {error}") from error
    kinds = document.get("kind", {})
    if wrong := [name for name, kind in kinds.items() if kind.get("severity") not in SEVERITIES]:
        raise ContractError(f"{path}: kind {wrong[0]}: severity is one of {', '.join(SEVERITIES)}")
    lines: dict[str, Line] = {}
    for section, entry in _entries(document):
        line = _line(path, kinds, section, entry)
        if line.id in lines:
            raise ContractError(f"{path}: the id '{line.id}' is taken; choose another")
        lines[line.id] = line
    return lines


def _entries(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for section in document.get("section", []):
        for entry in section.get("lines", []):
            yield section, entry


def _line(path: Path, kinds: dict[str, Any], section: dict[str, Any], entry: dict[str, Any]) -> Line:
    name = entry.get("id", "a line without id")
    if entry.keys() != FIELDS:
        raise ContractError(f"{path}: {name}: has {', '.join(sorted(entry))}; id, kind and text are needed")
    named = [entry["kind"]] if isinstance(entry["kind"], str) else list(entry["kind"])
    if unknown := [kind for kind in named if kind not in kinds] or ([] if named else ["(none)"]):
        raise ContractError(f"{path}: {name}: no kind '{unknown[0]}'. Known: {', '.join(kinds)}")
    chosen = sorted((kinds[kind] for kind in named), key=lambda kind: SEVERITIES.index(kind["severity"]))
    return Line(
        id=name,
        section=section["title"],
        text=entry["text"],
        severities=tuple(dict.fromkeys(kind["severity"] for kind in chosen)),
        reasons=tuple(kind["reason"] for kind in chosen),
        plan=section.get("plan", False),
    )
