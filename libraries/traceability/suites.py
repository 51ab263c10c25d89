"""What the tests say of themselves: the contract's lines that they check, and their severity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from robot.api import TestSuiteBuilder

from traceability.contract import SEVERITIES, Line

METADATA = "Contract"
"""Of a test, or of its file where all tests check the same: `[Metadata]    Contract    <id>    <id>`."""


@dataclass(frozen=True)
class WrittenTest:
    """A test as it is written.

    Attributes:
        name: its sentence.
        suite: full name of its suite.
        severity: of its tag, empty where it has none.
        lines: ids of the contract's lines, its file's first.
    """

    name: str
    suite: str
    severity: str
    lines: tuple[str, ...]


def read(suites: Path) -> list[WrittenTest]:
    """All tests below a folder, in their order."""
    found = []
    for test in TestSuiteBuilder().build(suites).all_tests:
        named = f"{test.parent.metadata.get(METADATA, '')} {test.metadata.get(METADATA, '')}"
        severities = [tag[9:] for tag in test.tags if tag.startswith("severity:")]
        severity = severities[0] if severities else ""
        found.append(
            WrittenTest(test.name, test.parent.full_name, severity, tuple(dict.fromkeys(named.split())))
        )
    return found


def problem(test: WrittenTest, contract: Mapping[str, Line]) -> str | None:
    """What is wrong with the lines or the severity of a test, in words; None when nothing is.

    A test is at least as grave as each of its lines demands, and no graver than one of them allows.
    """
    if not test.lines:
        return "says no line of the contract: add `[Metadata]    Contract    <id>` of resources/contract.toml"
    if unknown := [name for name in test.lines if name not in contract]:
        return f"names '{unknown[0]}', which resources/contract.toml does not have"
    allowed = _allowed([contract[name] for name in test.lines])
    if test.severity in allowed:
        return None
    gravest = min(test.lines, key=lambda name: SEVERITIES.index(contract[name].severities[-1]))
    reasons = "; ".join(contract[gravest].reasons)
    return f"is severity:{test.severity}, but {gravest} wants {' or '.join(allowed)} ({reasons})"


def _allowed(lines: list[Line]) -> list[str]:
    mildest = min(SEVERITIES.index(line.severities[-1]) for line in lines)
    return [
        severity
        for severity in SEVERITIES[: mildest + 1]
        if any(severity in line.severities for line in lines)
    ]
