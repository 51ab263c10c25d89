"""The closed sets of words that evidence is written in."""

import functools
import re
from collections.abc import Iterable
from sys import intern

from stack.settings import TARGET_NAMES

SEVERITIES = ("critical", "high", "medium", "low")
OUTCOMES = ("demonstrated", "violated", "not_demonstrated", "invalid", "indicative")
COMPARISONS = ("<", "<=", ">", ">=", "==")
SOURCES = ("console", "log", "http", "fuzz", "security", "store")
ARTIFACT_KINDS = ("screenshot", "log", "json", "text", "profile", "chart")
EVIDENCE_KINDS = ("measure", "finding", "artifact", "fact")
SEAL = "evidence"
"""Test metadata that holds how many pieces of evidence the test recorded."""
SLAS = ("response_time", "memory")
CONFIGURATION = (*TARGET_NAMES, "BROWSER_PATH", "REPORT_LANG")
"""Robot variables that say what a campaign runs on; any other may be part of what a test asks for."""
BREAKDOWN_PARTS = ("load", "compute", "serialise", "store")

FAILED_OUTCOMES = frozenset({"violated", "not_demonstrated", "invalid"})
"""A measure that ended so is a failure, whatever its test says."""


def worst(severities: list[str]) -> str:
    """The gravest of some severities.

    Args:
        severities: words of SEVERITIES, at least one.

    Returns:
        The one that stands first in SEVERITIES.
    """
    return min(severities, key=SEVERITIES.index)


def held_once(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a tuple that all tests with the same ones share: there may be tens of thousands of tests."""
    return _held_once(tuple(map(intern, words)))


@functools.lru_cache(maxsize=1024)
def _held_once(words: tuple[str, ...]) -> tuple[str, ...]:
    return words


def task_number(tags: Iterable[str]) -> int | None:
    """The number of the plan's task, from the first tag `task:<n>`.

    Args:
        tags: of a test, in any order.
    """
    numbers = [tag[5:] for tag in tags if tag.startswith("task:") and re.fullmatch(r"[0-9]{1,3}", tag[5:])]
    return int(numbers[0]) if numbers else None


def holds(value: float, comparison: str, limit: float) -> bool:
    """Whether a figure keeps its limit, without any rounding.

    Args:
        value: the figure.
        comparison: one of COMPARISONS.
        limit: in the figure's unit.
    """
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "==": value == limit,
    }[comparison]


CAPABILITIES = {
    "write": "ALLOW_WRITES=yes",
    "stop-services": "BACKEND_STOP, BACKEND_START",
    "database": "DATABASE_URL",
    "redis": "REDIS_URL",
    "app-source": "APP_DIR",
    "ten-symbols": "10 symbols × 365 days",
    "more-candles": "2024-02-29, 2024 + 2025, 1H",
}
"""What a target may or may not give, by its name in the policy, and what gives it."""
UNITS = ("tests", "candles", "symbols")
"""What is counted, beside s, B and %."""
